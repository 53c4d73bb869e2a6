import { change } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity, ActivityState } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor } from "../activity.steps";
import { bookFor } from "../booking.steps";
import { watchAgain } from "../overdue.steps";

/**
 * Undoes a completion or cancellation: it is to be done again. The note or reason stays on the timeline, the time put in
 * stays put in; an appointment takes its assignee's time again, or SCHEDULE_CONFLICT.
 */
export function reopenActivity(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const { activity } = await takeFor(work, id, ActivityVerb.REOPEN);
    const warnings = await bookFor(work, activity, activity);
    await work.update(Activity, activity, {
      state: ActivityState.OPEN,
      completedAt: null,
      completedBy: null,
      canceledAt: null,
      outcome: null,
    });
    await watchAgain(work, activity.id, activity.dueAt);
    work.record({
      ...about(activity),
      kind: TimelineKind.ACTIVITY_REOPENED,
      type: EventType.ACTIVITY_UPDATED,
      changes: change("state", activity.state, ActivityState.OPEN),
    });
    return { activity: activity.id, warnings };
  });
}
