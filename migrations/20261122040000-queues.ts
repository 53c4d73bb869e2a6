import type { MigrationInterface, QueryRunner } from "typeorm";

/** Buckets of work that people pick from: queues, who is in them, and what is in them. */
export class Queues20261122040000 implements MigrationInterface {
  readonly name = "Queues20261122040000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(URGENCY);
    await db.query(WALL);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP TRIGGER queue_item_case_urgency ON service_case;
      DROP TRIGGER queue_item_activity_urgency ON activity;
      DROP TABLE queue_item, queue_member, queue;
      DROP FUNCTION casegraph_queue_item_urgency(), casegraph_queue_item_follows_case(),
        casegraph_queue_item_follows_activity(), casegraph_queue_item_wall(), casegraph_urgency(priority)`);
  }
}

const TABLES = /* sql */ `
  CREATE TABLE queue (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(28),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    description text,
    access text NOT NULL DEFAULT 'PUBLIC' CHECK (access IN ('PUBLIC', 'PRIVATE')),
    active boolean NOT NULL DEFAULT true,
    team_id uuid REFERENCES team,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
  CREATE UNIQUE INDEX queue_team ON queue (team_id) WHERE team_id IS NOT NULL;

  CREATE TABLE queue_member (
    queue_id uuid NOT NULL REFERENCES queue,
    person_id uuid NOT NULL REFERENCES person,
    PRIMARY KEY (queue_id, person_id)
  );
  CREATE INDEX queue_member_person ON queue_member (person_id, queue_id);

  CREATE TABLE queue_item (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(29),
    queue_id uuid NOT NULL REFERENCES queue,
    -- What is to be done is in one queue at a time: the constraints say so, whoever asks.
    case_id uuid CONSTRAINT queue_item_case UNIQUE REFERENCES service_case,
    activity_id uuid CONSTRAINT queue_item_activity UNIQUE REFERENCES activity ON DELETE CASCADE,
    -- Copies of the subject's priority (0: urgent) and due time, so that one index serves the order of urgency.
    urgency smallint NOT NULL,
    due_at timestamptz(3),
    entered_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    worked_by_id uuid REFERENCES person,
    worked_since timestamptz(3),
    CHECK (num_nonnulls(case_id, activity_id) = 1),
    CHECK ((worked_by_id IS NULL) = (worked_since IS NULL))
  );
  CREATE INDEX queue_item_pressing ON queue_item (queue_id, urgency, coalesce(due_at, 'infinity'), entered_at, id);
  CREATE INDEX queue_item_unpicked ON queue_item (queue_id, urgency, coalesce(due_at, 'infinity'), entered_at, id)
    WHERE worked_by_id IS NULL;
  CREATE INDEX queue_item_entered ON queue_item (queue_id, entered_at);
  CREATE INDEX queue_item_worked_by ON queue_item (worked_by_id) WHERE worked_by_id IS NOT NULL;
`;

// The copies follow their subject by themselves: whatever moves a due time does not have to know of queues.
const URGENCY = /* sql */ `
  CREATE FUNCTION casegraph_urgency(of priority) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE of WHEN 'URGENT' THEN 0 WHEN 'HIGH' THEN 1 WHEN 'NORMAL' THEN 2 ELSE 3 END::smallint;

  CREATE FUNCTION casegraph_queue_item_urgency() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.case_id IS NOT NULL THEN
      SELECT casegraph_urgency(priority), due_at INTO NEW.urgency, NEW.due_at FROM service_case WHERE id = NEW.case_id;
    ELSE
      SELECT casegraph_urgency(priority), due_at INTO NEW.urgency, NEW.due_at FROM activity WHERE id = NEW.activity_id;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER queue_item_urgency BEFORE INSERT ON queue_item
    FOR EACH ROW EXECUTE FUNCTION casegraph_queue_item_urgency();

  CREATE FUNCTION casegraph_queue_item_follows_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE queue_item SET urgency = casegraph_urgency(NEW.priority), due_at = NEW.due_at WHERE case_id = NEW.id;
    RETURN NULL;
  END $$;
  -- A finished case is in no queue: its item goes in the same transaction.
  CREATE TRIGGER queue_item_case_urgency AFTER UPDATE OF priority, due_at ON service_case FOR EACH ROW
    WHEN ((OLD.priority, OLD.due_at) IS DISTINCT FROM (NEW.priority, NEW.due_at)
      AND NEW.state NOT IN ('RESOLVED', 'CLOSED', 'CANCELED'))
    EXECUTE FUNCTION casegraph_queue_item_follows_case();

  CREATE FUNCTION casegraph_queue_item_follows_activity() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE queue_item SET urgency = casegraph_urgency(NEW.priority), due_at = NEW.due_at WHERE activity_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER queue_item_activity_urgency AFTER UPDATE OF priority, due_at ON activity FOR EACH ROW
    WHEN ((OLD.priority, OLD.due_at) IS DISTINCT FROM (NEW.priority, NEW.due_at) AND NEW.state = 'OPEN')
    EXECUTE FUNCTION casegraph_queue_item_follows_activity();
`;

const WALL = /* sql */ `
  -- Read-only, below every policy: nothing that is finished is put into a queue or picked from it. Taking off is always
  -- right, since that is what happens once it is finished.
  CREATE FUNCTION casegraph_queue_item_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    found_number text;
    found_state text;
  BEGIN
    SELECT c.number, c.state INTO found_number, found_state FROM service_case c
      WHERE c.id = coalesce(NEW.case_id, (SELECT a.case_id FROM activity a WHERE a.id = NEW.activity_id)) FOR SHARE;
    IF casegraph_case_is_finished(found_state) AND current_setting('casegraph.step', true) IS DISTINCT FROM 'import' THEN
      RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER queue_item_wall BEFORE INSERT OR UPDATE OF queue_id, case_id, activity_id, worked_by_id ON queue_item
    FOR EACH ROW EXECUTE FUNCTION casegraph_queue_item_wall();
`;
