import { PERMISSIONS } from "../platform/access/permissions";
import type { Scope } from "../platform/read/scope";
import { literal, join, raw, type Sql, sql, TRUE } from "../platform/sql";

const NOW = raw("casegraph_now()");
const IN_ORDER = sql`ARRAY[${join(PERMISSIONS.map(literal), ", ")}]`;

/** The role of customers' contacts: the only one that is not ours. */
export const CUSTOMER_ROLE = "customer";
/** The role that one active person must always have. */
export const ADMIN_ROLE = "admin";

/** Password or a live API token, an active person, at least one role. */
export const canSignIn = (person: Sql): Sql => sql`(${person}.active
  AND EXISTS (SELECT FROM person_role held WHERE held.person_id = ${person}.id)
  AND (${person}.password_hash IS NOT NULL OR EXISTS (SELECT FROM api_token token WHERE token.owner_id = ${person}.id
    AND token.revoked_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > ${NOW}))))`;

/** What the roles of the person with this id allow together, in the order of the enum; `narrowed` (text[]) takes some away. */
export const permissionsOf = (personId: Sql, narrowed?: Sql): Sql => sql`ARRAY(
  SELECT allowed FROM person_role held JOIN role ON role.id = held.role_id, unnest(role.permissions) allowed
  WHERE held.person_id = ${personId}${narrowed ? sql` AND (${narrowed} IS NULL OR allowed = ANY (${narrowed}))` : raw("")}
  GROUP BY allowed ORDER BY array_position(${IN_ORDER}, allowed))`;

/** True for who has a role that is more than a customer's. */
export const isStaff = (
  person: Sql,
): Sql => sql`EXISTS (SELECT FROM person_role held JOIN role ON role.id = held.role_id
  WHERE held.person_id = ${person}.id AND role.permissions <> '{PORTAL}')`;

/** Whether the viewer sees more of a person than the name: a customer's contact does of nobody else. */
export const seenWhole = (person: Sql, scope: Scope): Sql =>
  scope.portal ? sql`${person}.id = ${scope.viewerId}` : TRUE;

/** What of a person only those see who see them whole; `otherwise` for all others. */
export const ofWhole = (person: Sql, scope: Scope, value: Sql, otherwise: Sql): Sql =>
  scope.portal ? sql`CASE WHEN ${seenWhole(person, scope)} THEN ${value} ELSE ${otherwise} END` : value;
