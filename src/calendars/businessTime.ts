import { DAY_MS } from "./days";
import { OpenHours, type OpenRules } from "./openHours";
import { inOrder, type Pause } from "./pauses";

/*
 * Business time, said once:
 *
 * - A window is open from its opening instant and no longer at its closing one. It opens when the wall clock of the
 *   calendar's zone first shows its opening time, or jumps past it, and closes likewise. Where clocks are set back over it
 *   it is open for longer, where they are set forward for shorter, or not at all.
 * - A target of working time is used up at the first instant at which that much open time has passed. So one that is used
 *   up exactly at closing time is due at that closing instant, and one that is used up as a pause begins is due then.
 * - A target of no time at all is due at the next open instant.
 * - A target of business days first rolls the start to the next open instant, then counts days that have any open time,
 *   and is due on the last of them at the same time by the wall clock (the first of two where clocks are set back, later by
 *   the gap where they are set forward), whether or not a window of that very day is open then.
 * - A pause takes out the open time within it. A target of days is the open time between its start and what it would be due
 *   at without pauses, so pauses put it off by the open time that they take.
 * - Nothing is rounded: all is whole milliseconds.
 */

/** Nothing is due while a pause goes on. */
type Due = number | null;

/** One calendar's clock. Instants and times are ms. */
export class BusinessTime {
  readonly open: OpenHours;

  constructor(rules: OpenRules) {
    this.open = new OpenHours(rules);
  }

  /** True from an opening instant on, up to the closing instant, which is closed. */
  isOpen(at: number): boolean {
    return this.open.intervalAt(at) !== null;
  }

  /** The instant itself where it is open, else the next that is. Throws OutOfReach where none is. */
  nextOpening(at: number): number {
    return this.open.nextOpen(at);
  }

  /** Working time from `from` to `until`, pauses left out; none where they are the other way round. */
  elapsed(from: number, until: number, pauses: readonly Pause[] = []): number {
    return this.open.between(from, until) - this.paused(from, until, pauses);
  }

  /** Working time that pauses took between `from` and `until`. */
  paused(from: number, until: number, pauses: readonly Pause[]): number {
    let taken = 0;
    for (const pause of inOrder(pauses))
      taken += this.open.between(Math.max(from, pause.from), Math.min(until, pause.until));
    return taken;
  }

  /**
   * When `ms` of working time have passed since `start`, pauses left out; null where a pause that goes on comes first.
   * Throws OutOfReach where the calendar is open too seldom.
   */
  dueAfter(start: number, ms: number, pauses: readonly Pause[] = []): Due {
    if (!(ms >= 0)) throw new RangeError("a target is no less than nothing");
    let from = start;
    let left = ms;
    for (const pause of inOrder(pauses)) {
      if (pause.until <= from) continue;
      if (pause.from > from) {
        const worked = this.open.between(from, pause.from);
        if (ms === 0 ? worked > 0 : worked >= left) break;
        left -= worked;
      }
      if (pause.until === Number.POSITIVE_INFINITY) return null;
      from = pause.until;
    }
    return left > 0 ? this.open.after(from, left) : this.open.nextOpen(from);
  }

  /** When `days` business days have passed since `start`, pauses left out; otherwise as `dueAfter`. */
  dueAfterDays(start: number, days: number, pauses: readonly Pause[] = []): Due {
    if (!(days >= 0) || !Number.isInteger(days)) throw new RangeError("a target of days is a whole number");
    if (days === 0) return this.dueAfter(start, 0, pauses);
    const { zone } = this.open;
    const rolled = this.open.nextOpen(start);
    const local = zone.localAt(rolled);
    const day = Math.floor(local / DAY_MS);
    const due = zone.instantOf(this.open.openDayAfter(day, days) * DAY_MS + (local - day * DAY_MS));
    return this.paused(rolled, due, pauses) === 0 ? due : this.dueAfter(start, this.open.between(rolled, due), pauses);
  }
}
