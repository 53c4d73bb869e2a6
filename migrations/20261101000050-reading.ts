import type { MigrationInterface, QueryRunner } from "typeorm";

/** Functions that compiled reads lean on. */
export class Reading20261101000050 implements MigrationInterface {
  readonly name = "Reading20261101000050";

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION casegraph_duration(span interval) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT CASE WHEN s = 0 THEN 'PT0S' ELSE
          CASE WHEN extract(epoch FROM span) < 0 THEN '-PT' ELSE 'PT' END
          || CASE WHEN s >= 3600 THEN s / 3600 || 'H' ELSE '' END
          || CASE WHEN s / 60 % 60 > 0 THEN s / 60 % 60 || 'M' ELSE '' END
          || CASE WHEN s % 60 > 0 THEN s % 60 || 'S' ELSE '' END
        END
        FROM (SELECT trunc(abs(extract(epoch FROM span)))::bigint AS s) whole
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_duration(interval) IS 'A span as an ISO 8601 duration of hours, minutes and seconds.'`);
    await db.query(`
      CREATE FUNCTION casegraph_like(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT replace(replace(replace(words, '\\', '\\\\'), '%', '\\%'), '_', '\\_')
      $$`);
    await db.query(`COMMENT ON FUNCTION casegraph_like(text) IS 'Words as a LIKE pattern that means just them.'`);
    await this.words(db);
  }

  /** Words of a text, and how they are looked for: without regard to case and accents, each as the beginning of a word. */
  private async words(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION casegraph_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT replace(translate(lower(regexp_replace(normalize(words, NFD), '[\\u0300-\\u036F]+', '', 'g')),
          'øłđħı', 'oldhi'), 'ß', 'ss')
      $$`);
    await db.query(`COMMENT ON FUNCTION casegraph_fold(text) IS 'Text in lower case and without accents.'`);
    // Numbers and tags (C-000123, AB/12-7) are kept whole beside what the parser makes of them.
    await db.query(`
      CREATE FUNCTION casegraph_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT to_tsvector('simple', folded) || array_to_tsvector(ARRAY(
          SELECT DISTINCT left(token, 100) FROM regexp_split_to_table(folded, '[\\s,;:()"]+') AS token WHERE token ~ '[0-9]'))
        FROM (SELECT casegraph_fold(words) AS folded) f
      $$`);
    await db.query(`COMMENT ON FUNCTION casegraph_words(text) IS 'What casegraph_search finds a text by.'`);
    await db.query(`
      CREATE FUNCTION casegraph_search(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || ''':*', ' & ')::tsquery
        FROM (
          SELECT DISTINCT unnest(CASE WHEN token ~ '[0-9]' THEN ARRAY[left(token, 100)]
            ELSE tsvector_to_array(to_tsvector('simple', token)) END) AS lexeme
          FROM regexp_split_to_table(casegraph_fold(words), '[\\s,;:()"]+') AS token WHERE token <> ''
        ) wanted
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_search(text) IS
        'All the words, each as the beginning of a word; null where there is none.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION casegraph_search(text), casegraph_words(text), casegraph_fold(text)`);
    await db.query(`DROP FUNCTION casegraph_like(text)`);
    await db.query(`DROP FUNCTION casegraph_duration(interval)`);
  }
}
