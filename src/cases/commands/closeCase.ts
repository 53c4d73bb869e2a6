import { conflict } from "../../platform/errors";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { change, changeCase, sayStep, takeCase } from "../case.steps";
import { rated, type Rating } from "../rating.steps";
import { CaseState } from "../settings.entity";
import { statusToward } from "../status.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface CloseCase {
  readonly id: string;
  readonly satisfaction?: Rating | null;
  readonly status?: string | null;
  readonly expectedVersion?: number | null;
}

/** Closes a resolved case, with how content the customer was where that is known. */
export function closeCase(ctx: Ctx, input: CloseCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.CLOSE, input.expectedVersion);
    if (input.satisfaction && subject.ratedByCustomer)
      throw conflict(`${subject.number} was rated by its customer already: close it without a satisfaction.`);
    const status = await statusToward(work, subject, CaseState.CLOSED, input.status);
    await sayStep(work, "close");
    work.record({
      kind: TimelineKind.CLOSED,
      type: EventType.CASE_CLOSED,
      subjectId: subject.id,
      caseId: subject.id,
      assetId: subject.assetId,
      changes: [
        ...change("status", subject.statusKey, status.key),
        ...change("state", subject.state, CaseState.CLOSED),
      ],
    });
    await changeCase(work, subject, {
      status: status.id,
      state: CaseState.CLOSED,
      closedAt: work.now,
      ...(input.satisfaction && rated(work, subject, input.satisfaction)),
    });
    return { case: subject.id, warnings: [] };
  });
}
