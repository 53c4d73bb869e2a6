import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { change, changeCase, takeCase } from "../case.steps";
import { rederiveClock } from "../clock.steps";
import type { Priority } from "../settings.entity";
import { EventType, TimelineKind } from "../timeline.events";

export interface SetCasePriority {
  readonly id: string;
  readonly priority: Priority;
  readonly expectedVersion?: number | null;
}

/** Changes the priority, and with it the due time, counted from opening again. */
export function setCasePriority(ctx: Ctx, input: SetCasePriority) {
  return transact(ctx, async (work) => {
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
        ...rederiveClock(work, subject, input.priority),
      });
    }
    return { case: subject.id, warnings: [] };
  });
}
