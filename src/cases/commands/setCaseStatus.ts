import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { setStatusWith } from "../status.steps";

export interface SetCaseStatus {
  readonly id: string;
  /** By key. */
  readonly status: string;
  /** Of a hold: its reason, and required. */
  readonly note?: string | null;
  readonly expectedVersion?: number | null;
}

/** Moves a case among the statuses of NEW, OPEN and ON_HOLD; what ends a case is reached by its own verb. */
export function setCaseStatus(ctx: Ctx, input: SetCaseStatus) {
  return transact(ctx, async (work) => ({ case: await setStatusWith(work, input), warnings: [] }));
}
