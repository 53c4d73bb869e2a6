import type { Span } from "../../src/calendars/explanation";
import type { HolidayRule } from "../../src/calendars/daysOff";
import { type CalendarRules, WEEKDAYS } from "../../src/calendars/rules";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

export interface OraclePause {
  readonly from: number;
  readonly until: number | null;
  readonly note: string;
}

const walls = new Map<string, readonly number[]>();

function wallClock(timeZone: string, from: number, minutes: number): readonly number[] {
  const key = `${timeZone} ${from} ${minutes}`;
  let shown = walls.get(key);
  if (!shown) {
    const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    const show = (_: unknown, i: number) => Date.parse(`${clock.format(from + i * MINUTE).replace(" ", "T")}Z`);
    shown = Array.from({ length: minutes }, show);
    walls.set(key, shown);
  }
  return shown;
}

/**
 * Says what business time must answer by walking minute after minute and looking at a wall clock each time. Knows nothing
 * of years, offsets or intervals: a window is open while the furthest that the clock has come lies within it.
 */
export class MinuteOracle {
  /** What the wall clock shows in each minute, as if it were UTC. */
  private readonly wall: readonly number[];
  /** The furthest that it has come. */
  private readonly furthest: number[] = [];
  private readonly open: boolean[] = [];
  /** Days that have any open time, in order. */
  private readonly worked: readonly number[];

  constructor(
    private readonly rules: CalendarRules,
    /** The first minute that is walked; two days at least before anything that is asked for. */
    private readonly from: number,
    private readonly minutes: number,
  ) {
    this.wall = wallClock(rules.timeZone, from, minutes);
    let furthest = Number.NEGATIVE_INFINITY;
    const open = new Map<number, boolean>();
    const worked = new Set<number>();
    for (const wall of this.wall) {
      furthest = Math.max(furthest, wall);
      this.furthest.push(furthest);
      if (!open.has(furthest)) open.set(furthest, this.isOpenOn(furthest));
      this.open.push(open.get(furthest)!);
      if (open.get(furthest)) worked.add(Math.floor(furthest / DAY));
    }
    this.worked = [...worked].sort((a, b) => a - b);
  }

  isOpen(at: number): boolean {
    return this.open[this.index(at)]!;
  }

  nextOpening(at: number): number | null {
    return this.at(this.open.indexOf(true, this.index(at)));
  }

  elapsed(from: number, until: number, pauses: readonly OraclePause[]): number {
    let minutes = 0;
    for (let i = this.index(from); i < this.index(until); i++) if (this.counts(i, pauses)) minutes++;
    return minutes * MINUTE;
  }

  /** Undefined: later than the walk goes. */
  dueAfter(start: number, ms: number, pauses: readonly OraclePause[]): number | null | undefined {
    let left = ms / MINUTE;
    for (let i = this.index(start); i < this.minutes; i++) {
      if (this.paused(i, pauses)?.until === null) return null;
      if (!this.counts(i, pauses)) continue;
      if (left === 0) return this.at(i)!;
      left--;
      if (left === 0) return this.at(i + 1)!;
    }
    return undefined;
  }

  dueAfterDays(start: number, days: number, pauses: readonly OraclePause[]): number | null | undefined {
    if (days === 0) return this.dueAfter(start, 0, pauses);
    const rolled = this.open.indexOf(true, this.index(start));
    if (rolled < 0) return undefined;
    const day = Math.floor(this.wall[rolled]! / DAY);
    const later = this.worked.filter((other) => other > day);
    const last = later[days - 1];
    if (last === undefined || last === Math.floor(this.furthest.at(-1)! / DAY)) return undefined;
    const wanted = last * DAY + (this.wall[rolled]! % DAY);
    const shown = this.wall.indexOf(wanted);
    const passed = this.furthest.findIndex((wall) => wall > wanted);
    const due = shown >= 0 ? shown : passed + (wanted - this.wall[passed - 1]! - MINUTE) / MINUTE;
    let target = 0;
    let held = false;
    for (let i = rolled; i < due; i++) {
      if (this.open[i]) target++;
      if (!held && this.open[i] && this.paused(i, pauses)) held = true;
    }
    return held ? this.dueAfter(start, target * MINUTE, pauses) : this.at(due)!;
  }

  /** One kind and note for each minute. */
  walk(from: number, until: number, pauses: readonly OraclePause[]): string[] {
    const kinds: string[] = [];
    for (let i = this.index(from); i < this.index(until); i++) {
      const pause = this.paused(i, pauses);
      const off = this.dayOff(this.furthest[i]!);
      const [kind, note]: [Span["kind"], string | null] = pause
        ? ["PAUSED", pause.note]
        : this.open[i]
          ? ["COUNTED", null]
          : off
            ? ["HOLIDAY", off]
            : ["OUTSIDE_HOURS", null];
      kinds.push(`${kind} ${note}`);
    }
    return kinds;
  }

  private index(at: number): number {
    return (at - this.from) / MINUTE;
  }

  private at(index: number): number | null {
    return index < 0 ? null : this.from + index * MINUTE;
  }

  private counts(i: number, pauses: readonly OraclePause[]): boolean {
    return this.open[i]! && (pauses.length === 0 || !this.paused(i, pauses));
  }

  /** Of several pauses the first to begin. */
  private paused(i: number, pauses: readonly OraclePause[]): OraclePause | undefined {
    const at = this.at(i)!;
    let first: OraclePause | undefined;
    for (const pause of pauses)
      if (pause.from <= at && (pause.until === null || at < pause.until) && !(first && first.from <= pause.from))
        first = pause;
    return first;
  }

  private isOpenOn(wall: number): boolean {
    if (this.dayOff(wall)) return false;
    if (this.rules.aroundTheClock) return true;
    const weekday = WEEKDAYS[(new Date(wall).getUTCDay() + 6) % 7];
    const time = new Date(wall).toISOString().slice(11, 16);
    return this.rules.hours.some((own) => own.weekday === weekday && own.opens <= time && time < own.closes);
  }

  private dayOff(wall: number): string | null {
    const date = new Date(wall).toISOString().slice(0, 10);
    const takes = (rule: HolidayRule): boolean =>
      rule.yearly ? date.slice(5) === rule.date.slice(5) : rule.date <= date && date <= (rule.until ?? rule.date);
    return this.rules.schedule?.holidays.find(takes)?.name ?? null;
  }
}
