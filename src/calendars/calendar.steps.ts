import { invalid } from "../platform/errors";
import { raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { clockOfRules, writtenCalendars } from "./calendar.queries";
import { OutOfReach } from "./openHours";

/** A calendar that says something else than it did. */
export interface RevisedCalendar {
  readonly id: string;
  readonly revision: number;
}

/**
 * Keeps what calendars say now as a new revision, of those that say something else than their last one; a calendar that is
 * new has its first. Clocks are derived from revisions, so that each stays explained by what it went by.
 */
export async function reviseCalendars(work: Work, which: (calendar: Sql) => Sql): Promise<RevisedCalendar[]> {
  // A calendar and its schedule may be saved at once: whoever comes second sees what the first wrote.
  await work.query(sql`
    SELECT FROM holiday_schedule s WHERE s.id IN (SELECT c.holiday_schedule_id FROM business_calendar c WHERE ${which(raw("c"))})
    ORDER BY s.id FOR SHARE`);
  await work.query(sql`SELECT FROM business_calendar c WHERE ${which(raw("c"))} ORDER BY c.id FOR NO KEY UPDATE`);
  return work.query<RevisedCalendar>(sql`
    WITH said AS MATERIALIZED (
      SELECT w.id, w.rules, b.revision, k.rules AS before
      FROM (${writtenCalendars(which)}) w JOIN business_calendar b ON b.id = w.id
        LEFT JOIN calendar_revision k ON k.calendar_id = b.id AND k.revision = b.revision
    ), kept AS (
      INSERT INTO calendar_revision (calendar_id, revision, rules, at)
      SELECT id, CASE WHEN before IS NULL THEN revision ELSE revision + 1 END, rules, ${work.now}
      FROM said WHERE before IS DISTINCT FROM rules
      RETURNING calendar_id, revision
    ), raised AS (
      UPDATE business_calendar b SET revision = kept.revision FROM kept
      WHERE b.id = kept.calendar_id AND b.revision <> kept.revision RETURNING b.id, b.revision
    )
    SELECT id, revision FROM raised ORDER BY id`);
}

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
