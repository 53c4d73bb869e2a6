import { holdersOf } from "../../people/people.queries";
import { Permission } from "../../platform/access/permissions";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { change, changeCase, takeCase } from "../case.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface HandBackCase {
  readonly id: string;
  readonly reason: string;
}

/** Its owner gives it back: it stays with its team, nobody owns it, and the dispatchers are told why. */
export function handBackCase(ctx: Ctx, input: HandBackCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.HAND_BACK);
    work.record({
      kind: TimelineKind.HANDED_BACK,
      type: EventType.CASE_ASSIGNED,
      subjectId: subject.id,
      caseId: subject.id,
      assetId: subject.assetId,
      changes: change("assignee", subject.assigneeId, null),
      data: { assigneeId: null, teamId: subject.teamId, lostAssigneeId: subject.assigneeId, lostTeamId: null },
      words: { note: input.reason },
      audience: {
        lost: subject.assigneeId === null ? [] : [subject.assigneeId],
        handedBack: await holdersOf(work, Permission.SERVICE_DISPATCH),
      },
    });
    await changeCase(work, subject, { assignee: null, assignedAt: null });
    return { case: subject.id, warnings: [] };
  });
}
