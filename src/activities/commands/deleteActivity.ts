import { EventType, TimelineKind } from "../../cases/timeline.events";
import { conflict } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { leaveQueue } from "../../queues/queueItem.steps";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor, watchDueTime } from "../activity.steps";

/** Columns that people write. */
const WORDS = [
  "subject",
  "description",
  "outcome",
  "location",
  "phone",
  "from_address",
  "to_addresses",
  "cc_addresses",
  "message_id",
];

/** Takes away what is still open, by its author or SERVICE_ASSIGN; its attachments go with it, that it was there stays. */
export function deleteActivity(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const { activity } = await takeFor(work, id, ActivityVerb.DELETE);
    const opened = await work.one<{ number: string }>(
      sql`SELECT number FROM service_case WHERE origin_id = ${activity.id}`,
    );
    if (opened) throw conflict(`${opened.number} was opened from this activity: it stays.`);
    if (activity.dueAt) await watchDueTime(work, activity.id, null);
    await leaveQueue(work, { caseId: activity.caseId, activityId: activity.id });
    // How it stood last stays in the log for whoever had it on a list, without what people wrote.
    const gone = await work.one<{ row: Record<string, unknown> }>(sql`
      DELETE FROM activity a WHERE a.id = ${activity.id} AND a.version = ${activity.version}
      RETURNING to_jsonb(a) - ${WORDS}::text[] AS row`);
    work.record({
      ...about(activity),
      kind: TimelineKind.ACTIVITY_DELETED,
      type: EventType.ACTIVITY_DELETED,
      data: { kind: activity.kind, row: gone!.row },
      words: { changes: [{ field: "activity", from: activity.subject, to: null }] },
    });
    return { removedId: activity.id, case: activity.caseId };
  });
}
