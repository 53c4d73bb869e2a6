import { CaseAction } from "../../cases/case.policy";
import { notFound } from "../../platform/errors";
import { typeOfId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { queueByKey, queueFound } from "../queue.queries";
import { lockSubject, mustBeOpenTo, putInQueue } from "../queueItem.steps";
import { mayQueue } from "../rights.steps";

/** Puts a case or an activity into a queue, out of the one it was in, if any. Of private queues by their members. */
export function addToQueue(ctx: Ctx, input: { readonly subjectId: string; readonly queue: string }) {
  return transact(ctx, async (work) => {
    const type = typeOfId(input.subjectId);
    if (type !== 23 && type !== 27) throw notFound("The case or activity");
    const of = await lockSubject(work, {
      caseId: type === 23 ? input.subjectId : null,
      activityId: type === 27 ? input.subjectId : null,
    });
    mayQueue(work, of, CaseAction.ADD_TO_QUEUE);
    const found = await mustExist(work, { queue: queueByKey(work, "queue", input.queue) });
    const queue = queueFound(found.queue)!;
    mustBeOpenTo(work, queue);
    return { item: await putInQueue(work, of, queue) };
  });
}
