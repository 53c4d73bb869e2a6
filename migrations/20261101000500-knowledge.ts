import type { MigrationInterface, QueryRunner } from "typeorm";

/** Articles and what cases they are linked to; words of assets; what suggestions and snippets are made with. */
export class Knowledge20261101000500 implements MigrationInterface {
  readonly name = "Knowledge20261101000500";

  async up(db: QueryRunner): Promise<void> {
    await db.query(ARTICLES);
    await db.query(LINKS);
    await db.query(ASSET_WORDS);
    await db.query(TELLING);
    await db.query(SNIPPETS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(/* sql */ `
      DROP FUNCTION casegraph_snippet(text, text), casegraph_pattern(text), casegraph_telling(tsvector);
      ALTER TABLE asset DROP COLUMN words;
      DROP TABLE case_article, article_wording, article;
      DROP FUNCTION casegraph_wording_stays(), casegraph_tags(text[])`);
  }
}

const ARTICLES = /* sql */ `
  -- A constant function: the arrays are of text, whose form no setting changes.
  CREATE FUNCTION casegraph_tags(tags text[]) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_to_string(tags, ' ')
  $$;

  -- A sequence never goes back, not even when the transaction that drew from it does: numbers have gaps, never twins.
  CREATE SEQUENCE article_number;

  CREATE TABLE article (
    id uuid PRIMARY KEY DEFAULT casegraph_new_id(38),
    number_seq bigint NOT NULL UNIQUE DEFAULT nextval('article_number'),
    number text NOT NULL UNIQUE
      GENERATED ALWAYS AS ('A-' || lpad(number_seq::text, greatest(6, length(number_seq::text)), '0')) STORED,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
    body text NOT NULL,
    state text NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
    internal boolean NOT NULL DEFAULT false,
    tags text[] NOT NULL DEFAULT '{}',
    author_id uuid REFERENCES person,
    published_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    updated_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    version int NOT NULL DEFAULT 1,
    words tsvector GENERATED ALWAYS AS (
      setweight(casegraph_words('A-' || lpad(number_seq::text, greatest(6, length(number_seq::text)), '0') || ' ' || title), 'A')
      || setweight(casegraph_words(casegraph_tags(tags)), 'B')
      || casegraph_words(left(body, 100000))) STORED,
    CHECK (state = 'DRAFT' OR published_at IS NOT NULL)
  );
  ALTER SEQUENCE article_number OWNED BY article.number_seq;
  CREATE INDEX article_created ON article (created_at, id);
  CREATE INDEX article_author ON article (author_id);
  CREATE INDEX article_tags ON article USING gin (tags);
  CREATE INDEX article_words ON article USING gin (words);
  CREATE TRIGGER article_version BEFORE UPDATE ON article FOR EACH ROW EXECUTE FUNCTION casegraph_version_grows();

  -- What an article said before it was changed.
  CREATE TABLE article_wording (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    article_id uuid NOT NULL REFERENCES article,
    -- The article's last version that had it.
    version int NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    internal boolean NOT NULL,
    tags text[] NOT NULL,
    replaced_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    replaced_by_id uuid REFERENCES person,
    UNIQUE (article_id, version)
  );
  CREATE FUNCTION casegraph_wording_stays() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'Earlier wordings of articles are only ever added to.' USING ERRCODE = 'CG002';
  END $$;
  CREATE TRIGGER article_wording_stays BEFORE UPDATE OR DELETE ON article_wording
    FOR EACH ROW EXECUTE FUNCTION casegraph_wording_stays();
`;

const LINKS = /* sql */ `
  CREATE TABLE case_article (
    case_id uuid NOT NULL REFERENCES service_case,
    article_id uuid NOT NULL REFERENCES article,
    linked_at timestamptz(3) NOT NULL DEFAULT casegraph_now(),
    linked_by_id uuid REFERENCES person,
    PRIMARY KEY (case_id, article_id)
  );
  CREATE INDEX case_article_article ON case_article (article_id, case_id);
  CREATE TRIGGER case_article_wall BEFORE INSERT OR UPDATE OR DELETE ON case_article
    FOR EACH ROW EXECUTE FUNCTION casegraph_case_child_wall();
`;

const ASSET_WORDS = /* sql */ `
  ALTER TABLE asset ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(casegraph_words(tag || ' ' || coalesce(serial_number, '') || ' ' || coalesce(external_id, '')), 'A')
    || setweight(casegraph_words(name), 'B')
    || casegraph_words(coalesce(location, '') || ' ' || left(coalesce(notes, ''), 100000))) STORED;
  CREATE INDEX asset_words ON asset USING gin (words);
`;

const TELLING = /* sql */ `
  -- The words of a text that tell most of what it is about, any of which may do. How many articles have a word is what the
  -- planner knows of them: the rarest come first, and common ones only as long as few articles in all are to be expected,
  -- for every one of them is ranked. A small desk's articles are not sampled, and all words count the same. Words that only
  -- hold a sentence together are left out, as the commonest languages have them.
  CREATE FUNCTION casegraph_telling(words tsvector) RETURNS tsquery LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    WITH sampled AS MATERIALIZED (
      SELECT s.most_common_elems::text::text[] AS lexemes, s.most_common_elem_freqs AS shares
      FROM pg_catalog.pg_stats s
      WHERE s.schemaname = current_schema() AND s.tablename = 'article' AND s.attname = 'words' AND NOT s.inherited
    ), known AS MATERIALIZED (
      SELECT k.lexeme, k.share FROM sampled, unnest(lexemes, shares) AS k (lexeme, share) WHERE k.lexeme IS NOT NULL
    ), told AS (
      SELECT w.lexeme, w.positions, w.weights, coalesce(known.share, rarest.share, 0.001) AS share
      FROM unnest(words) AS w
      LEFT JOIN known ON known.lexeme = w.lexeme
      CROSS JOIN (SELECT min(share) / 2 AS share FROM known) rarest
      WHERE length(w.lexeme) BETWEEN 3 AND 40 AND w.lexeme !~ '^[0-9.,:/+-]+$'
        AND '{}'::text[] NOT IN (coalesce(ts_lexize('english_stem', w.lexeme), '{?}'),
          coalesce(ts_lexize('german_stem', w.lexeme), '{?}'), coalesce(ts_lexize('french_stem', w.lexeme), '{?}'),
          coalesce(ts_lexize('spanish_stem', w.lexeme), '{?}'), coalesce(ts_lexize('italian_stem', w.lexeme), '{?}'))
    ), best AS (
      SELECT lexeme, share FROM told
      ORDER BY (1 + ln(coalesce(cardinality(positions), 1))) * CASE WHEN 'A' = ANY (weights) THEN 2 ELSE 1 END
        * -ln(least(share, 0.999)) DESC, length(lexeme) DESC, lexeme
      LIMIT 16
    ), expected AS (
      SELECT lexeme, share,
        greatest(all_articles.n, 0) * (sum(share) OVER (ORDER BY share, lexeme) - share) AS before
      FROM best, (SELECT reltuples AS n FROM pg_class WHERE oid = 'article'::regclass) all_articles
    )
    SELECT string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' | '
      ORDER BY share, lexeme)::tsquery
    FROM expected WHERE before < 1000
  $$;
  COMMENT ON FUNCTION casegraph_telling(tsvector) IS
    'Any of the words that tell most about a text, for finding articles that fit it; null where there is none.';
`;

const SNIPPETS = /* sql */ `
  CREATE FUNCTION casegraph_pattern(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_agg(regexp_replace(replace(replace(part[1], '''''', ''''), '\\\\', '\\'), '([!-/:-@\\[-\`{-~])', '\\\\\\1', 'g'), '|'
      ORDER BY length(part[1]) DESC, part[1])
    FROM regexp_matches(casegraph_search(words)::text, '''((?:[^'']|'''')+)'':\\*', 'g') AS part
  $$;
  COMMENT ON FUNCTION casegraph_pattern(text) IS
    'What casegraph_search looks for as a regular expression over folded text; null where there is nothing.';

  -- Marks are put by the same words that found the text. Words with accents are looked at one by one, since the pattern is
  -- of words without.
  CREATE FUNCTION casegraph_snippet(words text, pattern text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
  DECLARE
    plain text := translate(words, '·‹›«»…–—“”„‘’', '');
    accented text;
    wanted text := pattern;
    at int;
    before text;
    after text;
  BEGIN
    IF octet_length(plain) > length(plain) THEN
      SELECT string_agg(DISTINCT part[1], '|') INTO accented
      FROM regexp_matches(words, '[^[:space:][:punct:]]*[^\\x01-\\x7f·‹›«»…–—“”„‘’][^[:space:][:punct:]]*', 'g') AS part
      WHERE casegraph_fold(part[1]) ~ ('^(?:' || pattern || ')');
      wanted := concat_ws('|', accented, pattern);
    END IF;
    wanted := '(?<![^[:space:][:punct:]·‹›«»…–—“”„‘’])(?:' || wanted || ')[^[:space:][:punct:]·‹›«»…–—“”„‘’]*';
    at := regexp_instr(words, wanted, 1, 1, 0, 'i');
    IF at = 0 THEN
      RETURN NULL;
    END IF;
    before := substr(words, greatest(1, at - 60), at - greatest(1, at - 60));
    IF at > 61 THEN
      before := '…' || regexp_replace(before, '^\\S*\\s', '');
    END IF;
    after := substr(words, at, 180);
    IF at + 180 <= length(words) THEN
      after := left(after, length(after) - strpos(reverse(after), ' ')) || '…';
    END IF;
    RETURN regexp_replace(
      btrim(regexp_replace(translate(before || after, '«»', '‹›'), '\\s+', ' ', 'g')), wanted, '«\\&»', 'gi');
  END $$;
  COMMENT ON FUNCTION casegraph_snippet(text, text) IS
    'The part of a text around the first word that a casegraph_pattern means, such words between « and »; null where there is none.';
`;
