import type { MigrationInterface, QueryRunner } from "typeorm";

/** Merged cases: which case answers for them, and the words that find it. */
export class CaseMerges20261122000300 implements MigrationInterface {
  readonly name = "CaseMerges20261122000300";

  async up(db: QueryRunner): Promise<void> {
    await db.query(ANSWERING);
    await db.query(WORDS(WITH_MERGED));
    await db.query(MOVED);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(WORDS("c.number"));
    await db.query(/* sql */ `
      DROP TRIGGER case_words_merged ON service_case;
      DROP TRIGGER comment_words_moved ON comment;
      DROP FUNCTION casegraph_words_of_merged(), casegraph_words_of_moved(), casegraph_case_answering(uuid)`);
  }
}

const ANSWERING = /* sql */ `
  CREATE FUNCTION casegraph_case_answering(merged uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE way AS (
      SELECT c.id, c.merged_into_id AS next FROM service_case c WHERE c.id = merged
      UNION ALL
      SELECT c.id, c.merged_into_id FROM way JOIN service_case c ON c.id = way.next
    )
    SELECT id FROM way WHERE next IS NULL
  $$;
  COMMENT ON FUNCTION casegraph_case_answering(uuid) IS
    'The case that a merged one went into, however often that was merged on; any other case itself.';
`;

/** The numbers of all that went into a case, its own first. */
const WITH_MERGED = /* sql */ `(WITH RECURSIVE went AS (
        SELECT c.id, c.number, 0 AS far
        UNION ALL
        SELECT m.id, m.number, went.far + 1 FROM went JOIN service_case m ON m.merged_into_id = went.id
      ) SELECT string_agg(number, ' ' ORDER BY far, number) FROM went)`;

const WORDS = (numbers: string) => /* sql */ `
  -- A tsvector holds one megabyte: of very long histories the newest comments count.
  CREATE OR REPLACE FUNCTION casegraph_write_case_words(cases uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO case_words (case_id, staff, portal)
    SELECT c.id,
      own.words || asset.words || casegraph_words(coalesce(said.everything, '')),
      own.words || CASE WHEN a.customer_id = c.customer_id THEN asset.words ELSE '' END
        || casegraph_words(coalesce(said.openly, ''))
    FROM service_case c
    LEFT JOIN asset a ON a.id = c.asset_id
    CROSS JOIN LATERAL (SELECT setweight(casegraph_words(${numbers} || ' ' || c.title), 'A')
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
`;

const MOVED = /* sql */ `
  -- Comments that went to another case leave no words behind.
  CREATE FUNCTION casegraph_words_of_moved() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    gone uuid[] := ARRAY(SELECT DISTINCT s.case_id FROM stale s JOIN fresh f ON f.id = s.id WHERE f.case_id <> s.case_id);
  BEGIN
    IF cardinality(gone) > 0 THEN
      PERFORM casegraph_write_case_words(gone);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER comment_words_moved AFTER UPDATE ON comment REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION casegraph_words_of_moved();

  -- A case is found by the numbers of all that went into it.
  CREATE FUNCTION casegraph_words_of_merged() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM casegraph_write_case_words(ARRAY[casegraph_case_answering(NEW.id)]);
    RETURN NULL;
  END $$;
  CREATE TRIGGER case_words_merged AFTER UPDATE OF merged_into_id ON service_case FOR EACH ROW
    WHEN (NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id) EXECUTE FUNCTION casegraph_words_of_merged();
`;
