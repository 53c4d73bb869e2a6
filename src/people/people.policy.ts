import { Permission } from "../platform/access/permissions";
import type { Scope, Visible } from "../platform/read/scope";
import { FALSE, or, sql, TRUE } from "../platform/sql";
import { isStaff } from "./rules";

/** Who is more than a customer's contact. */
const staff = (scope: Scope): boolean => !scope.portal;

/**
 * Everyone sees themselves; staff with PEOPLE_READ see everyone. A customer's contact sees staff where something names
 * them, by their name only: the entity keeps the rest back, and lists and look-ups do not find them.
 */
export const personVisible: Visible = (person, scope) => {
  if (scope.can(Permission.PEOPLE_READ)) return TRUE;
  return or(sql`${person}.id = ${scope.viewerId}`, scope.portal && isStaff(person));
};

/** Staff see every role, a customer's contact only those that the contact has. */
export const roleVisible: Visible = (role, scope) =>
  staff(scope)
    ? TRUE
    : sql`EXISTS (SELECT FROM person_role own WHERE own.role_id = ${role}.id AND own.person_id = ${scope.viewerId})`;

/** Teams, branches and skills are the staff's. */
export const staffOnly: Visible = (_row, scope) => (staff(scope) ? TRUE : FALSE);

/** Staff with PEOPLE_READ or SERVICE_READ see every customer, a customer's contact the own one. */
export const customerVisible: Visible = (customer, scope) => {
  if (scope.can(Permission.PEOPLE_READ) || scope.can(Permission.SERVICE_READ)) return TRUE;
  return scope.portal ? sql`${customer}.id = ${scope.customerId}` : FALSE;
};

/** One's own; with ACCESS_MANAGE everybody's whom one sees. */
export const apiTokenVisible: Visible = (token, scope) =>
  or(
    scope.can(Permission.ACCESS_MANAGE) && scope.can(Permission.PEOPLE_READ) && TRUE,
    sql`${token}.owner_id = ${scope.viewerId}`,
  );

/** One's own, as long as they last. */
export const sessionVisible: Visible = (session, scope) =>
  sql`(${session}.person_id = ${scope.viewerId} AND ${session}.expires_at > ${scope.now})`;
