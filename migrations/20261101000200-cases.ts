import type { MigrationInterface, QueryRunner } from "typeorm";

/** Assets, cases and what hangs on them: settings, comments, activities, resolutions, import runs. */
export class Cases20261101000200 implements MigrationInterface {
  readonly name = "Cases20261101000200";

  async up(run: QueryRunner): Promise<void> {
    await run.query(assets);
    await run.query(settings);
    await run.query(seeds);
    await run.query(cases);
    await run.query(hangingOn);
    await run.query(walls);
    await run.query(indexes);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(/* sql */ `
      DROP TABLE import_run;
      DROP TABLE activity;
      DROP TABLE case_person;
      DROP TABLE case_collaborator;
      DROP TABLE case_resolution;
      DROP TABLE comment;
      DROP TABLE service_case;
      DROP SEQUENCE case_number;
      DROP TABLE case_category;
      DROP TABLE resolution_path;
      DROP TABLE reason_code;
      DROP TABLE case_type;
      DROP TABLE case_status;
      DROP TABLE asset;
      DROP TABLE asset_type;
      DROP FUNCTION casegraph_case_wall();
      DROP FUNCTION casegraph_case_child_wall();
      DROP FUNCTION casegraph_case_is_finished(text);
    `);
  }
}

const assets = /* sql */ `
  CREATE TABLE asset_type (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(9),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    description text,
    active boolean NOT NULL DEFAULT true,
    fields jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(fields) = 'array'),
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );

  CREATE TABLE asset (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(10),
    external_id text UNIQUE,
    tag text NOT NULL UNIQUE CHECK (tag <> ''),
    name text NOT NULL CHECK (name <> ''),
    serial_number text,
    type_id uuid NOT NULL REFERENCES asset_type,
    status text NOT NULL DEFAULT 'IN_SERVICE' CHECK (status IN ('IN_STOCK', 'IN_SERVICE', 'IN_REPAIR', 'RETIRED', 'LOST')),
    customer_id uuid REFERENCES customer,
    holder_id uuid REFERENCES person,
    parent_id uuid REFERENCES asset CHECK (parent_id <> id),
    location text,
    purchased_on date,
    warranty_until date,
    fields jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(fields) = 'object'),
    notes text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1
  );
  CREATE TRIGGER asset_version BEFORE UPDATE ON asset FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
`;

const settings = /* sql */ `
  CREATE TABLE case_status (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(18),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    state text NOT NULL CHECK (state IN ('NEW', 'OPEN', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELED')),
    color text NOT NULL DEFAULT '#6b7280',
    position int NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true,
    -- What service_case refers to, so that its state is always its status's.
    UNIQUE (id, state)
  );
  -- Every state has one status that cases get when none is named.
  CREATE UNIQUE INDEX case_status_default ON case_status (state) WHERE is_default;

  CREATE TABLE case_type (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(19),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    position int NOT NULL,
    active boolean NOT NULL DEFAULT true,
    default_priority priority NOT NULL DEFAULT 'NORMAL',
    confidential boolean NOT NULL DEFAULT false
  );

  CREATE TABLE case_category (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(20),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    position int NOT NULL,
    active boolean NOT NULL DEFAULT true,
    parent_id uuid REFERENCES case_category CHECK (parent_id <> id)
  );
  CREATE INDEX case_category_parent ON case_category (parent_id);

  CREATE TABLE reason_code (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(21),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    position int NOT NULL,
    active boolean NOT NULL DEFAULT true
  );

  CREATE TABLE resolution_path (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(22),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    position int NOT NULL,
    active boolean NOT NULL DEFAULT true
  );
`;

const seeds = /* sql */ `
  INSERT INTO case_status (key, name, state, color, position, is_default) VALUES
    ('new', 'New', 'NEW', '#2563eb', 1, true),
    ('open', 'Open', 'OPEN', '#0891b2', 2, true),
    ('on_hold', 'On hold', 'ON_HOLD', '#d97706', 3, true),
    ('resolved', 'Resolved', 'RESOLVED', '#16a34a', 4, true),
    ('closed', 'Closed', 'CLOSED', '#4b5563', 5, true),
    ('canceled', 'Canceled', 'CANCELED', '#9ca3af', 6, true);
  INSERT INTO case_type (key, name, position) VALUES
    ('warranty', 'Warranty', 1), ('damage', 'Damage', 2), ('repair', 'Repair', 3), ('complaint', 'Complaint', 4),
    ('maintenance', 'Maintenance', 5), ('upgrade', 'Upgrade', 6), ('inspection', 'Inspection', 7), ('other', 'Other', 8);
  INSERT INTO case_category (key, name, position) VALUES
    ('physical_damage', 'Physical damage', 1), ('hardware_upgrade', 'Hardware upgrade', 2),
    ('firmware_upgrade', 'Firmware upgrade', 3), ('maintenance', 'Maintenance', 4),
    ('content_inspection', 'Content inspection', 5), ('other', 'Other', 6);
  INSERT INTO reason_code (key, name, position) VALUES
    ('missing_part', 'Missing part', 1), ('wrong_item', 'Wrong item', 2), ('damage', 'Damage', 3),
    ('site_not_ready', 'Site not ready', 4), ('access_issue', 'Access issue', 5), ('defect', 'Defect', 6),
    ('other', 'Other', 7);
  INSERT INTO resolution_path (key, name, position) VALUES
    ('repaired', 'Repaired', 1), ('replaced', 'Replaced', 2), ('refunded', 'Refunded', 3), ('part_sent', 'Part sent', 4),
    ('advised', 'Advised', 5), ('no_fault_found', 'No fault found', 6), ('other', 'Other', 7);
`;

const cases = /* sql */ `
  -- A sequence never goes back, not even when the transaction that drew from it does: numbers have gaps, never twins.
  CREATE SEQUENCE case_number;

  CREATE TABLE service_case (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(23),
    number_seq bigint NOT NULL UNIQUE DEFAULT nextval('case_number'),
    number text NOT NULL UNIQUE
      GENERATED ALWAYS AS ('C-' || lpad(number_seq::text, greatest(6, length(number_seq::text)), '0')) STORED,
    external_id text UNIQUE,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    description text NOT NULL DEFAULT '',
    type_id uuid NOT NULL REFERENCES case_type,
    reason_id uuid NOT NULL REFERENCES reason_code,
    category_id uuid REFERENCES case_category,
    status_id uuid NOT NULL,
    -- The status's state, kept here for partial indexes; the foreign key keeps the two together.
    state text NOT NULL CHECK (state IN ('NEW', 'OPEN', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELED')),
    hold_reason text,
    hold_until timestamptz(3),
    priority priority NOT NULL DEFAULT 'NORMAL',
    channel text NOT NULL DEFAULT 'API' CHECK (channel IN ('WEB', 'PORTAL', 'PHONE', 'EMAIL', 'API', 'IMPORT')),
    tags text[] NOT NULL DEFAULT '{}',
    customer_id uuid REFERENCES customer,
    contact_id uuid REFERENCES person,
    asset_id uuid REFERENCES asset,
    assignee_id uuid REFERENCES person,
    assigned_at timestamptz(3),
    team_id uuid REFERENCES team,
    branch_id uuid REFERENCES branch,
    confidential boolean NOT NULL DEFAULT false,
    -- The resolution clock: what it is due, also once it has been met; due_at is null then.
    due_at timestamptz(3),
    sla_due_at timestamptz(3),
    sla_met_at timestamptz(3),
    -- Time that does not count, such as between a resolution and a reactivation.
    sla_paused interval NOT NULL DEFAULT '0',
    escalation_level int NOT NULL DEFAULT 0 CHECK (escalation_level >= 0),
    escalated_at timestamptz(3),
    parent_id uuid REFERENCES service_case CHECK (parent_id <> id),
    merged_into_id uuid REFERENCES service_case CHECK (merged_into_id <> id),
    satisfaction_score int CHECK (satisfaction_score BETWEEN 1 AND 5),
    satisfaction_comment text,
    satisfaction_at timestamptz(3),
    satisfaction_by_id uuid REFERENCES person,
    reopen_count int NOT NULL DEFAULT 0 CHECK (reopen_count >= 0),
    opened_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    opened_by_id uuid REFERENCES person,
    first_responded_at timestamptz(3),
    resolved_at timestamptz(3),
    closed_at timestamptz(3),
    canceled_at timestamptz(3),
    cancel_reason text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    FOREIGN KEY (status_id, state) REFERENCES case_status (id, state),
    CHECK (resolved_at >= opened_at),
    CHECK (closed_at >= coalesce(resolved_at, opened_at)),
    CHECK (canceled_at >= opened_at),
    CHECK (merged_into_id IS NULL OR state = 'CANCELED')
  );
  ALTER SEQUENCE case_number OWNED BY service_case.number_seq;
  CREATE TRIGGER service_case_version BEFORE UPDATE ON service_case
    FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
`;

const hangingOn = /* sql */ `
  CREATE TABLE comment (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(24),
    external_id text UNIQUE,
    case_id uuid NOT NULL REFERENCES service_case,
    author_id uuid REFERENCES person,
    body text NOT NULL,
    internal boolean NOT NULL DEFAULT false,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    edited_at timestamptz(3),
    deleted_at timestamptz(3)
  );
  CREATE INDEX comment_case ON comment (case_id, created_at, id);
  CREATE INDEX comment_author ON comment (author_id);

  CREATE TABLE case_resolution (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL REFERENCES service_case,
    path_id uuid NOT NULL REFERENCES resolution_path,
    notes text NOT NULL,
    resolved_at timestamptz(3) NOT NULL,
    resolved_by_id uuid REFERENCES person,
    -- False once the case was reactivated: it must be resolved anew, and this one stays as history.
    current boolean NOT NULL DEFAULT true
  );
  CREATE UNIQUE INDEX case_resolution_current ON case_resolution (case_id) WHERE current;
  CREATE INDEX case_resolution_case ON case_resolution (case_id, resolved_at);
  CREATE INDEX case_resolution_by ON case_resolution (resolved_by_id, case_id);

  CREATE TABLE case_collaborator (
    case_id uuid NOT NULL REFERENCES service_case,
    person_id uuid NOT NULL REFERENCES person,
    added_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    PRIMARY KEY (case_id, person_id)
  );
  CREATE INDEX case_collaborator_person ON case_collaborator (person_id, case_id);

  CREATE TABLE case_person (
    case_id uuid NOT NULL REFERENCES service_case,
    person_id uuid NOT NULL REFERENCES person,
    relation text NOT NULL CHECK (relation <> ''),
    note text,
    added_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    PRIMARY KEY (case_id, person_id)
  );
  CREATE INDEX case_person_person ON case_person (person_id, case_id);

  CREATE TABLE activity (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(27),
    kind text NOT NULL CHECK (kind IN ('TASK', 'PHONE_CALL', 'EMAIL', 'APPOINTMENT')),
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    description text,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'COMPLETED', 'CANCELED')),
    priority priority NOT NULL DEFAULT 'NORMAL',
    case_id uuid REFERENCES service_case,
    customer_id uuid REFERENCES customer,
    assignee_id uuid REFERENCES person,
    team_id uuid REFERENCES team,
    due_at timestamptz(3),
    started_at timestamptz(3),
    completed_at timestamptz(3),
    completed_by_id uuid REFERENCES person,
    canceled_at timestamptz(3),
    outcome text,
    time_spent interval,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    created_by_id uuid REFERENCES person,
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    -- Calls and mails.
    direction text CHECK (direction IN ('INCOMING', 'OUTGOING')),
    with_person_id uuid REFERENCES person,
    phone text,
    duration interval,
    from_address text,
    to_addresses text[] NOT NULL DEFAULT '{}',
    cc_addresses text[] NOT NULL DEFAULT '{}',
    message_id text,
    -- Appointments.
    starts_at timestamptz(3),
    ends_at timestamptz(3) CHECK (ends_at > starts_at),
    purpose text CHECK (purpose IN ('SERVICE', 'INSTALLATION', 'MAINTENANCE', 'INSPECTION', 'OTHER')),
    location text,
    contact_id uuid REFERENCES person,
    reschedule_count int NOT NULL DEFAULT 0,
    CHECK (kind NOT IN ('PHONE_CALL', 'EMAIL') OR direction IS NOT NULL),
    CHECK (kind <> 'APPOINTMENT' OR (starts_at IS NOT NULL AND ends_at IS NOT NULL AND purpose IS NOT NULL)),
    CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL))
  );
  CREATE TRIGGER activity_version BEFORE UPDATE ON activity FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();

  CREATE TABLE import_run (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(44),
    kind text NOT NULL CHECK (kind IN ('CASES', 'COMMENTS', 'ASSETS', 'PEOPLE', 'CUSTOMERS', 'PRODUCTS', 'ORDERS', 'WORK_ORDERS')),
    state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    total int NOT NULL,
    done int NOT NULL DEFAULT 0,
    created int NOT NULL DEFAULT 0,
    updated int NOT NULL DEFAULT 0,
    failed int NOT NULL DEFAULT 0,
    errors jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(errors) = 'array'),
    started_by_id uuid REFERENCES person,
    started_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    finished_at timestamptz(3)
  );
  CREATE INDEX import_run_starter ON import_run (started_by_id, started_at, id);
`;

const walls = /* sql */ `
  CREATE FUNCTION casegraph_case_is_finished(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN state IN ('RESOLVED', 'CLOSED', 'CANCELED');

  -- Read-only, below every policy: a finished case changes only by the step that its transaction says it is.
  CREATE FUNCTION casegraph_case_wall() RETURNS trigger LANGUAGE plpgsql AS $$
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
    END IF;
    RAISE EXCEPTION 'case % is read-only: it is %', OLD.number, lower(OLD.state) USING ERRCODE = 'CG003';
  END $$;
  CREATE TRIGGER service_case_wall BEFORE UPDATE ON service_case FOR EACH ROW EXECUTE FUNCTION casegraph_case_wall();

  -- The same for the rows that hang on a case. FOR SHARE makes it wait for a resolution that is being written, which a
  -- foreign key's own lock would not.
  CREATE FUNCTION casegraph_case_child_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    step text := current_setting('casegraph.step', true);
    parent uuid;
    found_number text;
    found_state text;
  BEGIN
    FOREACH parent IN ARRAY CASE TG_OP
      WHEN 'INSERT' THEN ARRAY[NEW.case_id] WHEN 'DELETE' THEN ARRAY[OLD.case_id] ELSE ARRAY[OLD.case_id, NEW.case_id] END
    LOOP
      CONTINUE WHEN parent IS NULL;
      SELECT number, state INTO found_number, found_state FROM service_case WHERE id = parent FOR SHARE;
      IF casegraph_case_is_finished(found_state) AND step IS DISTINCT FROM 'import'
         AND NOT (step = 'reactivate' AND TG_TABLE_NAME = 'case_resolution' AND TG_OP = 'UPDATE') THEN
        RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
      END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER comment_wall BEFORE INSERT OR UPDATE OR DELETE ON comment
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
  CREATE TRIGGER activity_wall BEFORE INSERT OR UPDATE OR DELETE ON activity
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
  CREATE TRIGGER case_resolution_wall BEFORE INSERT OR UPDATE OR DELETE ON case_resolution
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
  CREATE TRIGGER case_collaborator_wall BEFORE INSERT OR UPDATE OR DELETE ON case_collaborator
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
  CREATE TRIGGER case_person_wall BEFORE INSERT OR UPDATE OR DELETE ON case_person
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
`;

const indexes = /* sql */ `
  CREATE INDEX asset_customer ON asset (customer_id, tag, id);
  CREATE INDEX asset_holder ON asset (holder_id, tag, id);
  CREATE INDEX asset_parent ON asset (parent_id);
  CREATE INDEX asset_type_of ON asset (type_id, tag, id);
  CREATE INDEX asset_name ON asset (name, id);
  CREATE INDEX asset_created ON asset (created_at, id);
  CREATE INDEX asset_updated ON asset (updated_at, id);
  CREATE INDEX asset_warranty ON asset (coalesce(warranty_until, 'infinity'), id);
  CREATE INDEX asset_warranty_down ON asset (coalesce(warranty_until, '-infinity'), id);
  CREATE INDEX asset_serial_number ON asset (serial_number);

  -- Lists of cases are ordered by the most pressing due time, then age, unless told: over all, over what is open, and
  -- over what belongs to one person, team, customer or asset.
  CREATE INDEX service_case_pressing ON service_case (coalesce(due_at, 'infinity'), opened_at, id);
  CREATE INDEX service_case_open ON service_case (coalesce(due_at, 'infinity'), opened_at, id)
    WHERE state IN ('NEW', 'OPEN', 'ON_HOLD');
  CREATE INDEX service_case_unassigned ON service_case (coalesce(due_at, 'infinity'), opened_at, id)
    WHERE state IN ('NEW', 'OPEN', 'ON_HOLD') AND assignee_id IS NULL;
  CREATE INDEX service_case_assignee ON service_case (assignee_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE assignee_id IS NOT NULL;
  CREATE INDEX service_case_team ON service_case (team_id, coalesce(due_at, 'infinity'), opened_at, id);
  CREATE INDEX service_case_customer ON service_case (customer_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE customer_id IS NOT NULL;
  CREATE INDEX service_case_asset ON service_case (asset_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE asset_id IS NOT NULL;
  CREATE INDEX service_case_due ON service_case (coalesce(due_at, 'infinity'), id);
  CREATE INDEX service_case_due_down ON service_case (coalesce(due_at, '-infinity'), id);
  -- What is overdue, and by when.
  CREATE INDEX service_case_clock ON service_case (due_at) WHERE state IN ('NEW', 'OPEN', 'ON_HOLD');
  CREATE INDEX service_case_opened ON service_case (opened_at, id);
  CREATE INDEX service_case_updated ON service_case (updated_at, id);
  CREATE INDEX service_case_priority ON service_case (priority, id);
  CREATE INDEX service_case_title ON service_case (title, id);
  CREATE INDEX service_case_resolved ON service_case (coalesce(resolved_at, 'infinity'), id);
  CREATE INDEX service_case_resolved_down ON service_case (coalesce(resolved_at, '-infinity'), id);
  CREATE INDEX service_case_closed ON service_case (coalesce(closed_at, 'infinity'), id);
  CREATE INDEX service_case_closed_down ON service_case (coalesce(closed_at, '-infinity'), id);
  CREATE INDEX service_case_contact ON service_case (contact_id) WHERE contact_id IS NOT NULL;
  CREATE INDEX service_case_branch ON service_case (branch_id) WHERE branch_id IS NOT NULL;
  CREATE INDEX service_case_parent ON service_case (parent_id) WHERE parent_id IS NOT NULL;
  CREATE INDEX service_case_merged ON service_case (merged_into_id) WHERE merged_into_id IS NOT NULL;
  CREATE INDEX service_case_tags ON service_case USING gin (tags);

  CREATE INDEX activity_case ON activity (case_id, coalesce(due_at, 'infinity'), created_at, id) WHERE case_id IS NOT NULL;
  CREATE INDEX activity_open_case ON activity (case_id) WHERE state = 'OPEN' AND case_id IS NOT NULL;
  CREATE INDEX activity_assignee ON activity (assignee_id, coalesce(due_at, 'infinity'), created_at, id) WHERE assignee_id IS NOT NULL;
  CREATE INDEX activity_team ON activity (team_id, coalesce(due_at, 'infinity'), created_at, id) WHERE team_id IS NOT NULL;
  CREATE INDEX activity_customer ON activity (customer_id, coalesce(due_at, 'infinity'), created_at, id) WHERE customer_id IS NOT NULL;
  CREATE INDEX activity_due ON activity (coalesce(due_at, 'infinity'), created_at, id);
  CREATE INDEX activity_created ON activity (created_at, id);
  CREATE INDEX activity_updated ON activity (updated_at, id);
  CREATE INDEX activity_starts ON activity (coalesce(starts_at, 'infinity'), id);
`;
