import { randomUUID } from "node:crypto";
import type { LockedCase } from "../cases/case.steps";
import type { Priority } from "../cases/settings.entity";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { type CaseClocks, clocksOf, OF_ITS_ROW } from "./clock.queries";
import { beginPauses, endPauses, writeClocks } from "./clockRows.steps";
import {
  type CaseCourse,
  type CasePause,
  type Clock,
  type ClockColumns,
  columnsOf,
  derive,
  type Promised,
} from "./derivation";
import type { PolicySubject } from "./slaPolicy.queries";
import type { ClockKind } from "./targets";
import { tellClock } from "./tell.steps";
import { promiseTo, termsOf } from "./terms.queries";

/** What a command writes of the clocks into the case's own row: values for `changeCase`. */
export type ClockValues = Partial<ClockColumns>;

/** The clocks that a case has. */
export const KINDS: readonly ClockKind[] = ["FIRST_RESPONSE", "RESOLUTION"];

/** Ids of what decides about a case's policy. */
export interface Owing {
  readonly typeId: string;
  readonly entitlementId: string | null;
  readonly contractId: string | null;
}

const subjectOf = ({ typeId, entitlementId, contractId }: Owing): PolicySubject => ({
  typeId: sql`${typeId}::uuid`,
  entitlementId: sql`${entitlementId}::uuid`,
  contractId: sql`${contractId}::uuid`,
});

/** What a step changes of what a case's clocks are derived from. */
interface Turn {
  readonly course?: Partial<CaseCourse>;
  /** Goes under another policy where another one is the case's now. */
  readonly follows?: boolean;
  /** Clocks that start afresh, now, under what is promised now. */
  readonly afresh?: readonly ClockKind[];
}

function promisedTo(was: CaseClocks, standing: CaseClocks["clocks"][number] | undefined, afresh: boolean, turn: Turn) {
  const base = standing ?? was.clocks[0];
  const now = was.promised!;
  if (!base || afresh || (turn.follows && base.policyId !== now.policyId)) return now;
  const { policyId, policyRevision, calendarId, calendarNow } = base;
  return { policyId, policyRevision, calendarId, calendarRevision: calendarNow } satisfies Promised;
}

/** A case's clocks once more, from what they are derived from as `how` changes it; written, and told. */
async function derived(
  work: Work,
  id: string,
  how: (was: CaseClocks) => Turn,
  subject: PolicySubject = OF_ITS_ROW,
): Promise<ClockValues> {
  const was = (await work.one<CaseClocks>(clocksOf([id], subject)))!;
  const turn = how(was);
  const course: CaseCourse = {
    priority: was.priority,
    openedAt: was.openedAt,
    firstRespondedAt: was.firstRespondedAt,
    ended: null,
    pauses: was.pauses,
    ...turn.course,
  };
  const plans = KINDS.map((kind) => {
    const standing = was.clocks.find((clock) => clock.kind === kind);
    const afresh = turn.afresh?.includes(kind) ?? false;
    return { kind, standing, afresh, promised: promisedTo(was, standing, afresh, turn) };
  });
  const terms = await termsOf(
    work,
    plans.map(({ promised }) => promised),
  );
  const now = work.now.getTime();
  const is: Clock[] = [];
  const written: Clock[] = [];
  for (const { kind, standing, afresh, promised } of plans) {
    const before = standing && afresh ? { ...standing, startedAt: now, warnedAt: null } : (standing ?? null);
    const clock = derive(kind, before, terms(promised), course, now, randomUUID);
    // What was met stays as it was met, whatever changes later.
    const kept = standing && standing.metAt !== null && clock?.metAt === standing.metAt ? standing : clock;
    if (!kept) continue;
    is.push(kept);
    if (kept === standing || !differs(standing, kept)) continue;
    written.push(kept);
    tellClock(work, id, standing ?? null, kept);
  }
  await writeClocks(
    work,
    written.map((clock) => ({ caseId: id, clock })),
  );
  return columnsOf(is);
}

const PARTS = [
  "policyId",
  "policyRevision",
  "calendarRevision",
  "targetMs",
  "startedAt",
  "dueAt",
  "warnAt",
  "pausedAt",
  "warnedAt",
  "breachedAt",
  "metAt",
  "canceledAt",
] as const;

/** True where a clock is not as it was. */
export const differs = (was: Clock | undefined, is: Clock): boolean =>
  !was || was.target.days !== is.target.days || PARTS.some((part) => was[part] !== is[part]);

/** The clocks of a case that is being opened. */
export interface NewClocks {
  readonly values: ClockColumns;
  /** Once the case's row is there. */
  begin(caseId: string): Promise<void>;
}

/** Starts the clocks of a case at its opening, now. */
export async function newClocks(work: Work, owing: Owing, priority: Priority): Promise<NewClocks> {
  const { promised } = (await work.one<{ promised: Promised }>(
    sql`SELECT ${promiseTo(subjectOf(owing))} AS promised`,
  ))!;
  const terms = (await termsOf(work, [promised]))(promised);
  const now = work.now.getTime();
  const course: CaseCourse = { priority, openedAt: now, firstRespondedAt: null, ended: null, pauses: [] };
  const clocks = KINDS.map((kind) => derive(kind, null, terms, course, now, randomUUID)).filter((one) => one !== null);
  return {
    values: columnsOf(clocks),
    begin: async (caseId) => {
      for (const clock of clocks) tellClock(work, caseId, null, clock);
      await writeClocks(
        work,
        clocks.map((clock) => ({ caseId, clock })),
      );
    },
  };
}

/** The case is on hold: clocks that heed it stand still. Held on, they do so for another reason. */
export async function pauseClocks(work: Work, subject: LockedCase, reason: string): Promise<ClockValues> {
  const now = work.now.getTime();
  await endPauses(work, [{ caseId: subject.id, at: now }]);
  await beginPauses(work, [{ caseId: subject.id, kind: "HOLD", from: now, until: null, note: reason }]);
  return derived(work, subject.id, () => ({}));
}

/** The hold is over: what is due is due later by the working time that it took. */
export async function resumeClocks(work: Work, subject: LockedCase): Promise<ClockValues> {
  await endPauses(work, [{ caseId: subject.id, at: work.now.getTime() }]);
  return derived(work, subject.id, () => ({}));
}

/** The case has another priority: due times are counted from opening again. */
export const rederiveClocks = (work: Work, subject: LockedCase, priority: Priority): Promise<ClockValues> =>
  derived(work, subject.id, () => ({ course: { priority } }));

/** The case may have another policy, being of another type or another customer's: due times are counted from opening again. */
export const followPolicy = (work: Work, subject: LockedCase, to: Owing): Promise<ClockValues> =>
  derived(work, subject.id, () => ({ follows: true }), subjectOf(to));

/** Staff answered in public, if for the first time: the first-response clock is met. */
export async function answerClock(
  work: Work,
  subject: LockedCase,
): Promise<ClockValues & { readonly firstRespondedAt?: Date }> {
  if (subject.firstRespondedAt !== null) return {};
  const firstRespondedAt = work.now.getTime();
  return {
    ...(await derived(work, subject.id, () => ({ course: { firstRespondedAt } }))),
    firstRespondedAt: work.now,
  };
}

async function endClocks(work: Work, subject: LockedCase, canceled: boolean): Promise<ClockValues> {
  const at = work.now.getTime();
  await endPauses(work, [{ caseId: subject.id, at }]);
  return derived(work, subject.id, () => ({ course: { ended: { at, canceled } } }));
}

/** The case is resolved: its resolution clock is met, in time or late. One that waited for a first answer waits no more. */
export const meetClocks = (work: Work, subject: LockedCase): Promise<ClockValues> => endClocks(work, subject, false);

/** The case is canceled or merged: nothing is due any more. */
export const cancelClocks = (work: Work, subject: LockedCase): Promise<ClockValues> => endClocks(work, subject, true);

/** The case is open again: clocks go on without the time since its end, or start afresh, as their policy says. */
export async function restartClocks(work: Work, subject: LockedCase): Promise<ClockValues> {
  const until = work.now.getTime();
  const ended = subject.resolvedAt ?? subject.canceledAt ?? subject.closedAt;
  const pause: CasePause = { kind: "FINISHED", from: ended?.getTime() ?? until, until, note: null };
  if (pause.from < until) await beginPauses(work, [{ caseId: subject.id, ...pause }]);
  const policies = await work.query<{ kind: ClockKind }>(sql`
    SELECT k.kind FROM sla_clock k
      JOIN sla_policy_revision r ON r.policy_id = k.policy_id AND r.revision = k.policy_revision
    WHERE k.case_id = ${subject.id} AND r.on_reactivation = 'RESTART'
      AND (k.kind = 'RESOLUTION' OR k.met_at IS NULL)`);
  return derived(work, subject.id, () => ({ afresh: policies.map(({ kind }) => kind) }));
}
