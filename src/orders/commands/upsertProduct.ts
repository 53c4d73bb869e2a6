import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { keepOne } from "../keep.steps";
import { mayKeepInStep } from "../order.policy";
import { products, type ProductRow } from "../product.steps";

export type UpsertProduct = ProductRow;

/** Adds a product, or changes the one that has this externalId, else this sku. By INTEGRATION_MANAGE or DATA_TRANSFER. */
export function upsertProduct(ctx: Ctx, input: UpsertProduct) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) mayKeepInStep(ctx.viewer);
    return { product: await keepOne(work, products, input) };
  });
}
