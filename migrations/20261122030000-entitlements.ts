import type { MigrationInterface, QueryRunner } from "typeorm";

/** Contracts, entitlements with their ledger, and what cases, types and resolutions know of them. */
export class Entitlements20261122030000 implements MigrationInterface {
  readonly name = "Entitlements20261122030000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    await db.query(LEDGER);
    await db.query(REFERENCES);
    await db.query(DAY);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP FUNCTION casegraph_customer_day(uuid, timestamptz);
      DELETE FROM attachment WHERE contract_id IS NOT NULL;
      ALTER TABLE attachment DROP CONSTRAINT attachment_subject, DROP COLUMN contract_id,
        ADD CONSTRAINT attachment_subject CHECK (num_nonnulls(case_id, activity_id, asset_id, customer_id) = 1);
      ALTER TABLE case_resolution DROP COLUMN billable_time;
      ALTER TABLE case_type DROP COLUMN requires_entitlement;
      ALTER TABLE service_case DROP COLUMN entitlement_id, DROP COLUMN contract_id;
      DROP TABLE entitlement_use, entitlement, contract;
      DROP FUNCTION casegraph_entitlement_charge();
      DROP FUNCTION casegraph_entitlement_ledger();
      DROP FUNCTION casegraph_entitlement_used()`);
  }
}

const TABLES = /* sql */ `
  CREATE TABLE contract (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(36),
    external_id text UNIQUE,
    number text NOT NULL UNIQUE CHECK (number <> ''),
    name text NOT NULL CHECK (name <> ''),
    customer_id uuid NOT NULL REFERENCES customer,
    starts_on date NOT NULL,
    ends_on date,
    sla_policy_id uuid REFERENCES sla_policy,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    UNIQUE (id, customer_id),
    CONSTRAINT contract_dates CHECK (ends_on >= starts_on)
  );
  CREATE TRIGGER contract_version BEFORE UPDATE ON contract FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
  CREATE INDEX contract_ends ON contract (coalesce(ends_on, 'infinity'), id);
  CREATE INDEX contract_customer ON contract (customer_id, coalesce(ends_on, 'infinity'), id);
  CREATE INDEX contract_policy ON contract (sla_policy_id) WHERE sla_policy_id IS NOT NULL;

  CREATE TABLE entitlement (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(34),
    name text NOT NULL CHECK (name <> ''),
    customer_id uuid NOT NULL REFERENCES customer,
    contract_id uuid,
    asset_id uuid REFERENCES asset,
    product_id uuid REFERENCES product,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    unit text NOT NULL CHECK (unit IN ('CASES', 'HOURS', 'UNLIMITED')),
    -- Cases, or milliseconds where the unit is HOURS: whole numbers, so that sums are exact.
    total bigint CHECK (total > 0),
    -- The sum of its ledger, kept by a trigger: never more than there is, whoever races.
    used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
    -- Empty: every channel.
    channels text[] NOT NULL DEFAULT '{}'
      CHECK (channels <@ ARRAY['WEB', 'PORTAL', 'PHONE', 'EMAIL', 'API', 'IMPORT']),
    sla_policy_id uuid REFERENCES sla_policy,
    canceled_at timestamptz(3),
    cancel_reason text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    CONSTRAINT entitlement_contract_of_customer FOREIGN KEY (contract_id, customer_id)
      REFERENCES contract (id, customer_id),
    CONSTRAINT entitlement_dates CHECK (ends_on >= starts_on),
    CONSTRAINT entitlement_unit_total CHECK ((unit = 'UNLIMITED') = (total IS NULL)),
    CONSTRAINT entitlement_left CHECK (used <= total),
    CHECK ((canceled_at IS NULL) = (cancel_reason IS NULL))
  );
  CREATE TRIGGER entitlement_version BEFORE UPDATE ON entitlement FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
  CREATE INDEX entitlement_ends ON entitlement (ends_on, id);
  CREATE INDEX entitlement_customer ON entitlement (customer_id, ends_on, id);
  CREATE INDEX entitlement_contract ON entitlement (contract_id, ends_on, id) WHERE contract_id IS NOT NULL;
  CREATE INDEX entitlement_asset ON entitlement (asset_id, ends_on, id) WHERE asset_id IS NOT NULL;
  CREATE INDEX entitlement_product ON entitlement (product_id, ends_on, id) WHERE product_id IS NOT NULL;
  CREATE INDEX entitlement_policy ON entitlement (sla_policy_id) WHERE sla_policy_id IS NOT NULL;
`;

const LEDGER = /* sql */ `
  CREATE TABLE entitlement_use (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(35),
    entitlement_id uuid NOT NULL REFERENCES entitlement,
    case_id uuid NOT NULL REFERENCES service_case,
    -- In the entitlement's own whole numbers; negative: given back.
    amount bigint NOT NULL CHECK (amount <> 0),
    note text,
    at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
  CREATE INDEX entitlement_use_entitlement ON entitlement_use (entitlement_id, at, id);
  CREATE INDEX entitlement_use_case ON entitlement_use (case_id, entitlement_id);

  -- What is charged and given back is told on the case, so a finished one takes neither.
  CREATE TRIGGER entitlement_use_wall BEFORE INSERT ON entitlement_use
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();

  CREATE FUNCTION casegraph_entitlement_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'The ledger of entitlements is only ever added to.' USING ERRCODE = 'CG002';
  END $$;
  CREATE TRIGGER entitlement_use_added_to BEFORE UPDATE OR DELETE ON entitlement_use
    FOR EACH ROW EXECUTE FUNCTION casegraph_entitlement_ledger();
  CREATE TRIGGER entitlement_use_kept BEFORE TRUNCATE ON entitlement_use
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_entitlement_ledger();

  CREATE FUNCTION casegraph_entitlement_charge() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE entitlement SET used = used + NEW.amount, updated_at = NEW.at, version = version + 1
      WHERE id = NEW.entitlement_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER entitlement_use_charge AFTER INSERT ON entitlement_use
    FOR EACH ROW EXECUTE FUNCTION casegraph_entitlement_charge();

  -- Nobody but the ledger says what was used.
  CREATE FUNCTION casegraph_entitlement_used() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF pg_trigger_depth() < 2 AND NEW.used <> (CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.used END) THEN
      RAISE EXCEPTION 'What an entitlement has used is the sum of its ledger.' USING ERRCODE = 'CG002';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER entitlement_used BEFORE INSERT OR UPDATE OF used ON entitlement
    FOR EACH ROW EXECUTE FUNCTION casegraph_entitlement_used();
`;

const REFERENCES = /* sql */ `
  ALTER TABLE service_case
    ADD COLUMN entitlement_id uuid REFERENCES entitlement,
    ADD COLUMN contract_id uuid REFERENCES contract;
  CREATE INDEX service_case_entitlement ON service_case (entitlement_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE entitlement_id IS NOT NULL;
  CREATE INDEX service_case_contract ON service_case (contract_id, coalesce(due_at, 'infinity'), opened_at, id)
    WHERE contract_id IS NOT NULL;
  ALTER TABLE case_type ADD COLUMN requires_entitlement boolean NOT NULL DEFAULT false;
  ALTER TABLE case_resolution ADD COLUMN billable_time interval;

  ALTER TABLE attachment ADD COLUMN contract_id uuid REFERENCES contract, DROP CONSTRAINT attachment_subject,
    ADD CONSTRAINT attachment_subject CHECK (num_nonnulls(case_id, activity_id, asset_id, customer_id, contract_id) = 1);
  CREATE INDEX attachment_contract ON attachment (contract_id, created_at, id) WHERE contract_id IS NOT NULL;
`;

const DAY = /* sql */ `
  -- The calendar day at a customer's: in its own zone, else its branch's, else UTC.
  CREATE FUNCTION casegraph_customer_day(customer uuid, instant timestamptz) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT (instant AT TIME ZONE coalesce(c.time_zone, b.time_zone, 'UTC'))::date
      FROM customer c LEFT JOIN branch b ON b.id = c.branch_id WHERE c.id = customer);
`;
