import type { MigrationInterface, QueryRunner } from "typeorm";

/** What activities lead to: cases opened from them, and appointments that keep one person in one place at a time. */
export class ActivityVerbs20261122010000 implements MigrationInterface {
  readonly name = "ActivityVerbs20261122010000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      ALTER TABLE service_case ADD COLUMN origin_id uuid REFERENCES activity;
      CREATE UNIQUE INDEX service_case_origin ON service_case (origin_id) WHERE origin_id IS NOT NULL;

      ALTER TABLE activity
        ADD COLUMN work_order_id uuid REFERENCES work_order,
        -- Booked over others on purpose.
        ADD COLUMN allows_overlap boolean NOT NULL DEFAULT false;
      -- What was booked twice before this rule stays as it was booked.
      UPDATE activity late SET allows_overlap = true, version = version + 1
      WHERE kind = 'APPOINTMENT' AND state = 'OPEN' AND EXISTS (
        SELECT FROM activity early
        WHERE early.assignee_id = late.assignee_id AND early.kind = 'APPOINTMENT' AND early.state = 'OPEN'
          AND tstzrange(early.starts_at, early.ends_at) && tstzrange(late.starts_at, late.ends_at) AND early.id < late.id);
      ALTER TABLE activity
        ADD CONSTRAINT activity_one_at_a_time EXCLUDE USING gist (assignee_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
          WHERE (kind = 'APPOINTMENT' AND state = 'OPEN' AND assignee_id IS NOT NULL AND NOT allows_overlap);
      CREATE INDEX activity_work_order ON activity (work_order_id) WHERE work_order_id IS NOT NULL;
      -- Somebody's booked time, what was booked over others included.
      CREATE INDEX activity_booked ON activity (assignee_id, ends_at) WHERE kind = 'APPOINTMENT' AND state = 'OPEN';
      CREATE INDEX activity_starts_down ON activity (coalesce(starts_at, '-infinity'), id);
      CREATE INDEX activity_due_down ON activity (coalesce(due_at, '-infinity'), id);
      CREATE INDEX activity_due_by_id ON activity (coalesce(due_at, 'infinity'), id);
      CREATE INDEX activity_priority ON activity (priority, id);
      CREATE INDEX activity_assignee_starts ON activity (assignee_id, coalesce(starts_at, 'infinity'), id)
        WHERE assignee_id IS NOT NULL;
      CREATE INDEX activity_overdue ON activity (due_at) WHERE state = 'OPEN';

      -- The other half of activity_wall: no case ends over open activities, whoever writes.
      CREATE FUNCTION casegraph_case_ends() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('casegraph.step', true) IS DISTINCT FROM 'import'
           AND EXISTS (SELECT FROM activity a WHERE a.case_id = NEW.id AND a.state = 'OPEN') THEN
          RAISE EXCEPTION 'case % has open activities', NEW.number USING ERRCODE = 'CG004';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER service_case_ends BEFORE UPDATE OF state ON service_case FOR EACH ROW
        WHEN (casegraph_case_is_finished(NEW.state) AND NOT casegraph_case_is_finished(OLD.state))
        EXECUTE FUNCTION casegraph_case_ends()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP TRIGGER service_case_ends ON service_case;
      DROP FUNCTION casegraph_case_ends();
      DROP INDEX activity_booked, activity_starts_down, activity_due_down, activity_due_by_id, activity_priority,
        activity_assignee_starts, activity_overdue;
      ALTER TABLE activity DROP CONSTRAINT activity_one_at_a_time, DROP COLUMN work_order_id, DROP COLUMN allows_overlap;
      ALTER TABLE service_case DROP COLUMN origin_id`);
  }
}
