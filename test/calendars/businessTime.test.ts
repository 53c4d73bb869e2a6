import { explain } from "../../src/calendars/explanation";
import { OutOfReach } from "../../src/calendars/openHours";
import { businessTimeOf, type CalendarRules, WEEKDAYS, type WrittenWindow } from "../../src/calendars/rules";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const written = (due: number | null) => (due === null ? null : new Date(due).toISOString().replace(".000Z", "Z"));

const weekdays = (...windows: [string, string][]): WrittenWindow[] =>
  WEEKDAYS.slice(0, 5).flatMap((weekday) => windows.map(([opens, closes]) => ({ weekday, opens, closes })));
const calendar = (rules: Partial<CalendarRules>) =>
  businessTimeOf({ timeZone: "UTC", aroundTheClock: false, hours: [], schedule: null, ...rules });

const office = calendar({ timeZone: "Europe/Vienna", hours: weekdays(["09:00", "17:00"]) });
const lunch = calendar({ hours: weekdays(["09:00", "12:00"], ["13:00", "17:00"]) });
const always = calendar({ aroundTheClock: true });

describe("working time", () => {
  test("opening instants are open and closing instants closed", () => {
    expect(office.isOpen(at("2026-11-02T08:00:00Z"))).toBe(true);
    expect(office.isOpen(at("2026-11-02T15:59:59.999Z"))).toBe(true);
    expect(office.isOpen(at("2026-11-02T16:00:00Z"))).toBe(false);
    expect(written(office.nextOpening(at("2026-11-02T16:00:00Z")))).toBe("2026-11-03T08:00:00Z");
  });

  test("a target used up exactly at closing is due at that closing", () => {
    expect(written(lunch.dueAfter(at("2026-11-02T09:00:00Z"), 3 * HOUR))).toBe("2026-11-02T12:00:00Z");
    expect(written(lunch.dueAfter(at("2026-11-02T09:00:00Z"), 3 * HOUR + 1))).toBe("2026-11-02T13:00:00.001Z");
    expect(written(lunch.dueAfter(at("2026-11-06T16:00:00Z"), HOUR))).toBe("2026-11-06T17:00:00Z");
  });

  test("no time at all is due at the next opening", () => {
    expect(written(office.dueAfter(at("2026-11-06T20:00:00Z"), 0))).toBe("2026-11-09T08:00:00Z");
    expect(written(office.dueAfter(at("2026-11-06T10:00:00Z"), 0))).toBe("2026-11-06T10:00:00Z");
    expect(written(office.dueAfterDays(at("2026-11-06T20:00:00Z"), 0))).toBe("2026-11-09T08:00:00Z");
  });

  test("24:00 goes on into the next day", () => {
    const hours: WrittenWindow[] = [
      { weekday: "MONDAY", opens: "20:00", closes: "24:00" },
      { weekday: "TUESDAY", opens: "00:00", closes: "04:00" },
    ];
    const nights = calendar({ hours });
    expect(nights.isOpen(at("2026-11-03T00:00:00Z"))).toBe(true);
    expect(written(nights.dueAfter(at("2026-11-02T20:00:00Z"), 8 * HOUR))).toBe("2026-11-03T04:00:00Z");
    expect(nights.elapsed(at("2026-11-02T23:00:00Z"), at("2026-11-03T01:00:00Z"))).toBe(2 * HOUR);
  });

  test("nothing is rounded, and a reversed range holds no time", () => {
    expect(written(always.dueAfter(at("2026-11-02T09:00:00.123Z"), 4 * HOUR + 7))).toBe("2026-11-02T13:00:00.130Z");
    expect(office.elapsed(at("2026-11-03T00:00:00Z"), at("2026-11-02T00:00:00Z"))).toBe(0);
  });

  test("long targets cross years", () => {
    const start = at("2024-12-30T08:00:00Z");
    const due = office.dueAfter(start, 3000 * HOUR)!;
    expect(written(due)).toBe("2026-06-05T15:00:00Z");
    expect(office.elapsed(start, due)).toBe(3000 * HOUR);
  });
});

describe("pauses", () => {
  const pause = (from: string, until: string | null) => ({ from: at(from), until: until === null ? null : at(until) });

  test("take out the open time within them", () => {
    const pauses = [
      pause("2026-11-02T15:00:00Z", "2026-11-03T09:00:00Z"),
      pause("2026-11-03T08:30:00Z", "2026-11-03T10:00:00Z"),
    ];
    expect(written(office.dueAfter(at("2026-11-02T08:00:00Z"), 8 * HOUR, pauses))).toBe("2026-11-03T11:00:00Z");
    expect(office.elapsed(at("2026-11-02T08:00:00Z"), at("2026-11-03T11:00:00Z"), pauses)).toBe(8 * HOUR);
    expect(office.paused(at("2026-11-02T08:00:00Z"), at("2026-11-03T11:00:00Z"), pauses)).toBe(3 * HOUR);
  });

  test("nothing is due while one goes on, unless it was due before", () => {
    const held = [pause("2026-11-02T12:00:00Z", null)];
    expect(office.dueAfter(at("2026-11-02T08:00:00Z"), 5 * HOUR, held)).toBeNull();
    expect(office.dueAfterDays(at("2026-11-02T08:00:00Z"), 1, held)).toBeNull();
    expect(written(office.dueAfter(at("2026-11-02T08:00:00Z"), 4 * HOUR, held))).toBe("2026-11-02T12:00:00Z");
  });

  test("a target used up as one begins is due then", () => {
    const pauses = [pause("2026-11-02T12:00:00Z", "2026-11-02T13:00:00Z")];
    expect(written(office.dueAfter(at("2026-11-02T08:00:00Z"), 4 * HOUR, pauses))).toBe("2026-11-02T12:00:00Z");
    expect(written(office.dueAfter(at("2026-11-02T12:00:00Z"), 0, pauses))).toBe("2026-11-02T13:00:00Z");
  });

  test("put days off by the open time that they take", () => {
    const start = at("2026-11-02T10:00:00Z");
    const outside = [pause("2026-11-02T18:00:00Z", "2026-11-03T06:00:00Z")];
    expect(written(office.dueAfterDays(start, 2, outside))).toBe("2026-11-04T10:00:00Z");
    const day = [pause("2026-11-02T12:00:00Z", "2026-11-03T12:00:00Z")];
    expect(written(office.dueAfterDays(start, 2, day))).toBe("2026-11-05T10:00:00Z");
  });
});

describe("business days", () => {
  test("the start rolls to open time first, then the wall clock is kept", () => {
    expect(written(office.dueAfterDays(at("2026-11-06T20:00:00Z"), 1))).toBe("2026-11-10T08:00:00Z");
    expect(written(office.dueAfterDays(at("2026-11-06T16:00:00Z"), 1))).toBe("2026-11-10T08:00:00Z");
    expect(written(office.dueAfterDays(at("2026-11-05T12:34:56.789Z"), 2))).toBe("2026-11-09T12:34:56.789Z");
    // Summer time ends on 25 October.
    expect(written(office.dueAfterDays(at("2026-10-23T10:00:00Z"), 1))).toBe("2026-10-26T11:00:00Z");
  });

  test("the last day is kept even where no window is open then", () => {
    const short = calendar({
      hours: [
        { weekday: "MONDAY", opens: "09:00", closes: "17:00" },
        { weekday: "TUESDAY", opens: "09:00", closes: "12:00" },
      ],
    });
    expect(written(short.dueAfterDays(at("2026-11-02T16:00:00Z"), 1))).toBe("2026-11-03T16:00:00Z");
  });

  test("around the clock they are calendar days", () => {
    const newYork = calendar({ timeZone: "America/New_York", aroundTheClock: true });
    expect(written(newYork.dueAfterDays(at("2015-01-01T20:03:22Z"), 90))).toBe("2015-04-01T19:03:22Z");
    // 02:30 of 8 March is not there: later by the gap. 01:30 of 1 November is there twice: the first.
    expect(written(newYork.dueAfterDays(at("2015-03-07T07:30:00Z"), 1))).toBe("2015-03-08T07:30:00Z");
    expect(written(newYork.dueAfterDays(at("2015-10-31T05:30:00Z"), 1))).toBe("2015-11-01T05:30:00Z");
  });
});

describe("days on which clocks change", () => {
  const night = (opens: string, closes: string) =>
    calendar({ timeZone: "America/New_York", hours: [{ weekday: "SUNDAY", opens, closes }] });
  const open = (clock: ReturnType<typeof night>, day: string) =>
    clock.elapsed(at(`${day}T00:00:00Z`), at(`${day}T00:00:00Z`) + 48 * HOUR) / HOUR;

  test("a window in the gap opens as the clock jumps", () => {
    expect(written(night("02:30", "04:00").nextOpening(at("2015-03-08T00:00:00Z")))).toBe("2015-03-08T07:00:00Z");
    expect(open(night("02:30", "04:00"), "2015-03-08")).toBe(1);
    expect(open(night("02:15", "02:45"), "2015-03-08")).toBe(0);
    expect(open(night("01:00", "02:30"), "2015-03-08")).toBe(1);
    expect(open(night("00:00", "24:00"), "2015-03-08")).toBe(23);
  });

  test("where clocks are set back a window opens once, and closes once", () => {
    expect(open(night("01:00", "02:00"), "2015-11-01")).toBe(2);
    expect(open(night("00:00", "01:30"), "2015-11-01")).toBe(1.5);
    expect(open(night("01:30", "03:00"), "2015-11-01")).toBe(2.5);
    expect(open(night("00:00", "24:00"), "2015-11-01")).toBe(25);
  });
});

describe("days off", () => {
  const schedule = {
    region: null,
    holidays: [
      { date: "2020-12-24", until: "2021-01-02", name: "Shut-down", yearly: true },
      { date: "2026-11-03", until: null, name: "Move", yearly: false },
      { date: "2024-02-29", until: null, name: "Leap day", yearly: true },
    ],
  };
  const closed = calendar({ timeZone: "Europe/Vienna", hours: weekdays(["09:00", "17:00"]), schedule });

  test("close the local day, every year or once", () => {
    expect(closed.isOpen(at("2026-11-03T10:00:00Z"))).toBe(false);
    expect(closed.isOpen(at("2025-11-03T10:00:00Z"))).toBe(true);
    expect(written(closed.dueAfter(at("2026-12-23T15:00:00Z"), 2 * HOUR))).toBe("2027-01-04T09:00:00Z");
    expect(written(closed.dueAfterDays(at("2026-11-02T10:00:00Z"), 1))).toBe("2026-11-04T10:00:00Z");
    expect(closed.isOpen(at("2028-02-29T10:00:00Z"))).toBe(false);
    expect(closed.isOpen(at("2027-03-01T10:00:00Z"))).toBe(true);
  });

  test("are told apart from closed hours", () => {
    const held = { from: at("2026-11-04T09:00:00Z"), until: at("2026-11-04T10:00:00Z"), note: "waiting for a part" };
    const spans = explain(closed, at("2026-11-02T15:00:00Z"), at("2026-11-04T11:00:00Z"), [held]);
    expect(spans.map(({ kind, from, until, note }) => [kind, written(from), written(until), note])).toEqual([
      ["COUNTED", "2026-11-02T15:00:00Z", "2026-11-02T16:00:00Z", null],
      ["OUTSIDE_HOURS", "2026-11-02T16:00:00Z", "2026-11-02T23:00:00Z", null],
      ["HOLIDAY", "2026-11-02T23:00:00Z", "2026-11-03T23:00:00Z", "Move"],
      ["OUTSIDE_HOURS", "2026-11-03T23:00:00Z", "2026-11-04T08:00:00Z", null],
      ["COUNTED", "2026-11-04T08:00:00Z", "2026-11-04T09:00:00Z", null],
      ["PAUSED", "2026-11-04T09:00:00Z", "2026-11-04T10:00:00Z", "waiting for a part"],
      ["COUNTED", "2026-11-04T10:00:00Z", "2026-11-04T11:00:00Z", null],
    ]);
  });
});

test("what is never open, or too seldom, is out of reach", () => {
  const never = calendar({});
  const all = { region: null, holidays: [{ date: "2024-01-01", until: "2024-12-31", name: "Closed", yearly: true }] };
  expect(() => never.nextOpening(at("2026-11-02T00:00:00Z"))).toThrow(OutOfReach);
  expect(() => calendar({ aroundTheClock: true, schedule: all }).dueAfterDays(0, 1)).toThrow(OutOfReach);
  expect(() => office.dueAfter(at("2026-11-02T00:00:00Z"), 1_000_000 * HOUR)).toThrow(OutOfReach);
  expect(() => always.dueAfter(at("9999-12-31T00:00:00Z"), 48 * HOUR)).toThrow(OutOfReach);
  expect(never.elapsed(at("2020-11-02T00:00:00Z"), at("2026-11-02T00:00:00Z"))).toBe(0);
});
