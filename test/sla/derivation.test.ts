import { businessTimeOf } from "../../src/calendars/rules";
import { elapsedOf, stateOf } from "../../src/sla/clock";
import {
  type CaseCourse,
  type CasePause,
  type Clock,
  columnsOf,
  derive,
  pausesOf,
  tellsAt,
  type Terms,
  toldQuietly,
} from "../../src/sla/derivation";
import type { ClockKind } from "../../src/sla/targets";
import { Random } from "../support/random";

/*
 * Clocks of generated cases, on a calendar with lunch breaks, holidays and daylight saving. What must hold of each is said
 * without the code that derives them.
 */

const HOUR = 3_600_000;
const START = Date.parse("2027-03-01T00:00:00Z");
const time = businessTimeOf({
  timeZone: "Europe/Vienna",
  aroundTheClock: false,
  hours: (["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"] as const).flatMap((weekday) => [
    { weekday, opens: "08:00", closes: "12:00" },
    { weekday, opens: "13:00", closes: "17:00" },
  ]),
  schedule: { holidays: [{ date: "2027-03-17", until: null, name: "Off", yearly: false }], region: null },
});

const none = { firstResponse: null, firstResponseDays: null, resolution: null, resolutionDays: null };

function generate(random: Random) {
  const hours = 1 + random.below(60);
  const terms: Terms = {
    policyId: "p",
    policyRevision: 1,
    calendarId: "c",
    calendarRevision: 1,
    targets: [
      {
        ...none,
        priority: "NORMAL",
        firstResponse: random.chance(0.8) ? `PT${1 + random.below(9)}H` : null,
        ...(random.chance(0.7) ? { resolution: `PT${hours}H` } : { resolutionDays: random.below(6) }),
      },
    ],
    warnAfter: random.pick([0, 0.5, 0.75, 1]),
    pauseOnHold: random.chance(0.8),
    onReactivation: "CONTINUE",
    time,
  };
  const openedAt = START + random.below(30 * 24 * 60) * 60_000;
  const pauses: CasePause[] = [];
  let at = openedAt;
  for (let n = random.below(4); n > 0; n--) {
    const from = at + random.below(40) * HOUR;
    at = from + random.below(50) * HOUR;
    pauses.push({ kind: random.chance(0.8) ? "HOLD" : "FINISHED", from, until: at, note: null });
  }
  const goesOn = random.chance(0.3);
  if (goesOn) {
    at += random.below(20) * HOUR;
    pauses.push({ kind: "HOLD", from: at, until: null, note: null });
  }
  const now = at + random.below(200) * HOUR;
  const ended =
    !goesOn && random.chance(0.4) ? { at: at + random.below(90) * HOUR, canceled: random.chance(0.3) } : null;
  const course: CaseCourse = {
    priority: "NORMAL",
    openedAt,
    firstRespondedAt: random.chance(0.5) ? openedAt + random.below(30) * HOUR : null,
    ended,
    pauses,
  };
  return { terms, course, now: Math.max(now, ended?.at ?? 0) };
}

const KINDS: ClockKind[] = ["FIRST_RESPONSE", "RESOLUTION"];
const id = () => "id";

test("what is derived holds of every generated case", () => {
  const random = new Random(20270301);
  const seen = new Map<string, number>();
  for (let n = 0; n < 1500; n++) {
    const { terms, course, now } = generate(random);
    const clocks: Clock[] = [];
    for (const kind of KINDS) {
      const clock = derive(kind, null, terms, course, now, id);
      if (!clock) {
        expect([kind, terms.targets[0]!.firstResponse]).toEqual(["FIRST_RESPONSE", null]);
        continue;
      }
      clocks.push(clock);
      // The same facts, the same clock.
      expect(derive(kind, clock, terms, course, now, id)).toEqual(clock);
      const pauses = pausesOf(kind, terms.pauseOnHold, course.pauses);
      const facts = {
        time,
        target: clock.target,
        warnAfter: terms.warnAfter,
        startedAt: clock.startedAt,
        pauses,
        endedAt: null,
      };
      if (clock.dueAt !== null) {
        // At its due time the target is used up, and a millisecond of open time before it was not.
        const used = elapsedOf(facts, clock.dueAt);
        if (clock.targetMs > 0 && clock.target.days === undefined) {
          expect(used).toBe(clock.targetMs);
          expect(elapsedOf(facts, clock.dueAt - 1)).toBeLessThan(clock.targetMs);
        }
        if (clock.warnAt !== null && clock.targetMs > 0 && clock.target.days === undefined)
          expect(clock.warnAt).toBeLessThanOrEqual(clock.dueAt);
      } else expect(pauses.at(-1)).toMatchObject({ until: null });
      // A first response never heeds a hold.
      if (kind === "FIRST_RESPONSE") expect(pauses.every((pause) => pause.kind === "FINISHED")).toBe(true);

      const endedAt = clock.metAt ?? clock.canceledAt;
      const state = stateOf({ ...facts, endedAt }, clock, clock.canceledAt !== null, now);
      seen.set(state, (seen.get(state) ?? 0) + 1);
      const columns = columnsOf([clock]);
      const [standing, due, warn] =
        kind === "RESOLUTION"
          ? [columns.slaStanding, columns.dueAt, columns.slaWarnAt]
          : [columns.firstResponseStanding, columns.firstResponseDueAt, columns.firstResponseWarnAt];
      const told =
        standing !== "RUNNING"
          ? standing
          : due && due.getTime() <= now
            ? "BREACHED"
            : warn && warn.getTime() <= now
              ? "NEARING"
              : "IN_PROGRESS";
      expect(told).toBe(state);

      // Told one after the other it comes to its end: the warning at most once, the breach at most once.
      let telling = clock;
      const told2: string[] = [];
      for (let next = tellsAt(telling, START); next !== null; next = tellsAt(telling, START)) {
        const breach = next === telling.dueAt;
        told2.push(breach ? "breach" : "warning");
        telling = breach ? { ...telling, breachedAt: next } : { ...telling, warnedAt: next };
      }
      expect([[], ["breach"], ["warning"], ["warning", "breach"]]).toContainEqual(told2);
      expect(tellsAt(toldQuietly(clock, now), now) ?? now + 1).toBeGreaterThan(now);
    }
  }
  expect([...seen.keys()].sort()).toEqual([
    "BREACHED",
    "CANCELED",
    "IN_PROGRESS",
    "MET",
    "MET_LATE",
    "NEARING",
    "PAUSED",
  ]);
});

test("what was told stays told while it is still so, and is told anew once it was not", () => {
  const terms: Terms = {
    ...generate(new Random(1)).terms,
    targets: [
      { ...none, priority: "NORMAL", resolution: "PT8H" },
      { ...none, priority: "HIGH", resolution: "PT4H" },
      { ...none, priority: "LOW", resolution: "PT80H" },
    ],
    warnAfter: 0.5,
  };
  const openedAt = Date.parse("2027-03-01T07:00:00Z");
  const course: CaseCourse = { priority: "NORMAL", openedAt, firstRespondedAt: null, ended: null, pauses: [] };
  const now = Date.parse("2027-03-01T16:30:00Z");
  const fresh = derive("RESOLUTION", null, terms, course, now, id)!;
  expect([fresh.warnedAt, fresh.breachedAt, tellsAt(fresh, now)]).toEqual([null, null, fresh.dueAt]);
  const told = { ...fresh, warnedAt: now, breachedAt: fresh.dueAt };
  const pressed = derive("RESOLUTION", told, terms, { ...course, priority: "HIGH" }, now, id)!;
  expect([pressed.breachedAt, tellsAt(pressed, now)]).toEqual([pressed.dueAt, null]);
  const eased = derive("RESOLUTION", told, terms, { ...course, priority: "LOW" }, now, id)!;
  expect([eased.warnedAt, eased.breachedAt, tellsAt(eased, now)]).toEqual([null, null, eased.warnAt]);
});

test("a clock whose target is gone is called off, and comes back with it", () => {
  const { terms } = generate(new Random(2));
  const only: Terms = { ...terms, targets: [{ ...none, priority: "HIGH", resolution: "PT4H" }] };
  const course: CaseCourse = { priority: "HIGH", openedAt: START, firstRespondedAt: null, ended: null, pauses: [] };
  const clock = derive("RESOLUTION", null, only, course, START, id)!;
  const off = derive("RESOLUTION", clock, only, { ...course, priority: "LOW" }, START + HOUR, id)!;
  expect(off.canceledAt).toBe(START + HOUR);
  expect(derive("RESOLUTION", off, only, course, START + 2 * HOUR, id)).toEqual(clock);
  expect(derive("RESOLUTION", null, only, { ...course, priority: "LOW" }, START, id)).toBeNull();
});
