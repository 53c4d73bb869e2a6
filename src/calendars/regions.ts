import type HolidaysOf from "date-holidays";
import { DAY_MS, dayFrom } from "./days";

/** Public holidays by region, out of the `date-holidays` package. */

/** Its rules speak of our time: they say nothing of other centuries. */
const FIRST = 1900;
const LAST = 2199;
const MOST_KEPT = 2000;

let library: typeof HolidaysOf | undefined;

/** Loaded where the first region is met: it is large, and many desks name none. */
const load = (): typeof HolidaysOf => (library ??= require("date-holidays") as typeof HolidaysOf);

const kept = new Map<string, ReadonlyMap<number, string>>();

/** A region as it is kept: `de-by` → `DE-BY`; null where no public holidays of it are known. */
export function knownRegion(region: string): string | null {
  const parts = region.toUpperCase().split("-");
  const [country, state, part] = parts;
  if (!country || parts.length > 3) return null;
  const holidays = new (load())();
  const has = (among: Record<string, string> | undefined, key: string) =>
    Object.keys(among ?? {}).some((known) => known.toUpperCase() === key);
  if (!has(holidays.getCountries() as unknown as Record<string, string>, country)) return null;
  if (state !== undefined && !has(holidays.getStates(country) as unknown as Record<string, string>, state)) return null;
  if (part !== undefined && !has(holidays.getRegions(country, state!) as unknown as Record<string, string>, part))
    return null;
  return parts.join("-");
}

/** The public holidays of a region in a year, by the day's number: in its first language, days in lieu included. */
export function publicHolidays(region: string, year: number): ReadonlyMap<number, string> {
  if (year < FIRST || year > LAST) return new Map();
  const key = `${region} ${year}`;
  let days = kept.get(key);
  if (!days) {
    days = read(region, year);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, days);
  }
  return days;
}

function read(region: string, year: number): ReadonlyMap<number, string> {
  const [country = "", state, part] = region.split("-");
  const Holidays = load();
  const holidays =
    part !== undefined
      ? new Holidays(country, state!, part)
      : state !== undefined
        ? new Holidays(country, state)
        : new Holidays(country);
  const days = new Map<number, string>();
  for (const { date, start, end, name, type } of holidays.getHolidays(year)) {
    if (type !== "public") continue;
    const first = dayFrom(date.slice(0, 10));
    // Rounded, since a day on which clocks change has 23 or 25 hours.
    const last = first + Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS)) - 1;
    for (let day = first; day <= last; day++) if (!days.has(day)) days.set(day, name);
  }
  return days;
}
