import type { MigrationInterface, QueryRunner } from "typeorm";

/** People, their teams, branches, roles and customers, and what they sign in with. */
export class People20261101000100 implements MigrationInterface {
  readonly name = "People20261101000100";

  async up(db: QueryRunner): Promise<void> {
    await db.query(PLACES);
    await db.query(PEOPLE);
    await db.query(TEAMS);
    await db.query(CREDENTIALS);
    await db.query(CHANGES);
    await db.query(ROLES);
    await db.query(SEEDED_TEAMS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP TABLE access_change, sign_in_attempt, api_token, session, team_member, team, person_skill, skill, person_role;
      ALTER TABLE branch DROP COLUMN manager_id;
      DROP TABLE person, customer, branch, role`);
  }
}

const PLACES = /* sql */ `
  CREATE TABLE branch (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(5),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    time_zone text NOT NULL,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );

  CREATE TABLE customer (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(6),
    external_id text UNIQUE,
    kind text NOT NULL DEFAULT 'ORGANIZATION' CHECK (kind IN ('ORGANIZATION', 'INDIVIDUAL')),
    name text NOT NULL CHECK (name <> ''),
    email text,
    phone text,
    address text,
    time_zone text,
    branch_id uuid REFERENCES branch,
    tags text[] NOT NULL DEFAULT '{}',
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    words tsvector GENERATED ALWAYS AS (casegraph_words(
      name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(external_id, ''))) STORED
  );
  CREATE INDEX customer_name ON customer (name, id);
  CREATE INDEX customer_created ON customer (created_at, id);
  CREATE INDEX customer_updated ON customer (updated_at, id);
  CREATE INDEX customer_email ON customer (lower(email));
  CREATE INDEX customer_branch ON customer (branch_id);
  CREATE INDEX customer_tags ON customer USING gin (tags);
  CREATE INDEX customer_words ON customer USING gin (words);
  CREATE TRIGGER customer_version BEFORE UPDATE ON customer
    FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();
`;

const PEOPLE = /* sql */ `
  CREATE TABLE role (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(1),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    permissions text[] NOT NULL DEFAULT '{}',
    built_in boolean NOT NULL DEFAULT false
  );

  CREATE TABLE person (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(2),
    external_id text UNIQUE,
    name text NOT NULL CHECK (name <> ''),
    email text,
    phone text,
    title text,
    time_zone text NOT NULL DEFAULT 'UTC',
    locale text,
    active boolean NOT NULL DEFAULT true,
    customer_id uuid REFERENCES customer,
    branch_id uuid REFERENCES branch,
    capacity int CHECK (capacity >= 0),
    password_hash text,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    words tsvector GENERATED ALWAYS AS (casegraph_words( name || ' ' || coalesce(email, '') || ' '
      || coalesce(phone, '') || ' ' || coalesce(title, '') || ' ' || coalesce(external_id, ''))) STORED
  );
  CREATE UNIQUE INDEX person_email ON person (lower(email));
  CREATE INDEX person_name ON person (name, id);
  CREATE INDEX person_created ON person (created_at, id);
  CREATE INDEX person_updated ON person (updated_at, id);
  CREATE INDEX person_customer ON person (customer_id, name, id);
  CREATE INDEX person_branch ON person (branch_id);
  CREATE INDEX person_words ON person USING gin (words);
  -- A new password is no new version of the person: nobody can see it.
  CREATE TRIGGER person_version BEFORE UPDATE OF external_id, name, email, phone, title, time_zone, locale, active,
    customer_id, branch_id, capacity, version ON person FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();

  ALTER TABLE branch ADD COLUMN manager_id uuid REFERENCES person;
  CREATE INDEX branch_manager ON branch (manager_id);

  CREATE TABLE person_role (
    person_id uuid NOT NULL REFERENCES person,
    role_id uuid NOT NULL REFERENCES role,
    PRIMARY KEY (person_id, role_id)
  );
  CREATE INDEX person_role_role ON person_role (role_id, person_id);

  CREATE TABLE skill (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(4),
    name text NOT NULL CHECK (name <> '')
  );
  CREATE UNIQUE INDEX skill_name ON skill (lower(name));

  CREATE TABLE person_skill (
    person_id uuid NOT NULL REFERENCES person,
    skill_id uuid NOT NULL REFERENCES skill,
    PRIMARY KEY (person_id, skill_id)
  );
  CREATE INDEX person_skill_skill ON person_skill (skill_id, person_id);
`;

const TEAMS = /* sql */ `
  CREATE TABLE team (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(3),
    key text NOT NULL UNIQUE CHECK (key <> ''),
    name text NOT NULL CHECK (name <> ''),
    description text,
    active boolean NOT NULL DEFAULT true,
    lead_id uuid REFERENCES person,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
  CREATE INDEX team_lead ON team (lead_id);

  CREATE TABLE team_member (
    team_id uuid NOT NULL REFERENCES team,
    person_id uuid NOT NULL REFERENCES person,
    PRIMARY KEY (team_id, person_id)
  );
  CREATE INDEX team_member_person ON team_member (person_id, team_id);
`;

const CREDENTIALS = /* sql */ `
  -- Secrets are kept as SHA-256 only. The family is the part of a refresh token that lasts as long as the session: a token
  -- of a known family that is neither the newest nor the one before was used twice.
  CREATE TABLE session (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(8),
    person_id uuid NOT NULL REFERENCES person,
    family_hash bytea NOT NULL UNIQUE,
    refresh_hash bytea NOT NULL,
    access_hash bytea NOT NULL UNIQUE,
    access_expires_at timestamptz(3) NOT NULL,
    previous_refresh_hash bytea,
    previous_access_hash bytea UNIQUE,
    previous_access_expires_at timestamptz(3),
    -- From it and the refresh token before, which only the client knows, the newest tokens can be made once more.
    rotation_seed bytea,
    rotated_at timestamptz(3),
    user_agent text,
    ip text,
    started_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    last_used_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    expires_at timestamptz(3) NOT NULL
  );
  CREATE INDEX session_person ON session (person_id, last_used_at);

  CREATE TABLE api_token (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(7),
    name text NOT NULL CHECK (name <> ''),
    secret_hash bytea NOT NULL UNIQUE,
    owner_id uuid NOT NULL REFERENCES person,
    -- Null: all that the owner's roles allow.
    permissions text[],
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    expires_at timestamptz(3),
    last_used_at timestamptz(3),
    revoked_at timestamptz(3)
  );
  CREATE INDEX api_token_owner ON api_token (owner_id, created_at);

  -- Counted before the password is looked at, so that many at once cannot slip through. Whose it is stays unreadable.
  CREATE UNLOGGED TABLE sign_in_attempt (
    key bytea PRIMARY KEY,
    count int NOT NULL,
    until timestamptz(3) NOT NULL
  );
  CREATE INDEX sign_in_attempt_until ON sign_in_attempt (until);
`;

const CHANGES = /* sql */ `
  -- Whose credentials or rights changed (null: everybody's), for servers that hold them in memory. The transaction's number
  -- tells a server what it cannot have seen yet; an identity could not, since a smaller one can commit later.
  CREATE TABLE access_change (
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    person_id uuid,
    at timestamptz(3) NOT NULL DEFAULT casegraph_now()
  );
  CREATE INDEX access_change_xact ON access_change (xact);
  CREATE INDEX access_change_at ON access_change (at);

  -- The argument names the column that says whose.
  CREATE FUNCTION casegraph_access_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE changed jsonb;
  BEGIN
    changed := CASE WHEN TG_OP = 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
    INSERT INTO access_change (person_id) VALUES ((changed ->> TG_ARGV[0])::uuid);
    RETURN NULL;
  END $$;
  CREATE TRIGGER session_access AFTER DELETE OR UPDATE OF person_id, access_hash, access_expires_at,
    previous_access_hash, previous_access_expires_at ON session
    FOR EACH ROW EXECUTE FUNCTION casegraph_access_changes('person_id');
  CREATE TRIGGER api_token_access AFTER DELETE OR UPDATE OF owner_id, secret_hash, permissions, expires_at, revoked_at
    ON api_token FOR EACH ROW EXECUTE FUNCTION casegraph_access_changes('owner_id');
  CREATE TRIGGER person_access AFTER UPDATE OF active, customer_id, time_zone ON person
    FOR EACH ROW EXECUTE FUNCTION casegraph_access_changes('id');
  CREATE TRIGGER person_role_access AFTER INSERT OR UPDATE OR DELETE ON person_role
    FOR EACH ROW EXECUTE FUNCTION casegraph_access_changes('person_id');
  CREATE TRIGGER role_access AFTER UPDATE OF permissions ON role
    FOR EACH ROW EXECUTE FUNCTION casegraph_access_changes('everybody');
`;

const ROLES = /* sql */ `
  WITH permission (name, roles) AS (VALUES
    ('SERVICE_READ', 'admin owner manager support_lead support dispatcher service installer executive'),
    ('SERVICE_OPEN', 'admin owner manager support_lead support dispatcher service installer'),
    ('SERVICE_WRITE', 'admin owner manager support_lead support dispatcher service'),
    ('SERVICE_ASSIGN', 'admin owner manager support_lead support dispatcher'),
    ('SERVICE_ESCALATE', 'admin owner manager support_lead support'),
    ('SERVICE_RESOLVE', 'admin owner manager support_lead'),
    ('SERVICE_RESOLVE_OWN', 'service'),
    ('SERVICE_DISPATCH', 'dispatcher'),
    ('SERVICE_CONFIDENTIAL', 'admin owner manager'),
    ('SUPPLIER_RETURN_OPEN', 'admin owner manager buyer'),
    ('ASSET_READ', 'admin owner manager support_lead support dispatcher service installer buyer executive'),
    ('ASSET_WRITE', 'admin owner manager support_lead support dispatcher service'),
    ('PEOPLE_READ', 'admin owner manager support_lead support dispatcher service installer buyer executive'),
    ('PEOPLE_WRITE', 'admin owner manager support_lead support dispatcher'),
    ('KNOWLEDGE_READ', 'admin owner manager support_lead support dispatcher service installer buyer executive'),
    ('KNOWLEDGE_WRITE', 'admin owner manager support_lead support'),
    ('QUEUE_MANAGE', 'admin owner manager support_lead'),
    ('ROUTING_MANAGE', 'admin owner manager'),
    ('SLA_MANAGE', 'admin owner manager'),
    ('SETTINGS_MANAGE', 'admin owner'),
    ('ACCESS_MANAGE', 'admin owner'),
    ('INTEGRATION_MANAGE', 'admin owner'),
    ('AUDIT_READ', 'admin owner'),
    ('DATA_TRANSFER', 'admin owner manager'),
    ('PORTAL', 'customer')
  ), seeded (key, name) AS (VALUES
    ('admin', 'Administrator'), ('owner', 'Owner'), ('manager', 'Manager'), ('support_lead', 'Support lead'),
    ('support', 'Support'), ('dispatcher', 'Dispatcher'), ('service', 'Service technician'), ('installer', 'Installer'),
    ('buyer', 'Buyer'), ('executive', 'Executive'), ('customer', 'Customer')
  )
  INSERT INTO role (key, name, permissions, built_in)
  SELECT key, name, ARRAY(SELECT p.name FROM permission p WHERE seeded.key = ANY (string_to_array(p.roles, ' '))), true
  FROM seeded
`;

const SEEDED_TEAMS = /* sql */ `
  INSERT INTO team (key, name) VALUES
    ('support', 'Support'), ('purchasing', 'Purchasing'), ('warehouse', 'Warehouse'), ('branch_manager', 'Branch managers')
`;
