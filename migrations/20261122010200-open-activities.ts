import type { MigrationInterface, QueryRunner } from "typeorm";

/** What somebody, or a team, has still to do: found without walking over what was done in years. */
export class OpenActivities20261122010200 implements MigrationInterface {
  readonly name = "OpenActivities20261122010200";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      CREATE INDEX activity_open_assignee ON activity (assignee_id, coalesce(due_at, 'infinity'), created_at, id)
        WHERE state = 'OPEN';
      CREATE INDEX activity_open_team ON activity (team_id, coalesce(due_at, 'infinity'), created_at, id)
        WHERE state = 'OPEN';
      -- Never chosen: what is open is read in the order of its due time already.
      DROP INDEX activity_overdue`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP INDEX activity_open_assignee, activity_open_team;
      CREATE INDEX activity_overdue ON activity (due_at) WHERE state = 'OPEN'`);
  }
}
