import { ident, type Sql, sql } from "../platform/sql";
import { byKey, type Wanted } from "../platform/mustExist";

/** What decides which policy a case has, as SQL: columns of a row, or parameters. */
export interface PolicySubject {
  readonly typeId: Sql;
  readonly entitlementId?: Sql;
  readonly contractId?: Sql;
}

const agreed = (table: string, id: Sql | undefined): Sql =>
  id === undefined
    ? sql``
    : sql`(SELECT owed.id FROM ${ident(table)} agreed JOIN sla_policy owed ON owed.id = agreed.sla_policy_id AND owed.active
    WHERE agreed.id = ${id}), `;

/**
 * The id of the policy that a case's clocks run under, never null. The one place that knows whose policy goes before whose:
 * the entitlement's, the contract's, the case type's, then the default. One that is no longer active is passed over.
 */
export const policyOf = ({ typeId, entitlementId, contractId }: PolicySubject): Sql => sql`coalesce(
  ${agreed("entitlement", entitlementId)}${agreed("contract", contractId)}
  (SELECT of_type.id FROM case_type promised JOIN sla_policy of_type ON of_type.id = promised.sla_policy_id AND of_type.active
    WHERE promised.id = ${typeId}),
  (SELECT otherwise.id FROM sla_policy otherwise WHERE otherwise.is_default))`;

/** An active policy by key, which stays there until the transaction ends. */
export const policyByKey = (path: string, key: string): Wanted =>
  byKey(path, key, "policy", sql`SELECT r.id FROM sla_policy r WHERE r.key = ${key} AND r.active`);
