import { join, raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { SUBJECT } from "./ruleSet.queries";
import type { Facts } from "./terms.rules";

/** A case that rules are asked of. */
export interface Applicant {
  readonly facts: Facts;
  /** Makes the row `c`: of the table, or of what is about to be written to it. */
  readonly from: Sql;
  /** What stands in for tables that know nothing of a new case yet, as a WITH clause. */
  readonly standIns: Sql;
  readonly branchId: string | null;
}

/** People of a case that is not there yet. */
export interface People {
  readonly associated: readonly string[];
  readonly collaborators: readonly string[];
}

/** The columns of a case that is not there yet; those that rules are told apart by are there in any case. */
type NewColumns = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly priority: string;
  readonly channel: string;
} & Readonly<
    Record<
      "customer_id" | "contact_id" | "asset_id" | "order_id" | "product_id" | "work_order_id" | "branch_id",
      string | null
    >
  >;

const NOBODY: People = { associated: [], collaborators: [] };

/**
 * A case that is about to be written: its columns as JSON make the row that conditions are asked of, and its words and
 * people stand in front of the tables that would hold them. So one compiler serves before the case is there, too.
 */
export function newApplicant(
  keys: Pick<Facts, "type" | "reason" | "category" | "branch">,
  columns: NewColumns,
  people: People = NOBODY,
): Applicant {
  const row = sql`jsonb_populate_record(NULL::service_case, ${JSON.stringify(columns)}::jsonb)`;
  const standIn = (table: string, persons: readonly string[]) =>
    sql`${raw(table)} AS (SELECT ${columns.id}::uuid AS case_id, unnest(${[...persons]}::uuid[]) AS person_id)`;
  const words = sql`case_words AS (SELECT n.id AS case_id, casegraph_words(concat_ws(' ', n.title, left(n.description, 100000),
    (SELECT concat_ws(' ', a.tag, a.serial_number) FROM asset a WHERE a.id = n.asset_id))) AS staff
    FROM jsonb_populate_record(NULL::service_case, ${JSON.stringify(columns)}::jsonb) n)`;
  const standIns = [
    words,
    standIn("case_person", people.associated),
    standIn("case_collaborator", people.collaborators),
  ];
  return {
    facts: {
      ...keys,
      priority: columns.priority,
      channel: columns.channel,
      customerId: columns.customer_id,
      contactId: columns.contact_id,
      assetId: columns.asset_id,
      orderId: columns.order_id,
      productId: columns.product_id,
      workOrderId: columns.work_order_id,
    },
    from: sql`${row} ${SUBJECT}`,
    standIns: sql`WITH ${join(standIns, ", ")} `,
    branchId: columns.branch_id,
  };
}

/** A case that is there. */
export async function standingApplicant(work: Work, id: string): Promise<Applicant> {
  const key = (table: string, column: string) => sql`(SELECT k.key FROM ${raw(table)} k WHERE k.id = c.${raw(column)})`;
  const row = await work.one<{ facts: Facts; branchId: string | null }>(sql`
    SELECT c.branch_id AS "branchId", json_build_object(
      'type', ${key("case_type", "type_id")}, 'reason', ${key("reason_code", "reason_id")},
      'category', ${key("case_category", "category_id")}, 'branch', ${key("branch", "branch_id")},
      'priority', c.priority, 'channel', c.channel, 'customerId', c.customer_id, 'contactId', c.contact_id,
      'assetId', c.asset_id, 'orderId', c.order_id, 'productId', c.product_id, 'workOrderId', c.work_order_id) AS facts
    FROM service_case c WHERE c.id = ${id}`);
  return {
    facts: row!.facts,
    from: sql`service_case ${SUBJECT} WHERE c.id = ${id}`,
    standIns: raw(""),
    branchId: row!.branchId,
  };
}
