import { Activity } from "../activities/activity.entity";
import { Asset } from "../assets/asset.entity";
import { caseSeen } from "../cases/case.policy";
import { Contract } from "../entitlements/contract.entity";
import { Customer } from "../people/customer.entity";
import { Permission } from "../platform/access/permissions";
import type { EntityClass, Scope, Visible } from "../platform/read/scope";
import { and, FALSE, ident, or, raw, type Sql, sql, TRUE } from "../platform/sql";

/** The row that `column` names is there and visible. */
function seen(entity: EntityClass, table: string, column: Sql, scope: Scope): Sql {
  const visible = scope.visible(entity, raw("seen_row"));
  return visible === TRUE
    ? TRUE
    : sql`EXISTS (SELECT FROM ${ident(table)} seen_row WHERE seen_row.id = ${column} AND ${visible})`;
}

const where = (column: Sql, condition: Sql): Sql => and(sql`${column} IS NOT NULL`, condition);

/** With the one thing that it hangs on. */
function withSubject(row: Sql, scope: Scope, attached: boolean): Sql {
  const of = (column: string) => sql`${row}.${raw(column)}`;
  const subjects: [Sql, Sql][] = [
    [of("case_id"), caseSeen(of("case_id"), scope)],
    [of("asset_id"), seen(Asset, "asset", of("asset_id"), scope)],
    [of("customer_id"), seen(Customer, "customer", of("customer_id"), scope)],
  ];
  if (attached)
    subjects.push(
      [of("activity_id"), seen(Activity, "activity", of("activity_id"), scope)],
      [of("contract_id"), seen(Contract, "contract", of("contract_id"), scope)],
    );
  if (subjects.every(([, condition]) => condition === TRUE)) return TRUE;
  return or(...subjects.map(([column, condition]) => where(column, condition)));
}

/** With what it hangs on; internal ones for staff only. Lists, links to bytes and downloads all ask this. */
export const attachmentVisible: Visible = (attachment, scope) =>
  and(scope.portal && sql`NOT ${attachment}.internal`, withSubject(attachment, scope, true));

/** With what it hangs on, for staff: other systems are none of a customer's business. */
export const externalLinkVisible: Visible = (link, scope) => (scope.portal ? FALSE : withSubject(link, scope, false));

/** Who may bring bytes: whoever may hang them on anything. */
export const MAY_UPLOAD: readonly Permission[] = [
  Permission.SERVICE_WRITE,
  Permission.SERVICE_OPEN,
  Permission.ASSET_WRITE,
  Permission.PEOPLE_WRITE,
  Permission.SLA_MANAGE,
  Permission.PORTAL,
];

/** What evidence hangs on: one of these is set. */
export const MAY_HANG = ["case_id", "activity_id", "asset_id", "customer_id", "contract_id"] as const;

/** Who may hang evidence and links on what is no case. */
export const MAY_WRITE = {
  asset_id: Permission.ASSET_WRITE,
  customer_id: Permission.PEOPLE_WRITE,
  contract_id: Permission.SLA_MANAGE,
} as const;
