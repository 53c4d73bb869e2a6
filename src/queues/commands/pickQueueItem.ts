import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { lockItem, mustBeOpenTo, pickItem } from "../queueItem.steps";
import { mayPick } from "../rights.steps";

/** Assigns an item's case or activity to the viewer. Of two who race exactly one wins; the other gets ALREADY_PICKED. */
export function pickQueueItem(ctx: Ctx, itemId: string) {
  return transact(ctx, async (work) => {
    const item = await lockItem(work, itemId);
    mayPick(work, item);
    mustBeOpenTo(work, item);
    await pickItem(work, item);
    return { item: item.id };
  });
}
