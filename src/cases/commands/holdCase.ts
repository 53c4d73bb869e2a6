import { invalid } from "../../platform/errors";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { CaseState } from "../settings.entity";
import { holdWith, statusToward } from "../status.steps";

export interface HoldCase {
  readonly id: string;
  readonly reason: string;
  /** When it resumes by itself; without it somebody must. */
  readonly until?: Date | null;
  readonly status?: string | null;
  readonly expectedVersion?: number | null;
}

/** Puts a case on hold: its clock stands still until it resumes. Held again, it has the new reason and time. */
export function holdCase(ctx: Ctx, input: HoldCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.HOLD, input.expectedVersion);
    if (input.until && input.until <= work.now)
      throw invalid({ path: "until", rule: "future", message: "this is not in the future" });
    // Held again it keeps its status, unless another is named.
    const stays = subject.state === CaseState.ON_HOLD && input.status == null;
    const status = stays
      ? { id: subject.statusId, key: subject.statusKey, state: subject.state }
      : await statusToward(work, subject, CaseState.ON_HOLD, input.status);
    await holdWith(work, subject, status, { reason: input.reason, until: input.until ?? null });
    return { case: subject.id, warnings: [] };
  });
}
