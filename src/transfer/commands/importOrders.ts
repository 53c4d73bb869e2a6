import { orders, type OrderRow } from "../../orders/order.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { keepRows } from "../keptRows.steps";

/** Takes orders as another system tells them, each row with its own outcome, as `upsertOrder` takes one. */
export function importOrders(ctx: Ctx, rows: readonly OrderRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      return { run: await tellRun(work, ImportKind.ORDERS, rows.length, await keepRows(work, orders, rows)) };
    },
    { timeoutMs: 60_000 },
  );
}
