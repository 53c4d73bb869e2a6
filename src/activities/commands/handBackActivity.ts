import { change } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { holdersOf } from "../../people/people.queries";
import { Permission } from "../../platform/access/permissions";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor } from "../activity.steps";

export interface HandBackActivity {
  readonly id: string;
  readonly reason: string;
}

/** Its assignee gives it back: it stays with its team, nobody is to do it, and the dispatchers are told why. */
export function handBackActivity(ctx: Ctx, input: HandBackActivity) {
  return transact(ctx, async (work) => {
    const { activity } = await takeFor(work, input.id, ActivityVerb.HAND_BACK);
    const lost = activity.assigneeId;
    await work.update(Activity, activity, { assignee: null });
    work.record({
      ...about(activity),
      kind: TimelineKind.HANDED_BACK,
      type: EventType.ACTIVITY_ASSIGNED,
      changes: change("assignee", lost, null),
      data: { assigneeId: null, teamId: activity.teamId, lostAssigneeId: lost, lostTeamId: null },
      words: { note: input.reason },
      audience: {
        lost: lost === null ? [] : [lost],
        handedBack: await holdersOf(work, Permission.SERVICE_DISPATCH),
      },
    });
    return { activity: activity.id, warnings: [] };
  });
}
