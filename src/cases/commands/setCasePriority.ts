import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { prioritizeWith } from "../priority.steps";
import type { Priority } from "../settings.entity";

export interface SetCasePriority {
  readonly id: string;
  readonly priority: Priority;
  readonly expectedVersion?: number | null;
}

/** Changes the priority, and with it the due time, counted from opening again. */
export function setCasePriority(ctx: Ctx, input: SetCasePriority) {
  return transact(ctx, async (work) => ({ case: await prioritizeWith(work, input), warnings: [] }));
}
