import type { MigrationInterface, QueryRunner } from "typeorm";

/** Indexes for what a customer's page asks of its cases and activities at once: how many are open, and what came last. */
export class CustomerAtAGlance20261122070000 implements MigrationInterface {
  readonly name = "CustomerAtAGlance20261122070000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      -- Without it a count of a customer's open cases meets every open case of the desk.
      CREATE INDEX service_case_customer_open ON service_case (customer_id) WHERE state IN ('NEW', 'OPEN', 'ON_HOLD');
      CREATE INDEX activity_customer_created ON activity (customer_id, created_at, id) WHERE customer_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX service_case_customer_open, activity_customer_created`);
  }
}
