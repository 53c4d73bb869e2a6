import type { Violation } from "../platform/errors";
import { BusinessTime } from "./businessTime";
import { daysOffIn, type DaysOffRules, type HolidayRule, LONGEST_DAYS } from "./daysOff";
import { dayFrom } from "./days";
import { AROUND_THE_CLOCK, type OpenRules, type Window } from "./openHours";
import { Zone } from "./zone";

export const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;
export type WeekdayName = (typeof WEEKDAYS)[number];

/** A window as people write it: HH:MM, up to 24:00. */
export interface WrittenWindow {
  readonly weekday: WeekdayName;
  readonly opens: string;
  readonly closes: string;
}

/** A calendar as it is written down. */
export interface CalendarRules {
  readonly timeZone: string;
  readonly aroundTheClock: boolean;
  readonly hours: readonly WrittenWindow[];
  /** Null: no days off. */
  readonly schedule: DaysOffRules | null;
}

/** Minutes after midnight of HH:MM. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return hours! * 60 + minutes!;
}

/** The clock of a calendar as it is written down. Throws a RangeError for a zone that is none. */
export function businessTimeOf({ timeZone, aroundTheClock, hours, schedule }: CalendarRules): BusinessTime {
  const week: OpenRules["week"] = aroundTheClock
    ? AROUND_THE_CLOCK
    : WEEKDAYS.map((weekday) =>
        hours
          .filter((window) => window.weekday === weekday)
          .map(({ opens, closes }): Window => ({ opens: minutesOf(opens), closes: minutesOf(closes) }))
          .sort((a, b) => a.opens - b.opens),
      );
  const daysOff: OpenRules["daysOff"] = (year) =>
    schedule
      ? new Map([...daysOffIn(schedule, year)].map(([day, { name }]) => [day, name] as const))
      : (new Map() as ReadonlyMap<number, string>);
  return new BusinessTime({ zone: Zone.of(timeZone), week, daysOff });
}

/** In the order of the week. */
export const inWeekOrder = (hours: readonly WrittenWindow[]): WrittenWindow[] =>
  [...hours].sort(
    (a, b) => WEEKDAYS.indexOf(a.weekday) - WEEKDAYS.indexOf(b.weekday) || minutesOf(a.opens) - minutesOf(b.opens),
  );

/** What is wrong with windows: those that close before they open, and those that overlap one before them. */
export function wrongWindows(hours: readonly WrittenWindow[], path: string): Violation[] {
  const violations: Violation[] = [];
  hours.forEach(({ weekday, opens, closes }, i) => {
    const [from, until] = [minutesOf(opens), minutesOf(closes)];
    if (from >= until) {
      const hint = closes === "00:00" ? "; midnight at the end of a day is 24:00" : "";
      violations.push({
        path: `${path}.${i}.closes`,
        rule: "order",
        message: `a window closes after it opens${hint}; hours over midnight are two windows`,
      });
      return;
    }
    const other = hours.findIndex(
      (before, j) =>
        j < i && before.weekday === weekday && minutesOf(before.opens) < until && minutesOf(before.closes) > from,
    );
    if (other >= 0)
      violations.push({
        path: `${path}.${i}`,
        rule: "overlap",
        message: `overlaps ${hours[other]!.opens} to ${hours[other]!.closes} of the same day`,
      });
  });
  return violations;
}

/** What is wrong with days off: a shut-down that ends before it begins, or goes on for over a year. */
export function wrongHolidays(holidays: readonly HolidayRule[], path: string): Violation[] {
  return holidays.flatMap(({ date, until }, i) => {
    if (until === null) return [];
    const days = dayFrom(until) - dayFrom(date) + 1;
    if (days >= 1 && days <= LONGEST_DAYS) return [];
    const message = days < 1 ? "a shut-down ends no earlier than it begins" : `at most ${LONGEST_DAYS} days`;
    return [{ path: `${path}.${i}.until`, rule: "order", message }];
  });
}
