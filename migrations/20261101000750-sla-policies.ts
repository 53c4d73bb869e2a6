import type { MigrationInterface, QueryRunner } from "typeorm";

/** What is promised: targets per priority on a calendar, every revision of them kept for the clocks that run under it. */
export class SlaPolicies20261101000750 implements MigrationInterface {
  readonly name = "SlaPolicies20261101000750";

  async up(db: QueryRunner): Promise<void> {
    await db.query(POLICIES);
    await db.query(DEFAULT);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      ALTER TABLE case_type DROP COLUMN sla_policy_id;
      DROP TABLE sla_policy_revision, sla_policy`);
  }
}

const POLICIES = /* sql */ `
  CREATE TABLE sla_policy (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(31),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    is_default boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true CHECK (active OR NOT is_default),
    -- [{priority, firstResponse, firstResponseDays, resolution, resolutionDays}]; durations as ISO 8601 texts.
    targets jsonb NOT NULL CHECK (jsonb_typeof(targets) = 'array'),
    calendar_id uuid NOT NULL REFERENCES business_calendar,
    warn_after float8 NOT NULL DEFAULT 0.75 CHECK (warn_after BETWEEN 0 AND 1),
    pause_on_hold boolean NOT NULL DEFAULT true,
    on_reactivation text NOT NULL DEFAULT 'CONTINUE' CHECK (on_reactivation IN ('CONTINUE', 'RESTART')),
    revision int NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
  CREATE UNIQUE INDEX sla_policy_default ON sla_policy (is_default) WHERE is_default;
  CREATE INDEX sla_policy_calendar ON sla_policy (calendar_id);

  -- A calendar that no policy and no clock uses any more takes the revisions that used it along.
  CREATE TABLE sla_policy_revision (
    policy_id uuid NOT NULL REFERENCES sla_policy,
    revision int NOT NULL,
    targets jsonb NOT NULL,
    calendar_id uuid NOT NULL REFERENCES business_calendar ON DELETE CASCADE,
    warn_after float8 NOT NULL,
    pause_on_hold boolean NOT NULL,
    on_reactivation text NOT NULL,
    at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    PRIMARY KEY (policy_id, revision)
  );
  CREATE INDEX sla_policy_revision_calendar ON sla_policy_revision (calendar_id);

  ALTER TABLE case_type ADD COLUMN sla_policy_id uuid REFERENCES sla_policy;
  CREATE INDEX case_type_sla_policy ON case_type (sla_policy_id);
`;

const DEFAULT = /* sql */ `
  INSERT INTO sla_policy (key, name, is_default, calendar_id, targets)
  SELECT 'default', 'Default', true, id, '[
    {"priority": "URGENT", "firstResponse": null, "firstResponseDays": null, "resolution": "PT4H", "resolutionDays": null},
    {"priority": "HIGH", "firstResponse": null, "firstResponseDays": null, "resolution": "PT24H", "resolutionDays": null},
    {"priority": "NORMAL", "firstResponse": null, "firstResponseDays": null, "resolution": "PT72H", "resolutionDays": null},
    {"priority": "LOW", "firstResponse": null, "firstResponseDays": null, "resolution": "PT168H", "resolutionDays": null}
  ]' FROM business_calendar WHERE key = 'always';
  INSERT INTO sla_policy_revision
    SELECT id, revision, targets, calendar_id, warn_after, pause_on_hold, on_reactivation, created_at FROM sla_policy;
`;
