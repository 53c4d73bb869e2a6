import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { lockItem, releaseItem } from "../queueItem.steps";
import { mayRelease } from "../rights.steps";

/** Gives an item back to its queue, its case or activity unassigned. By its holder, or by SERVICE_ASSIGN. */
export function releaseQueueItem(ctx: Ctx, itemId: string) {
  return transact(ctx, async (work) => {
    const item = await lockItem(work, itemId);
    mayRelease(work, item);
    await releaseItem(work, item);
    return { item: item.id };
  });
}
