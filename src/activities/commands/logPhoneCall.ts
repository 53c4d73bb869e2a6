import { personById } from "../../cases/case.queries";
import { activitySubject, attachUploads } from "../../evidence/evidence.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { queueActivity } from "../../queues/newActivity.steps";
import { ActivityKind, type Direction } from "../activity.entity";
import { addActivity, type NewActivity } from "../adding.steps";

export interface LogPhoneCall extends NewActivity {
  readonly direction: Direction;
  readonly withPersonId?: string | null;
  readonly phone?: string | null;
  /** ISO 8601, not negative. */
  readonly duration?: string | null;
  /** It has taken place; otherwise it is still to be made. */
  readonly completed?: boolean;
  /** Fresh uploads of one's own. */
  readonly uploadIds?: readonly string[] | null;
}

/** Writes down a call, in or out; one that went out and took place answers its case. */
export function logPhoneCall(ctx: Ctx, input: LogPhoneCall) {
  return transact(ctx, async (work) => {
    const { id, caseId, warnings } = await addActivity(work, input, {
      kind: ActivityKind.PHONE_CALL,
      completed: input.completed ?? false,
      direction: input.direction,
      values: { phone: input.phone, duration: input.duration },
      wanted: { withPerson: input.withPersonId != null && personById(work, "input.withPersonId", input.withPersonId) },
    });
    await attachUploads(work, activitySubject(id, caseId), {
      uploadIds: input.uploadIds ?? [],
      path: "input.uploadIds",
    });
    await queueActivity(work, { id, caseId }, input);
    return { activity: id, warnings };
  });
}
