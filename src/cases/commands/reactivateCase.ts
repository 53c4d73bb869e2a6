import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { restartClocks } from "../../sla/clock.steps";
import { CaseAction } from "../case.policy";
import { change, changeCase, sayStep, takeCase } from "../case.steps";
import { intoRepair } from "../ending.steps";
import { CaseState } from "../settings.entity";
import { statusToward } from "../status.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface ReactivateCase {
  readonly id: string;
  readonly reason: string;
  readonly status?: string | null;
  readonly expectedVersion?: number | null;
}

/** Opens a finished case again, to the same assignee and team; the clock goes on where it stopped. */
export function reactivateCase(ctx: Ctx, input: ReactivateCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.REACTIVATE, input.expectedVersion);
    const status = await statusToward(work, subject, CaseState.OPEN, input.status);
    await sayStep(work, "reactivate");
    await work.query(sql`UPDATE case_resolution SET current = false WHERE case_id = ${subject.id} AND current`);
    work.record({
      kind: TimelineKind.REACTIVATED,
      type: EventType.CASE_REACTIVATED,
      subjectId: subject.id,
      caseId: subject.id,
      assetId: subject.assetId,
      changes: [...change("status", subject.statusKey, status.key), ...change("state", subject.state, CaseState.OPEN)],
      words: { note: input.reason },
    });
    await changeCase(work, subject, {
      status: status.id,
      state: CaseState.OPEN,
      resolvedAt: null,
      closedAt: null,
      canceledAt: null,
      cancelReason: null,
      reopenCount: subject.reopenCount + 1,
      ...(await restartClocks(work, subject)),
    });
    await intoRepair(work, subject);
    return { case: subject.id, warnings: [] };
  });
}
