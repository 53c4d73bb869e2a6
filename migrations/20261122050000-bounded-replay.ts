import type { MigrationInterface, QueryRunner } from "typeorm";

/** Cursors of the event log grow old; a restored database begins a new epoch. */
export class BoundedReplay20261122050000 implements MigrationInterface {
  name = "BoundedReplay20261122050000";

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO timer (kind, subject_id, due, ready_at)
      SELECT 'log.expire', '00000000-0000-0000-0000-000000000000', due, due
      FROM (SELECT casegraph_now() + interval '1 day' AS due) first`);
    await db.query(`
      CREATE FUNCTION casegraph_begin_epoch() RETURNS text LANGUAGE sql AS $$
        UPDATE event_log SET epoch = substr(replace(gen_random_uuid()::text, '-', ''), 1, 10) RETURNING epoch
      $$`);
    await db.query(`
      COMMENT ON FUNCTION casegraph_begin_epoch() IS
        'After a restore: positions of the log will be given again, so that no cursor from before may be good any more.'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION casegraph_begin_epoch()`);
    await db.query(`DELETE FROM timer WHERE kind = 'log.expire'`);
  }
}
