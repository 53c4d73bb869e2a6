import { type CaseAction, assertCan, RULES } from "../cases/case.policy";
import { type LockedCase, lockCase } from "../cases/case.steps";
import type { Priority } from "../cases/settings.entity";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { permit } from "../platform/access/viewer";
import { conflict, notFound } from "../platform/errors";
import { MovedOn } from "../platform/faults";
import { typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { NewEvent, Work } from "../platform/work";
import { Activity, type AppointmentPurpose } from "./activity.entity";
import { ACTIVITY_RULES, type ActivityStanding, type ActivityVerb, assertVerb } from "./activity.policy";

/** An activity as it stands under the command's lock. */
export interface LockedActivity extends ActivityStanding {
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly description: string | null;
  readonly priority: Priority;
  readonly caseId: string | null;
  readonly customerId: string | null;
  readonly teamId: string | null;
  readonly teamKey: string | null;
  readonly dueAt: Date | null;
  readonly startedAt: Date | null;
  readonly withPersonId: string | null;
  readonly phone: string | null;
  /** ISO 8601. */
  readonly duration: string | null;
  readonly timeSpent: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly purpose: AppointmentPurpose | null;
  readonly location: string | null;
  readonly contactId: string | null;
  readonly workOrderId: string | null;
  readonly allowsOverlap: boolean;
  readonly rescheduleCount: number;
}

interface Taken {
  readonly activity: LockedActivity;
  /** Its case, locked; null where it has none. */
  readonly subject: LockedCase | null;
}

/** Locks the activity's case, then the activity, and refuses unless the viewer may do this to its case now. */
export async function takeActivity(
  work: Work,
  id: string,
  action: CaseAction,
  // Locked before the activity as well, in the order that all commands keep.
  goesTo: string | null = null,
): Promise<Taken & { readonly target: LockedCase | null }> {
  const a = raw("a");
  const visible = work.scope.visible(Activity, a);
  const standing =
    typeOfId(id) === 27 &&
    (await work.one<{ caseId: string | null }>(
      sql`SELECT a.case_id AS "caseId" FROM activity a WHERE a.id = ${id} AND ${visible}`,
    ));
  if (!standing) throw notFound("The activity");
  const cases = new Map<string, LockedCase>();
  for (const caseId of [...new Set([standing.caseId, goesTo])].sort())
    if (caseId !== null) cases.set(caseId, await lockCase(work, caseId));
  const subject = standing.caseId === null ? null : cases.get(standing.caseId)!;
  const target = goesTo === null ? null : cases.get(goesTo)!;
  mayOn(work, subject, action);
  if (target) mayOn(work, target, action);
  return { activity: await lockActivity(work, id, standing.caseId), subject, target };
}

/** The lock on an activity whose case, if any, is locked already. */
export async function lockActivity(work: Work, id: string, caseId: string | null): Promise<LockedActivity> {
  const activity = await work.one<LockedActivity>(sql`
    SELECT a.id, a.version, a.kind, a.state, a.subject, a.description, a.priority, a.case_id AS "caseId",
      a.customer_id AS "customerId", a.assignee_id AS "assigneeId", a.team_id AS "teamId",
      (SELECT t.key FROM team t WHERE t.id = a.team_id) AS "teamKey", a.due_at AS "dueAt", a.started_at AS "startedAt",
      a.created_by_id AS "createdById", a.direction, a.with_person_id AS "withPersonId", a.phone,
      casegraph_duration(a.duration) AS duration, casegraph_duration(a.time_spent) AS "timeSpent",
      a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.purpose, a.location, a.contact_id AS "contactId",
      a.work_order_id AS "workOrderId", a.allows_overlap AS "allowsOverlap", a.reschedule_count AS "rescheduleCount"
    FROM activity a WHERE a.id = ${id} FOR UPDATE`);
  if (!activity) throw notFound("The activity");
  // It went to another case between the look and the lock: the command is run again.
  if (activity.caseId !== caseId) throw new MovedOn("The activity");
  return activity;
}

/** Locks an activity for a verb of its own; refuses unless right, case and state allow it now. */
export async function takeFor(
  work: Work,
  id: string,
  verb: ActivityVerb,
  { goesTo, expectedVersion }: { readonly goesTo?: string | null; readonly expectedVersion?: number | null } = {},
): Promise<Taken & { readonly target: LockedCase | null }> {
  const taken = await takeActivity(work, id, ACTIVITY_RULES[verb].on, goesTo ?? null);
  assertVerb(work.ctx.viewer, verb, taken.activity);
  const { version } = taken.activity;
  if (expectedVersion != null && expectedVersion !== version)
    throw conflict(`The activity has moved on to version ${version}.`, { currentVersion: version });
  return taken;
}

/** Refuses unless the viewer may do this on the locked case; without a case the right alone decides. */
export function mayOn(work: Work, subject: LockedCase | null, action: CaseAction): void {
  if (subject) assertCan(work.ctx.viewer, action, subject);
  else if (work.ctx.viewer) permit(work.ctx.viewer, ...RULES[action].anyOf);
}

/** What every event about an activity says. */
export const about = (
  activity: Pick<LockedActivity, "id" | "caseId">,
): Pick<NewEvent, "subjectId" | "activityId" | "caseId"> => ({
  subjectId: activity.id,
  activityId: activity.id,
  caseId: activity.caseId,
});

/** The timer that tells once that an activity is overdue. */
export const OVERDUE = "activity.overdue";

/** Keeps the timer in step with what stands: only what is open can become overdue. */
export const watchDueTime = (work: Work, id: string, dueAt: Date | null): Promise<void> =>
  work.timer(OVERDUE, id, dueAt);

/** A case's activities, done or not, become another's; what was about no customer is about that case's now. */
export async function moveActivities(
  work: Work,
  from: Pick<LockedCase, "id">,
  to: Pick<LockedCase, "id" | "customerId">,
): Promise<void> {
  const moved = await work.query<{ id: string }>(
    sql`SELECT id FROM activity WHERE case_id = ${from.id} ORDER BY id FOR UPDATE`,
  );
  if (moved.length === 0) return;
  await work.query(sql`UPDATE activity SET case_id = ${to.id}, customer_id = coalesce(customer_id, ${to.customerId}::uuid),
    version = version + 1, updated_at = ${work.now} WHERE case_id = ${from.id}`);
  for (const { id } of moved)
    work.record({
      ...about({ id, caseId: to.id }),
      kind: TimelineKind.ACTIVITY_UPDATED,
      type: EventType.ACTIVITY_UPDATED,
      changes: [{ field: "case", from: from.id, to: to.id }],
    });
}
