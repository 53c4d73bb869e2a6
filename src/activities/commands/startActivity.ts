import { change, instant } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor } from "../activity.steps";

/** Somebody is on the way or at work on it: from here it is its case's current step. Started again, it is so again. */
export function startActivity(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const { activity } = await takeFor(work, id, ActivityVerb.START);
    await work.update(Activity, activity, { startedAt: work.now });
    work.record({
      ...about(activity),
      kind: TimelineKind.ACTIVITY_STARTED,
      type: EventType.ACTIVITY_UPDATED,
      changes: change("startedAt", instant(activity.startedAt), instant(work.now)),
    });
    return { activity: activity.id, warnings: [] };
  });
}
