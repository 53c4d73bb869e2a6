import { invalid } from "../platform/errors";
import { newId } from "../platform/ids";
import { mustExist } from "../platform/mustExist";
import type { Work } from "../platform/work";
import { queueByKey, queueFound } from "./queue.queries";
import { enterQueue, mustBeOpenTo } from "./queueItem.steps";

/** Puts an activity that was just written into the queue that its input names, if any. */
export async function queueActivity(
  work: Work,
  { id, caseId }: { readonly id: string; readonly caseId: string | null },
  input: { readonly queue?: string | null; readonly assigneeId?: string | null; readonly completed?: boolean },
): Promise<void> {
  if (input.queue == null) return;
  if (input.completed)
    throw invalid({ path: "input.queue", rule: "open", message: "what is done already is in no queue" });
  const found = await mustExist(work, { queue: queueByKey(work, "input.queue", input.queue) });
  const queue = queueFound(found.queue)!;
  mustBeOpenTo(work, queue);
  const of = { subjectId: id, activityId: id, caseId };
  await enterQueue(work, { ...of, id: newId(29), owner: input.assigneeId ?? null, queue });
}
