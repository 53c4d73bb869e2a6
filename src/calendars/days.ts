/** Calendar days as whole numbers: day 0 is 1 January 1970. Proleptic Gregorian, no time zone. */

export const DAY_MS = 86_400_000;

/** The first and last years that clocks know. */
export const FIRST_YEAR = 1;
export const LAST_YEAR = 9999;

/** The day's number; a month or day past the end rolls on, as in `dayOf(2023, 2, 29)`, which is 1 March. */
export function dayOf(year: number, month: number, day: number): number {
  // Years are counted from March, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146_097 + days - 719_468;
}

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Year, month and day of a day's number. */
export function civilOf(number: number): CivilDay {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const y = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: y + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (number: number): number => (((number + 3) % 7) + 7) % 7;

/** The number of a day written YYYY-MM-DD. */
export function dayFrom(text: string): number {
  const [year, month, day] = text.split("-").map(Number);
  return dayOf(year!, month!, day!);
}

/** A day as YYYY-MM-DD. */
export function writtenDay(number: number): string {
  const { year, month, day } = civilOf(number);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
