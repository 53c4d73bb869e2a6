import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { queueActivity } from "../../queues/newActivity.steps";
import { ActivityKind } from "../activity.entity";
import { addActivity, type NewActivity } from "../adding.steps";

export type CreateTask = NewActivity;

/** Adds something to do, on a case or by itself. */
export function createTask(ctx: Ctx, input: CreateTask) {
  return transact(ctx, async (work) => {
    const { id, caseId, warnings } = await addActivity(work, input, { kind: ActivityKind.TASK });
    await queueActivity(work, { id, caseId }, input);
    return { activity: id, warnings };
  });
}
