import { activitySubject, attachUploads } from "../../evidence/evidence.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { queueActivity } from "../../queues/newActivity.steps";
import { ActivityKind, type Direction } from "../activity.entity";
import { addActivity, type NewActivity } from "../adding.steps";

export interface LogEmail extends NewActivity {
  readonly direction: Direction;
  readonly from?: string | null;
  readonly to?: readonly string[] | null;
  readonly cc?: readonly string[] | null;
  readonly messageId?: string | null;
  /** It was sent or read; otherwise that is still to be done. */
  readonly completed?: boolean;
  /** Fresh uploads of one's own. */
  readonly uploadIds?: readonly string[] | null;
}

/** Writes down a mail, in or out, and sends nothing; one that was sent answers its case. */
export function logEmail(ctx: Ctx, input: LogEmail) {
  return transact(ctx, async (work) => {
    const { id, caseId, warnings } = await addActivity(work, input, {
      kind: ActivityKind.EMAIL,
      completed: input.completed ?? false,
      direction: input.direction,
      values: { from: input.from, to: input.to ?? [], cc: input.cc ?? [], messageId: input.messageId },
    });
    await attachUploads(work, activitySubject(id, caseId), {
      uploadIds: input.uploadIds ?? [],
      path: "input.uploadIds",
    });
    await queueActivity(work, { id, caseId }, input);
    return { activity: id, warnings };
  });
}
