import { invalid } from "../platform/errors";
import { type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { clockOfRules, writtenCalendars } from "./calendar.queries";
import { OutOfReach } from "./openHours";

/** Refuses with a violation where one of these calendars, as written now, is never open again. */
export async function mustOpen(work: Work, which: (calendar: Sql) => Sql, path: string): Promise<void> {
  const calendars = await work.query<{ id: string; rules: string; key: string }>(
    sql`SELECT w.rules, b.key FROM (${writtenCalendars(which)}) w JOIN business_calendar b ON b.id = w.id ORDER BY b.key`,
  );
  for (const { rules, key } of calendars) {
    try {
      clockOfRules(rules).nextOpening(work.now.getTime());
    } catch (error) {
      if (!(error instanceof OutOfReach)) throw error;
      throw invalid({ path, rule: "opens", message: `the calendar \`${key}\` would never be open` });
    }
  }
}
