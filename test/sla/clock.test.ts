import { businessTimeOf } from "../../src/calendars/rules";
import { clockOf, type ClockFacts, elapsedOf, remainingOf, stateOf } from "../../src/sla/clock";
import { targetOf, wrongTargets } from "../../src/sla/targets";

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const written = (due: number | null) => (due === null ? null : new Date(due).toISOString());
const office = businessTimeOf({
  timeZone: "Europe/Vienna",
  aroundTheClock: false,
  hours: (["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] as const).map((weekday) => ({
    weekday,
    opens: "09:00",
    closes: "17:00",
  })),
  schedule: null,
});
const facts = (more: Partial<ClockFacts> = {}): ClockFacts => ({
  time: office,
  target: { ms: 8 * HOUR },
  warnAfter: 0.75,
  startedAt: at("2026-11-02T12:00:00Z"),
  pauses: [],
  endedAt: null,
  ...more,
});

test("a clock is due when its target is used up, and warns at its share of it", () => {
  const clock = clockOf(facts());
  expect([written(clock.warnAt), written(clock.dueAt), clock.targetMs]).toEqual([
    "2026-11-03T10:00:00.000Z",
    "2026-11-03T12:00:00.000Z",
    8 * HOUR,
  ]);
});

test("of business days the open time in them is the target", () => {
  const clock = clockOf(facts({ target: { days: 2 } }));
  expect([written(clock.warnAt), written(clock.dueAt), clock.targetMs]).toEqual([
    // Exactly at closing.
    "2026-11-03T16:00:00.000Z",
    "2026-11-04T12:00:00.000Z",
    16 * HOUR,
  ]);
});

test("a pause puts off the warning and the due time; while it goes on nothing is due", () => {
  const pause = { from: at("2026-11-02T15:00:00Z"), until: at("2026-11-03T09:00:00Z") };
  const over = facts({ pauses: [pause] });
  expect([written(clockOf(over).warnAt), written(clockOf(over).dueAt)]).toEqual([
    "2026-11-03T12:00:00.000Z",
    "2026-11-03T14:00:00.000Z",
  ]);
  const held = facts({ pauses: [{ ...pause, until: null }], target: { days: 2 } });
  const clock = clockOf(held);
  expect(clock).toEqual({ dueAt: null, warnAt: null, targetMs: 16 * HOUR });
  expect(remainingOf(held, clock, at("2027-01-01T00:00:00Z"))).toBe(13 * HOUR);
  expect(stateOf(held, clock, false, at("2027-01-01T00:00:00Z"))).toBe("PAUSED");
});

test("what is left runs below nothing in working time, until the clock ends", () => {
  const running = facts();
  const clock = clockOf(running);
  expect(remainingOf(running, clock, at("2026-11-03T11:00:00Z"))).toBe(HOUR);
  expect(remainingOf(running, clock, at("2026-11-03T22:00:00Z"))).toBe(-4 * HOUR);
  const ended = facts({ endedAt: at("2026-11-02T13:30:00Z") });
  expect(elapsedOf(ended, at("2030-01-01T00:00:00Z"))).toBe(1.5 * HOUR);
});

test("its state follows the instants", () => {
  const clock = clockOf(facts());
  const state = (now: string) => stateOf(facts(), clock, false, at(now));
  expect(state("2026-11-03T09:59:59.999Z")).toBe("IN_PROGRESS");
  expect(state("2026-11-03T10:00:00Z")).toBe("NEARING");
  expect(state("2026-11-03T12:00:00Z")).toBe("BREACHED");
  expect(stateOf(facts({ endedAt: at("2026-11-03T12:00:00Z") }), clock, false, 0)).toBe("MET");
  expect(stateOf(facts({ endedAt: at("2026-11-03T12:00:00.001Z") }), clock, false, 0)).toBe("MET_LATE");
  expect(stateOf(facts(), clock, true, 0)).toBe("CANCELED");
});

test("targets are read by priority and kind, and wrong ones named", () => {
  const none = { firstResponse: null, firstResponseDays: null, resolution: null, resolutionDays: null };
  const targets = [
    { ...none, priority: "URGENT", firstResponse: "PT30M", resolutionDays: 2 },
    { ...none, priority: "LOW" },
  ];
  expect(targetOf(targets, "URGENT", "FIRST_RESPONSE")).toEqual({ ms: HOUR / 2 });
  expect(targetOf(targets, "URGENT", "RESOLUTION")).toEqual({ days: 2 });
  expect(targetOf(targets, "LOW", "RESOLUTION")).toBeNull();
  expect(targetOf(targets, "HIGH", "RESOLUTION")).toBeNull();
  expect(wrongTargets(targets, "t")).toEqual([]);
  const wrong = [
    { ...none, priority: "LOW", resolution: "-PT1S", firstResponse: "PT1H", firstResponseDays: 1 },
    { ...none, priority: "LOW", resolutionDays: -1 },
  ];
  expect(wrongTargets(wrong, "t").map(({ path, rule }) => `${path} ${rule}`)).toEqual([
    "t.0.firstResponseDays atMostOne",
    "t.0.resolution range",
    "t.1.priority unique",
    "t.1.resolutionDays range",
  ]);
});
