import { customerById, personById, workOrderById } from "../../cases/case.queries";
import { change, instant } from "../../cases/case.steps";
import type { Priority } from "../../cases/settings.entity";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { invalid } from "../../platform/errors";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity, ActivityKind, ActivityState, type AppointmentPurpose } from "../activity.entity";
import { ActivityVerb } from "../activity.policy";
import { about, type LockedActivity, takeFor } from "../activity.steps";
import { watchAgain } from "../overdue.steps";

/** What is left out stays as it is, null clears it. */
export interface UpdateActivity {
  readonly subject?: string;
  readonly description?: string | null;
  readonly priority?: Priority;
  readonly dueAt?: Date | null;
  readonly caseId?: string | null;
  readonly customerId?: string | null;
  /** ISO 8601, not negative. */
  readonly timeSpent?: string | null;
  readonly purpose?: AppointmentPurpose;
  readonly location?: string | null;
  readonly contactId?: string | null;
  readonly workOrderId?: string | null;
  readonly withPersonId?: string | null;
  readonly phone?: string | null;
  readonly duration?: string | null;
}

/** Fields that only activities of one kind have. */
const OF_KIND = {
  purpose: ActivityKind.APPOINTMENT,
  location: ActivityKind.APPOINTMENT,
  contactId: ActivityKind.APPOINTMENT,
  workOrderId: ActivityKind.APPOINTMENT,
  withPersonId: ActivityKind.PHONE_CALL,
  phone: ActivityKind.PHONE_CALL,
  duration: ActivityKind.PHONE_CALL,
} as const;

/** Words that people write, which live beside the log. */
const WORDS = ["subject", "description", "location", "phone"] as const;
const PLAIN = ["priority", "purpose", "timeSpent", "duration"] as const;
const NAMED = {
  customer: "customerId",
  contact: "contactId",
  workOrder: "workOrderId",
  withPerson: "withPersonId",
} as const;

/** Changes what is said of an activity; put on another case it is told on both timelines. */
export function updateActivity(
  ctx: Ctx,
  given: { readonly id: string; readonly input: UpdateActivity; readonly expectedVersion?: number | null },
) {
  const { input, expectedVersion } = given;
  return transact(ctx, async (work) => {
    const { activity, target } = await takeFor(work, given.id, ActivityVerb.UPDATE, {
      goesTo: input.caseId,
      expectedVersion,
    });
    checkKind(activity, input);
    const found = await mustExist(work, {
      customer: input.customerId != null && customerById(work, "input.customerId", input.customerId),
      contact: input.contactId != null && personById(work, "input.contactId", input.contactId),
      workOrder: input.workOrderId != null && workOrderById(work, "input.workOrderId", input.workOrderId),
      withPerson: input.withPersonId != null && personById(work, "input.withPersonId", input.withPersonId),
    });
    const caseId = input.caseId === undefined ? activity.caseId : (target?.id ?? null);
    const next: Partial<LockedActivity> = {
      ...Object.fromEntries(
        [...WORDS, ...PLAIN].flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
      ),
      ...Object.fromEntries(
        Object.entries(NAMED).flatMap(([property, field]) =>
          input[field] === undefined ? [] : [[field, found[property as keyof typeof NAMED]]],
        ),
      ),
      ...(input.dueAt !== undefined && { dueAt: input.dueAt }),
      // Put on a case, it is about that case's customer unless it is about one already.
      ...(target &&
        input.customerId === undefined &&
        activity.customerId === null && { customerId: target.customerId }),
    };
    const text = (value: unknown): string | null =>
      value instanceof Date ? instant(value) : ((value ?? null) as string | null);
    const diff = (fields: readonly (keyof LockedActivity)[]) =>
      fields.flatMap((field) =>
        field in next ? change(field.replace(/Id$/, ""), text(activity[field]), text(next[field])) : [],
      );
    const changes = [...diff([...PLAIN, "dueAt", ...Object.values(NAMED)]), ...change("case", activity.caseId, caseId)];
    const words = diff([...WORDS]);
    if (changes.length + words.length === 0) return { activity: activity.id, warnings: [] };
    const columns = Object.fromEntries(Object.entries(next).map(([field, value]) => [field.replace(/Id$/, ""), value]));
    await work.update(Activity, activity, { ...columns, case: caseId });
    if (activity.state === ActivityState.OPEN && changes.some(({ field }) => field === "dueAt"))
      await watchAgain(work, activity.id, next.dueAt ?? null);
    const told = {
      kind: TimelineKind.ACTIVITY_UPDATED,
      type: EventType.ACTIVITY_UPDATED,
      changes,
      ...(words.length > 0 && { words: { changes: words } }),
    };
    // Taken off its case it is told there; put on another it is told on both.
    work.record({ ...about({ id: activity.id, caseId: caseId ?? activity.caseId }), ...told });
    if (caseId !== activity.caseId && caseId !== null && activity.caseId !== null)
      work.record({
        ...about(activity),
        kind: TimelineKind.ACTIVITY_UPDATED,
        type: EventType.ACTIVITY_UPDATED,
        changes: change("case", activity.caseId, caseId),
      });
    return { activity: activity.id, warnings: [] };
  });
}

function checkKind(activity: LockedActivity, input: UpdateActivity): void {
  const wrong = Object.entries(OF_KIND).filter(
    ([field, kind]) => input[field as keyof typeof OF_KIND] !== undefined && activity.kind !== kind,
  );
  if (wrong.length > 0)
    throw invalid(
      ...wrong.map(([field, kind]) => ({
        path: `input.${field}`,
        rule: "kind",
        message: `only a${kind === ActivityKind.APPOINTMENT ? "n appointment" : " phone call"} has this`,
      })),
    );
}
