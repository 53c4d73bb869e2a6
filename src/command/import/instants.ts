/** What to do with a wall-clock time that a zone had twice or never: the words of Temporal's `disambiguation`. */
export type Disambiguation = "compatible" | "earlier" | "later" | "reject";

/** How the instants and dates of a column are written. */
export interface DateRule {
  readonly formats: readonly DateFormat[];
  /** Where the written time carries no offset of its own: an IANA name, `UTC`, or an offset such as `+01:00`. */
  readonly zone: string;
  readonly dst: Disambiguation;
}

/** One way of writing an instant, made ready by `dateFormat`. */
export interface DateFormat {
  readonly text: string;
  readonly read: (text: string) => Written | null;
}

/** What a text says: a wall-clock time (as if it were UTC) with its offset if it has one, both in milliseconds. */
interface Written {
  readonly local: number;
  readonly offset: number | null;
}

const DAY = 86_400_000;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG_MONTHS = ["january", "february", "march", "april", "may", "june", "july"].concat([
  "august",
  "september",
  "october",
  "november",
  "december",
]);
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;
const TOKENS = /YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|A|Z|\[[^\]]*\]|[\s\S]/g;

/** Which part a token fills, and how it is written. */
const PARTS: Readonly<Record<string, readonly [part: string, pattern: string]>> = {
  YYYY: ["year", "(\\d{4})"],
  YY: ["year", "(\\d{2})"],
  MMMM: ["month", `(${LONG_MONTHS.join("|")})`],
  MMM: ["month", `(${MONTHS.join("|")})`],
  MM: ["month", "(\\d{2})"],
  M: ["month", "(\\d{1,2})"],
  DD: ["day", "(\\d{2})"],
  D: ["day", "(\\d{1,2})"],
  HH: ["hour", "(\\d{2})"],
  H: ["hour", "(\\d{1,2})"],
  hh: ["hour", "(\\d{2})"],
  h: ["hour", "(\\d{1,2})"],
  mm: ["minute", "(\\d{2})"],
  m: ["minute", "(\\d{1,2})"],
  ss: ["second", "(\\d{2})"],
  s: ["second", "(\\d{1,2})"],
  SSS: ["millisecond", "(\\d{3})"],
  A: ["half", "([ap]\\.?m\\.?)"],
  Z: ["offset", "(z|[+-]\\d{2}(?::?\\d{2})?)"],
};

/** Makes a format ready; throws an Error that says what is wrong with it. */
export function dateFormat(text: string): DateFormat {
  if (text === "ISO") return { text, read: readIso };
  if (text === "UNIX") return { text, read: (value) => readUnix(value, 1000) };
  if (text === "UNIX_MS") return { text, read: (value) => readUnix(value, 1) };
  const order: string[] = [];
  let pattern = "";
  for (const token of text.match(TOKENS) ?? []) {
    const known = PARTS[token];
    if (known) {
      const [part, source] = known;
      if (order.includes(part)) {
        throw new Error(`names the ${part} twice${part === "month" ? " (minutes are mm, months M or MM)" : ""}`);
      }
      order.push(part);
      pattern += source;
    } else if (/^\s$/.test(token)) pattern += "\\s+";
    else if (token.length > 1) pattern += escaped(token.slice(1, -1));
    else if (/[A-SU-Za-z]/.test(token))
      throw new Error(`does not know "${token}" (words of their own go in [brackets])`);
    else pattern += escaped(token);
  }
  for (const part of ["year", "month", "day"]) if (!order.includes(part)) throw new Error(`has no ${part}`);
  const halves = /h/.test(text.replace(/\[[^\]]*\]/g, ""));
  if (halves !== order.includes("half"))
    throw new Error("needs h or hh together with A (am or pm), H or HH without it");
  const shape = new RegExp(`^${pattern}$`, "i");
  const shortYear = !text.includes("YYYY");
  return { text, read: (value) => readParts(value, shape, order, shortYear) };
}

/** True where this is a zone that instants can be read in. */
export function isZone(zone: string): boolean {
  if (fixedOffset(zone) !== null) return true;
  try {
    clock(zone);
    return true;
  } catch {
    return false;
  }
}

/** The instant in milliseconds, or why there is none. */
export function readInstant(text: string, rule: DateRule): number | string {
  const written = readWritten(text, rule);
  if (!written) return `is not written as ${rule.formats.map((format) => format.text).join(" or ")}`;
  if (written.offset !== null) return written.local - written.offset;
  const instant = atZone(written.local, rule.zone, rule.dst);
  return instant ?? `is a time that ${rule.zone} had twice or never, as its clocks were changed`;
}

/** The calendar date as YYYY-MM-DD, whatever the zone, or null where the text is none. */
export function readDate(text: string, rule: DateRule): string | null {
  const written = readWritten(text, rule);
  return written && new Date(written.local).toISOString().slice(0, 10);
}

function readWritten(text: string, rule: DateRule): Written | null {
  for (const format of rule.formats) {
    const written = format.read(text);
    if (written) return written;
  }
  return null;
}

function readIso(text: string): Written | null {
  const found = ISO.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const local = wallClock(Number(year), Number(month), Number(day), [
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    Number((fraction ?? "").padEnd(3, "0").slice(0, 3)),
  ]);
  return local === null ? null : { local, offset: offset === undefined ? null : offsetOf(offset) };
}

function readUnix(text: string, factor: number): Written | null {
  if (!/^-?\d{1,13}(\.\d+)?$/.test(text)) return null;
  return { local: Math.floor(Number(text) * factor), offset: 0 };
}

function readParts(text: string, shape: RegExp, order: readonly string[], shortYear: boolean): Written | null {
  const found = shape.exec(text);
  if (!found) return null;
  const said = Object.fromEntries(order.map((part, i) => [part, found[i + 1]!.toLowerCase()]));
  const number = (part: string) => Number(said[part] ?? 0);
  const year = shortYear ? number("year") + (number("year") < 70 ? 2000 : 1900) : number("year");
  const name = MONTHS.indexOf(said.month!.slice(0, 3));
  let hour = number("hour");
  if (said.half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (said.half.startsWith("p") ? 12 : 0);
  }
  const local = wallClock(year, name < 0 ? number("month") : name + 1, number("day"), [
    hour,
    number("minute"),
    number("second"),
    number("millisecond"),
  ]);
  return local === null ? null : { local, offset: said.offset === undefined ? null : offsetOf(said.offset) };
}

/** Refuses 31 February and 25 o'clock, which Date.UTC would carry over in silence. */
function wallClock(year: number, month: number, day: number, time: [number, number, number, number]): number | null {
  const [hour, minute, second, millisecond] = time;
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  return day >= 1 && new Date(local).getUTCDate() === day && year >= 1000 ? local : null;
}

function offsetOf(text: string): number {
  if (text === "z" || text === "Z") return 0;
  const digits = text.slice(1).replace(":", "").padEnd(4, "0");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (text.startsWith("-") ? -minutes : minutes) * 60_000;
}

function fixedOffset(zone: string): number | null {
  if (zone === "UTC") return 0;
  return /^[+-]\d{2}:\d{2}$/.test(zone) ? offsetOf(zone) : null;
}

function atZone(local: number, zone: string, dst: Disambiguation): number | null {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return local - fixed;
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  const fits = [...new Set([before, after])]
    .map((offset) => local - offset)
    .filter((instant) => offsetAt(zone, instant) === local - instant)
    .sort((a, b) => a - b);
  if (fits.length === 1) return fits[0]!;
  if (dst === "reject") return null;
  if (fits.length === 2) return dst === "later" ? fits[1]! : fits[0]!;
  // Never shown by a clock: read with the offset before the change it lands after it, and the other way round.
  return local - (dst === "earlier" ? Math.max(before, after) : Math.min(before, after));
}

function offsetAt(zone: string, instant: number): number {
  const said: Record<string, number> = {};
  for (const { type, value } of clock(zone).formatToParts(instant)) said[type] = Number(value);
  const local = Date.UTC(said.year!, said.month! - 1, said.day!, said.hour!, said.minute!, said.second!);
  return local - Math.floor(instant / 1000) * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(zone: string): Intl.DateTimeFormat {
  let found = clocks.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    clocks.set(zone, found);
  }
  return found;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
