import { civilOf, dayFrom, dayOf, FIRST_YEAR, LAST_YEAR, writtenDay } from "./days";
import { publicHolidays } from "./regions";

/** A day off, or a shut-down up to and with `until`; both YYYY-MM-DD. */
export interface HolidayRule {
  readonly date: string;
  readonly until: string | null;
  readonly name: string;
  /** Every year on this month and day, whatever the year written; 29 February in leap years only. */
  readonly yearly: boolean;
}

/** Where days off come from: own ones, and a region's. */
export interface DaysOffRules {
  readonly holidays: readonly HolidayRule[];
  /** As `knownRegion` has it; null: none. */
  readonly region: string | null;
}

/** The most days that one rule may shut down. */
export const LONGEST_DAYS = 366;

/** A rule's first and last days, for one that is not yearly. */
const written = ({ date, until }: HolidayRule): [number, number] => [dayFrom(date), dayFrom(until ?? date)];

/** The days that a yearly rule takes where it begins in `year`; null: it has none there. */
function inYear({ date, until }: HolidayRule, year: number): [number, number] | null {
  const from = civilOf(dayFrom(date));
  const first = dayOf(year, from.month, from.day);
  if (until === null) return civilOf(first).day === from.day ? [first, first] : null;
  const to = civilOf(dayFrom(until));
  // 29 February of a common year is its 28th as an end, and 1 March as a beginning.
  const last = dayOf(year + to.year - from.year, to.month, to.day);
  return [first, civilOf(last).day === to.day ? last : last - 1];
}

interface DayOff {
  readonly name: string;
  readonly yearly: boolean;
}

/** All days off of a year by the day's number, in order; own ones before the region's, the first written first. */
export function daysOffIn({ holidays, region }: DaysOffRules, year: number): ReadonlyMap<number, DayOff> {
  const found = new Map<number, DayOff>();
  if (year < FIRST_YEAR || year > LAST_YEAR) return found;
  const [start, end] = [dayOf(year, 1, 1), dayOf(year + 1, 1, 1) - 1];
  for (const rule of holidays) {
    // A shut-down over New Year began the year before.
    const spans = rule.yearly ? [inYear(rule, year - 1), inYear(rule, year)] : [written(rule)];
    for (const span of spans) {
      if (!span) continue;
      for (let day = Math.max(span[0], start); day <= Math.min(span[1], end); day++)
        if (!found.has(day)) found.set(day, { name: rule.name, yearly: rule.yearly });
    }
  }
  if (region !== null)
    for (const [day, name] of publicHolidays(region, year))
      if (!found.has(day) && day >= start && day <= end) found.set(day, { name, yearly: false });
  return new Map([...found].sort(([a], [b]) => a - b));
}

/** The same as days that follow one another, one to each. */
export const listedDaysOff = (rules: DaysOffRules, year: number): HolidayRule[] =>
  [...daysOffIn(rules, year)].map(([day, { name, yearly }]) => ({ date: writtenDay(day), until: null, name, yearly }));
