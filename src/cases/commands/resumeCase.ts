import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { CaseState } from "../settings.entity";
import { moveTo, statusToward } from "../status.steps";

export interface ResumeCase {
  readonly id: string;
  readonly status?: string | null;
  readonly expectedVersion?: number | null;
}

/** Takes a case off hold: its clock goes on, later by the time that it stood still. */
export function resumeCase(ctx: Ctx, input: ResumeCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.RESUME, input.expectedVersion);
    await moveTo(work, subject, await statusToward(work, subject, CaseState.OPEN, input.status));
    return { case: subject.id, warnings: [] };
  });
}
