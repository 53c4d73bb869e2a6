import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { membersOf, ownerById, ownerFound, teamByKey, teamFound } from "../case.queries";
import { change, changeCase, opening, takeCase } from "../case.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface AssignCase {
  readonly id: string;
  readonly personId?: string | null;
  /** By key. */
  readonly team?: string | null;
  readonly expectedVersion?: number | null;
}

/**
 * To a person (the team stays unless given too), to a team (the person is taken off), or to neither: the person is taken
 * off. Told are who gets it and who loses it.
 */
export function assignCase(ctx: Ctx, input: AssignCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.ASSIGN, input.expectedVersion);
    const found = await mustExist(work, {
      person: input.personId != null && ownerById(work, "personId", input.personId),
      team: input.team != null && teamByKey("team", input.team),
    });
    const assigneeId = ownerFound(found.person, "personId");
    const team = teamFound(found.team);
    const teamId = team?.id ?? subject.teamId;
    const changedPerson = assigneeId !== subject.assigneeId;
    const changedTeam = teamId !== subject.teamId;
    if (changedPerson || changedTeam) {
      const given = assigneeId !== null || changedTeam;
      const told = new Set([
        ...(changedPerson && assigneeId !== null ? [assigneeId] : []),
        ...(changedTeam && team ? team.members : []),
      ]);
      const losers = new Set([
        ...(changedPerson && subject.assigneeId !== null ? [subject.assigneeId] : []),
        ...(changedTeam ? await membersOf(work, subject.teamId) : []),
      ]);
      work.record({
        kind: given ? TimelineKind.ASSIGNED : TimelineKind.UNASSIGNED,
        type: EventType.CASE_ASSIGNED,
        subjectId: subject.id,
        caseId: subject.id,
        changes: [
          ...change("assignee", subject.assigneeId, assigneeId),
          ...change("team", subject.teamKey, team?.key ?? subject.teamKey),
        ],
        data: { assigneeId, teamId, lostAssigneeId: subject.assigneeId, lostTeamId: subject.teamId },
        audience: { assigned: [...told], lost: [...losers].filter((person) => !told.has(person)) },
      });
      await changeCase(work, subject, {
        assignee: assigneeId,
        team: teamId,
        ...(changedPerson && { assignedAt: assigneeId === null ? null : work.now }),
        ...(given && (await opening(work, subject))),
      });
    }
    return { case: subject.id, warnings: [] };
  });
}
