import { ownerById, ownerFound, teamByKey, teamFound } from "../../cases/case.queries";
import { audienceOf } from "../../cases/handover.queries";
import { change } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor } from "../activity.steps";
import { bookFor } from "../booking.steps";

export interface AssignActivity {
  readonly id: string;
  readonly personId?: string | null;
  /** By key. */
  readonly team?: string | null;
}

/**
 * To a person (the team stays unless given too), to a team (the person is taken off), or to neither: the person is taken
 * off. Told are who gets it and who loses it. SCHEDULE_CONFLICT where the person has another appointment then.
 */
export function assignActivity(ctx: Ctx, input: AssignActivity) {
  return transact(ctx, async (work) => {
    const { activity } = await takeFor(work, input.id, ActivityVerb.ASSIGN);
    const found = await mustExist(work, {
      person: input.personId != null && ownerById(work, "personId", input.personId),
      team: input.team != null && teamByKey("team", input.team),
    });
    const assigneeId = ownerFound(found.person, "personId");
    const team = teamFound(found.team);
    const teamId = team?.id ?? activity.teamId;
    const changedPerson = assigneeId !== activity.assigneeId;
    const changedTeam = teamId !== activity.teamId;
    if (!changedPerson && !changedTeam) return { activity: activity.id, warnings: [] };
    const warnings = changedPerson ? await bookFor(work, activity, { assigneeId, teamId }) : [];
    await work.update(Activity, activity, { assignee: assigneeId, team: teamId });
    work.record({
      ...about(activity),
      kind: TimelineKind.ACTIVITY_ASSIGNED,
      type: EventType.ACTIVITY_ASSIGNED,
      changes: [
        ...change("assignee", activity.assigneeId, assigneeId),
        ...change("team", activity.teamKey, team?.key ?? activity.teamKey),
      ],
      data: { assigneeId, teamId, lostAssigneeId: activity.assigneeId, lostTeamId: activity.teamId },
      audience: await audienceOf(work, activity, { assigneeId, teamId }, team),
    });
    return { activity: activity.id, warnings };
  });
}
