import { type Sql, sql } from "../platform/sql";

/** The time put into an activity: what was said at completion, else a call's duration or an appointment's length. */
export const timeSpentOn = (activity: Sql): Sql =>
  sql`coalesce(${activity}.time_spent, ${activity}.duration, ${activity}.ends_at - ${activity}.starts_at)`;

/** Sum over a case's activities but the canceled ones, as an interval; `seen` narrows them. */
export const timeSpentOnCase = (caseId: Sql, seen: (activity: Sql) => Sql): Sql => {
  const part = sql`part`;
  return sql`coalesce((SELECT sum(${timeSpentOn(part)}) FROM activity part
    WHERE part.case_id = ${caseId} AND part.state <> 'CANCELED' AND ${seen(part)}), interval '0')`;
};
