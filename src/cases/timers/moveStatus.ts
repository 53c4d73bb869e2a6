import { sql } from "../../platform/sql";
import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";

/** Cases that follow at once, so that nobody waits long for one of them. */
const AT_ONCE = 1000;

/** A status has another position: its cases' copies follow, some at a time, past those that somebody is just changing. */
export async function moveStatus(work: Work, timer: DueTimer): Promise<void> {
  const left = await work.one<{ left: boolean }>(sql`
    WITH status AS MATERIALIZED (SELECT id, position FROM case_status WHERE id = ${timer.subjectId}),
    behind AS (
      SELECT c.id FROM service_case c JOIN status s ON s.id = c.status_id WHERE c.status_position <> s.position
      LIMIT ${AT_ONCE} FOR UPDATE OF c SKIP LOCKED
    ), moved AS (
      UPDATE service_case c SET status_position = s.position FROM status s WHERE c.id IN (SELECT id FROM behind)
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM moved) < (SELECT count(*) FROM service_case c JOIN status s ON s.id = c.status_id
      WHERE c.status_position <> s.position) AS left`);
  if (left?.left) await work.timer(timer.kind, timer.subjectId, new Date(work.now.getTime() + 100));
}
