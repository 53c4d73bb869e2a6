import { type LockedActivity, lockActivity } from "../activities/activity.steps";
import { bookFor } from "../activities/booking.steps";
import { Activity, ActivityState } from "../activities/activity.entity";
import type { LockedCase } from "../cases/case.steps";
import { change, changeCase, lockCase, opening } from "../cases/case.steps";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { ErrorCode, forbidden, notFound, Refusal } from "../platform/errors";
import { newId, typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { NewEvent, Work } from "../platform/work";
import { subjectSeen } from "./queue.policy";
import type { QueueFound } from "./queue.queries";
import { isOpenTo } from "./queue.rules";

/** What can be in a queue, under its lock: a case, or an activity with the case that it is of. */
export interface Queueable {
  readonly case: LockedCase | null;
  readonly activity: LockedActivity | null;
}

/** An item as it stands while its case or activity is locked: whoever changes an item holds that lock. */
export interface LockedItem {
  readonly id: string;
  readonly queueId: string;
  readonly queue: string;
  readonly workedById: string | null;
  /** True where the viewer may pick from the queue. */
  readonly open: boolean;
  readonly of: Queueable;
  readonly about: About;
}

/** An item and the queue that it is in. */
export type Place = Pick<LockedItem, "id" | "queueId" | "queue" | "about">;

/** Takes the lock on what is, or is to be, in a queue: the case first, then the activity. */
export async function lockSubject(
  work: Work,
  { caseId, activityId }: { readonly caseId: string | null; readonly activityId: string | null },
): Promise<Queueable> {
  if (activityId === null) return { case: await lockCase(work, caseId!), activity: null };
  const a = raw("a");
  const standing = await work.one<{ caseId: string | null }>(
    sql`SELECT a.case_id AS "caseId" FROM activity a WHERE a.id = ${activityId} AND ${work.scope.visible(Activity, a)}`,
  );
  if (!standing) throw notFound("The activity");
  const subject = standing.caseId === null ? null : await lockCase(work, standing.caseId);
  const activity = await lockActivity(work, activityId, standing.caseId);
  return { case: subject, activity };
}

/** The item, its case or activity locked; NOT_FOUND for what the viewer does not see. */
export async function lockItem(work: Work, id: string): Promise<LockedItem> {
  const item = raw("i");
  const standing =
    typeOfId(id) === 29 &&
    (await work.one<{ caseId: string | null; activityId: string | null }>(sql`
      SELECT i.case_id AS "caseId", i.activity_id AS "activityId" FROM queue_item i
      WHERE i.id = ${id} AND ${work.scope.system ? sql`true` : subjectSeen(item, work.scope)}`));
  if (!standing) throw notFound("The queue item");
  const of = await lockSubject(work, standing);
  // Read again under the lock: what was seen before it may be the past.
  const found = await work.one<Omit<LockedItem, "of" | "about">>(sql`
    SELECT i.id, i.queue_id AS "queueId", q.key AS queue, i.worked_by_id AS "workedById",
      ${isOpenTo(raw("q"), work.scope.viewerId)} AS open
    FROM queue_item i JOIN queue q ON q.id = i.queue_id WHERE i.id = ${id} FOR UPDATE OF i`);
  if (!found) throw notFound("The queue item");
  return { ...found, of, about: about(of) };
}

/** What events of an item are about: its case or activity. */
export type About = Pick<NewEvent, "subjectId" | "caseId" | "activityId">;

const about = ({ case: subject, activity }: Queueable): About => ({
  subjectId: activity?.id ?? subject!.id,
  caseId: activity ? activity.caseId : subject!.id,
  activityId: activity?.id ?? null,
});

/** Puts a locked case or activity into a queue, out of the one it was in, if any. Answers the item's id. */
export async function putInQueue(work: Work, of: Queueable, queue: QueueFound): Promise<string> {
  const { activity } = of;
  mustBeOpen(activity);
  const standing = await work.one<{ id: string; queueId: string; queue: string }>(sql`
    SELECT i.id, i.queue_id AS "queueId", q.key AS queue FROM queue_item i JOIN queue q ON q.id = i.queue_id
    WHERE ${activity ? sql`i.activity_id = ${activity.id}` : sql`i.case_id = ${of.case!.id}`} FOR UPDATE OF i`);
  if (standing) return moveToQueue(work, { ...standing, about: about(of) }, queue);
  const id = newId(29);
  const owner = activity ? activity.assigneeId : of.case!.assigneeId;
  await enterQueue(work, { ...about(of), id, owner, queue });
  return id;
}

/** Writes the item of what is in no queue yet; held by who owns the work. */
export async function enterQueue(
  work: Work,
  entry: About & {
    readonly id: string;
    readonly owner: string | null;
    readonly queue: QueueFound;
  },
): Promise<void> {
  const { id, owner, queue, ...of } = entry;
  await work.query(sql`INSERT INTO queue_item (id, queue_id, case_id, activity_id, entered_at, worked_by_id, worked_since)
    VALUES (${id}, ${queue.id}, ${of.activityId ? null : of.caseId}, ${of.activityId ?? null}, ${work.now},
      ${owner}::uuid, ${owner === null ? null : work.now})`);
  work.record({
    ...of,
    kind: TimelineKind.QUEUED,
    type: EventType.QUEUE_ITEM_ADDED,
    changes: change("queue", null, queue.key),
    data: { itemId: id, queueId: queue.id, queue: queue.key },
  });
}

/** Moves an item to another queue, where it is new; who holds it goes on holding it. */
export async function moveToQueue(work: Work, item: Place, queue: QueueFound): Promise<string> {
  if (item.queueId === queue.id) return item.id;
  await work.query(sql`UPDATE queue_item SET queue_id = ${queue.id}, entered_at = ${work.now} WHERE id = ${item.id}`);
  work.record({
    ...item.about,
    kind: TimelineKind.MOVED,
    type: EventType.QUEUE_ITEM_MOVED,
    changes: change("queue", item.queue, queue.key),
    data: { itemId: item.id, queueId: queue.id, queue: queue.key, fromQueueId: item.queueId, fromQueue: item.queue },
  });
  return item.id;
}

/** Takes an item off its queue. */
export async function takeOffQueue(work: Work, item: Place): Promise<void> {
  await work.query(sql`DELETE FROM queue_item WHERE id = ${item.id}`);
  work.record({
    ...item.about,
    kind: TimelineKind.DEQUEUED,
    type: EventType.QUEUE_ITEM_REMOVED,
    changes: change("queue", item.queue, null),
    data: { itemId: item.id, queueId: item.queueId, queue: item.queue },
  });
}

/** Takes what is about to be no more off its queue, if it is in one; its lock is held. */
export async function leaveQueue(work: Work, of: { readonly caseId: string | null; readonly activityId: string }) {
  const gone = await work.one<{ id: string; queueId: string; queue: string }>(sql`
    DELETE FROM queue_item i USING queue q WHERE i.activity_id = ${of.activityId} AND q.id = i.queue_id
    RETURNING i.id, i.queue_id AS "queueId", q.key AS queue`);
  if (!gone) return;
  work.record({
    subjectId: of.activityId,
    ...of,
    kind: TimelineKind.DEQUEUED,
    type: EventType.QUEUE_ITEM_REMOVED,
    changes: change("queue", gone.queue, null),
    data: { itemId: gone.id, queueId: gone.queueId, queue: gone.queue },
  });
}

/** Gives an item and its case or activity to the viewer; ALREADY_PICKED, with the holder's id, where somebody has it. */
export async function pickItem(work: Work, item: LockedItem): Promise<void> {
  const me = work.viewer.personId;
  if (item.workedById !== null) {
    const holder = { workedById: item.workedById };
    throw new Refusal(ErrorCode.ALREADY_PICKED, "Somebody holds this already.", holder);
  }
  const { case: subject, activity } = item.of;
  mustBeOpen(activity);
  if (activity) await bookFor(work, activity, { assigneeId: me, teamId: activity.teamId });
  await work.query(
    sql`UPDATE queue_item SET worked_by_id = ${me}, worked_since = ${work.now} WHERE id = ${item.id} AND worked_by_id IS NULL`,
  );
  const lost = (activity ?? subject!).assigneeId;
  work.record({
    ...item.about,
    kind: TimelineKind.PICKED,
    type: EventType.QUEUE_ITEM_PICKED,
    changes: change("assignee", lost, me),
    data: {
      itemId: item.id,
      queueId: item.queueId,
      queue: item.queue,
      assigneeId: me,
      teamId: (activity ?? subject!).teamId,
      lostAssigneeId: lost,
    },
    audience: { assigned: [me] },
  });
  if (activity) await work.update(Activity, activity, { assignee: me });
  else await changeCase(work, subject!, { assignee: me, assignedAt: work.now, ...(await opening(work, subject!)) });
}

/** Gives an item back to its queue: nobody owns the case or activity, and its former owner is told. */
export async function releaseItem(work: Work, item: LockedItem): Promise<void> {
  const { case: subject, activity } = item.of;
  await work.query(sql`UPDATE queue_item SET worked_by_id = NULL, worked_since = NULL WHERE id = ${item.id}`);
  work.record({
    ...item.about,
    kind: TimelineKind.RELEASED,
    type: EventType.QUEUE_ITEM_RELEASED,
    changes: change("assignee", item.workedById, null),
    data: {
      itemId: item.id,
      queueId: item.queueId,
      queue: item.queue,
      assigneeId: null,
      teamId: (activity ?? subject!).teamId,
      lostAssigneeId: item.workedById,
    },
    audience: { lost: item.workedById === null ? [] : [item.workedById] },
  });
  if (activity) await work.update(Activity, activity, { assignee: null });
  else await changeCase(work, subject!, { assignee: null, assignedAt: null });
}

/** FORBIDDEN for who is not in a private queue; the product itself is in every one. */
export function mustBeOpenTo(work: Work, queue: { readonly open: boolean }): void {
  if (work.ctx.viewer && !queue.open) throw forbidden("The queue is private: only its members may do this.");
}

function mustBeOpen(activity: LockedActivity | null): void {
  if (activity && activity.state !== ActivityState.OPEN)
    throw new Refusal(ErrorCode.INVALID_TRANSITION, `The activity is ${activity.state.toLowerCase()} already.`, {
      allowed: [],
    });
}
