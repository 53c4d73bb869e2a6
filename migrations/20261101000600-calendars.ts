import type { MigrationInterface, QueryRunner } from "typeorm";

/** When people work: calendars, their days off, and who goes by which. */
export class Calendars20261101000600 implements MigrationInterface {
  readonly name = "Calendars20261101000600";

  async up(db: QueryRunner): Promise<void> {
    await db.query(CALENDARS);
    await db.query(WHO_GOES_BY_THEM);
    await db.query(PERSON_VERSION("calendar_id, version"));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(PERSON_VERSION("version"));
    await db.query(/* sql */ `
      ALTER TABLE person DROP COLUMN calendar_id;
      ALTER TABLE team DROP COLUMN calendar_id, DROP COLUMN travel_buffer;
      ALTER TABLE branch DROP COLUMN calendar_id;
      DROP TABLE business_calendar, holiday_schedule`);
  }
}

const CALENDARS = /* sql */ `
  CREATE TABLE holiday_schedule (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(32),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    -- [{date, until, name, yearly}], in the order of their dates.
    holidays jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(holidays) = 'array'),
    region text CHECK (region <> ''),
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );

  CREATE TABLE business_calendar (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(33),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    time_zone text NOT NULL,
    around_the_clock boolean NOT NULL DEFAULT false,
    -- [{weekday, opens, closes}], in the order of the week; times as HH:MM, up to 24:00.
    hours jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(hours) = 'array'),
    holiday_schedule_id uuid REFERENCES holiday_schedule,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    CHECK (around_the_clock = (hours = '[]'))
  );
  CREATE INDEX business_calendar_schedule ON business_calendar (holiday_schedule_id);

  INSERT INTO business_calendar (key, name, time_zone, around_the_clock)
    VALUES ('always', 'Around the clock', 'UTC', true);
`;

const WHO_GOES_BY_THEM = /* sql */ `
  ALTER TABLE person ADD COLUMN calendar_id uuid REFERENCES business_calendar;
  CREATE INDEX person_calendar ON person (calendar_id);
  ALTER TABLE team
    ADD COLUMN calendar_id uuid REFERENCES business_calendar,
    ADD COLUMN travel_buffer interval CHECK (travel_buffer >= interval '0');
  CREATE INDEX team_calendar ON team (calendar_id);
  ALTER TABLE branch ADD COLUMN calendar_id uuid REFERENCES business_calendar;
  CREATE INDEX branch_calendar ON branch (calendar_id);
`;

/** What makes a new version of a person, whoever changes it. */
const PERSON_VERSION = (last: string) => /* sql */ `
  DROP TRIGGER person_version ON person;
  CREATE TRIGGER person_version BEFORE UPDATE OF external_id, name, email, phone, title, time_zone, locale, active,
    customer_id, branch_id, capacity, ${last} ON person FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows()`;
