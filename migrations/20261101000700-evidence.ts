import type { MigrationInterface, QueryRunner } from "typeorm";

/** Uploads, the attachments that they become, and links to other systems. */
export class Evidence20261101000700 implements MigrationInterface {
  readonly name = "Evidence20261101000700";

  async up(db: QueryRunner): Promise<void> {
    await db.query(UPLOADS);
    await db.query(ATTACHMENTS);
    await db.query(LINKS);
    await db.query(WALLS);
    await db.query(BYTES);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP TABLE comment_attachment, external_link, attachment, upload;
      DROP FUNCTION casegraph_attachment_wall();
      DROP FUNCTION casegraph_comment_attachment_wall();
      DROP FUNCTION casegraph_bytes_go();
      DELETE FROM timer WHERE kind IN ('upload.expire', 'evidence.discard')`);
  }
}

const UPLOADS = /* sql */ `
  CREATE TABLE upload (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(46),
    owner_id uuid NOT NULL REFERENCES person,
    filename text NOT NULL CHECK (filename <> ''),
    content_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    -- As its sender told it, then as it was.
    sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    -- Every key under which a try was begun, so that whatever a killed server left can be found.
    tried text[] NOT NULL DEFAULT '{}',
    storage_key text UNIQUE,
    -- The SHA-256 of each MiB, one after the other: parts are checked before they are served.
    blocks bytea,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    stored_at timestamptz(3),
    attached_at timestamptz(3),
    CHECK ((stored_at IS NULL) = (storage_key IS NULL)),
    CHECK (stored_at IS NULL OR (sha256 IS NOT NULL AND octet_length(blocks) = 32 * ((size + 1048575) / 1048576))),
    CHECK (attached_at IS NULL OR stored_at IS NOT NULL)
  );
  CREATE INDEX upload_owner ON upload (owner_id) WHERE attached_at IS NULL;
`;

const ATTACHMENTS = /* sql */ `
  CREATE TABLE attachment (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(11),
    case_id uuid REFERENCES service_case,
    activity_id uuid REFERENCES activity ON DELETE CASCADE,
    asset_id uuid REFERENCES asset,
    customer_id uuid REFERENCES customer,
    filename text NOT NULL CHECK (filename <> ''),
    content_type text NOT NULL,
    size bigint NOT NULL CHECK (size > 0),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    blocks bytea NOT NULL,
    storage_key text NOT NULL UNIQUE,
    caption text,
    internal boolean NOT NULL DEFAULT false,
    uploaded_by_id uuid REFERENCES person,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    CONSTRAINT attachment_subject CHECK (num_nonnulls(case_id, activity_id, asset_id, customer_id) = 1)
  );
  CREATE INDEX attachment_case ON attachment (case_id, created_at, id) WHERE case_id IS NOT NULL;
  CREATE INDEX attachment_activity ON attachment (activity_id, created_at, id) WHERE activity_id IS NOT NULL;
  CREATE INDEX attachment_asset ON attachment (asset_id, created_at, id) WHERE asset_id IS NOT NULL;
  CREATE INDEX attachment_customer ON attachment (customer_id, created_at, id) WHERE customer_id IS NOT NULL;

  -- A comment's attachments are evidence of its case, and other comments may show them too.
  CREATE TABLE comment_attachment (
    comment_id uuid NOT NULL REFERENCES comment,
    attachment_id uuid NOT NULL REFERENCES attachment ON DELETE CASCADE,
    position int NOT NULL,
    PRIMARY KEY (comment_id, attachment_id)
  );
  CREATE INDEX comment_attachment_attachment ON comment_attachment (attachment_id);
`;

const LINKS = /* sql */ `
  CREATE TABLE external_link (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(12),
    case_id uuid REFERENCES service_case,
    asset_id uuid REFERENCES asset,
    customer_id uuid REFERENCES customer,
    title text NOT NULL CHECK (title <> ''),
    url text NOT NULL CHECK (url <> ''),
    added_by_id uuid REFERENCES person,
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    CONSTRAINT external_link_subject CHECK (num_nonnulls(case_id, asset_id, customer_id) = 1)
  );
  CREATE INDEX external_link_case ON external_link (case_id, created_at, id) WHERE case_id IS NOT NULL;
  CREATE INDEX external_link_asset ON external_link (asset_id, created_at, id) WHERE asset_id IS NOT NULL;
  CREATE INDEX external_link_customer ON external_link (customer_id, created_at, id) WHERE customer_id IS NOT NULL;
`;

const WALLS = /* sql */ `
  -- As casegraph_case_child_wall, for evidence of a case and of its activities.
  CREATE FUNCTION casegraph_attachment_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    parent uuid;
    found_number text;
    found_state text;
  BEGIN
    FOREACH parent IN ARRAY CASE TG_OP
      WHEN 'INSERT' THEN ARRAY[coalesce(NEW.case_id, (SELECT a.case_id FROM activity a WHERE a.id = NEW.activity_id))]
      WHEN 'DELETE' THEN ARRAY[coalesce(OLD.case_id, (SELECT a.case_id FROM activity a WHERE a.id = OLD.activity_id))]
      ELSE ARRAY[coalesce(OLD.case_id, (SELECT a.case_id FROM activity a WHERE a.id = OLD.activity_id)),
        coalesce(NEW.case_id, (SELECT a.case_id FROM activity a WHERE a.id = NEW.activity_id))]
      END
    LOOP
      CONTINUE WHEN parent IS NULL;
      SELECT number, state INTO found_number, found_state FROM service_case WHERE id = parent FOR SHARE;
      IF casegraph_case_is_finished(found_state) AND current_setting('casegraph.step', true) IS DISTINCT FROM 'import' THEN
        RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
      END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER attachment_wall BEFORE INSERT OR UPDATE OR DELETE ON attachment
    FOR EACH ROW EXECUTE FUNCTION casegraph_attachment_wall();
  CREATE TRIGGER external_link_wall BEFORE INSERT OR UPDATE OR DELETE ON external_link
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();

  CREATE FUNCTION casegraph_comment_attachment_wall() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    found_number text;
    found_state text;
  BEGIN
    SELECT c.number, c.state INTO found_number, found_state FROM service_case c
      WHERE c.id = (SELECT t.case_id FROM comment t
        WHERE t.id = CASE TG_OP WHEN 'DELETE' THEN OLD.comment_id ELSE NEW.comment_id END) FOR SHARE;
    IF casegraph_case_is_finished(found_state) AND current_setting('casegraph.step', true) IS DISTINCT FROM 'import' THEN
      RAISE EXCEPTION 'case % is read-only: it is %', found_number, lower(found_state) USING ERRCODE = 'CG003';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER comment_attachment_wall BEFORE INSERT OR UPDATE OR DELETE ON comment_attachment
    FOR EACH ROW EXECUTE FUNCTION casegraph_comment_attachment_wall();
`;

const BYTES = /* sql */ `
  -- With the row go its bytes, whoever deletes it: a timer does that, tried again until it is done.
  CREATE FUNCTION casegraph_bytes_go() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO timer (kind, subject_id, due, ready_at, data)
    VALUES ('evidence.discard', OLD.id, casegraph_now(), casegraph_now(), jsonb_build_object('key', OLD.storage_key));
    RETURN NULL;
  END $$;
  CREATE TRIGGER attachment_bytes_go AFTER DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION casegraph_bytes_go();
`;
