import { change } from "../cases/case.steps";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { sql } from "../platform/sql";
import type { NewEvent, Work } from "../platform/work";

/** What may have given work to somebody, taken it off somebody, or finished it. */
const MOVES: ReadonlySet<string> = new Set<EventType>([
  EventType.CASE_ASSIGNED,
  EventType.CASE_ROUTED,
  EventType.CASE_RESOLVED,
  EventType.CASE_CLOSED,
  EventType.CASE_CANCELED,
  EventType.CASE_MERGED,
  EventType.CASE_MERGED,
  EventType.ACTIVITY_ASSIGNED,
  EventType.ACTIVITY_COMPLETED,
  EventType.ACTIVITY_CANCELED,
]);

/** Imports write many things at once and tell of all of it as one change. */
const mayMove = ({ type, data }: NewEvent): boolean =>
  MOVES.has(type) || (type === EventType.CASE_UPDATED && data?.imported === true);

interface Moved {
  readonly id: string;
  readonly queueId: string;
  readonly queue: string;
  readonly caseId: string | null;
  readonly activityId: string | null;
  readonly subjectId: string;
  readonly owner: string | null;
  readonly teamId: string | null;
  readonly held: string | null;
  readonly over: boolean;
}

/**
 * Lets items follow their case or activity at the end of the transaction that moved it: the item of what is finished goes,
 * and an item is held by who owns the work. So no command that assigns or finishes has to think of queues.
 */
export async function followInQueues(work: Work, events: readonly NewEvent[]): Promise<void> {
  const born = new Set(events.filter(({ type }) => type === EventType.CASE_CREATED).map(({ caseId }) => caseId));
  const moving = events.filter((event) => mayMove(event) && !born.has(event.caseId ?? null));
  if (moving.length === 0) return;
  const cases = [...new Set(moving.flatMap(({ subjectId, activityId }) => (activityId ? [] : [subjectId])))];
  const activities = [...new Set(moving.flatMap(({ activityId }) => activityId ?? []))];
  const moved = await work.query<Moved>(sql`
    WITH standing AS (
      SELECT i.id, i.queue_id, i.worked_by_id AS held, c.id AS case_id, NULL::uuid AS activity_id, c.id AS subject_id,
        c.assignee_id AS owner, c.team_id, casegraph_case_is_finished(c.state) AS over
      FROM queue_item i JOIN service_case c ON c.id = i.case_id WHERE i.case_id = ANY (${cases}::uuid[])
      UNION ALL
      SELECT i.id, i.queue_id, i.worked_by_id, a.case_id, a.id, a.id, a.assignee_id, a.team_id, a.state <> 'OPEN'
      FROM queue_item i JOIN activity a ON a.id = i.activity_id WHERE i.activity_id = ANY (${activities}::uuid[])
    ), moved AS (SELECT * FROM standing WHERE over OR owner IS DISTINCT FROM held),
    gone AS (DELETE FROM queue_item i USING moved m WHERE i.id = m.id AND m.over),
    given AS (UPDATE queue_item i SET worked_by_id = m.owner, worked_since = CASE WHEN m.owner IS NOT NULL THEN ${work.now}::timestamptz END
      FROM moved m WHERE i.id = m.id AND NOT m.over)
    SELECT m.id, m.queue_id AS "queueId", q.key AS queue, m.case_id AS "caseId", m.activity_id AS "activityId",
      m.subject_id AS "subjectId", m.owner, m.team_id AS "teamId", m.held, m.over
    FROM moved m JOIN queue q ON q.id = m.queue_id ORDER BY m.id`);
  for (const item of moved) tell(work, item);
}

function tell(work: Work, item: Moved): void {
  const { id, queueId, queue, caseId, activityId, subjectId, owner, teamId, held, over } = item;
  const of = { subjectId, caseId, activityId };
  if (over)
    work.record({
      ...of,
      kind: TimelineKind.DEQUEUED,
      type: EventType.QUEUE_ITEM_REMOVED,
      changes: change("queue", queue, null),
      data: { itemId: id, queueId, queue },
    });
  // Who gets it and who loses it was told by what moved it.
  else
    work.record({
      ...of,
      kind: owner === null ? TimelineKind.RELEASED : TimelineKind.PICKED,
      type: owner === null ? EventType.QUEUE_ITEM_RELEASED : EventType.QUEUE_ITEM_PICKED,
      data: { itemId: id, queueId, queue, assigneeId: owner, teamId, lostAssigneeId: held },
    });
}
