import { lockCase } from "../../cases/case.steps";
import { membersOf } from "../../cases/case.queries";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { sql } from "../../platform/sql";
import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";
import { ActivityState } from "../activity.entity";
import { about, lockActivity } from "../activity.steps";
import { toldOverdue } from "../overdue.steps";

/** An activity is past its due time and still open: its assignee is told, else its team, once. */
export async function tellOverdue(work: Work, timer: DueTimer): Promise<void> {
  const standing = await work.one<{ caseId: string | null }>(
    sql`SELECT case_id AS "caseId" FROM activity WHERE id = ${timer.subjectId}`,
  );
  if (!standing) return;
  if (standing.caseId !== null) await lockCase(work, standing.caseId);
  const activity = await lockActivity(work, timer.subjectId, standing.caseId);
  const { id, dueAt, assigneeId, teamId } = activity;
  if (activity.state !== ActivityState.OPEN || dueAt === null || dueAt > work.now) return;
  if (await toldOverdue(work, id, dueAt)) return;
  work.record({
    ...about(activity),
    kind: TimelineKind.ACTIVITY_OVERDUE,
    type: EventType.ACTIVITY_UPDATED,
    data: { dueAt: dueAt.toISOString() },
    audience: { overdue: assigneeId === null ? await membersOf(work, teamId) : [assigneeId] },
  });
}
