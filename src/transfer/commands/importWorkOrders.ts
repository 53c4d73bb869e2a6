import { workOrders, type WorkOrderRow } from "../../orders/workOrder.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { keepRows } from "../keptRows.steps";

/** Takes work orders as another system tells them, each row with its own outcome, as `upsertWorkOrder` takes one. */
export function importWorkOrders(ctx: Ctx, rows: readonly WorkOrderRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      return { run: await tellRun(work, ImportKind.WORK_ORDERS, rows.length, await keepRows(work, workOrders, rows)) };
    },
    { timeoutMs: 60_000 },
  );
}
