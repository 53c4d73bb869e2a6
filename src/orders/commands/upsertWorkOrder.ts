import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { keepOne } from "../keep.steps";
import { mayKeepInStep } from "../order.policy";
import { workOrders, type WorkOrderRow } from "../workOrder.steps";

export type UpsertWorkOrder = WorkOrderRow;

/** Adds a work order, or changes the one that has this externalId, else this number. By INTEGRATION_MANAGE or DATA_TRANSFER. */
export function upsertWorkOrder(ctx: Ctx, input: UpsertWorkOrder) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) mayKeepInStep(ctx.viewer);
    return { workOrder: await keepOne(work, workOrders, input) };
  });
}
