import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";

/** Takes away the bytes of an attachment that is no more; tried again until they are gone. */
export async function discardBytes(work: Work, timer: DueTimer): Promise<void> {
  await work.ctx.house.storage.remove(timer.data.key as string);
}
