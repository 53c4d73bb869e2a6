import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { enterStage, stageFrom } from "../process.steps";

export interface ReturnStage {
  readonly caseId: string;
  readonly expectedVersion?: number | null;
}

/** Moves a case back to the stage before; a completed process goes back into its last stage. */
export function returnStage(ctx: Ctx, input: ReturnStage) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.RETURN_STAGE, input.expectedVersion);
    const stage = await stageFrom(work, subject, subject.processCompleted ? 0 : -1);
    await enterStage(work, subject, stage!);
    return { case: subject.id, warnings: [] };
  });
}
