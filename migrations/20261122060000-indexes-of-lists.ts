import type { MigrationInterface, QueryRunner } from "typeorm";

/*
 * What lists were found to lack by walking them all (test/schema/indexes.test.ts). Every index is paid for at each write, most
 * of all those of cases, so there is none for what a rare question asks of a short table's neighbour: keys given as a list,
 * counts of what hangs on a case, yes and no where both are common.
 */

const CASES = /* sql */ `
  -- One state, and what is done, in the order that lists begin with.
  CREATE INDEX service_case_state ON service_case (state, coalesce(due_at, 'infinity'), opened_at, id);
  CREATE INDEX service_case_done ON service_case (coalesce(due_at, 'infinity'), opened_at, id)
    WHERE state IN ('RESOLVED', 'CLOSED');
  -- How many cases a setting has is not known when a list by its key is planned: only an index in the list's own order is
  -- right for few and for many.
  DROP INDEX service_case_status, service_case_branch;
  CREATE INDEX service_case_status ON service_case (status_id, coalesce(due_at, 'infinity'), opened_at, id);
  CREATE INDEX service_case_branch ON service_case (branch_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE branch_id IS NOT NULL;
  CREATE INDEX service_case_type ON service_case (type_id, coalesce(due_at, 'infinity'), opened_at, id);
  CREATE INDEX service_case_reason ON service_case (reason_id, coalesce(due_at, 'infinity'), opened_at, id);
  CREATE INDEX service_case_category ON service_case (category_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE category_id IS NOT NULL;
  CREATE INDEX service_case_channel ON service_case (channel);
  CREATE INDEX service_case_opener ON service_case (opened_by_id) WHERE opened_by_id IS NOT NULL;
  CREATE INDEX service_case_responded ON service_case (first_responded_at) WHERE first_responded_at IS NOT NULL;
  CREATE INDEX service_case_satisfaction ON service_case (satisfaction_score) WHERE satisfaction_score IS NOT NULL;
  CREATE INDEX service_case_escalation ON service_case (escalation_level) WHERE escalation_level > 0;
  CREATE INDEX service_case_reopened ON service_case (reopen_count) WHERE reopen_count > 0;
`;

const ACTIVITIES = /* sql */ `
  CREATE INDEX activity_state ON activity (state, coalesce(due_at, 'infinity'), created_at, id);
  CREATE INDEX activity_kind ON activity (kind, coalesce(due_at, 'infinity'), created_at, id);
  CREATE INDEX activity_purpose ON activity (purpose, coalesce(due_at, 'infinity'), created_at, id) WHERE purpose IS NOT NULL;
  CREATE INDEX activity_completed ON activity (completed_at) WHERE completed_at IS NOT NULL;
`;

const OTHERS = /* sql */ `
  CREATE INDEX asset_status ON asset (status, tag, id);
  CREATE INDEX asset_location ON asset (location) WHERE location IS NOT NULL;
  CREATE INDEX article_state ON article (state, created_at, id);
  CREATE INDEX article_internal ON article (internal, created_at, id);
  CREATE INDEX article_public ON article (created_at, id) WHERE state = 'PUBLISHED' AND NOT internal;
  CREATE INDEX sales_order_placed_at ON sales_order (placed_at) WHERE placed_at IS NOT NULL;
  CREATE INDEX work_order_scheduled_at ON work_order (scheduled_at) WHERE scheduled_at IS NOT NULL;
  CREATE INDEX contract_ends_down ON contract (coalesce(ends_on, '-infinity'), id);
  CREATE INDEX supplier_return_supplier ON supplier_return (supplier);
  CREATE INDEX person_inactive ON person (name, id) WHERE NOT active;
  CREATE INDEX customer_inactive ON customer (name, id) WHERE NOT active;
  DROP INDEX person_branch, customer_branch;
  CREATE INDEX person_branch ON person (branch_id, name, id) WHERE branch_id IS NOT NULL;
  CREATE INDEX customer_branch ON customer (branch_id, name, id) WHERE branch_id IS NOT NULL;
`;

/** Columns whose parts are looked for: one index for all of a table's, of every three letters in a row. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  service_case: ["number", "title", "external_id"],
  asset: ["tag", "name", "serial_number", "external_id", "location"],
  article: ["number"],
  sales_order: ["number", "external_id"],
  work_order: ["number", "external_id"],
  product: ["sku", "external_id"],
  supplier_return: ["number", "supplier"],
  person: ["name", "email", "external_id"],
  customer: ["name", "email", "external_id"],
  contract: ["number", "external_id"],
};

export class IndexesOfLists20261122060000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CASES);
    await db.query(ACTIVITIES);
    await db.query(OTHERS);
    const [{ able }] = await db.query("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS able");
    // Where the extension is not to be had, parts of texts are looked for row by row.
    if (!able) return;
    for (const [table, columns] of Object.entries(PARTS))
      await db.query(
        `CREATE INDEX ${table}_parts ON ${table} USING gin (${columns.map((c) => `lower(${c}) gin_trgm_ops`).join(", ")})`,
      );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP INDEX IF EXISTS ${Object.keys(PARTS)
        .map((table) => `${table}_parts`)
        .join(", ")}`,
    );
    await db.query(/* sql */ `
      DROP INDEX service_case_state, service_case_done, service_case_status, service_case_branch, service_case_type,
        service_case_reason, service_case_category, service_case_channel, service_case_opener, service_case_responded,
        service_case_satisfaction, service_case_escalation, service_case_reopened;
      CREATE INDEX service_case_status ON service_case (status_id);
      CREATE INDEX service_case_branch ON service_case (branch_id) WHERE branch_id IS NOT NULL;
      DROP INDEX activity_state, activity_kind, activity_purpose, activity_completed;
      DROP INDEX asset_status, asset_location, article_state, article_internal, article_public, sales_order_placed_at, work_order_scheduled_at,
        contract_ends_down, supplier_return_supplier, person_inactive, customer_inactive, person_branch, customer_branch;
      CREATE INDEX person_branch ON person (branch_id);
      CREATE INDEX customer_branch ON customer (branch_id);`);
  }
}
