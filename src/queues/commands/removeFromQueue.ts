import { CaseAction } from "../../cases/case.policy";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { lockItem, takeOffQueue } from "../queueItem.steps";
import { mayQueue } from "../rights.steps";

/** Takes an item off its queue; who owns the case or activity goes on owning it. */
export function removeFromQueue(ctx: Ctx, itemId: string) {
  return transact(ctx, async (work) => {
    const item = await lockItem(work, itemId);
    mayQueue(work, item.of, CaseAction.ADD_TO_QUEUE);
    await takeOffQueue(work, item);
    return { removedId: item.id, case: item.of.case?.id ?? null };
  });
}
