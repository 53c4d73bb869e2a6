import { change, instant } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, takeFor } from "../activity.steps";
import { bookTime, checkTimes } from "../booking.steps";

export interface RescheduleAppointment {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly reason?: string | null;
}

/** Moves an appointment, counts that it was moved and keeps on the timeline from when to when, and why. */
export function rescheduleAppointment(ctx: Ctx, input: RescheduleAppointment) {
  return transact(ctx, async (work) => {
    checkTimes(input.startsAt, input.endsAt, "endsAt");
    const { activity } = await takeFor(work, input.id, ActivityVerb.RESCHEDULE);
    const changes = [
      ...change("startsAt", instant(activity.startsAt), instant(input.startsAt)),
      ...change("endsAt", instant(activity.endsAt), instant(input.endsAt)),
    ];
    if (changes.length === 0) return { activity: activity.id, warnings: [] };
    const { startsAt, endsAt } = input;
    const warnings = await bookTime(work, { ...activity, startsAt, endsAt });
    await work.update(Activity, activity, { startsAt, endsAt, rescheduleCount: activity.rescheduleCount + 1 });
    work.record({
      ...about(activity),
      kind: TimelineKind.APPOINTMENT_MOVED,
      type: EventType.ACTIVITY_UPDATED,
      // Both, so that the sentence tells from when to when though only the end was moved.
      changes: [
        { field: "startsAt", from: instant(activity.startsAt), to: instant(startsAt) },
        { field: "endsAt", from: instant(activity.endsAt), to: instant(endsAt) },
      ],
      ...(input.reason != null && { words: { note: input.reason } }),
      audience: { moved: activity.assigneeId === null ? [] : [activity.assigneeId] },
    });
    return { activity: activity.id, warnings };
  });
}
