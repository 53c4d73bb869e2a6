import { canSignIn, isStaff } from "../people/rules";
import { typeOfId } from "../platform/ids";
import { raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import type { CaseRow, Named, Standing } from "./caseRow.rules";

const given = (rows: readonly CaseRow[], ...fields: (keyof CaseRow)[]): string[] => [
  ...new Set(rows.flatMap((row) => fields.flatMap((field) => (row[field] == null ? [] : [String(row[field])])))),
];

/** Those of the names that are our own ids, which is what an export calls a thing without another name. */
const own = (names: readonly string[], type: number): string[] => names.filter((name) => typeOfId(name) === type);

/** `name` and `value` of what these names call, in a table whose rows other systems have names for. */
const called = (table: string, type: number, names: readonly string[], value: Sql): Sql => {
  const from = raw(table);
  return sql`SELECT json_object_agg(name, value) FROM (
    SELECT id::text AS name, ${value} AS value FROM ${from} WHERE id = ANY (${own(names, type)}::uuid[])
    UNION ALL SELECT external_id, ${value} FROM ${from} WHERE external_id = ANY (${[...names]}::text[])) found`;
};

/** Everything that the rows name, in one statement. */
export async function whatIsNamed(work: Work, rows: readonly CaseRow[]): Promise<Named> {
  const emails = given(rows, "contactEmail", "assigneeEmail", "resolvedByEmail").map((email) => email.toLowerCase());
  const p = raw("p");
  const map = (select: ReturnType<typeof sql>) => sql`coalesce((${select}), '{}')`;
  const keys = (table: string, fields: readonly string[]) =>
    map(sql`SELECT json_object_agg(key, id) FROM ${raw(table)} WHERE key = ANY (${fields}::text[])`);
  const found = await work.one<{ named: Named }>(sql`SELECT json_build_object(
    'types', ${map(sql`SELECT json_object_agg(key, json_build_object('id', id, 'priority', default_priority, 'confidential', confidential, 'firstStageId',
      (SELECT s.id FROM process_stage s JOIN business_process p ON p.id = s.process_id WHERE p.id = t.process_id AND p.active AND s.position = 1))) FROM case_type t`)},
    'stages', ${map(sql`SELECT json_object_agg(id, key) FROM process_stage`)},
    'reasons', ${map(sql`SELECT json_object_agg(key, id) FROM reason_code`)},
    'categories', ${keys("case_category", given(rows, "category"))},
    'statuses', ${map(sql`SELECT json_object_agg(key, json_build_object('id', id, 'state', state, 'isDefault', is_default)) FROM case_status`)},
    'paths', ${map(sql`SELECT json_object_agg(key, id) FROM resolution_path`)},
    'teams', ${map(sql`SELECT json_object_agg(key, id) FROM team`)},
    'queues', ${map(sql`SELECT json_object_agg(key, id) FROM (SELECT key, id FROM queue
      WHERE key = ANY (${given(rows, "queue")}::text[]) AND active FOR KEY SHARE) q`)},
    'branches', ${map(sql`SELECT json_object_agg(key, json_build_object('id', b.id, 'managerId',
      (SELECT p.id FROM person p WHERE p.id = b.manager_id AND ${canSignIn(p)}))) FROM branch b
      WHERE key = ANY (${given(rows, "branch")}::text[])`)},
    'customers', ${map(called("customer", 6, given(rows, "customerExternalId"), sql`to_json(id)`))},
    'assets', ${map(sql`SELECT json_object_agg(tag, id) FROM asset WHERE tag = ANY (${given(rows, "assetTag")}::text[])`)},
    'orders', ${map(sql`SELECT json_object_agg(number, id) FROM sales_order WHERE number = ANY (${given(rows, "orderNumber")}::text[])`)},
    'products', ${map(sql`SELECT json_object_agg(sku, id) FROM product WHERE sku = ANY (${given(rows, "productSku")}::text[])`)},
    'workOrders', ${map(sql`SELECT json_object_agg(number, id) FROM work_order WHERE number = ANY (${given(rows, "workOrderNumber")}::text[])`)},
    'people', ${map(sql`SELECT json_object_agg(lower(p.email), json_build_object('id', p.id, 'canOwn', ${canSignIn(p)} AND ${isStaff(p)}))
      FROM person p WHERE lower(p.email) = ANY (${emails}::text[])`)},
    'parents', ${map(
      called(
        "service_case",
        23,
        given(rows, "parentExternalId"),
        sql`(SELECT json_build_object('id', its.id, 'child', its.parent_id IS NOT NULL)
      FROM service_case its WHERE its.id = casegraph_case_answering(service_case.id))`,
      ),
    )}
  ) AS named`);
  return found!.named;
}

const ms = (column: string) => raw(`(extract(epoch FROM ${column}) * 1000)::float8`);

/** The cases that the rows tell of and that are there already, locked, by the name that was told. */
export async function standingCases(work: Work, externalIds: readonly string[]): Promise<Map<string, Standing>> {
  const ids = own(externalIds, 23);
  const rows = await work.query<Standing & { externalId: string | null }>(sql`
    SELECT c.external_id AS "externalId", c.id, c.number, c.version, c.merged_into_id IS NOT NULL AS merged, c.title, c.description,
      c.type_id AS "typeId", c.reason_id AS "reasonId", c.category_id AS "categoryId", c.status_id AS "statusId", c.state,
      c.priority, c.channel, c.tags, c.customer_id AS "customerId", c.contact_id AS "contactId", c.asset_id AS "assetId",
      c.order_id AS "orderId", c.order_line_id AS "orderLineId", c.product_id AS "productId", c.work_order_id AS "workOrderId",
      c.assignee_id AS "assigneeId", c.team_id AS "teamId", c.branch_id AS "branchId", c.parent_id AS "parentId",
      c.confidential, c.hold_reason AS "holdReason", c.cancel_reason AS "cancelReason",
      c.escalation_level AS "escalationLevel", c.satisfaction_score AS satisfaction, c.reopen_count AS "reopenCount",
      ${ms("c.opened_at")} AS "openedAt", ${ms("c.first_responded_at")} AS "firstRespondedAt",
      ${ms("c.resolved_at")} AS "resolvedAt", ${ms("c.closed_at")} AS "closedAt", ${ms("c.canceled_at")} AS "canceledAt",
      ${ms("c.due_at")} AS "dueAt",
      c.stage_id AS "stageId", c.entitlement_id AS "entitlementId", c.contract_id AS "contractId",
      r.path_id AS "pathId", r.notes, r.resolved_by_id AS "resolvedById"
    FROM service_case c LEFT JOIN case_resolution r ON r.case_id = c.id AND r.current
    WHERE c.external_id = ANY (${externalIds}::text[]) OR c.id = ANY (${ids}::uuid[]) ORDER BY c.id FOR UPDATE OF c`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = new Map<string, Standing>();
  for (const id of ids) if (byId.has(id.toLowerCase())) found.set(id, byId.get(id.toLowerCase())!);
  for (const { externalId, ...standing } of rows) if (externalId !== null) found.set(externalId, standing);
  return found;
}
