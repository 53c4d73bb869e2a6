import { change } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity, ActivityState } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor, watchDueTime } from "../activity.steps";

export interface CancelActivity {
  readonly id: string;
  readonly reason?: string | null;
}

/** It is not to be done; the reason stays as the outcome. An appointment's time is free again. */
export function cancelActivity(ctx: Ctx, input: CancelActivity) {
  return transact(ctx, async (work) => {
    const { activity } = await takeFor(work, input.id, ActivityVerb.CANCEL);
    await work.update(Activity, activity, {
      state: ActivityState.CANCELED,
      canceledAt: work.now,
      outcome: input.reason,
    });
    if (activity.dueAt) await watchDueTime(work, activity.id, null);
    work.record({
      ...about(activity),
      kind: TimelineKind.ACTIVITY_CANCELED,
      type: EventType.ACTIVITY_CANCELED,
      changes: change("state", activity.state, ActivityState.CANCELED),
      ...(input.reason != null && { words: { note: input.reason } }),
      audience: { canceled: activity.assigneeId === null ? [] : [activity.assigneeId] },
    });
    return { activity: activity.id, warnings: [] };
  });
}
