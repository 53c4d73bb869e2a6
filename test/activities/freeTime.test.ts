import { freeStretches, type Stretch } from "../../src/activities/freeTime";
import type { BusinessTime } from "../../src/calendars/businessTime";
import { businessTimeOf, type CalendarRules, WEEKDAYS } from "../../src/calendars/rules";
import { Random } from "../support/random";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The same by walking minute after minute, and looking at each whether it is open and free. */
function walked(clock: BusinessTime, booked: readonly Stretch[], buffer: number, window: Stretch, length: number) {
  const free = (at: number) =>
    clock.isOpen(at) && !booked.some((one) => at < one.until + buffer && at + MINUTE > one.from - buffer);
  const found: Stretch[] = [];
  let run = 0;
  for (let at = window.from; at < window.until; at += MINUTE) {
    run = free(at) ? run + MINUTE : 0;
    if (run < length) continue;
    found.push({ from: at + MINUTE - length, until: at + MINUTE });
    run = 0;
  }
  return found;
}

const ZONES = ["Europe/Vienna", "America/New_York", "Asia/Kathmandu", "UTC", "Australia/Lord_Howe"];
/** Weeks in which clocks are changed somewhere, the turn of a year, and a plain one. */
const WEEKS = ["2026-03-26", "2026-10-22", "2026-12-29", "2026-06-10", "2026-04-02", "2026-10-01"];

test("free stretches are those that a walk by the minute finds", () => {
  const random = new Random(7);
  let slots = 0;
  for (let i = 0; i < 60; i++) {
    const around = random.chance(0.15);
    const hours = WEEKDAYS.flatMap((weekday) =>
      random.chance(0.3)
        ? []
        : random.chance(0.5)
          ? [{ weekday, opens: "08:00", closes: random.pick(["16:30", "24:00", "12:15"]) }]
          : [
              { weekday, opens: random.pick(["00:00", "07:45"]), closes: "12:00" },
              { weekday, opens: random.pick(["12:00", "13:00"]), closes: random.pick(["17:00", "24:00"]) },
            ],
    );
    const rules: CalendarRules = {
      timeZone: random.pick(ZONES),
      aroundTheClock: around,
      hours: around ? [] : hours,
      schedule: random.chance(0.3)
        ? { holidays: [{ date: "2026-01-01", until: null, name: "New Year", yearly: true }], region: null }
        : null,
    };
    const clock = businessTimeOf(rules);
    const start = Date.parse(`${random.pick(WEEKS)}T00:00:00Z`) + random.below(1440) * MINUTE;
    const window = { from: start, until: start + random.below(5 * 24) * HOUR + HOUR };
    const booked = Array.from({ length: random.below(12) }, () => {
      const from = start + (random.below(6 * 1440) - 720) * MINUTE;
      return { from, until: from + (5 + random.below(240)) * MINUTE };
    }).sort((a, b) => a.from - b.from);
    const buffer = random.pick([0, 0, 20, 45]) * MINUTE;
    const length = random.pick([15, 60, 95, 480, 1500]) * MINUTE;
    const expected = walked(clock, booked, buffer, window, length);
    slots += expected.length;
    expect(freeStretches({ clock, booked, buffer }, window, length, 10_000)).toEqual(expected);
    expect(freeStretches({ clock, booked, buffer }, window, length, 2)).toEqual(expected.slice(0, 2));
  }
  expect(slots).toBeGreaterThan(500);
});

test("a calendar that never opens offers nothing", () => {
  const closed = Array.from({ length: 1 }, () => ({
    date: "2026-01-01",
    until: "2026-12-31",
    name: "x",
    yearly: true,
  }));
  const clock = businessTimeOf({
    timeZone: "UTC",
    aroundTheClock: true,
    hours: [],
    schedule: { holidays: closed, region: null },
  });
  const window = { from: Date.parse("2026-01-01"), until: Date.parse("2026-01-05") };
  expect(freeStretches({ clock, booked: [], buffer: 0 }, window, HOUR, 5)).toEqual([]);
});
