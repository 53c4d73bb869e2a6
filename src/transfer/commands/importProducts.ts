import { products, type ProductRow } from "../../orders/product.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { keepRows } from "../keptRows.steps";

/** Takes products as another system tells them, each row with its own outcome, as `upsertProduct` takes one. */
export function importProducts(ctx: Ctx, rows: readonly ProductRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      return { run: await tellRun(work, ImportKind.PRODUCTS, rows.length, await keepRows(work, products, rows)) };
    },
    { timeoutMs: 60_000 },
  );
}
