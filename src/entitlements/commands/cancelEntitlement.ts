import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Entitlement } from "../entitlement.entity";
import { mayWriteContracts } from "../entitlement.policy";
import { takeEntitlement } from "../entitlement.steps";

export interface CancelEntitlement {
  readonly id: string;
  readonly reason: string;
}

/** Ends an entitlement for new cases; those that have it keep it. By SLA_MANAGE; once. */
export function cancelEntitlement(ctx: Ctx, { id, reason }: CancelEntitlement) {
  return transact(ctx, async (work) => {
    mayWriteContracts(ctx.viewer);
    const standing = await takeEntitlement(work, id);
    await work.update(Entitlement, standing, { canceledAt: work.now, cancelReason: reason });
    return { entitlement: standing.id };
  });
}
