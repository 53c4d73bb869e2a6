import { Permission } from "../platform/access/permissions";
import { permit, type Viewer } from "../platform/access/viewer";
import type { Visible } from "../platform/read/scope";
import { FALSE, raw, sql, TRUE } from "../platform/sql";
import { Entitlement } from "./entitlement.entity";

/** Contracts and entitlements, with their customer: staff who see customers see all, a portal customer the own ones. */
export const withCustomer: Visible = (row, scope) => {
  if (scope.can(Permission.PEOPLE_READ) || scope.can(Permission.SERVICE_READ)) return TRUE;
  return scope.portal ? sql`${row}.customer_id = ${scope.customerId}` : FALSE;
};

/** With the entitlement. */
export const useVisible: Visible = (use, scope) => {
  if (scope.knows(Entitlement, sql`${use}.entitlement_id`)) return TRUE;
  const visible = scope.visible(Entitlement, raw("seen_entitlement"));
  if (visible === TRUE || visible === FALSE) return visible;
  return sql`EXISTS (SELECT FROM entitlement seen_entitlement
    WHERE seen_entitlement.id = ${use}.entitlement_id AND ${visible})`;
};

/** FORBIDDEN unless the viewer may say what customers are owed: SLA_MANAGE. Null is the system. */
export function mayWriteContracts(viewer: Viewer | null): void {
  if (viewer) permit(viewer, Permission.SLA_MANAGE);
}
