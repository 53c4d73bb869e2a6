import type { BusinessTime } from "./businessTime";
import { DAY_MS } from "./days";
import { inOrder, type Pause } from "./pauses";

export type SpanKind = "COUNTED" | "OUTSIDE_HOURS" | "HOLIDAY" | "PAUSED";

/** A stretch of a clock's way, in ms since 1970. */
export interface Span {
  readonly kind: SpanKind;
  readonly from: number;
  readonly until: number;
  /** The holiday's name, or why it was on hold. */
  readonly note: string | null;
}

/**
 * How a clock walked from `from` to `until`, without gaps: a pause is one span whatever its hours, and a day off is a
 * HOLIDAY from midnight to midnight whatever its weekday.
 */
export function explain(time: BusinessTime, from: number, until: number, pauses: readonly Pause[] = []): Span[] {
  const spans: Span[] = [];
  const held = inOrder(pauses).filter((pause) => pause.until > from && pause.from < until);
  let at = from;
  let next = 0;
  while (at < until) {
    const pause = held[next];
    const span =
      pause && pause.from <= at
        ? { kind: "PAUSED" as const, until: pause.until, note: pause.note }
        : within(time, at, Math.min(until, pause?.from ?? until));
    if (pause && pause.from <= at) next++;
    const end = Math.min(span.until, until);
    const last = spans.at(-1);
    if (last && last.kind === span.kind && last.note === span.note) spans[spans.length - 1] = { ...last, until: end };
    else spans.push({ kind: span.kind, from: at, until: end, note: span.note });
    at = end;
  }
  return spans;
}

/** What an instant is, and until when it surely stays so. */
function within({ open }: BusinessTime, at: number, until: number): Omit<Span, "from"> {
  const interval = open.intervalAt(at);
  if (interval) return { kind: "COUNTED", until: Math.min(interval.closes, until), note: null };
  const { zone } = open;
  let day = zone.dayAt(at);
  // Days meet where a clock first shows midnight, even where it is set back over it later.
  if (at >= zone.firstAt((day + 1) * DAY_MS)) day++;
  const midnight = zone.firstAt((day + 1) * DAY_MS);
  const name = open.dayOff(day);
  if (name !== null) return { kind: "HOLIDAY", until: Math.min(midnight, until), note: name };
  const opens = open.opensLaterThisYear(at) ?? midnight;
  return { kind: "OUTSIDE_HOURS", until: Math.min(opens, midnight, until), note: null };
}
