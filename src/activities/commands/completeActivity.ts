import { CaseAction } from "../../cases/case.policy";
import { change } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { ErrorCode, Refusal } from "../../platform/errors";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity, ActivityState } from "../activity.entity";
import { takeActivity } from "../activity.steps";

export interface CompleteActivity {
  readonly id: string;
  readonly note?: string | null;
  /** ISO 8601, as the Duration scalar writes it. */
  readonly timeSpent?: string | null;
}

/** The work is done; its note stays as the outcome. */
export function completeActivity(ctx: Ctx, input: CompleteActivity) {
  return transact(ctx, async (work) => {
    const { activity } = await takeActivity(work, input.id, CaseAction.ADD_ACTIVITY);
    if (activity.state !== ActivityState.OPEN)
      throw new Refusal(ErrorCode.INVALID_TRANSITION, `The activity is ${activity.state.toLowerCase()} already.`, {
        allowed: [],
      });
    await work.update(Activity, activity, {
      state: ActivityState.COMPLETED,
      completedAt: work.now,
      completedBy: work.actorId,
      outcome: input.note,
      timeSpent: input.timeSpent,
    });
    work.record({
      kind: TimelineKind.ACTIVITY_COMPLETED,
      type: EventType.ACTIVITY_COMPLETED,
      subjectId: activity.id,
      activityId: activity.id,
      caseId: activity.caseId,
      changes: change("state", activity.state, ActivityState.COMPLETED),
      ...(input.note != null && { words: { note: input.note } }),
    });
    return { activity: activity.id, warnings: [] };
  });
}
