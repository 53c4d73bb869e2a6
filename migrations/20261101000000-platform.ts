import type { MigrationInterface, QueryRunner } from "typeorm";

/** The database's clock, ids, the event log, timers and kept outcomes: what every room stands on. */
export class Platform20261101000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$
      DECLARE wanted text;
      BEGIN
        FOREACH wanted IN ARRAY ARRAY['unaccent', 'pg_trgm', 'btree_gist', 'pgcrypto'] LOOP
          IF EXISTS (SELECT FROM pg_available_extensions WHERE name = wanted) THEN
            EXECUTE format('CREATE EXTENSION IF NOT EXISTS %I', wanted);
          END IF;
        END LOOP;
      END $$`);

    // One SELECT of stable parts, so that the planner writes it into the statement that uses it.
    await db.query(`
      CREATE FUNCTION casegraph_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT date_trunc('milliseconds', statement_timestamp()
          + coalesce(nullif(current_setting('casegraph.clock_offset', true), '')::interval, interval '0'))
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_now() IS
        'The one clock, in milliseconds. The setting casegraph.clock_offset (an interval) moves it, for tests.'`);

    // Made of the real clock, as ids.ts does it: a moved clock must not make ids collide.
    await db.query(`
      CREATE FUNCTION casegraph_new_id(type int) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
        SELECT (lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
          || '7' || lpad(to_hex(type), 3, '0')
          || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_new_id(int) IS 'A UUIDv7 whose rand_a bits are the number of its type.'`);

    await db.query(`CREATE TYPE priority AS ENUM ('LOW', 'NORMAL', 'HIGH', 'URGENT')`);

    await db.query(`
      CREATE FUNCTION casegraph_version_grows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
          RAISE EXCEPTION 'The version of % % goes from % to %, not to %.',
            TG_TABLE_NAME, OLD.id, OLD.version, OLD.version + 1, NEW.version USING ERRCODE = 'CG001';
        END IF;
        RETURN NEW;
      END $$`);

    await this.log(db);
    await this.duties(db);
  }

  private async log(db: QueryRunner): Promise<void> {
    // Subjects carry no foreign key: the log outlives what it tells of.
    await db.query(`
      CREATE TABLE event (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        pos bigint CHECK (pos > 0),
        id uuid NOT NULL DEFAULT casegraph_new_id(26) UNIQUE,
        kind text NOT NULL,
        type text NOT NULL,
        subject_id uuid NOT NULL,
        case_id uuid,
        asset_id uuid,
        activity_id uuid,
        comment_id uuid,
        attachment_id uuid,
        sla_kind text,
        actor_id uuid,
        at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
        audience jsonb NOT NULL DEFAULT '{}',
        changes jsonb NOT NULL DEFAULT '[]',
        data jsonb NOT NULL DEFAULT '{}'
      )`);
    await db.query(`CREATE UNIQUE INDEX event_pos ON event (pos) WHERE pos IS NOT NULL`);
    // Begins with pos, though that is null in all of it: asked for in this order, no other index can be chosen, not even by
    // a plan that was made while the table was empty.
    await db.query(`CREATE INDEX event_unstamped ON event (pos, seq) WHERE pos IS NULL`);
    await db.query(`CREATE INDEX event_case ON event (case_id, seq) WHERE case_id IS NOT NULL`);
    await db.query(`CREATE INDEX event_asset ON event (asset_id, seq) WHERE asset_id IS NOT NULL`);
    await db.query(`CREATE INDEX event_subject ON event (subject_id, seq)`);
    await db.query(`CREATE INDEX event_type ON event (type, pos) WHERE pos IS NOT NULL`);
    // The unstamped rows come and go like a queue's: their index stays small only if its dead entries are taken away often.
    await db.query(`ALTER TABLE event SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`);

    await db.query(`
      CREATE FUNCTION casegraph_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.pos IS NULL AND NEW.pos IS NOT NULL THEN
          OLD.pos := NEW.pos;
          IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'The event log is only ever added to.' USING ERRCODE = 'CG002';
      END $$`);
    await db.query(`
      CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION casegraph_event_stays()`);
    await db.query(`
      CREATE TRIGGER event_stays_whole BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION casegraph_event_stays()`);

    // What people wrote, beside the log, so that it can be emptied without touching what happened.
    await db.query(`
      CREATE TABLE event_words (
        event_seq bigint PRIMARY KEY REFERENCES event (seq),
        note text,
        changes jsonb NOT NULL DEFAULT '[]'
      )`);

    await db.query(`
      CREATE TABLE event_log (
        one bool PRIMARY KEY DEFAULT true CHECK (one),
        epoch text NOT NULL DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 10),
        head bigint NOT NULL DEFAULT 0 CHECK (head >= 0),
        oldest bigint NOT NULL DEFAULT 1
      ) WITH (fillfactor = 10)`);
    await db.query(`INSERT INTO event_log DEFAULT VALUES`);

    await db.query(`
      CREATE FUNCTION casegraph_event_cursor(pos bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT (SELECT epoch FROM event_log) || '.' || pos
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_event_cursor(bigint) IS 'The EventCursor of a position; null for what has none yet.'`);
  }

  private async duties(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE timer (
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        generation int NOT NULL DEFAULT 1,
        due timestamptz(3) NOT NULL,
        -- When it may next be tried: the due time, or later after a failure.
        ready_at timestamptz(3) NOT NULL,
        attempts int NOT NULL DEFAULT 0,
        data jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (kind, subject_id)
      )`);
    await db.query(`CREATE INDEX timer_ready ON timer (ready_at)`);
    await db.query(`CREATE INDEX timer_due ON timer (due)`);

    // The actor is the nil UUID where nobody is signed in.
    await db.query(`
      CREATE TABLE idempotency_key (
        actor_id uuid NOT NULL,
        key text NOT NULL,
        slot text NOT NULL,
        request_hash text NOT NULL,
        outcome jsonb,
        event_seq bigint,
        created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
        PRIMARY KEY (actor_id, key, slot)
      )`);
    await db.query(`CREATE INDEX idempotency_key_created ON idempotency_key (created_at)`);
    await db.query(`
      INSERT INTO timer (kind, subject_id, due, ready_at)
      SELECT 'idempotency.purge', '00000000-0000-0000-0000-000000000000', due, due
      FROM (SELECT casegraph_now() + interval '1 hour' AS due) first`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE idempotency_key, timer, event_words, event, event_log`);
    await db.query(`DROP FUNCTION casegraph_event_cursor(bigint)`);
    await db.query(`DROP FUNCTION casegraph_event_stays()`);
    await db.query(`DROP FUNCTION casegraph_version_grows()`);
    await db.query(`DROP TYPE priority`);
    await db.query(`DROP FUNCTION casegraph_new_id(int)`);
    await db.query(`DROP FUNCTION casegraph_now()`);
    await db.query(`DROP EXTENSION IF EXISTS pgcrypto, btree_gist, pg_trgm, unaccent`);
  }
}
