import type { Pool } from "pg";

/*
 * Gives a grown desk values that few rows have, where growing leaves none: what is alike in every copy (a setting, yes or no, a
 * count), so that comparisons of these match few too.
 */

/** Rows of a table that get such a value, chosen alike in every run. */
const FEW = 12;
const few = (table: string, where = "true") =>
  `id IN (SELECT id FROM ${table} WHERE ${where} ORDER BY md5(id::text) LIMIT ${FEW})`;

/** What few rows have by themselves. */
const RARE: readonly string[] = [
  `INSERT INTO branch (id, key, name, time_zone) VALUES (casegraph_new_id(5), 'rare', 'Rare', 'UTC')`,
  `INSERT INTO reason_code (id, key, name, position) VALUES (casegraph_new_id(21), 'rare', 'Rare', 99)`,
  `INSERT INTO team (id, key, name) VALUES (casegraph_new_id(3), 'rare', 'Rare')`,
  ...["service_case", "activity"].map(
    (table) => `UPDATE ${table} SET team_id = (SELECT id FROM team WHERE key = 'rare') WHERE ${few(table)}`,
  ),
  ...["service_case", "person", "customer"].map(
    (table) => `UPDATE ${table} SET branch_id = (SELECT id FROM branch WHERE key = 'rare') WHERE ${few(table)}`,
  ),
  `UPDATE service_case SET reason_id = (SELECT id FROM reason_code WHERE key = 'rare') WHERE ${few("service_case")}`,
  `UPDATE service_case SET confidential = ${few("service_case")}`,
  `UPDATE service_case SET escalation_level = CASE WHEN ${few("service_case")} THEN 7 ELSE 0 END,
    escalated_at = CASE WHEN ${few("service_case")} THEN opened_at END`,
  `UPDATE service_case SET reopen_count = CASE WHEN ${few("service_case")} THEN 7 ELSE 0 END`,
  `UPDATE case_resolution SET resolved_by_id = (SELECT id FROM person ORDER BY md5(id::text) LIMIT 1)
    WHERE ${few("case_resolution", "current AND id::text < '8'")}`,
  `UPDATE entitlement SET asset_id = NULL, product_id = (SELECT id FROM product ORDER BY md5(id::text) LIMIT 1)
    WHERE ${few("entitlement")}`,
  `UPDATE activity SET due_at = casegraph_now() + interval '1 day' WHERE state = 'OPEN' AND due_at < casegraph_now()`,
  `UPDATE activity SET due_at = casegraph_now() - interval '1 day' WHERE ${few("activity", "state = 'OPEN'")}`,
  `UPDATE customer SET active = NOT ${few("customer")}`,
  `UPDATE contract SET external_id = 'rare ' || number WHERE ${few("contract")}`,
  `UPDATE sales_order SET external_id = 'rare ' || number WHERE ${few("sales_order")}`,
  `UPDATE work_order SET external_id = 'rare ' || number,
    scheduled_at = casegraph_now() + interval '400 days' WHERE ${few("work_order")}`,
];

/** What few rows have to do with one person. */
const OWN: readonly string[] = [
  `UPDATE service_case SET assignee_id = $1 WHERE ${few("service_case", "state = 'OPEN'")}`,
  `UPDATE case_resolution SET resolved_by_id = $1 WHERE ${few("case_resolution", "current AND id::text > '8'")}
    AND case_id IN (SELECT id FROM service_case WHERE state IN ('RESOLVED', 'CLOSED'))`,
];

/** Past every wall and trigger, which look at changes and not at what stands. */
export async function makeRare(pool: Pool, personId: string): Promise<void> {
  const db = await pool.connect();
  try {
    await db.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const statement of RARE) await db.query(statement);
    for (const statement of OWN) await db.query(statement, [personId]);
    await db.query("COMMIT");
    await db.query("VACUUM ANALYZE");
  } finally {
    db.release();
  }
}
