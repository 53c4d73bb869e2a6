import type { MigrationInterface, QueryRunner } from "typeorm";

/** An index for the latest activities of each case of a list: without it all of them are read and sorted. */
export class ActivitiesByCreation20261122080000 implements MigrationInterface {
  readonly name = "ActivitiesByCreation20261122080000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      "CREATE INDEX activity_case_created ON activity (case_id, created_at, id) WHERE case_id IS NOT NULL",
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("DROP INDEX activity_case_created");
  }
}
