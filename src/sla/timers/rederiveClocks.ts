import { randomUUID } from "node:crypto";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { and, join, raw, type Sql, sql } from "../../platform/sql";
import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";
import { type CaseClocks, clocksOf } from "../clock.queries";
import { type WrittenClock, writeClocks } from "../clockRows.steps";
import { type Clock, type ClockColumns, columnsOf, derive, type Promised } from "../derivation";
import { tellClock } from "../tell.steps";
import { termsOf } from "../terms.queries";

/** Clocks at once: few enough that nobody waits for their cases longer than for another command. */
const AT_ONCE = 100;
/** Up to so many clocks each case's timeline is told; of more the log is told once for each batch. */
const MOST_TOLD = 2000;
/** When it looks once more: commands that began before the change have ended by then. */
const LAST_LOOK_MS = 15_000;
/** Left to everybody else after each of them. */
const ROOM_MS = 8;
/** Until it comes back for cases that somebody held. */
const HELD_MS = 250;
const START = "00000000-0000-0000-0000-000000000000";

interface Job {
  readonly id: string;
  readonly policy_id: string | null;
  readonly calendar_id: string | null;
  readonly revision: number;
  readonly total: number | null;
  readonly after_case: string;
  readonly finished_at: Date | null;
}

/** Open clocks that have not followed yet, of alias k. */
const behind = (job: Job): Sql =>
  and(
    raw("k.met_at IS NULL AND k.canceled_at IS NULL"),
    job.policy_id !== null
      ? sql`k.policy_id = ${job.policy_id} AND k.policy_revision < ${job.revision}`
      : sql`k.calendar_id = ${job.calendar_id} AND k.calendar_revision < ${job.revision}`,
  );

/** Takes some open clocks on to their policy's or calendar's new revision; where it stood is written with them. */
export async function rederiveClocks(work: Work, timer: DueTimer): Promise<void> {
  const job = await work.one<Job>(sql`SELECT * FROM sla_rederivation WHERE id = ${timer.subjectId} FOR UPDATE`);
  if (!job) return;
  const total =
    job.total ??
    (await work.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM sla_clock k WHERE ${behind(job)}`))!.n;
  const next = await work.query<{ case_id: string }>(sql`
    SELECT k.case_id FROM sla_clock k WHERE ${behind(job)} AND k.case_id > ${job.after_case} ORDER BY k.case_id LIMIT ${AT_ONCE}`);
  if (next.length === 0) return ended(work, timer, job, total);
  const locked = await work.query<{ id: string }>(sql`
    SELECT id FROM service_case WHERE id = ANY (${[...new Set(next.map((one) => one.case_id))]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`);
  const { done, changed } = await rederive(
    work,
    job,
    locked.map(({ id }) => id),
    total <= MOST_TOLD,
  );
  await work.query(sql`UPDATE sla_rederivation SET total = ${total}, done = done + ${done}, changed = changed + ${changed},
    after_case = ${next.at(-1)!.case_id}, finished_at = NULL WHERE id = ${job.id}`);
  await work.timer(timer.kind, timer.subjectId, new Date(work.now.getTime() + ROOM_MS));
}

/** Nothing is left behind the place that it had come to: from the start again, and in the end a last look. */
async function ended(work: Work, timer: DueTimer, job: Job, total: number): Promise<void> {
  const again = (afterMs: number) => work.timer(timer.kind, timer.subjectId, new Date(work.now.getTime() + afterMs));
  const fromStart = job.after_case === START;
  await work.query(sql`UPDATE sla_rederivation SET total = ${total}, after_case = ${START},
    finished_at = ${fromStart ? (job.finished_at ?? work.now) : null}::timestamptz WHERE id = ${job.id}`);
  if (!fromStart) await again(HELD_MS);
  else if (!job.finished_at) await again(LAST_LOOK_MS);
}

async function rederive(work: Work, job: Job, ids: readonly string[], told: boolean) {
  if (ids.length === 0) return { done: 0, changed: 0 };
  const cases = await work.query<CaseClocks>(clocksOf(ids, null));
  const under = job.policy_id === null ? null : await revisionOf(work, job);
  const follows = (clock: Clock) =>
    clock.metAt === null &&
    clock.canceledAt === null &&
    (job.policy_id === null
      ? clock.calendarId === job.calendar_id && clock.calendarRevision < job.revision
      : clock.policyId === job.policy_id && clock.policyRevision < job.revision);
  const promisedTo = (clock: CaseClocks["clocks"][number]): Promised =>
    under ?? {
      policyId: clock.policyId,
      policyRevision: clock.policyRevision,
      calendarId: clock.calendarId,
      calendarRevision: clock.calendarNow,
    };
  const stale = cases.flatMap(({ clocks }) => clocks.filter(follows));
  const terms = await termsOf(work, stale.map(promisedTo));
  const now = work.now.getTime();
  const written: WrittenClock[] = [];
  const moved: { id: string; columns: ClockColumns }[] = [];
  let changed = 0;
  for (const one of cases) {
    const course = { ...one, ended: null };
    const clocks = one.clocks.map((was): Clock => {
      if (!follows(was)) return was;
      const is = derive(was.kind, was, terms(promisedTo(was)), course, now, randomUUID)!;
      written.push({ caseId: one.id, clock: is });
      if (is.dueAt !== was.dueAt || is.canceledAt !== was.canceledAt) changed++;
      if (told) tellClock(work, one.id, was, is);
      return is;
    });
    const columns = columnsOf(clocks);
    if (JSON.stringify(columns) !== JSON.stringify(columnsOf(one.clocks))) moved.push({ id: one.id, columns });
  }
  await writeClocks(work, written);
  await moveCases(work, moved);
  if (!told && changed > 0)
    work.record({
      kind: TimelineKind.SLA_CHANGED,
      type: EventType.SLA_CHANGED,
      subjectId: (job.policy_id ?? job.calendar_id)!,
      data: { clocks: changed, revision: job.revision },
    });
  return { done: written.length, changed };
}

/** The revision that the job takes clocks to, with its calendar as it is now. */
async function revisionOf(work: Work, job: Job): Promise<Promised> {
  const row = await work.one<{ calendar_id: string; calendar_revision: number }>(sql`
    SELECT r.calendar_id, b.revision AS calendar_revision FROM sla_policy_revision r
      JOIN business_calendar b ON b.id = r.calendar_id
    WHERE r.policy_id = ${job.policy_id} AND r.revision = ${job.revision}`);
  return {
    policyId: job.policy_id!,
    policyRevision: job.revision,
    calendarId: row!.calendar_id,
    calendarRevision: row!.calendar_revision,
  };
}

const COLUMNS = {
  slaStanding: ["sla_standing", "text"],
  dueAt: ["due_at", "timestamptz"],
  slaWarnAt: ["sla_warn_at", "timestamptz"],
  firstResponseStanding: ["first_response_standing", "text"],
  firstResponseDueAt: ["first_response_due_at", "timestamptz"],
  firstResponseWarnAt: ["first_response_warn_at", "timestamptz"],
} as const;
const SET = join(
  Object.entries(COLUMNS).map(([property, [column]]) => raw(`${column} = told."${property}"`)),
  ", ",
);
const TYPED = join(
  Object.entries(COLUMNS).map(([property, [, type]]) => raw(`"${property}" ${type}`)),
  ", ",
);

/** The cases' copies follow, without a new version: nobody's change of the case is refused for it. */
async function moveCases(work: Work, moved: readonly { id: string; columns: ClockColumns }[]): Promise<void> {
  if (moved.length === 0) return;
  const rows = JSON.stringify(moved.map(({ id, columns }) => ({ id, ...columns })));
  await work.query(sql`
    UPDATE service_case c SET ${SET} FROM json_to_recordset(${rows}::json) AS told (id uuid, ${TYPED}) WHERE c.id = told.id`);
}
