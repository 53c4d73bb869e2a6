import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was told of an activity, in order: streams ask how it stood before an event. */
export class ActivityLog20261122010100 implements MigrationInterface {
  readonly name = "ActivityLog20261122010100";

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX event_activity ON event (activity_id, seq) WHERE activity_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX event_activity`);
  }
}
