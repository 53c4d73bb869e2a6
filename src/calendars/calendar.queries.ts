import { invalid } from "../platform/errors";
import { raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import type { BusinessTime } from "./businessTime";
import { businessTimeOf, type CalendarRules } from "./rules";

const C = raw("c");

/** Calendars as they are written down, `CalendarRules` as text in `rules`, beside their `id`s. */
export const writtenCalendars = (which: (calendar: Sql) => Sql): Sql => sql`
  SELECT c.id, json_build_object('timeZone', c.time_zone, 'aroundTheClock', c.around_the_clock, 'hours', c.hours,
    'schedule', CASE WHEN s.id IS NOT NULL THEN json_build_object('holidays', s.holidays, 'region', s.region) END
  )::text AS rules
  FROM business_calendar c LEFT JOIN holiday_schedule s ON s.id = c.holiday_schedule_id WHERE ${which(C)}`;

/** Calendars whose clocks are kept ready. */
const MOST_CLOCKS = 500;
const clocks = new Map<string, BusinessTime>();

/**
 * The clock of a calendar, from `rules` of `writtenCalendars`. One is kept for each text, so that a changed calendar is
 * another clock on every server at once.
 */
export function clockOfRules(rules: string): BusinessTime {
  let clock = clocks.get(rules);
  if (!clock) {
    clock = businessTimeOf(JSON.parse(rules) as CalendarRules);
    if (clocks.size >= MOST_CLOCKS) clocks.clear();
    clocks.set(rules, clock);
  }
  return clock;
}

/** The id behind a calendar's key, which stays there until the transaction ends; refuses with a violation. */
export async function calendarByKey(work: Work, key: string, path: string): Promise<string> {
  const calendar = await work.one<{ id: string }>(
    sql`SELECT id FROM business_calendar WHERE key = ${key} FOR KEY SHARE`,
  );
  if (!calendar) throw invalid({ path, rule: "exists", message: `no calendar has the key \`${key}\`` });
  return calendar.id;
}
