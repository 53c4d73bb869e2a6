import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import type { CaseWarning } from "../case.steps";
import { resolveWith } from "../closing.steps";

export interface ResolveCase {
  /** By key. */
  readonly path: string;
  readonly notes: string;
  readonly cancelOpenActivities?: boolean;
  readonly status?: string | null;
  /** To charge an entitlement in hours, an ISO 8601 duration; the activities' time unless given. */
  readonly billableTime?: string | null;
}

/** Ends the work: from here the case is read-only. Open activities and open children stand in the way. */
export function resolveCase(ctx: Ctx, input: { id: string; input: ResolveCase; expectedVersion?: number | null }) {
  return transact(ctx, async (work) => {
    const warnings: CaseWarning[] = [];
    return { case: await resolveWith(work, input, "input", warnings), warnings };
  });
}
