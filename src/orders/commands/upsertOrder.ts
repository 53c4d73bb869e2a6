import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { keepOne } from "../keep.steps";
import { mayKeepInStep } from "../order.policy";
import { orders, type OrderRow } from "../order.steps";

export type UpsertOrder = OrderRow;

/** Adds an order, or changes the one that has this externalId, else this number. By INTEGRATION_MANAGE or DATA_TRANSFER. */
export function upsertOrder(ctx: Ctx, input: UpsertOrder) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) mayKeepInStep(ctx.viewer);
    return { order: await keepOne(work, orders, input) };
  });
}
