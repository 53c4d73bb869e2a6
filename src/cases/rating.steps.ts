import type { Work } from "../platform/work";
import { type LockedCase } from "./case.steps";
import { EventType, TimelineKind } from "./timeline.events";

export interface Rating {
  /** 1 to 5. */
  readonly score: number;
  readonly comment?: string | null;
}

/** Tells how content the customer was, and answers the values to write. */
export function rated(work: Work, subject: LockedCase, { score, comment }: Rating): Record<string, unknown> {
  work.record({
    kind: TimelineKind.SATISFACTION_RECORDED,
    type: EventType.CASE_RATED,
    subjectId: subject.id,
    caseId: subject.id,
    data: { score },
    ...(comment != null && { words: { note: comment } }),
  });
  return {
    satisfactionScore: score,
    satisfactionComment: comment ?? null,
    satisfactionAt: work.now,
    satisfactionBy: work.actorId,
    satisfactionByCustomer: work.scope.portal,
  };
}
