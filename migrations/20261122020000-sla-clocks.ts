import type { MigrationInterface, QueryRunner } from "typeorm";

/** Clocks as rows of their own: one per case and kind, under a revision of a policy and of its calendar. */
export class SlaClocks20261122020000 implements MigrationInterface {
  readonly name = "SlaClocks20261122020000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(CALENDARS);
    await db.query(CLOCKS);
    await db.query(WALL);
    await db.query(REDERIVATIONS);
    await db.query(MOVED(true));
    await db.query(CASES);
    await db.query(STANDING);
    await db.query(FORGET);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(BACK);
    await db.query(MOVED(false));
    await db.query(/* sql */ `
      DELETE FROM timer WHERE kind IN ('sla.clock', 'sla.rederive');
      DROP TABLE sla_rederivation, sla_pause, sla_clock;
      DROP FUNCTION casegraph_sla_wall();
      DROP TABLE calendar_revision;
      ALTER TABLE business_calendar DROP COLUMN revision`);
  }
}

// What a calendar said when a clock was derived from it stays known, so that the clock can be explained for good.
const CALENDARS = /* sql */ `
  ALTER TABLE business_calendar ADD COLUMN revision int NOT NULL DEFAULT 1;
  CREATE TABLE calendar_revision (
    calendar_id uuid NOT NULL REFERENCES business_calendar ON DELETE CASCADE,
    revision int NOT NULL,
    -- The calendar with its days off, as JSON.
    rules text NOT NULL,
    at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    PRIMARY KEY (calendar_id, revision)
  );
  INSERT INTO calendar_revision (calendar_id, revision, rules)
  SELECT c.id, 1, json_build_object('timeZone', c.time_zone, 'aroundTheClock', c.around_the_clock, 'hours', c.hours,
    'schedule', CASE WHEN s.id IS NOT NULL THEN json_build_object('holidays', s.holidays, 'region', s.region) END)::text
  FROM business_calendar c LEFT JOIN holiday_schedule s ON s.id = c.holiday_schedule_id;
`;

const CLOCKS = /* sql */ `
  CREATE TABLE sla_clock (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES service_case,
    kind text NOT NULL CHECK (kind IN ('FIRST_RESPONSE', 'RESOLUTION')),
    policy_id uuid NOT NULL REFERENCES sla_policy,
    policy_revision int NOT NULL,
    calendar_id uuid NOT NULL,
    calendar_revision int NOT NULL,
    target interval,
    target_days int,
    -- Working time that is promised, in ms; of business days the open time in them.
    target_ms bigint NOT NULL,
    started_at timestamptz(3) NOT NULL,
    -- Null while a pause goes on that comes before it.
    due_at timestamptz(3),
    warn_at timestamptz(3),
    paused_at timestamptz(3),
    -- When its warning was told, and the due time that it was told to be past.
    warned_at timestamptz(3),
    breached_at timestamptz(3),
    met_at timestamptz(3),
    canceled_at timestamptz(3),
    UNIQUE (case_id, kind),
    FOREIGN KEY (policy_id, policy_revision) REFERENCES sla_policy_revision,
    FOREIGN KEY (calendar_id, calendar_revision) REFERENCES calendar_revision,
    CHECK ((target IS NULL) <> (target_days IS NULL)),
    CHECK (met_at IS NULL OR canceled_at IS NULL)
  );
  CREATE INDEX sla_clock_policy ON sla_clock (policy_id, policy_revision);
  CREATE INDEX sla_clock_calendar ON sla_clock (calendar_id, calendar_revision);
  -- What follows a changed policy or calendar, in the order in which it is gone through.
  CREATE INDEX sla_clock_open_policy ON sla_clock (policy_id, case_id) WHERE met_at IS NULL AND canceled_at IS NULL;
  CREATE INDEX sla_clock_open_calendar ON sla_clock (calendar_id, case_id) WHERE met_at IS NULL AND canceled_at IS NULL;

  -- Time that a case's clocks do not count: on hold, or finished before a reactivation.
  CREATE TABLE sla_pause (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES service_case,
    kind text NOT NULL CHECK (kind IN ('HOLD', 'FINISHED')),
    from_at timestamptz(3) NOT NULL,
    until_at timestamptz(3) CHECK (until_at >= from_at),
    note text
  );
  CREATE INDEX sla_pause_case ON sla_pause (case_id, from_at);
  CREATE UNIQUE INDEX sla_pause_open ON sla_pause (case_id) WHERE until_at IS NULL;
`;

// Clocks of a finished case stand as they are, but for its reactivation and for imports.
const WALL = /* sql */ `
  CREATE FUNCTION casegraph_sla_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    parent uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.case_id ELSE NEW.case_id END;
    found_number text;
    found_state text;
  BEGIN
    IF current_setting('casegraph.step', true) IN ('import', 'reactivate') THEN
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    SELECT number, state INTO found_number, found_state FROM service_case WHERE id = parent FOR SHARE;
    IF casegraph_case_is_finished(found_state) THEN
      RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
`;
const WALLS = /* sql */ `
  CREATE TRIGGER sla_clock_wall BEFORE INSERT OR UPDATE OR DELETE ON sla_clock
    FOR EACH ROW EXECUTE FUNCTION casegraph_sla_wall();
  CREATE TRIGGER sla_pause_wall BEFORE INSERT OR UPDATE OR DELETE ON sla_pause
    FOR EACH ROW EXECUTE FUNCTION casegraph_sla_wall();
`;

const REDERIVATIONS = /* sql */ `
  -- A changed policy or calendar on its way through the open clocks.
  CREATE TABLE sla_rederivation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    policy_id uuid REFERENCES sla_policy ON DELETE CASCADE,
    calendar_id uuid REFERENCES business_calendar ON DELETE CASCADE,
    -- Of the policy or of the calendar.
    revision int NOT NULL,
    total int,
    done int NOT NULL DEFAULT 0,
    changed int NOT NULL DEFAULT 0,
    -- The case that it has come to.
    after_case uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    requested_by_id uuid REFERENCES person,
    requested_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    finished_at timestamptz(3),
    CHECK ((policy_id IS NULL) <> (calendar_id IS NULL))
  );
  CREATE INDEX sla_rederivation_requested ON sla_rederivation (requested_at, id);
  CREATE INDEX sla_rederivation_policy ON sla_rederivation (policy_id);
  CREATE INDEX sla_rederivation_calendar ON sla_rederivation (calendar_id);
`;

// The copies of its clocks follow a setting without a new version of the case, as the status's position does.
const MOVED = (clocks: boolean) =>
  clocks
    ? /* sql */ `
  CREATE OR REPLACE FUNCTION casegraph_case_only_moved(before service_case, after service_case) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
  BEGIN
    before.number := after.number;
    before.status_position := after.status_position;
    IF NOT casegraph_case_is_finished(before.state) THEN
      before.sla_standing := after.sla_standing;
      before.due_at := after.due_at;
      before.sla_warn_at := after.sla_warn_at;
      before.first_response_standing := after.first_response_standing;
      before.first_response_due_at := after.first_response_due_at;
      before.first_response_warn_at := after.first_response_warn_at;
    END IF;
    RETURN before *= after;
  END $$;`
    : /* sql */ `
  CREATE OR REPLACE FUNCTION casegraph_case_only_moved(before service_case, after service_case) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN before.status_position IS DISTINCT FROM after.status_position
      AND to_jsonb(before) - 'status_position' - 'number' = to_jsonb(after) - 'status_position' - 'number'`;

// Beside the case, so that lists are filtered and ordered by what the case's own row says.
const CASES = /* sql */ `
  ALTER TABLE service_case
    ADD COLUMN sla_standing text NOT NULL DEFAULT 'NONE'
      CHECK (sla_standing IN ('NONE', 'RUNNING', 'PAUSED', 'MET', 'MET_LATE', 'CANCELED')),
    ADD COLUMN sla_warn_at timestamptz(3),
    ADD COLUMN first_response_standing text NOT NULL DEFAULT 'NONE'
      CHECK (first_response_standing IN ('NONE', 'RUNNING', 'PAUSED', 'MET', 'MET_LATE', 'CANCELED')),
    ADD COLUMN first_response_due_at timestamptz(3),
    ADD COLUMN first_response_warn_at timestamptz(3);
  CREATE INDEX service_case_first_response_due ON service_case (coalesce(first_response_due_at, 'infinity'), id);
  CREATE INDEX service_case_first_response_due_down ON service_case (coalesce(first_response_due_at, '-infinity'), id);
  -- What waits for its first answer, and by when.
  CREATE INDEX service_case_first_response_clock ON service_case (first_response_due_at)
    WHERE first_response_due_at IS NOT NULL;
`;

// Cases that are there keep what they were promised: the default policy's first targets around the clock. What was told of
// them before, or never, is not told now.
const STANDING = /* sql */ `
  INSERT INTO sla_pause (case_id, kind, from_at, until_at, note)
  SELECT id, 'HOLD', opened_at, opened_at + sla_paused, NULL FROM service_case WHERE sla_paused > interval '0'
  UNION ALL
  SELECT id, 'HOLD', sla_paused_at, NULL, hold_reason FROM service_case WHERE sla_paused_at IS NOT NULL;

  INSERT INTO sla_clock (case_id, kind, policy_id, policy_revision, calendar_id, calendar_revision, target, target_ms,
    started_at, due_at, warn_at, paused_at, warned_at, breached_at, met_at, canceled_at)
  SELECT c.id, 'RESOLUTION', r.policy_id, r.revision, r.calendar_id, 1, t.target,
    (extract(epoch FROM t.target) * 1000)::bigint, c.opened_at,
    CASE WHEN c.sla_paused_at IS NULL THEN c.sla_due_at END, CASE WHEN c.sla_paused_at IS NULL THEN w.warn_at END,
    c.sla_paused_at,
    CASE WHEN c.sla_paused_at IS NULL AND w.warn_at <= casegraph_now() THEN w.warn_at END,
    CASE WHEN c.sla_paused_at IS NULL AND c.sla_due_at <= coalesce(c.sla_met_at, c.canceled_at, casegraph_now())
      AND c.sla_met_at IS DISTINCT FROM c.sla_due_at THEN c.sla_due_at END,
    c.sla_met_at, CASE WHEN c.sla_met_at IS NULL THEN c.canceled_at END
  FROM service_case c
    CROSS JOIN LATERAL (SELECT k.* FROM sla_policy_revision k JOIN sla_policy p ON p.id = k.policy_id AND p.is_default
      ORDER BY k.revision LIMIT 1) r
    CROSS JOIN LATERAL (SELECT (one ->> 'resolution')::interval AS target FROM jsonb_array_elements(r.targets) one
      WHERE one ->> 'priority' = c.priority::text) t
    CROSS JOIN LATERAL (SELECT c.sla_due_at - t.target * (1 - r.warn_after) AS warn_at) w
  WHERE c.sla_due_at IS NOT NULL AND t.target IS NOT NULL;

  ALTER TABLE service_case DISABLE TRIGGER service_case_version, DISABLE TRIGGER service_case_wall;
  UPDATE service_case c SET
    due_at = CASE WHEN k.met_at IS NULL AND k.canceled_at IS NULL AND k.paused_at IS NULL THEN k.due_at END,
    sla_warn_at = CASE WHEN k.met_at IS NULL AND k.canceled_at IS NULL AND k.paused_at IS NULL THEN k.warn_at END,
    sla_standing = CASE WHEN k.canceled_at IS NOT NULL THEN 'CANCELED' WHEN k.met_at <= k.due_at THEN 'MET'
      WHEN k.met_at IS NOT NULL THEN 'MET_LATE' WHEN k.paused_at IS NOT NULL THEN 'PAUSED' ELSE 'RUNNING' END
  FROM sla_clock k WHERE k.case_id = c.id AND k.kind = 'RESOLUTION';
  ALTER TABLE service_case ENABLE TRIGGER service_case_version, ENABLE TRIGGER service_case_wall;

  INSERT INTO timer (kind, subject_id, due, ready_at)
  SELECT 'sla.clock', id, at, at FROM sla_clock,
    LATERAL (SELECT CASE WHEN warned_at IS NULL AND warn_at < due_at THEN warn_at ELSE due_at END AS at) next
  WHERE met_at IS NULL AND canceled_at IS NULL AND breached_at IS NULL AND due_at IS NOT NULL;
  ${WALLS}
`;

const FORGET = /* sql */ `
  ALTER TABLE service_case DROP COLUMN sla_due_at, DROP COLUMN sla_met_at, DROP COLUMN sla_paused,
    DROP COLUMN sla_paused_at;
`;

const BACK = /* sql */ `
  ALTER TABLE service_case
    ADD COLUMN sla_due_at timestamptz(3),
    ADD COLUMN sla_met_at timestamptz(3),
    ADD COLUMN sla_paused interval NOT NULL DEFAULT '0',
    ADD COLUMN sla_paused_at timestamptz(3);
  ALTER TABLE service_case DISABLE TRIGGER service_case_version, DISABLE TRIGGER service_case_wall;
  UPDATE service_case c SET sla_due_at = coalesce(k.due_at, k.started_at + make_interval(secs => k.target_ms / 1000.0)),
    sla_met_at = k.met_at, sla_paused_at = k.paused_at, due_at = CASE WHEN k.paused_at IS NULL THEN c.due_at END
  FROM sla_clock k WHERE k.case_id = c.id AND k.kind = 'RESOLUTION';
  UPDATE service_case c SET sla_paused = p.taken
  FROM (SELECT case_id, sum(until_at - from_at) AS taken FROM sla_pause WHERE until_at IS NOT NULL GROUP BY case_id) p
  WHERE p.case_id = c.id;
  ALTER TABLE service_case ENABLE TRIGGER service_case_version, ENABLE TRIGGER service_case_wall;
  ALTER TABLE service_case ADD CHECK (due_at IS NULL OR sla_paused_at IS NULL);
  DROP INDEX service_case_first_response_due, service_case_first_response_due_down, service_case_first_response_clock;
  ALTER TABLE service_case DROP COLUMN sla_standing, DROP COLUMN sla_warn_at, DROP COLUMN first_response_standing,
    DROP COLUMN first_response_due_at, DROP COLUMN first_response_warn_at;
`;
