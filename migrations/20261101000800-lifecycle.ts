import type { MigrationInterface, QueryRunner } from "typeorm";

/** What a case goes through: statuses that lead to each other, holds, processes with stages. */
export class Lifecycle20261101000800 implements MigrationInterface {
  readonly name = "Lifecycle20261101000800";

  async up(db: QueryRunner): Promise<void> {
    await db.query(SETTINGS);
    await db.query(CASES);
    await db.query(STATUS_POSITION);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP TRIGGER service_case_status_position ON service_case;
      DROP FUNCTION casegraph_case_status_position();
      DROP TRIGGER service_case_version ON service_case;
      DROP FUNCTION casegraph_case_version_grows();
      CREATE TRIGGER service_case_version BEFORE UPDATE ON service_case
        FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
      ${WALL("NULL")}
      DROP FUNCTION casegraph_case_only_moved(service_case, service_case);
      DROP INDEX service_case_hold_until, service_case_escalated, service_case_status;
      ALTER TABLE service_case DROP COLUMN status_position, DROP COLUMN sla_paused_at, DROP COLUMN stage_id,
        DROP COLUMN stage_entered_at, DROP COLUMN process_completed, DROP COLUMN satisfaction_by_customer;
      ALTER TABLE case_type DROP COLUMN process_id, DROP COLUMN puts_asset_in_repair, DROP COLUMN resolve_in_last_stage_only;
      DROP TABLE process_stage, business_process;
      ALTER TABLE case_status DROP CONSTRAINT case_status_default_active, DROP COLUMN allowed_next`);
  }
}

const SETTINGS = /* sql */ `
  -- Ids of statuses; empty: whatever the state's own rules allow. Statuses are never deleted.
  ALTER TABLE case_status ADD COLUMN allowed_next uuid[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT case_status_default_active CHECK (active OR NOT is_default);

  CREATE TABLE business_process (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(37),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
  CREATE TABLE process_stage (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    process_id uuid NOT NULL REFERENCES business_process,
    key text NOT NULL CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    position int NOT NULL CHECK (position > 0),
    required_fields text[] NOT NULL DEFAULT '{}',
    UNIQUE (process_id, key),
    -- Checked at the end, so that stages can change places.
    UNIQUE (process_id, position) DEFERRABLE INITIALLY DEFERRED
  );

  ALTER TABLE case_type ADD COLUMN process_id uuid REFERENCES business_process,
    ADD COLUMN puts_asset_in_repair boolean NOT NULL DEFAULT false,
    ADD COLUMN resolve_in_last_stage_only boolean NOT NULL DEFAULT false;
`;

const CASES = /* sql */ `
  ALTER TABLE service_case
    -- Since when its clock stands still; what that took joins sla_paused when it goes on.
    ADD COLUMN sla_paused_at timestamptz(3),
    ADD COLUMN stage_id uuid REFERENCES process_stage,
    ADD COLUMN stage_entered_at timestamptz(3),
    ADD COLUMN process_completed boolean NOT NULL DEFAULT false,
    -- The customer's own word, which staff's does not replace.
    ADD COLUMN satisfaction_by_customer boolean NOT NULL DEFAULT false,
    ADD COLUMN status_position int,
    ADD CHECK ((stage_id IS NULL) = (stage_entered_at IS NULL)),
    ADD CHECK (stage_id IS NOT NULL OR NOT process_completed),
    ADD CHECK (due_at IS NULL OR sla_paused_at IS NULL);
  CREATE INDEX service_case_stage ON service_case (stage_id) WHERE stage_id IS NOT NULL;
  CREATE INDEX service_case_hold_until ON service_case (hold_until) WHERE hold_until IS NOT NULL;
  CREATE INDEX service_case_escalated ON service_case (escalated_at) WHERE escalated_at IS NOT NULL;
  CREATE INDEX service_case_status ON service_case (status_id);
`;

const WALL = (moved: string) => /* sql */ `
  CREATE OR REPLACE FUNCTION casegraph_case_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := current_setting('casegraph.step', true);
  BEGIN
    IF NOT casegraph_case_is_finished(OLD.state) OR step = 'import' THEN
      RETURN NEW;
    ELSIF step = 'reactivate' AND OLD.merged_into_id IS NULL AND NOT casegraph_case_is_finished(NEW.state) THEN
      RETURN NEW;
    ELSIF step = 'close' AND OLD.state = 'RESOLVED' AND NEW.state = 'CLOSED' THEN
      RETURN NEW;
    ELSIF step = 'rate' AND OLD.state IN ('RESOLVED', 'CLOSED') AND NEW.state = OLD.state THEN
      RETURN NEW;
    ELSIF ${moved} THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'case % is read-only: it is %', OLD.number, lower(OLD.state) USING ERRCODE = 'CG003';
  END $$;
`;

// A copy of the status's position, so that an index serves the order by status. It is no part of the case as people know
// it: it follows the setting without a new version, on finished cases too.
const STATUS_POSITION = /* sql */ `
  CREATE FUNCTION casegraph_case_only_moved(before service_case, after service_case) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN before.status_position IS DISTINCT FROM after.status_position
      AND to_jsonb(before) - 'status_position' - 'number' = to_jsonb(after) - 'status_position' - 'number';

  CREATE FUNCTION casegraph_case_version_grows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.version IS DISTINCT FROM OLD.version + 1 AND NOT casegraph_case_only_moved(OLD, NEW) THEN
      RAISE EXCEPTION 'The version of % % goes from % to %, not to %.',
        TG_TABLE_NAME, OLD.id, OLD.version, OLD.version + 1, NEW.version USING ERRCODE = 'CG001';
    END IF;
    RETURN NEW;
  END $$;
  DROP TRIGGER service_case_version ON service_case;
  CREATE TRIGGER service_case_version BEFORE UPDATE ON service_case
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_version_grows();
  ${WALL("casegraph_case_only_moved(OLD, NEW)")}

  UPDATE service_case c SET status_position = s.position FROM case_status s WHERE s.id = c.status_id;
  ALTER TABLE service_case ALTER COLUMN status_position SET NOT NULL;
  CREATE INDEX service_case_status_position ON service_case (status_position, id);

  -- FOR SHARE waits for whoever is just moving the status, so that no case keeps a place that is no more.
  CREATE FUNCTION casegraph_case_status_position() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT position INTO NEW.status_position FROM case_status WHERE id = NEW.status_id FOR SHARE;
    RETURN NEW;
  END $$;
  CREATE TRIGGER service_case_status_position BEFORE INSERT OR UPDATE OF status_id ON service_case
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_status_position();
`;
