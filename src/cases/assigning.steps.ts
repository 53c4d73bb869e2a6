import { mustExist } from "../platform/mustExist";
import type { Work } from "../platform/work";
import { CaseAction } from "./case.policy";
import { ownerById, ownerFound, teamByKey, teamFound } from "./case.queries";
import { audienceOf } from "./handover.queries";
import { change, changeCase, opening, takeCase } from "./case.steps";
import { EventType, TimelineKind } from "./timeline.events";
import type { AssignCase } from "./commands/assignCase";

/**
 * To a person (the team stays unless given too), to a team (the person is taken off), or to neither: the person is taken
 * off. Told are who gets it and who loses it. Answers the case's id.
 */
export async function assignWith(
  work: Work,
  input: AssignCase,
  paths: { readonly person: string; readonly team: string } = { person: "personId", team: "team" },
): Promise<string> {
  const subject = await takeCase(work, input.id, CaseAction.ASSIGN, input.expectedVersion);
  const found = await mustExist(work, {
    person: input.personId != null && ownerById(work, paths.person, input.personId),
    team: input.team != null && teamByKey(paths.team, input.team),
  });
  const assigneeId = ownerFound(found.person, paths.person);
  const team = teamFound(found.team);
  const teamId = team?.id ?? subject.teamId;
  const changedPerson = assigneeId !== subject.assigneeId;
  const changedTeam = teamId !== subject.teamId;
  if (changedPerson || changedTeam) {
    const given = assigneeId !== null || changedTeam;
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
      audience: await audienceOf(work, subject, { assigneeId, teamId }, team),
    });
    await changeCase(work, subject, {
      assignee: assigneeId,
      team: teamId,
      ...(changedPerson && { assignedAt: assigneeId === null ? null : work.now }),
      ...(given && (await opening(work, subject))),
    });
  }
  return subject.id;
}
