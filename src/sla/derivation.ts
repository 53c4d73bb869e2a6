import type { BusinessTime } from "../calendars/businessTime";
import { OutOfReach } from "../calendars/openHours";
import type { Pause } from "../calendars/pauses";
import { clockOf, type Derived, type Target } from "./clock";
import type { Standing } from "./rules";
import { type ClockKind, targetOf, type WrittenTarget } from "./targets";

/** Which revision of which policy, and of its calendar. */
export interface Promised {
  readonly policyId: string;
  readonly policyRevision: number;
  readonly calendarId: string;
  readonly calendarRevision: number;
}

/** What these revisions say. They never change. */
export interface Terms extends Promised {
  readonly targets: readonly WrittenTarget[];
  readonly warnAfter: number;
  readonly pauseOnHold: boolean;
  readonly onReactivation: string;
  readonly time: BusinessTime;
}

/** A clock as its row has it; instants in ms since 1970. */
export interface Clock extends Promised {
  readonly id: string;
  readonly kind: ClockKind;
  readonly target: Target;
  readonly targetMs: number;
  readonly startedAt: number;
  readonly dueAt: number | null;
  readonly warnAt: number | null;
  readonly pausedAt: number | null;
  readonly warnedAt: number | null;
  readonly breachedAt: number | null;
  readonly metAt: number | null;
  readonly canceledAt: number | null;
}

/** Time of a case that does not count: on hold, or finished before it was reactivated. */
export interface CasePause extends Pause {
  readonly kind: "HOLD" | "FINISHED";
}

/** What of a case its clocks are derived from. */
export interface CaseCourse {
  readonly priority: string;
  readonly openedAt: number;
  readonly firstRespondedAt: number | null;
  /** Null: it is not finished. */
  readonly ended: { readonly at: number; readonly canceled: boolean } | null;
  readonly pauses: readonly CasePause[];
}

/** The pauses that a clock heeds: a hold only where its policy says so, and never the first answer's. */
export const pausesOf = (kind: ClockKind, pauseOnHold: boolean, pauses: readonly CasePause[]): readonly CasePause[] =>
  pauses.filter((pause) => pause.kind === "FINISHED" || (kind === "RESOLUTION" && pauseOnHold));

/**
 * A case's clock of this kind as its course makes it; null where nothing is promised and nothing was. What has been told
 * already stays told as long as it is still so, and no longer.
 */
export function derive(
  kind: ClockKind,
  standing: Clock | null,
  terms: Terms,
  course: CaseCourse,
  now: number,
  newId: () => string,
): Clock | null {
  const target = targetOf(terms.targets, course.priority, kind);
  if (!target) {
    if (!standing || standing.metAt !== null) return standing;
    return { ...standing, pausedAt: null, canceledAt: standing.canceledAt ?? course.ended?.at ?? now };
  }
  const startedAt = standing?.startedAt ?? course.openedAt;
  const { ended } = course;
  const pauses = pausesOf(kind, terms.pauseOnHold, course.pauses);
  const metAt = kind === "FIRST_RESPONSE" ? course.firstRespondedAt : ended && !ended.canceled ? ended.at : null;
  const canceledAt = metAt === null && ended ? ended.at : null;
  const endedAt = metAt ?? canceledAt;
  const { dueAt, warnAt, targetMs } = reached(terms, target, startedAt, pauses, endedAt);
  const open = pauses.find((pause) => pause.until === null);
  const pastDue = dueAt !== null && dueAt <= now;
  return {
    id: standing?.id ?? newId(),
    kind,
    policyId: terms.policyId,
    policyRevision: terms.policyRevision,
    calendarId: terms.calendarId,
    calendarRevision: terms.calendarRevision,
    target,
    targetMs,
    startedAt,
    dueAt,
    warnAt,
    // Held on for another reason it stands still since it first did.
    pausedAt: open && endedAt === null ? (standing?.pausedAt ?? open.from) : null,
    warnedAt: warnAt !== null && warnAt <= now ? (standing?.warnedAt ?? null) : null,
    breachedAt:
      metAt !== null
        ? dueAt !== null && metAt > dueAt
          ? dueAt
          : null
        : pastDue && (standing?.breachedAt ?? null) !== null
          ? dueAt
          : null,
    metAt,
    canceledAt,
  };
}

/** Never due where the calendar is open too seldom for the target. */
function reached(
  terms: Terms,
  target: Target,
  startedAt: number,
  pauses: readonly CasePause[],
  endedAt: number | null,
): Derived {
  try {
    return clockOf({ time: terms.time, target, warnAfter: terms.warnAfter, startedAt, pauses, endedAt });
  } catch (error) {
    if (!(error instanceof OutOfReach)) throw error;
    return { dueAt: null, warnAt: null, targetMs: target.days === undefined ? (target as { ms: number }).ms : 0 };
  }
}

/** A clock whose time has passed where nobody is told: an import's. */
export function toldQuietly(clock: Clock, now: number): Clock {
  const past = (at: number | null) => (at !== null && at <= now ? at : null);
  if (clock.metAt !== null || clock.canceledAt !== null) return clock;
  return { ...clock, warnedAt: past(clock.warnAt), breachedAt: past(clock.dueAt) };
}

/** When a clock next has something to tell: its warning, then its breach. One that is due already is not warned of any more. */
export function tellsAt({ dueAt, warnAt, warnedAt, breachedAt, metAt, canceledAt }: Clock, now: number): number | null {
  if (metAt !== null || canceledAt !== null || breachedAt !== null) return null;
  const late = dueAt !== null && dueAt <= now;
  if (warnedAt === null && warnAt !== null && !late && (dueAt === null || warnAt < dueAt)) return warnAt;
  return dueAt;
}

function standingOf({ dueAt, pausedAt, metAt, canceledAt }: Clock): Standing {
  if (canceledAt !== null) return "CANCELED";
  if (metAt !== null) return dueAt !== null && metAt > dueAt ? "MET_LATE" : "MET";
  return pausedAt !== null && dueAt === null ? "PAUSED" : "RUNNING";
}

/** What a case's own row says of its clocks, by the case's properties. */
export interface ClockColumns {
  readonly slaStanding: Standing;
  readonly dueAt: Date | null;
  readonly slaWarnAt: Date | null;
  readonly firstResponseStanding: Standing;
  readonly firstResponseDueAt: Date | null;
  readonly firstResponseWarnAt: Date | null;
}

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The columns that a case's clocks make. */
export function columnsOf(clocks: readonly Clock[]): ClockColumns {
  const of = (kind: ClockKind) => {
    const clock = clocks.find((one) => one.kind === kind);
    const standing = clock ? standingOf(clock) : "NONE";
    const running = standing === "RUNNING" ? clock! : null;
    return { standing, dueAt: at(running?.dueAt ?? null), warnAt: at(running?.warnAt ?? null) };
  };
  const [response, resolution] = [of("FIRST_RESPONSE"), of("RESOLUTION")];
  return {
    slaStanding: resolution.standing,
    dueAt: resolution.dueAt,
    slaWarnAt: resolution.warnAt,
    firstResponseStanding: response.standing,
    firstResponseDueAt: response.dueAt,
    firstResponseWarnAt: response.warnAt,
  };
}
