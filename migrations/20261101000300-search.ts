import type { MigrationInterface, QueryRunner } from "typeorm";

/** What cases are found by: their words for staff, and for portal customers, who must not find by what they may not read. */
export class Search20261101000300 implements MigrationInterface {
  readonly name = "Search20261101000300";

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLE);
    await db.query(WRITING);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP TRIGGER case_words_opened ON service_case;
      DROP TRIGGER case_words_changed ON service_case;
      DROP TRIGGER comment_words_added ON comment;
      DROP TRIGGER comment_words_changed ON comment;
      DROP TRIGGER comment_words_removed ON comment;
      DROP TRIGGER asset_words_changed ON asset;
      DROP FUNCTION casegraph_words_of_opened(), casegraph_words_of_changed(), casegraph_words_of_commented(),
        casegraph_words_of_assets(), casegraph_write_case_words(uuid[]);
      DROP TABLE case_words`);
  }
}

const TABLE = /* sql */ `
  CREATE TABLE case_words (
    case_id uuid PRIMARY KEY REFERENCES service_case ON DELETE CASCADE,
    staff tsvector NOT NULL,
    portal tsvector NOT NULL
  );
  CREATE INDEX case_words_staff ON case_words USING gin (staff);
  CREATE INDEX case_words_portal ON case_words USING gin (portal);
`;

const WRITING = /* sql */ `
  -- A tsvector holds one megabyte: of very long histories the newest comments count.
  CREATE FUNCTION casegraph_write_case_words(cases uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO case_words (case_id, staff, portal)
    SELECT c.id,
      own.words || asset.words || casegraph_words(coalesce(said.everything, '')),
      own.words || CASE WHEN a.customer_id = c.customer_id THEN asset.words ELSE '' END
        || casegraph_words(coalesce(said.openly, ''))
    FROM service_case c
    LEFT JOIN asset a ON a.id = c.asset_id
    CROSS JOIN LATERAL (SELECT setweight(casegraph_words(c.number || ' ' || c.title), 'A')
      || setweight(casegraph_words(left(c.description, 100000)), 'B') AS words) own
    CROSS JOIN LATERAL (SELECT setweight(casegraph_words(concat_ws(' ', a.tag, a.serial_number)), 'A') AS words) asset
    CROSS JOIN LATERAL (
      SELECT left(string_agg(m.body, ' ' ORDER BY m.created_at DESC), 200000) AS everything,
        left(string_agg(m.body, ' ' ORDER BY m.created_at DESC) FILTER (WHERE NOT m.internal), 200000) AS openly
      FROM comment m WHERE m.case_id = c.id
    ) said
    WHERE c.id = ANY (cases)
    ON CONFLICT (case_id) DO UPDATE SET staff = excluded.staff, portal = excluded.portal
  $$;

  CREATE FUNCTION casegraph_words_of_opened() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM casegraph_write_case_words(ARRAY(SELECT id FROM fresh));
    RETURN NULL;
  END $$;
  CREATE TRIGGER case_words_opened AFTER INSERT ON service_case REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_opened();

  CREATE FUNCTION casegraph_words_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    changed uuid[] := ARRAY(SELECT f.id FROM fresh f JOIN stale s ON s.id = f.id
      WHERE (f.title, f.description, f.asset_id, f.customer_id) IS DISTINCT FROM
        (s.title, s.description, s.asset_id, s.customer_id));
  BEGIN
    IF cardinality(changed) > 0 THEN
      PERFORM casegraph_write_case_words(changed);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER case_words_changed AFTER UPDATE ON service_case REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_changed();

  CREATE FUNCTION casegraph_words_of_commented() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM casegraph_write_case_words(ARRAY(SELECT DISTINCT case_id FROM touched));
    RETURN NULL;
  END $$;
  CREATE TRIGGER comment_words_added AFTER INSERT ON comment REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_commented();
  CREATE TRIGGER comment_words_changed AFTER UPDATE ON comment REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_commented();
  CREATE TRIGGER comment_words_removed AFTER DELETE ON comment REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_commented();

  CREATE FUNCTION casegraph_words_of_assets() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    renamed uuid[] := ARRAY(SELECT f.id FROM fresh f JOIN stale s ON s.id = f.id
      WHERE (f.tag, f.serial_number, f.customer_id) IS DISTINCT FROM (s.tag, s.serial_number, s.customer_id));
  BEGIN
    IF cardinality(renamed) > 0 THEN
      PERFORM casegraph_write_case_words(ARRAY(SELECT id FROM service_case WHERE asset_id = ANY (renamed)));
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER asset_words_changed AFTER UPDATE ON asset REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_assets();
`;
