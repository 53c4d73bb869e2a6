import { civilOf, DAY_MS, dayOf } from "./days";

/** A stretch of time with one offset from UTC; all in ms. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

const HOUR_MS = 3_600_000;
/** No zone was ever farther from UTC than this. */
const FARTHEST_MS = 17 * HOUR_MS;
/** Offsets are looked at this far apart; no zone ever changed and changed back within less. */
const STEP_MS = 2 * DAY_MS;
/** Years of one zone that are kept, and zones that are. */
const MOST_YEARS = 400;
const MOST_ZONES = 2000;

const zones = new Map<string, Zone>();

/**
 * An IANA time zone, for arithmetic: `Intl` is asked for a year's changes of offset once, then numbers are looked up. What
 * a wall clock shows is said in ms as if it were UTC: "local" below.
 */
export class Zone {
  private readonly format: Intl.DateTimeFormat;
  private readonly years = new Map<number, readonly Stretch[]>();
  private last: Stretch = { from: 0, until: 0, offset: 0 };

  private constructor(readonly name: string) {
    this.format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  }

  /** The zone of this name; throws a RangeError where there is none. */
  static of(name: string): Zone {
    let zone = zones.get(name);
    if (!zone) {
      zone = new Zone(name);
      if (zones.size >= MOST_ZONES) zones.clear();
      zones.set(name, zone);
    }
    return zone;
  }

  /** What a wall clock shows at an instant. */
  localAt(at: number): number {
    return at + this.stretchAt(at).offset;
  }

  /** The day's number on a wall calendar at an instant. */
  dayAt(at: number): number {
    return Math.floor(this.localAt(at) / DAY_MS);
  }

  /**
   * The first instant at which a wall clock shows `local` or has jumped past it. So nothing happens twice where clocks are
   * set back, what falls into a gap happens as the clock jumps, and later locals never come before earlier ones.
   */
  firstAt(local: number): number {
    let stretch = this.stretchAt(local - FARTHEST_MS);
    for (;;) {
      const at = Math.max(stretch.from, local - stretch.offset);
      if (at < stretch.until) return at;
      stretch = this.stretchAt(stretch.until);
    }
  }

  /**
   * The instant that people mean by `local`: the first of two where clocks are set back; where clocks are set forward over
   * it, later by the gap, as if they had not been set yet (02:30 becomes 03:30).
   */
  instantOf(local: number): number {
    const at = this.firstAt(local);
    return this.localAt(at) === local ? at : local - this.stretchAt(at - 1).offset;
  }

  private stretchAt(at: number): Stretch {
    const { last } = this;
    if (at >= last.from && at < last.until) return last;
    const { year } = civilOf(Math.floor(at / DAY_MS));
    const all = this.stretchesOf(year);
    let i = all.length - 1;
    while (i > 0 && all[i]!.from > at) i--;
    this.last = all[i]!;
    return this.last;
  }

  private stretchesOf(year: number): readonly Stretch[] {
    let known = this.years.get(year);
    if (!known) {
      known = this.readYear(year);
      if (this.years.size >= MOST_YEARS) this.years.clear();
      this.years.set(year, known);
    }
    return known;
  }

  private readYear(year: number): readonly Stretch[] {
    const until = dayOf(year + 1, 1, 1) * DAY_MS;
    let from = dayOf(year, 1, 1) * DAY_MS;
    let offset = this.ask(from);
    const found: Stretch[] = [];
    const change = (at: number, next: number) => {
      found.push({ from, until: at, offset });
      from = at;
      offset = next;
    };
    for (let seen = from; seen < until; ) {
      const ahead = Math.min(seen + STEP_MS, until);
      const next = this.ask(ahead);
      if (next !== offset) {
        const at = this.changeBetween(seen, ahead, offset);
        const then = this.ask(at);
        if (at < until) change(at, then);
        // There may be another change before `ahead`.
        seen = at;
      } else seen = ahead;
    }
    found.push({ from, until, offset });
    return found;
  }

  /** The first whole second after `seen` at which the offset is no longer `offset`, which at `ahead` it is not. */
  private changeBetween(seen: number, ahead: number, offset: number): number {
    let [low, high] = [seen / 1000, ahead / 1000];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.ask(middle * 1000) === offset) low = middle;
      else high = middle;
    }
    return high * 1000;
  }

  private ask(at: number): number {
    const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(this.format.format(at));
    if (!match) throw new Error(`The offset of ${this.name} cannot be read`);
    const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
    const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return sign === "-" ? -size : size;
  }
}
