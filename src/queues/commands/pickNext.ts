import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { subjectSeen } from "../queue.policy";
import { namedQueue } from "../queue.queries";
import { lockItem, mustBeOpenTo, pickItem } from "../queueItem.steps";
import { mayPick } from "../rights.steps";

/** Gives the viewer the most pressing item that nobody holds; null where there is none. */
export function pickNext(ctx: Ctx, key: string) {
  return transact(ctx, async (work) => {
    permit(work.viewer, Permission.SERVICE_WRITE);
    const queue = await namedQueue(work, key);
    mustBeOpenTo(work, queue);
    const next = await mostPressing(work, queue.id);
    if (next === null) return { item: null };
    const item = await lockItem(work, next);
    mayPick(work, item);
    await pickItem(work, item);
    return { item: item.id };
  });
}

/**
 * The most pressing item that nobody holds and nobody is just taking, locked with its case or activity. Others are never
 * waited for: an item whose case somebody is writing is left to them.
 */
async function mostPressing(work: Work, queueId: string): Promise<string | null> {
  const item = raw("i");
  const busy: string[] = [];
  for (;;) {
    const next = await work.one<{ id: string; caseId: string | null; activityId: string | null }>(sql`
      SELECT i.id, coalesce(i.case_id, (SELECT a.case_id FROM activity a WHERE a.id = i.activity_id)) AS "caseId",
        i.activity_id AS "activityId"
      FROM queue_item i
      WHERE i.queue_id = ${queueId} AND i.worked_by_id IS NULL AND i.id <> ALL (${busy}::uuid[])
        AND ${subjectSeen(item, work.scope)}
      ORDER BY i.urgency, coalesce(i.due_at, 'infinity'), i.entered_at, i.id
      LIMIT 1 FOR UPDATE OF i SKIP LOCKED`);
    if (!next) return null;
    const free = async (table: string, id: string | null) =>
      id === null ||
      (await work.query(sql`SELECT FROM ${raw(table)} WHERE id = ${id} FOR UPDATE SKIP LOCKED`)).length === 1;
    if ((await free("service_case", next.caseId)) && (await free("activity", next.activityId))) return next.id;
    busy.push(next.id);
  }
}
