import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * A calendar or policy that changes takes all its open clocks along, and each writes its case: what that costs is mostly the
 * entries of indexes. A clock's own indexes no longer name what then changes, so that its row stays where it is, and
 * indexes that another one serves as well are gone.
 */
export class LighterClocks20261122080100 implements MigrationInterface {
  readonly name = "LighterClocks20261122080100";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP INDEX sla_clock_policy, sla_clock_calendar;
      CREATE INDEX sla_clock_policy ON sla_clock (policy_id);
      CREATE INDEX sla_clock_calendar ON sla_clock (calendar_id);
      -- Room in each page for the next state of its rows.
      ALTER TABLE sla_clock SET (fillfactor = 70);
      -- service_case_open and service_case_first_response_due find what is overdue, timer_ready what fires.
      DROP INDEX service_case_clock, service_case_first_response_clock, timer_due`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      CREATE INDEX timer_due ON timer (due);
      CREATE INDEX service_case_clock ON service_case (due_at) WHERE state IN ('NEW', 'OPEN', 'ON_HOLD');
      CREATE INDEX service_case_first_response_clock ON service_case (first_response_due_at)
        WHERE first_response_due_at IS NOT NULL;
      ALTER TABLE sla_clock RESET (fillfactor);
      DROP INDEX sla_clock_policy, sla_clock_calendar;
      CREATE INDEX sla_clock_policy ON sla_clock (policy_id, policy_revision);
      CREATE INDEX sla_clock_calendar ON sla_clock (calendar_id, calendar_revision)`);
  }
}
