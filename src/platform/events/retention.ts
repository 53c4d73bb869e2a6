import { sql } from "../sql";
import type { DueTimer } from "../timers";
import type { Work } from "../work";

/** The timer of the duty below; its migration sets it for the first time. */
export const EXPIRE_CURSORS = "log.expire";

const DAY_MS = 86_400_000;
const LOOKED_AT_ONCE = 10_000;

/** The first id that could be made at this instant: ids begin with the time at which they were made. */
function firstIdOf(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/**
 * Moves on the position from which cursors are still good. The events stay, for they are the timelines: what is bounded is
 * how much a client that comes back after long has to be told again. Comes again in a day, or at once where there is more.
 */
export async function expireCursors(work: Work, timer: DueTimer): Promise<void> {
  const { eventRetentionDays } = work.ctx.house.settings;
  const bound = firstIdOf(new Date(work.now.getTime() - eventRetentionDays * DAY_MS));
  const looked = await work.one<{ n: number; kept: string | null; last: string | null }>(sql`
    SELECT count(*)::int AS n, min(pos) FILTER (WHERE id >= ${bound}::uuid)::text AS kept, max(pos)::text AS last
    FROM (SELECT pos, id FROM event WHERE pos >= (SELECT oldest FROM event_log) ORDER BY pos LIMIT ${LOOKED_AT_ONCE}) log`);
  const { n, kept, last } = looked!;
  const oldest = kept === null ? (last === null ? null : Number(last) + 1) : Number(kept);
  if (oldest !== null) await work.query(sql`UPDATE event_log SET oldest = ${oldest} WHERE oldest < ${oldest}`);
  const more = kept === null && n === LOOKED_AT_ONCE;
  await work.timer(timer.kind, timer.subjectId, new Date(work.now.getTime() + (more ? 0 : DAY_MS)));
}
