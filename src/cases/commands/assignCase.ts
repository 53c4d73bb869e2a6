import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { overCapacity } from "../capacity.queries";
import { assignWith } from "../assigning.steps";

export interface AssignCase {
  readonly id: string;
  readonly personId?: string | null;
  /** By key. */
  readonly team?: string | null;
  readonly expectedVersion?: number | null;
}

/**
 * To a person (the team stays unless given too), to a team (the person is taken off), or to neither: the person is taken
 * off. Told are who gets it and who loses it.
 */
export function assignCase(ctx: Ctx, input: AssignCase) {
  return transact(ctx, async (work) => ({
    case: await assignWith(work, input),
    warnings: await overCapacity(work, input.personId ?? null),
  }));
}
