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
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION casegraph_like(text)`);
    await db.query(`DROP FUNCTION casegraph_duration(interval)`);
  }
}
