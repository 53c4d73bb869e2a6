import { CaseAction } from "../../cases/case.policy";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { queueByKey, queueFound } from "../queue.queries";
import { lockItem, moveToQueue, mustBeOpenTo } from "../queueItem.steps";
import { mayQueue } from "../rights.steps";

/** Moves an item to another queue, where it is new; who holds it goes on holding it. */
export function moveQueueItem(ctx: Ctx, input: { readonly itemId: string; readonly queue: string }) {
  return transact(ctx, async (work) => {
    const item = await lockItem(work, input.itemId);
    mayQueue(work, item.of, CaseAction.ADD_TO_QUEUE);
    const found = await mustExist(work, { queue: queueByKey(work, "queue", input.queue) });
    const queue = queueFound(found.queue)!;
    mustBeOpenTo(work, queue);
    return { item: await moveToQueue(work, item, queue) };
  });
}
