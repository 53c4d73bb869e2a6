import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { enterStage, missingOf, stageFrom, stageIncomplete } from "../process.steps";

export interface AdvanceStage {
  readonly caseId: string;
  readonly expectedVersion?: number | null;
}

/** Moves a case on to the next stage once the present one has all that it requires; from the last it completes the process. */
export function advanceStage(ctx: Ctx, input: AdvanceStage) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.ADVANCE_STAGE, input.expectedVersion);
    const missing = await missingOf(work, subject);
    if (missing.length > 0) throw stageIncomplete(subject, `lacks ${missing.join(", ")}.`, missing);
    const next = await stageFrom(work, subject, 1);
    if (next) await enterStage(work, subject, next);
    else await enterStage(work, subject, (await stageFrom(work, subject, 0))!, { completed: true });
    return { case: subject.id, warnings: [] };
  });
}
