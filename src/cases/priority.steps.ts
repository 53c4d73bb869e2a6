import type { Work } from "../platform/work";
import { rederiveClocks } from "../sla/clock.steps";
import { CaseAction } from "./case.policy";
import { change, changeCase, takeCase } from "./case.steps";
import { EventType, TimelineKind } from "./timeline.events";
import type { SetCasePriority } from "./commands/setCasePriority";

/** Changes the priority, and with it the due time, counted from opening again. Answers the case's id. */
export async function prioritizeWith(work: Work, input: SetCasePriority): Promise<string> {
  const subject = await takeCase(work, input.id, CaseAction.CHANGE_PRIORITY, input.expectedVersion);
  if (input.priority !== subject.priority) {
    work.record({
      kind: TimelineKind.PRIORITY_CHANGED,
      type: EventType.CASE_PRIORITY_CHANGED,
      subjectId: subject.id,
      caseId: subject.id,
      changes: change("priority", subject.priority, input.priority),
    });
    await changeCase(work, subject, {
      priority: input.priority,
      ...(await rederiveClocks(work, subject, input.priority)),
    });
  }
  return subject.id;
}
