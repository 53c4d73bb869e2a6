import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity, ActivityState } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { takeFor, watchDueTime } from "../activity.steps";
import { done } from "../adding.steps";

export interface CompleteActivity {
  readonly id: string;
  readonly note?: string | null;
  /** ISO 8601, as the Duration scalar writes it; what was put in before stands where it is left out. */
  readonly timeSpent?: string | null;
}

/** The work is done; its note stays as the outcome. A call or mail that went out answers its case. */
export function completeActivity(ctx: Ctx, input: CompleteActivity) {
  return transact(ctx, async (work) => {
    const { activity, subject } = await takeFor(work, input.id, ActivityVerb.COMPLETE);
    await work.update(Activity, activity, {
      state: ActivityState.COMPLETED,
      completedAt: work.now,
      completedBy: work.actorId,
      outcome: input.note,
      ...(input.timeSpent != null && { timeSpent: input.timeSpent }),
    });
    if (activity.dueAt) await watchDueTime(work, activity.id, null);
    await done(work, activity, subject, input.note ?? null);
    return { activity: activity.id, warnings: [] };
  });
}
