import { ErrorCode, invalid, Refusal } from "../platform/errors";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { pauseClocks, resumeClocks } from "../sla/clock.steps";
import { CaseAction, UNFINISHED } from "./case.policy";
import { change, changeCase, defaultStatus, instant, type LockedCase, type StatusFound, takeCase } from "./case.steps";
import type { SetCaseStatus } from "./commands/setCaseStatus";
import { CaseState } from "./settings.entity";
import { EventType, TimelineKind } from "./timeline.events";

/** The timer that ends a hold. */
export const RESUME_CASE = "case.resume";
/** The timer by which cases follow their status to another position. */
export const MOVE_STATUS = "status.move";

/** The active status with this key. */
export async function statusByKey(work: Work, key: string, path = "status"): Promise<StatusFound> {
  const found = await work.one<StatusFound>(
    sql`SELECT id, key, state FROM case_status WHERE key = ${key} AND active FOR KEY SHARE`,
  );
  if (!found) throw invalid({ path, rule: "exists", message: `no active status has the key \`${key}\`` });
  return found;
}

/** INVALID_TRANSITION unless the case's status leads to this one; `within` are the states that the verb reaches. */
export async function mustReach(
  work: Work,
  subject: LockedCase,
  status: StatusFound,
  within: readonly CaseState[],
): Promise<void> {
  const listed = subject.allowedNext.length > 0;
  const reached = status.id === subject.statusId || !listed || subject.allowedNext.includes(status.id);
  if (within.includes(status.state) && reached) return;
  const allowed = await work.query<{ key: string }>(sql`
    SELECT key FROM case_status WHERE active AND state = ANY (${within}) AND id <> ${subject.statusId}
      AND (NOT ${listed}::boolean OR id = ANY (${subject.allowedNext}::uuid[])) ORDER BY position, key`);
  throw new Refusal(
    ErrorCode.INVALID_TRANSITION,
    `${subject.number} is \`${subject.statusKey}\`, from where this does not lead to \`${status.key}\`.`,
    { allowed: allowed.map((one) => one.key) },
  );
}

/** The status by which the case enters a state: the named one, which must be of that state, or its default. */
export async function statusToward(
  work: Work,
  subject: LockedCase,
  state: CaseState,
  key?: string | null,
  path = "status",
): Promise<StatusFound> {
  const status = key == null ? await defaultStatus(work, state) : await statusByKey(work, key, path);
  if (status.state !== state)
    throw invalid({
      path,
      rule: "state",
      message: `\`${status.key}\` is a status of ${status.state}, not of ${state}`,
    });
  await mustReach(work, subject, status, [state]);
  return status;
}

const statusChanges = (subject: LockedCase, status: StatusFound) => [
  ...change("status", subject.statusKey, status.key),
  ...change("state", subject.state, status.state),
];

/** Puts a case on hold, or holds it on for another reason or time; with a time it resumes by itself. */
export async function holdWith(
  work: Work,
  subject: LockedCase,
  status: StatusFound,
  { reason, until }: { readonly reason: string; readonly until: Date | null },
): Promise<void> {
  work.record({
    kind: TimelineKind.HELD,
    type: EventType.CASE_HELD,
    subjectId: subject.id,
    caseId: subject.id,
    changes: [...statusChanges(subject, status), ...change("holdUntil", instant(subject.holdUntil), instant(until))],
    words: { note: reason },
  });
  await changeCase(work, subject, {
    status: status.id,
    state: status.state,
    holdReason: reason,
    holdUntil: until,
    ...(await pauseClocks(work, subject, reason)),
  });
  await work.timer(RESUME_CASE, subject.id, until);
}

/** Takes a case off hold, or moves it among the statuses of what is not finished. */
export async function moveTo(
  work: Work,
  subject: LockedCase,
  status: StatusFound,
  { note, byItself = false }: { readonly note?: string | null; readonly byItself?: boolean } = {},
): Promise<void> {
  const held = subject.state === CaseState.ON_HOLD;
  work.record({
    kind: held ? TimelineKind.RESUMED : TimelineKind.STATUS_CHANGED,
    type: held ? EventType.CASE_RESUMED : EventType.CASE_STATUS_CHANGED,
    subjectId: subject.id,
    caseId: subject.id,
    changes: statusChanges(subject, status),
    ...(note != null && { words: { note } }),
    ...(byItself && { data: { byItself } }),
  });
  await changeCase(work, subject, {
    status: status.id,
    state: status.state,
    ...(held && (await offHold(work, subject))),
    ...(held && (await resumeClocks(work, subject))),
  });
}

/** What a case no longer has that leaves its hold, whichever way. */
export async function offHold(work: Work, subject: LockedCase): Promise<Record<string, unknown>> {
  if (subject.holdUntil) await work.timer(RESUME_CASE, subject.id, null);
  return { holdReason: null, holdUntil: null };
}

/** Moves a case among the statuses of NEW, OPEN and ON_HOLD; what ends a case is reached by its own verb. Answers the case's id. */
export async function setStatusWith(work: Work, input: SetCaseStatus, path = "status"): Promise<string> {
  const subject = await takeCase(work, input.id, CaseAction.CHANGE_STATUS, input.expectedVersion);
  const status = await statusByKey(work, input.status, path);
  await mustReach(work, subject, status, UNFINISHED);
  if (status.id === subject.statusId) return subject.id;
  if (status.state === CaseState.ON_HOLD) {
    if (input.note == null)
      throw invalid({
        path: path.replace(/status$/, "note"),
        rule: "required",
        message: "a hold needs its reason: say it as the note",
      });
    await holdWith(work, subject, status, { reason: input.note, until: subject.holdUntil });
  } else await moveTo(work, subject, status, { note: input.note });
  return subject.id;
}
