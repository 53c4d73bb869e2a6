import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { dueTime } from "../../sla/rules";
import { CaseAction } from "../case.policy";
import { change, changeCase, instant, takeCase } from "../case.steps";
import type { Priority } from "../settings.entity";
import { EventType, SlaKind, TimelineKind } from "../timeline.events";

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
      const dueAt = dueTime(subject.openedAt, input.priority, subject.slaPaused);
      await changeCase(work, subject, { priority: input.priority, dueAt, slaDueAt: dueAt });
      const about = { subjectId: subject.id, caseId: subject.id };
      work.record({
        ...about,
        kind: TimelineKind.PRIORITY_CHANGED,
        type: EventType.CASE_PRIORITY_CHANGED,
        changes: change("priority", subject.priority, input.priority),
      });
      work.record({
        ...about,
        kind: TimelineKind.SLA_CHANGED,
        type: EventType.SLA_CHANGED,
        slaKind: SlaKind.RESOLUTION,
        changes: change("dueAt", instant(subject.dueAt), instant(dueAt)),
      });
    }
    return { case: subject.id, warnings: [] };
  });
}
