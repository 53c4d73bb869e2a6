import { randomUUID } from "node:crypto";
import type { RevisedCalendar } from "../calendars/calendar.steps";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** The timer by which open clocks follow a changed policy or calendar, some at a time. */
export const SLA_REDERIVE = "sla.rederive";

async function follow(work: Work, policyId: string | null, calendarId: string | null, revision: number): Promise<void> {
  const id = randomUUID();
  await work.query(sql`
    INSERT INTO sla_rederivation (id, policy_id, calendar_id, revision, requested_by_id, requested_at)
    VALUES (${id}, ${policyId}::uuid, ${calendarId}::uuid, ${revision}, ${work.actorId}::uuid, ${work.now})`);
  await work.timer(SLA_REDERIVE, id, work.now);
}

/** Open clocks of a policy go on under its new revision, in the background. */
export const followRevision = (work: Work, policyId: string, revision: number): Promise<void> =>
  follow(work, policyId, null, revision);

/** Open clocks that go by these calendars follow what they say now, in the background. */
export async function followCalendars(work: Work, calendars: readonly RevisedCalendar[]): Promise<void> {
  for (const { id, revision } of calendars) await follow(work, null, id, revision);
}
