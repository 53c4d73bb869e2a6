import type { MigrationInterface, QueryRunner } from "typeorm";

/** Counts the tags in use without reading whole cases: an index that holds them, with what decides who sees a case. */
export class TagsInUse20261122000000 implements MigrationInterface {
  readonly name = "TagsInUse20261122000000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      CREATE INDEX service_case_tagged ON service_case (id)
        INCLUDE (tags, confidential, customer_id, assignee_id, team_id) WHERE tags <> '{}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX service_case_tagged");
  }
}
