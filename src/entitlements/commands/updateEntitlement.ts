import { invalid } from "../../platform/errors";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { policyByKey } from "../../sla/slaPolicy.queries";
import { Entitlement } from "../entitlement.entity";
import { mayWriteContracts } from "../entitlement.policy";
import { takeEntitlement } from "../entitlement.steps";
import { changed, HOUR_MS, kept } from "../rules";
import { wrongDays, wrongTotal } from "../term.rules";

/** What is left out stays; null clears. */
export interface UpdateEntitlement {
  readonly name?: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  /** In the unit; at least what was used already. */
  readonly total?: number | null;
  readonly channels?: readonly string[] | null;
  /** By key. */
  readonly slaPolicy?: string | null;
}

/** Changes an entitlement that is not canceled. By SLA_MANAGE. */
export function updateEntitlement(
  ctx: Ctx,
  given: { readonly id: string; readonly input: UpdateEntitlement; readonly expectedVersion?: number | null },
) {
  const { id, input } = given;
  return transact(ctx, async (work) => {
    mayWriteContracts(ctx.viewer);
    const standing = await takeEntitlement(work, id, given.expectedVersion);
    const { unit, used } = standing;
    const wrong = [
      ...wrongDays(input.startsOn ?? standing.startsOn, input.endsOn ?? standing.endsOn),
      ...(input.total === undefined ? [] : wrongTotal(unit, input.total)),
    ];
    if (wrong.length > 0) throw invalid(...wrong);
    const total = input.total == null ? undefined : kept(unit, input.total);
    if (total !== undefined && total < used)
      throw invalid({
        path: "input.total",
        rule: "notBelowUsed",
        message: `${unit === "HOURS" ? used / HOUR_MS : used} were used already`,
      });
    const { policy } = await mustExist(work, {
      policy: input.slaPolicy != null && policyByKey("input.slaPolicy", input.slaPolicy),
    });
    const values = changed(standing, {
      name: input.name,
      startsOn: input.startsOn,
      endsOn: input.endsOn,
      total,
      channels: input.channels === undefined ? undefined : [...(input.channels ?? [])],
      slaPolicy: input.slaPolicy === undefined ? undefined : policy,
    });
    if (values) await work.update(Entitlement, standing, values);
    return { entitlement: standing.id };
  });
}
