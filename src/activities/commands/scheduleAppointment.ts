import { personById, workOrderById } from "../../cases/case.queries";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { queueActivity } from "../../queues/newActivity.steps";
import { ActivityKind, type AppointmentPurpose } from "../activity.entity";
import { addActivity, type NewActivity } from "../adding.steps";
import { checkTimes } from "../booking.steps";

export interface ScheduleAppointment extends Omit<NewActivity, "dueAt"> {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly purpose: AppointmentPurpose;
  readonly location?: string | null;
  readonly contactId?: string | null;
  readonly workOrderId?: string | null;
  /** Books over another appointment of the assignee. */
  readonly allowOverlap?: boolean;
}

/** Books a visit; SCHEDULE_CONFLICT where the assignee has another appointment then, unless it may overlap. */
export function scheduleAppointment(ctx: Ctx, input: ScheduleAppointment) {
  return transact(ctx, async (work) => {
    checkTimes(input.startsAt, input.endsAt, "input.endsAt");
    const { id, caseId, warnings } = await addActivity(work, input, {
      kind: ActivityKind.APPOINTMENT,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      allowsOverlap: input.allowOverlap ?? false,
      values: { purpose: input.purpose, location: input.location },
      wanted: {
        contact: input.contactId != null && personById(work, "input.contactId", input.contactId),
        workOrder: input.workOrderId != null && workOrderById(work, "input.workOrderId", input.workOrderId),
      },
    });
    await queueActivity(work, { id, caseId }, input);
    return { activity: id, warnings };
  });
}
