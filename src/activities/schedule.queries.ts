import { clockOfRules, writtenCalendars } from "../calendars/calendar.queries";
import type { BusinessTime } from "../calendars/businessTime";
import { type Sql, sql } from "../platform/sql";

/** When a person works, and how much is kept free around each appointment. */
export interface WorkingHours {
  /** Null: no calendar says when this person works. */
  readonly clock: BusinessTime | null;
  /** In ms. */
  readonly buffer: number;
}

/**
 * Working hours of the person in the row: the own calendar, else the team's, else the branch's. Where no team is asked for,
 * the teams are those that the person is in: the first that has a calendar, the longest buffer.
 */
export const hoursColumns = (person: Sql, teamId: Sql): Sql => {
  const teams = sql`FROM team t WHERE CASE WHEN ${teamId}::uuid IS NOT NULL THEN t.id = ${teamId}::uuid
    ELSE t.active AND EXISTS (SELECT FROM team_member m WHERE m.team_id = t.id AND m.person_id = ${person}.id) END`;
  return sql`(SELECT w.rules FROM (${writtenCalendars(
    (calendar) => sql`${calendar}.id = coalesce(${person}.calendar_id,
      (SELECT t.calendar_id ${teams} AND t.calendar_id IS NOT NULL ORDER BY t.key LIMIT 1),
      (SELECT b.calendar_id FROM branch b WHERE b.id = ${person}.branch_id))`,
  )}) w) AS rules,
    (SELECT (extract(epoch FROM max(t.travel_buffer)) * 1000)::float8 ${teams}) AS buffer`;
};

/** What `hoursColumns` answered, as hours. */
export const workingHours = (row: { readonly rules: string | null; readonly buffer: number | null }): WorkingHours => ({
  clock: row.rules === null ? null : clockOfRules(row.rules),
  buffer: row.buffer ?? 0,
});

/** Open appointments of a person that touch a stretch of time: that person's booked time. */
export const bookedWithin = (personId: Sql, from: Sql, until: Sql): Sql =>
  sql`FROM activity a WHERE a.assignee_id = ${personId} AND a.kind = 'APPOINTMENT' AND a.state = 'OPEN'
    AND a.ends_at > ${from} AND a.starts_at < ${until}`;
