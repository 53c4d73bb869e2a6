import type { HolidayRule } from "../../src/calendars/daysOff";
import { explain } from "../../src/calendars/explanation";
import { OutOfReach } from "../../src/calendars/openHours";
import { businessTimeOf, type CalendarRules, WEEKDAYS, type WrittenWindow } from "../../src/calendars/rules";
import { Random } from "../support/random";
import { MinuteOracle, type OraclePause } from "./minuteOracle";

/** Places and times at which wall clocks do something, each with what it is. */
const PLACES: readonly (readonly [zone: string, around: string, why: string])[] = [
  ["UTC", "2024-02-28", "nothing but a leap day"],
  ["Asia/Kathmandu", "2024-12-30", "three quarters of an hour, over New Year"],
  ["Europe/Berlin", "2024-03-31", "forward at 02:00"],
  ["Europe/Berlin", "2024-10-27", "back at 03:00"],
  ["America/New_York", "2025-03-09", "forward at 02:00"],
  ["America/New_York", "2025-11-02", "back at 02:00"],
  ["Australia/Lord_Howe", "2024-04-07", "back by half an hour"],
  ["Australia/Lord_Howe", "2024-10-06", "forward by half an hour"],
  ["America/Sao_Paulo", "2018-11-04", "forward at midnight: the day begins at 01:00"],
  ["America/Sao_Paulo", "2018-02-18", "back at midnight: an hour of the day before twice"],
  ["America/St_Johns", "2010-11-07", "back at 00:01: midnight twice"],
  ["America/St_Johns", "2011-03-13", "forward at 00:01"],
  ["Pacific/Apia", "2011-12-30", "a day that never was"],
  ["America/Havana", "2024-03-10", "forward at midnight"],
  ["Africa/Casablanca", "2024-03-10", "back for Ramadan"],
  ["Africa/Casablanca", "2024-04-14", "forward after it"],
  ["Antarctica/Troll", "2024-03-31", "forward by two hours"],
  ["Africa/Cairo", "2024-10-31", "back at midnight"],
  ["Asia/Pyongyang", "2018-05-04", "forward by half an hour, for good"],
];

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Calendars that are tried at each place. */
const SEEDS = 2;
/** Walked before and after the day at which something happens. */
const [BEFORE, AFTER] = [5, 12];

const two = (n: number) => String(n).padStart(2, "0");
const time = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

function someHours(random: Random): WrittenWindow[] {
  const hours: WrittenWindow[] = [];
  for (const weekday of WEEKDAYS) {
    if (random.chance(0.25)) continue;
    // Times at which clocks change are more likely than others.
    const edges = new Set([0, 1440]);
    for (let n = 2 * (1 + random.below(3)); n > 0; n--)
      edges.add(random.chance(0.5) ? random.pick([30, 60, 90, 120, 150, 180, 1380, 1410]) : random.below(1441));
    const sorted = [...edges].sort((a, b) => a - b);
    for (let i = random.below(2); i + 1 < sorted.length; i += random.chance(0.3) ? 1 : 2)
      hours.push({ weekday, opens: time(sorted[i]!), closes: time(sorted[i + 1]!) });
  }
  return hours;
}

function someRules(random: Random, timeZone: string, day: number): CalendarRules {
  const holidays: HolidayRule[] = [];
  for (let n = random.below(3); n > 0; n--) {
    const from = day + (random.below(AFTER) - 3) * DAY;
    const date = new Date(from).toISOString().slice(0, 10);
    const until = random.chance(0.3) ? new Date(from + random.below(3) * DAY).toISOString().slice(0, 10) : null;
    holidays.push({ date, until, name: `day off ${n}`, yearly: until === null && random.chance(0.5) });
  }
  const aroundTheClock = random.chance(0.1);
  const hours = aroundTheClock ? [] : someHours(random);
  return { timeZone, aroundTheClock, hours, schedule: random.chance(0.7) ? { holidays, region: null } : null };
}

function somePauses(random: Random, from: number): OraclePause[] {
  const pauses: OraclePause[] = [];
  for (let n = random.below(4); n > 0; n--) {
    const begins = from + random.below(6 * 1440) * MINUTE;
    const until = random.chance(0.1) ? null : begins + random.below(1500) * MINUTE;
    pauses.push({ from: begins, until, note: `hold ${n}` });
  }
  return pauses;
}

/** OutOfReach, which the oracle cannot know, as what it does know. */
function reached<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OutOfReach) return undefined;
    throw error;
  }
}

test.each(PLACES)("agrees with a walk minute by minute: %s around %s, %s", (zone, around) => {
  let checked = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = new Random(seed * 7919 + PLACES.findIndex(([z, a]) => z === zone && a === around));
    const day = Date.parse(`${around}T00:00Z`);
    const rules = someRules(random, zone, day);
    const clock = businessTimeOf(rules);
    const [first, minutes] = [day - BEFORE * DAY, (BEFORE + AFTER) * 1440];
    const oracle = new MinuteOracle(rules, first, minutes);
    const end = first + minutes * MINUTE;
    for (let i = 0; i < 25; i++) {
      const at = day + (random.below(4 * 1440) - 2 * 1440) * MINUTE;
      const until = at + random.below(5 * 1440) * MINUTE;
      const pauses = random.chance(0.4) ? somePauses(random, at - DAY) : [];
      const target = random.chance(0.1) ? 0 : random.below(random.pick([60, 600, 4000])) * MINUTE;
      const days = random.below(5);
      const due = oracle.dueAfter(at, target, pauses);
      const dueDay = oracle.dueAfterDays(at, days, pauses);
      const opens = oracle.nextOpening(at);
      const answered = reached(() => clock.dueAfter(at, target, pauses));
      const walked = explain(clock, at, until, pauses).flatMap(({ kind, from, until: to, note }) =>
        Array.from({ length: (to - from) / MINUTE }, () => `${kind} ${note}`),
      );
      const said = JSON.stringify({
        zone,
        seed,
        rules,
        at: new Date(at),
        until: new Date(until),
        pauses,
        target,
        days,
      });
      if (dueDay !== undefined) checked++;
      expect({
        said,
        open: clock.isOpen(at),
        opens: opens === null ? null : clock.nextOpening(at),
        elapsed: clock.elapsed(at, until, pauses),
        due: due === undefined && (answered ?? end) >= end ? undefined : answered,
        dueDay: dueDay === undefined ? undefined : reached(() => clock.dueAfterDays(at, days, pauses)),
        walked: walked.join("\n"),
      }).toEqual({
        said,
        open: oracle.isOpen(at),
        opens,
        elapsed: oracle.elapsed(at, until, pauses),
        due,
        dueDay,
        walked: oracle.walk(at, until, pauses).join("\n"),
      });
    }
  }
  expect(checked).toBeGreaterThan(SEEDS * 10);
});
