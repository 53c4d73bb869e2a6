import type { MigrationInterface, QueryRunner } from "typeorm";

/** Functions that compiled reads lean on. */
export class Reading20261101000050 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION casegraph_duration(seconds numeric) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN trunc(seconds) = 0 THEN 'PT0S' ELSE
          CASE WHEN seconds < 0 THEN '-' ELSE '' END || 'PT'
          || CASE WHEN trunc(abs(seconds) / 3600) > 0 THEN trunc(abs(seconds) / 3600)::text || 'H' ELSE '' END
          || CASE WHEN trunc(abs(seconds) / 60) % 60 > 0 THEN (trunc(abs(seconds) / 60) % 60)::text || 'M' ELSE '' END
          || CASE WHEN trunc(abs(seconds)) % 60 > 0 THEN (trunc(abs(seconds)) % 60)::text || 'S' ELSE '' END
        END
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_duration(numeric) IS 'Seconds as an ISO 8601 duration of hours, minutes and seconds.'`);
    await db.query(`
      CREATE FUNCTION casegraph_like(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT replace(replace(replace(words, '\\', '\\\\'), '%', '\\%'), '_', '\\_')
      $$`);
    await db.query(`COMMENT ON FUNCTION casegraph_like(text) IS 'Words as a LIKE pattern that means just them.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION casegraph_like(text)`);
    await db.query(`DROP FUNCTION casegraph_duration(numeric)`);
  }
}
