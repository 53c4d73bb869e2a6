import { readFileSync } from "node:fs";
import { BusinessTime } from "../../src/calendars/businessTime";
import { dayFrom } from "../../src/calendars/days";
import type { OpenRules } from "../../src/calendars/openHours";
import { minutesOf } from "../../src/calendars/rules";
import { Zone } from "../../src/calendars/zone";

/*
 * Runs business-time cases restated from other projects: `npm run check:business-time -- path/to/business_time.json`.
 * Prints what fails and, by reason, what is outside this product's terms; exit 1 where anything within them fails.
 */

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly calendar: {
    readonly tz: string;
    readonly hours?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
    readonly holidays?: readonly string[];
    readonly breaks?: unknown;
    readonly shifts?: unknown;
  };
  readonly input: Readonly<Record<string, any>>;
  readonly expect: Readonly<Record<string, any>>;
  readonly tolerance_s: number;
}

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function clockOf({ calendar }: Vector, allDay = false): BusinessTime {
  const week: OpenRules["week"] = WEEK.map((day) =>
    allDay
      ? [{ opens: 0, closes: 1440 }]
      : (calendar.hours?.[day] ?? []).map(([opens, closes]) => ({
          opens: minutesOf(opens),
          closes: minutesOf(closes),
        })),
  );
  const off = new Map(allDay ? [] : (calendar.holidays ?? []).map((date) => [dayFrom(date), "holiday"] as const));
  return new BusinessTime({ zone: Zone.of(calendar.tz), week, daysOff: () => off });
}

const ms = (text: string): number => Date.parse(text);
const pausesOf = ({ input }: Vector) =>
  ((input.pauses ?? []) as [string, string][]).map(([from, until]) => ({ from: ms(from), until: ms(until) }));

/** What the product answers, beside what is expected, both in ms; by the kind of vector. */
const KINDS: Readonly<Record<string, (vector: Vector) => [number | null, number]>> = {
  due: (v) => [clockOf(v).dueAfter(ms(v.input.start), v.input.target_s * 1000, pausesOf(v)), ms(v.expect.due)],
  due_business: (v) => [clockOf(v).dueAfterDays(ms(v.input.start), v.input.target_days, pausesOf(v)), ms(v.expect.due)],
  // Calendar days are business days of a calendar around the clock.
  due_wall_days: (v) => [clockOf(v, true).dueAfterDays(ms(v.input.start), v.input.target_days), ms(v.expect.due)],
  elapsed: (v) => [clockOf(v).elapsed(ms(v.input.from), ms(v.input.to), pausesOf(v)), v.expect.elapsed_s * 1000],
  next_open: (v) => [clockOf(v).nextOpening(ms(v.input.at)), ms(v.expect.at)],
  is_open: (v) => [Number(clockOf(v).isOpen(ms(v.input.at))), Number(v.expect.open)],
};
/** Other words for what the product also does. */
const ALSO: typeof KINDS = {
  due_business_wall: (v) => [clockOf(v).dueAfterDays(ms(v.input.start), v.input.target_days), ms(v.expect.due)],
  local_to_utc: (v) => [Zone.of(v.calendar.tz).instantOf(ms(`${v.input.local}Z`)), ms(v.expect.utc)],
};

function reasonAgainst({ kind, calendar, input }: Vector): string | null {
  if (calendar.shifts) return "dated shifts: a calendar's hours are weekly";
  if (calendar.breaks) return "dated breaks: a day off is a whole day";
  if (input.end_of_day) return "end of day: business days keep the wall-clock time";
  if (kind === "offset_business") return "an offset from a due time, forwards or backwards, is no target";
  if (kind === "periods") return "a list of opening periods is nothing that is asked of a calendar";
  return kind in KINDS || kind in ALSO ? null : `unknown kind ${kind}`;
}

function main(path: string | undefined): number {
  if (!path) {
    console.error("usage: npm run check:business-time -- path/to/business_time.json");
    return 64;
  }
  const vectors = JSON.parse(readFileSync(path, "utf8")) as Vector[];
  const outside = new Map<string, string[]>();
  const passed = new Map<string, number>();
  let failed = 0;
  for (const vector of vectors) {
    const reason = reasonAgainst(vector);
    if (reason !== null) {
      outside.set(reason, [...(outside.get(reason) ?? []), vector.id]);
      continue;
    }
    const [answered, expected] = (KINDS[vector.kind] ?? ALSO[vector.kind])!(vector);
    if (answered !== null && Math.abs(answered - expected) <= vector.tolerance_s * 1000)
      passed.set(vector.kind, (passed.get(vector.kind) ?? 0) + 1);
    else {
      failed++;
      console.log(
        `FAILED ${vector.id} ${vector.kind}: ${answered}, expected ${expected} (${(answered ?? 0) - expected} ms)`,
      );
    }
  }
  const own = Object.keys(KINDS).reduce((sum, kind) => sum + (passed.get(kind) ?? 0), 0);
  console.log(
    `${own} passed: ${Object.keys(KINDS)
      .map((kind) => `${kind} ${passed.get(kind) ?? 0}`)
      .join(", ")}`,
  );
  console.log(
    `besides: ${Object.keys(ALSO)
      .map((kind) => `${kind} ${passed.get(kind) ?? 0}`)
      .join(", ")}`,
  );
  for (const [reason, ids] of outside) console.log(`outside (${ids.length}) ${reason}: ${ids.join(" ")}`);
  console.log(`${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
