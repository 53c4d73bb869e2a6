import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { change, takeCase } from "../case.steps";
import { endCanceled } from "../closing.steps";
import { noOpenChildren } from "../ending.steps";
import { CaseState } from "../settings.entity";
import { statusToward } from "../status.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface CancelCase {
  readonly id: string;
  readonly reason: string;
  readonly status?: string | null;
  readonly expectedVersion?: number | null;
}

/** Ends a case that no longer receives attention: open activities are canceled, open children refuse it. */
export function cancelCase(ctx: Ctx, input: CancelCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.CANCEL, input.expectedVersion);
    const status = await statusToward(work, subject, CaseState.CANCELED, input.status);
    await noOpenChildren(work, subject);
    work.record({
      kind: TimelineKind.CANCELED,
      type: EventType.CASE_CANCELED,
      subjectId: subject.id,
      caseId: subject.id,
      assetId: subject.assetId,
      changes: [
        ...change("status", subject.statusKey, status.key),
        ...change("state", subject.state, CaseState.CANCELED),
      ],
      words: { note: input.reason },
    });
    await endCanceled(work, subject, { status, reason: input.reason });
    return { case: subject.id, warnings: [] };
  });
}
