import type { BusinessTime } from "../calendars/businessTime";
import { OutOfReach } from "../calendars/openHours";

/** A stretch of time in ms since 1970, closed-open. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What one person's free time is worked out from; all in ms. */
export interface Day {
  readonly clock: BusinessTime;
  /** Booked time, in the order in which it begins; bookings may overlap. */
  readonly booked: readonly Stretch[];
  /** Kept free before and after what is booked. */
  readonly buffer: number;
}

/**
 * Stretches of `length` that lie whole within working hours and the window, and apart from what is booked. The first begins
 * as early as it can: as work begins, or once what is booked before it, and the way from there, is over; the others follow
 * one another.
 */
export function freeStretches(day: Day, window: Stretch, length: number, most: number): Stretch[] {
  const found: Stretch[] = [];
  const { clock, booked, buffer } = day;
  let at = window.from;
  while (found.length < most) {
    const opens = openingFrom(clock, at);
    if (opens === null || opens + length > window.until) break;
    const until = opens + length;
    if (clock.elapsed(opens, until) < length) {
      // Work ends before that; on with what comes after its end.
      at = endOfWork(clock, opens);
      continue;
    }
    const taken = booked.filter((one) => one.from - buffer < until && one.until + buffer > opens);
    if (taken.length > 0) {
      at = Math.max(...taken.map((one) => one.until + buffer));
      continue;
    }
    found.push({ from: opens, until });
    at = until;
  }
  return found;
}

/** The instant itself where people work, else the next at which they do; null where they never do again. */
function openingFrom(clock: BusinessTime, at: number): number | null {
  try {
    return clock.nextOpening(at);
  } catch (error) {
    if (error instanceof OutOfReach) return null;
    throw error;
  }
}

/** Where the work that goes on at an instant ends; years meet without a break. */
function endOfWork(clock: BusinessTime, at: number): number {
  let end = at;
  for (let interval = clock.open.intervalAt(at); interval; interval = clock.open.intervalAt(end)) end = interval.closes;
  return end;
}
