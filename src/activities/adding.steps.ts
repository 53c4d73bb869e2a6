import { answering } from "../cases/answer.steps";
import { CaseAction } from "../cases/case.policy";
import { customerById, ownerById, ownerFound, teamByKey, teamFound } from "../cases/case.queries";
import { change, changeCase, type LockedCase, lockCase } from "../cases/case.steps";
import type { Priority } from "../cases/settings.entity";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { newId } from "../platform/ids";
import { mustExist, type Wanted } from "../platform/mustExist";
import type { Work } from "../platform/work";
import { Activity, type ActivityKind, ActivityState, Direction } from "./activity.entity";
import { about, mayOn, watchDueTime } from "./activity.steps";
import { bookTime, type Caution } from "./booking.steps";

/** What can be said of a new activity of any kind. */
export interface NewActivity {
  readonly caseId?: string | null;
  /** The case's unless given. */
  readonly customerId?: string | null;
  readonly subject: string;
  readonly description?: string | null;
  readonly priority?: Priority;
  readonly assigneeId?: string | null;
  /** By key, as is the queue. */
  readonly team?: string | null;
  readonly queue?: string | null;
  readonly dueAt?: Date | null;
}

/** What is said of one kind. */
interface OfKind {
  readonly kind: ActivityKind;
  /** It was done before it was written down. */
  readonly completed?: boolean;
  readonly direction?: Direction;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly allowsOverlap?: boolean;
  /** Further columns, by property. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Further things that the input names, by property. */
  readonly wanted?: Readonly<Record<string, Wanted | null | undefined | false>>;
}

export interface Added {
  readonly id: string;
  readonly caseId: string | null;
  readonly warnings: readonly Caution[];
}

/** Writes a new activity, on a case or by itself; what went out to the customer and is done answers its case. */
export async function addActivity(work: Work, input: NewActivity, own: OfKind): Promise<Added> {
  const subject = input.caseId == null ? null : await lockCase(work, input.caseId);
  mayOn(work, subject, CaseAction.ADD_ACTIVITY);
  const found: Record<string, string | null> = await mustExist(work, {
    customer: input.customerId != null && customerById(work, "input.customerId", input.customerId),
    assignee: input.assigneeId != null && ownerById(work, "input.assigneeId", input.assigneeId),
    team: input.team != null && teamByKey("input.team", input.team),
    ...own.wanted,
  });
  const assigneeId = ownerFound(found.assignee ?? null, "input.assigneeId");
  const team = teamFound(found.team ?? null);
  const teamId = team?.id ?? null;
  const id = newId(27);
  const { kind, completed = false, direction, startsAt, endsAt, allowsOverlap = false } = own;
  const warnings =
    startsAt && endsAt ? await bookTime(work, { id, assigneeId, teamId, startsAt, endsAt, allowsOverlap }) : [];
  const caseId = subject?.id ?? null;
  await work.insert(Activity, {
    ...own.values,
    ...Object.fromEntries(Object.keys(own.wanted ?? {}).map((property) => [property, found[property]])),
    id,
    kind,
    direction,
    startsAt,
    endsAt,
    allowsOverlap,
    subject: input.subject,
    description: input.description,
    priority: input.priority,
    case: caseId,
    customer: found.customer ?? subject?.customerId ?? null,
    assignee: assigneeId,
    team: teamId,
    dueAt: input.dueAt,
    ...(completed && { state: ActivityState.COMPLETED, completedAt: work.now, completedBy: work.actorId }),
    createdAt: work.now,
    createdBy: work.actorId,
    updatedAt: work.now,
  });
  tell(work, { id, caseId, kind, assigneeId, team });
  if (completed) await done(work, { id, caseId, direction: direction ?? null }, subject);
  else if (input.dueAt) await watchDueTime(work, id, input.dueAt);
  return { id, caseId, warnings };
}

function tell(
  work: Work,
  added: {
    readonly id: string;
    readonly caseId: string | null;
    readonly kind: ActivityKind;
    readonly assigneeId: string | null;
    readonly team: { readonly id: string; readonly key: string; readonly members: readonly string[] } | null;
  },
): void {
  const { kind, assigneeId, team } = added;
  work.record({
    ...about(added),
    kind: TimelineKind.ACTIVITY_ADDED,
    type: EventType.ACTIVITY_CREATED,
    data: { kind },
  });
  if (assigneeId !== null || team !== null)
    work.record({
      ...about(added),
      kind: TimelineKind.ACTIVITY_ASSIGNED,
      type: EventType.ACTIVITY_ASSIGNED,
      changes: [...change("assignee", null, assigneeId), ...change("team", null, team?.key ?? null)],
      data: { assigneeId, teamId: team?.id ?? null },
      audience: { assigned: [...new Set([...(assigneeId === null ? [] : [assigneeId]), ...(team?.members ?? [])])] },
    });
}

/** Tells that an activity is done; a call or mail that went out is an answer to its case's customer. */
export async function done(
  work: Work,
  activity: { readonly id: string; readonly caseId: string | null; readonly direction: Direction | null },
  subject: LockedCase | null,
  note: string | null = null,
): Promise<void> {
  work.record({
    ...about(activity),
    kind: TimelineKind.ACTIVITY_COMPLETED,
    type: EventType.ACTIVITY_COMPLETED,
    changes: change("state", ActivityState.OPEN, ActivityState.COMPLETED),
    ...(note !== null && { words: { note } }),
  });
  if (!subject || activity.direction !== Direction.OUTGOING || !work.actorId) return;
  const values = await answering(work, subject);
  if (Object.keys(values).length > 0) await changeCase(work, subject, values);
}
