import { ActivityKind, ActivityState, Direction } from "../../src/activities/activity.entity";
import { ACTIVITY_RULES, ActivityVerb } from "../../src/activities/activity.policy";
import { assignActivity } from "../../src/activities/commands/assignActivity";
import { cancelActivity } from "../../src/activities/commands/cancelActivity";
import { completeActivity } from "../../src/activities/commands/completeActivity";
import { createTask } from "../../src/activities/commands/createTask";
import { deleteActivity } from "../../src/activities/commands/deleteActivity";
import { handBackActivity } from "../../src/activities/commands/handBackActivity";
import { logPhoneCall } from "../../src/activities/commands/logPhoneCall";
import { reopenActivity } from "../../src/activities/commands/reopenActivity";
import { rescheduleAppointment } from "../../src/activities/commands/rescheduleAppointment";
import { scheduleAppointment } from "../../src/activities/commands/scheduleAppointment";
import { startActivity } from "../../src/activities/commands/startActivity";
import { updateActivity } from "../../src/activities/commands/updateActivity";
import { AppointmentPurpose } from "../../src/activities/activity.entity";
import { createCase } from "../../src/cases/commands/createCase";
import type { Ctx } from "../../src/platform/work";

let day = 0;
/** Two hours of a day that nobody has asked for before. */
const times = () => {
  const at = Date.parse("2030-01-01T08:00:00Z") + ++day * 86_400_000;
  return { startsAt: new Date(at), endsAt: new Date(at + 7_200_000) };
};

/** One command for every verb; each does what it does unless right, case or state forbid it. */
export const ACTIVITY_VERBS: Readonly<
  Record<ActivityVerb, (ctx: Ctx, id: string, person: string) => Promise<unknown>>
> = {
  UPDATE: (ctx, id) => updateActivity(ctx, { id, input: { subject: `Another ${++day}` } }),
  RESCHEDULE: (ctx, id) => rescheduleAppointment(ctx, { id, ...times() }),
  ASSIGN: (ctx, id, person) => assignActivity(ctx, { id, personId: person, team: "warehouse" }),
  HAND_BACK: (ctx, id) => handBackActivity(ctx, { id, reason: "Ill" }),
  START: (ctx, id) => startActivity(ctx, id),
  COMPLETE: (ctx, id) => completeActivity(ctx, { id, note: "Done" }),
  REOPEN: (ctx, id) => reopenActivity(ctx, id),
  CANCEL: (ctx, id) => cancelActivity(ctx, { id, reason: "Sold" }),
  DELETE: (ctx, id) => deleteActivity(ctx, id),
  OPEN_CASE: (ctx, id) => createCase(ctx, { title: "From a call", originId: id }),
};

/** The kind of activity that a verb is of, where it is of one. */
export const kindFor = (verb: ActivityVerb): ActivityKind => ACTIVITY_RULES[verb].kinds?.[0] ?? ActivityKind.TASK;

/** A new activity of this kind, brought to this state by who asks. */
export async function activityIn(
  ctx: Ctx,
  state: ActivityState,
  {
    kind = ActivityKind.TASK,
    ...more
  }: { kind?: ActivityKind; caseId?: string | null; assigneeId?: string | null; customerId?: string | null } = {},
): Promise<string> {
  const input = { subject: "x", ...more };
  const added =
    kind === ActivityKind.APPOINTMENT
      ? scheduleAppointment(ctx, { ...input, ...times(), purpose: AppointmentPurpose.SERVICE })
      : kind === ActivityKind.PHONE_CALL
        ? logPhoneCall(ctx, { ...input, direction: Direction.INCOMING })
        : createTask(ctx, input);
  const { activity: id } = await added;
  if (state === ActivityState.COMPLETED) await completeActivity(ctx, { id });
  if (state === ActivityState.CANCELED) await cancelActivity(ctx, { id });
  return id;
}

/** What a verb does in a state: the state that it leads to, `stays`, `gone`, or the code by which it is refused. */
export function activityCell(verb: ActivityVerb, state: ActivityState): string {
  const rule = ACTIVITY_RULES[verb];
  if (!rule.from.includes(state)) return "INVALID_TRANSITION";
  return verb === ActivityVerb.DELETE ? "gone" : (rule.to ?? "stays");
}

/** The table of ACTIVITY_RULES as ARCHITECTURE.md shows it. */
export function activityTable(): string {
  const states = Object.values(ActivityState);
  const word = (text: string) =>
    text === "INVALID_TRANSITION" ? "not now" : text === "stays" ? "✓" : text === "gone" ? text : `→ ${text}`;
  return [
    `| | ${states.join(" | ")} |`,
    `| --- |${" --- |".repeat(states.length)}`,
    ...Object.values(ActivityVerb).map(
      (verb) => `| ${verb} | ${states.map((state) => word(activityCell(verb, state))).join(" | ")} |`,
    ),
  ].join("\n");
}
