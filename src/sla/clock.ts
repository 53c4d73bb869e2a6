import type { BusinessTime } from "../calendars/businessTime";
import type { Pause } from "../calendars/pauses";

/** What is promised: working time in ms, or business days. */
export type Target = { readonly ms: number; readonly days?: undefined } | { readonly days: number };

/** What a clock is derived from, and all that it is derived from. Instants in ms since 1970. */
export interface ClockFacts {
  readonly time: BusinessTime;
  readonly target: Target;
  /** Share of the target, 0 to 1. */
  readonly warnAfter: number;
  readonly startedAt: number;
  /** Of a clock that never pauses: none. */
  readonly pauses: readonly Pause[];
  /** When it was met or ended otherwise; null: it runs. */
  readonly endedAt: number | null;
}

/** A clock as it stands by its facts, whatever the time is now. */
export interface Derived {
  /** Null while a pause goes on. */
  readonly dueAt: number | null;
  /** Null while a pause goes on that comes before it. */
  readonly warnAt: number | null;
  /** Working time that is promised; of business days the open time in them. */
  readonly targetMs: number;
}

/**
 * Derives a clock anew from its start: the same facts give the same clock, whenever and however often this is asked.
 * Throws OutOfReach where the calendar is open too seldom for the target.
 */
export function clockOf({ time, target, warnAfter, startedAt, pauses }: ClockFacts): Derived {
  if (target.days === undefined) {
    const { ms } = target as { readonly ms: number };
    return {
      dueAt: time.dueAfter(startedAt, ms, pauses),
      warnAt: time.dueAfter(startedAt, Math.round(ms * warnAfter), pauses),
      targetMs: ms,
    };
  }
  const due = time.dueAfterDays(startedAt, target.days)!;
  const targetMs = time.elapsed(startedAt, due);
  return {
    dueAt: pauses.length === 0 ? due : time.dueAfterDays(startedAt, target.days, pauses),
    warnAt: time.dueAfter(startedAt, Math.round(targetMs * warnAfter), pauses),
    targetMs,
  };
}

/** Working time since the start up to now, or to the end. */
export function elapsedOf({ time, startedAt, pauses, endedAt }: ClockFacts, now: number): number {
  return time.elapsed(startedAt, endedAt ?? now, pauses);
}

/** Working time left of the target, negative when overdue. */
export const remainingOf = (facts: ClockFacts, derived: Derived, now: number): number =>
  derived.targetMs - elapsedOf(facts, now);

export type ClockState = "IN_PROGRESS" | "NEARING" | "PAUSED" | "BREACHED" | "MET" | "MET_LATE" | "CANCELED";

/** Where a clock stands now. One that is due at this very instant is breached; one met at it is met in time. */
export function stateOf(facts: ClockFacts, { dueAt, warnAt }: Derived, canceled: boolean, now: number): ClockState {
  if (canceled) return "CANCELED";
  if (facts.endedAt !== null) return dueAt === null || facts.endedAt <= dueAt ? "MET" : "MET_LATE";
  if (dueAt !== null && dueAt <= now) return "BREACHED";
  if (facts.pauses.some(({ from, until }) => from <= now && (until === null || now < until))) return "PAUSED";
  return warnAt !== null && warnAt <= now ? "NEARING" : "IN_PROGRESS";
}
