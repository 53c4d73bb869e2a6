import { civilOf, DAY_MS, dayOf, FIRST_YEAR, LAST_YEAR, weekdayOf } from "./days";
import type { Zone } from "./zone";

/** One window of a day in minutes after midnight by the wall clock, closed-open; 1440 is 24:00. */
export interface Window {
  readonly opens: number;
  readonly closes: number;
}

/** When a calendar is open: windows by weekday (0 is Monday), in order and without overlaps, and its days off. */
export interface OpenRules {
  readonly zone: Zone;
  readonly week: readonly (readonly Window[])[];
  /** Names of the days off of a year, by the day's number. */
  readonly daysOff: (year: number) => ReadonlyMap<number, string>;
}

export const AROUND_THE_CLOCK: OpenRules["week"] = Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]);

/** One local year, worked out: intervals in ms since 1970, those that touch as one. */
interface Year {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open time of the year before each interval. */
  readonly before: Float64Array;
  readonly total: number;
  /** Numbers of the days that have any open time. */
  readonly days: Int32Array;
  readonly daysOff: ReadonlyMap<number, string>;
}

/** Years of one calendar that are kept worked out. */
const MOST_YEARS = 150;
/** How far ahead an opening or a due time is looked for. */
const YEARS_AHEAD = 100;
const MINUTE_MS = 60_000;

/** A target that no amount of waiting reaches: the calendar is never open, or too seldom for it. */
export class OutOfReach extends Error {
  constructor() {
    super(`This working time is not reached within ${YEARS_AHEAD} years.`);
    this.name = "OutOfReach";
  }
}

/** A calendar's open time as sorted intervals, a year at a time, for look-ups by bisection. */
export class OpenHours {
  private readonly years = new Map<number, Year>();

  constructor(private readonly rules: OpenRules) {}

  get zone(): Zone {
    return this.rules.zone;
  }

  /** The open interval that an instant is in; null: closed. */
  intervalAt(at: number): { opens: number; closes: number } | null {
    const year = this.year(this.yearAt(at));
    const i = lastAtOrBefore(year.opens, at);
    return i >= 0 && at < year.closes[i]! ? { opens: year.opens[i]!, closes: year.closes[i]! } : null;
  }

  /** The first opening after an instant within its own year; null: none. */
  opensLaterThisYear(at: number): number | null {
    const year = this.year(this.yearAt(at));
    return year.opens[lastAtOrBefore(year.opens, at) + 1] ?? null;
  }

  /** The instant itself where it is open, else the next that is. */
  nextOpen(at: number): number {
    const first = this.yearAt(at);
    const year = this.year(first);
    const i = lastAtOrBefore(year.opens, at);
    if (i >= 0 && at < year.closes[i]!) return at;
    if (i + 1 < year.opens.length) return year.opens[i + 1]!;
    for (let n = first + 1; n <= this.lastYear(first); n++) {
      const opens = this.year(n).opens[0];
      if (opens !== undefined) return opens;
    }
    throw new OutOfReach();
  }

  /** Open time from `from` to `until`, in ms; none where they are the other way round. */
  between(from: number, until: number): number {
    if (until <= from) return 0;
    const [first, last] = [this.yearAt(from), this.yearAt(until)];
    let open = this.openedBefore(last, until) - this.openedBefore(first, from);
    for (let n = first; n < last; n++) open += this.year(n).total;
    return open;
  }

  /** The first instant at which `ms` of open time (more than none) have passed since `from`. */
  after(from: number, ms: number): number {
    const first = this.yearAt(from);
    let goal = this.openedBefore(first, from) + ms;
    for (let n = first; n <= this.lastYear(first); n++) {
      const year = this.year(n);
      if (goal <= year.total) {
        // The last interval that begins before the goal is used up: at closing time, that closing and no later opening.
        const i = lastBefore(year.before, goal);
        return year.opens[i]! + goal - year.before[i]!;
      }
      goal -= year.total;
    }
    throw new OutOfReach();
  }

  /** The number of the `count`th day with open time after the day `number`. */
  openDayAfter(number: number, count: number): number {
    const first = civilOf(number).year;
    let index = lastAtOrBefore(this.year(first).days, number) + count;
    for (let n = first; n <= this.lastYear(first); n++) {
      const { days } = this.year(n);
      if (index < days.length) return days[index]!;
      index -= days.length;
    }
    throw new OutOfReach();
  }

  /** The name of a day off, by the day's number; null: it is none. */
  dayOff(number: number): string | null {
    return this.year(civilOf(number).year).daysOff.get(number) ?? null;
  }

  private lastYear(first: number): number {
    return Math.min(first + YEARS_AHEAD, LAST_YEAR);
  }

  /** The local year whose intervals may hold an instant. */
  private yearAt(at: number): number {
    const { zone } = this.rules;
    const { year } = civilOf(zone.dayAt(at));
    // Years meet where a clock first shows New Year, even where it is set back over midnight later.
    const within = at >= zone.firstAt(dayOf(year + 1, 1, 1) * DAY_MS) ? year + 1 : year;
    return Math.min(Math.max(within, FIRST_YEAR), LAST_YEAR);
  }

  private openedBefore(number: number, at: number): number {
    const year = this.year(number);
    const i = lastAtOrBefore(year.opens, at);
    return i < 0 ? 0 : year.before[i]! + Math.min(at, year.closes[i]!) - year.opens[i]!;
  }

  private year(number: number): Year {
    let known = this.years.get(number);
    if (!known) {
      known = this.workOut(number);
      if (this.years.size >= MOST_YEARS) this.years.clear();
      this.years.set(number, known);
    }
    return known;
  }

  private workOut(number: number): Year {
    const { zone, week } = this.rules;
    const daysOff = this.rules.daysOff(number);
    const opens: number[] = [];
    const closes: number[] = [];
    const before: number[] = [];
    const days: number[] = [];
    let total = 0;
    const end = dayOf(number + 1, 1, 1);
    for (let day = dayOf(number, 1, 1); day < end; day++) {
      if (daysOff.has(day)) continue;
      let any = false;
      for (const window of week[weekdayOf(day)]!) {
        const from = zone.firstAt(day * DAY_MS + window.opens * MINUTE_MS);
        const until = zone.firstAt(day * DAY_MS + window.closes * MINUTE_MS);
        if (until <= from) continue;
        any = true;
        if (closes.at(-1) === from) closes[closes.length - 1] = until;
        else {
          opens.push(from);
          closes.push(until);
          before.push(total);
        }
        total += until - from;
      }
      if (any) days.push(day);
    }
    return {
      opens: Float64Array.from(opens),
      closes: Float64Array.from(closes),
      before: Float64Array.from(before),
      total,
      days: Int32Array.from(days),
      daysOff,
    };
  }
}

type Sorted = Float64Array | Int32Array;

/** The index of the last number that is not greater; -1: none. */
function lastAtOrBefore(sorted: Sorted, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of the last number that is smaller; -1: none. */
function lastBefore(sorted: Sorted, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
