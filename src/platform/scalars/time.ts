import { refuse, shown, stringScalar } from "./scalar";

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;
const DURATION = /^(-?)PT(?=\d)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,10})(?:\.(\d{1,3})0*)?S)?$/;
const ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** True for a calendar date, YYYY-MM-DD, that there is. */
export const isDay = (text: string): boolean => {
  if (!DAY.test(text) || text < "0001") return false;
  const at = new Date(`${text}T00:00:00Z`);
  // JavaScript rolls 30 February over into March instead of refusing it.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** An instant in ms since 1970 from RFC 3339 text, cut to milliseconds; null for what is none. */
export function instantOf(text: string): number | null {
  const match = INSTANT.exec(text);
  if (!match || !isDay(match[1]!)) return null;
  const [, day, minute, second, fraction, offset] = match;
  // A leap second is the instant that the next minute begins with, as PostgreSQL has it.
  const leap = second === "60";
  const milliseconds = (fraction ?? "").slice(0, 4);
  const at = Date.parse(`${day}T${minute}:${leap ? "59" : second}${leap ? "" : milliseconds}${offset!.toUpperCase()}`);
  return Number.isNaN(at) ? null : at + (leap ? 1000 : 0);
}

export const DateTimeScalar = stringScalar<Date>({
  name: "DateTime",
  description: "RFC 3339 instant, always answered in UTC with milliseconds.",
  specifiedByURL: "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6",
  read: (text) => {
    const at = instantOf(text);
    if (at === null) throw refuse(`${shown(text)} is no RFC 3339 instant such as "2026-11-01T09:30:00Z".`);
    return new Date(at);
  },
  write: (value) => new Date(value).toISOString(),
});

export const DateScalar = stringScalar<string>({
  name: "Date",
  description: "Calendar date, YYYY-MM-DD.",
  read: (text) => {
    if (!isDay(text)) throw refuse(`${shown(text)} is no calendar date; write YYYY-MM-DD.`);
    return text;
  },
  write: (value) => value,
});

export const LocalTimeScalar = stringScalar<string>({
  name: "LocalTime",
  description: "Wall-clock time, HH:MM; 24:00 is midnight at the end of a day.",
  read: (text) => {
    if (!TIME.test(text)) throw refuse(`${shown(text)} is no wall-clock time; write HH:MM from 00:00 to 24:00.`);
    return text;
  },
  // PostgreSQL writes a time with its seconds.
  write: (value) => value.slice(0, 5),
});

export const TimeZoneScalar = stringScalar<string>({
  name: "TimeZone",
  description: "IANA time zone name.",
  read: (text) => {
    if (text.length <= 60 && ZONE.test(text)) {
      try {
        new Intl.DateTimeFormat("en", { timeZone: text });
        return text;
      } catch {
        // Unknown: refused below.
      }
    }
    throw refuse(`${shown(text)} is no IANA time zone such as "Europe/Vienna".`);
  },
  write: (value) => value,
});

/** Milliseconds of an ISO 8601 duration of hours, minutes and seconds; null for what is none. */
export function millisecondsOf(text: string): number | null {
  const match = DURATION.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes, seconds, fraction] = match;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
  const total = whole * 1000 + Number((fraction ?? "").padEnd(3, "0") || 0);
  return sign && total > 0 ? -total : total;
}

/** The one way in which a duration is written: PT1H30M, -PT5M, PT0S. */
export function durationOf(milliseconds: number): string {
  const total = Math.abs(milliseconds);
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const seconds = (total % 60_000) / 1000;
  const text = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${seconds ? `${seconds}S` : ""}` || "0S";
  return `${milliseconds < 0 ? "-" : ""}PT${text}`;
}

export const DurationScalar = stringScalar<string>({
  name: "Duration",
  description:
    "ISO 8601 duration of hours, minutes and seconds (PT4H, PT90M), with a leading minus where overdue (-PT5M); never calendar months.",
  read: (text) => {
    const milliseconds = millisecondsOf(text);
    if (milliseconds === null)
      throw refuse(`${shown(text)} is no duration of hours, minutes and seconds such as "PT4H" or "-PT5M".`);
    return durationOf(milliseconds);
  },
  write: (value) => value,
});
