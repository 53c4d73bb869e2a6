import { sql } from "../../platform/sql";
import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";
import type { SlaKind } from "../rules";
import { EventType, TimelineKind } from "../../cases/timeline.events";

interface Row {
  readonly case_id: string;
  readonly kind: SlaKind;
  readonly due_at: Date | null;
  readonly warn_at: Date | null;
  readonly warned_at: Date | null;
  readonly breached_at: Date | null;
  readonly assignee_id: string | null;
  readonly over: boolean;
}

/** A clock has come to its warning, or to its due time: told once, to whom the case is a duty. */
export async function tellDueClock(work: Work, timer: DueTimer): Promise<void> {
  // The case first, as every command does.
  await work.query(sql`SELECT FROM service_case c WHERE c.id = (SELECT k.case_id FROM sla_clock k WHERE k.id = ${timer.subjectId})
    FOR UPDATE`);
  const clock = await work.one<Row>(sql`
    SELECT k.case_id, k.kind, k.due_at, k.warn_at, k.warned_at, k.breached_at, c.assignee_id,
      k.met_at IS NOT NULL OR k.canceled_at IS NOT NULL AS over
    FROM sla_clock k JOIN service_case c ON c.id = k.case_id WHERE k.id = ${timer.subjectId}`);
  if (!clock || clock.over || clock.breached_at) return;
  const passed = (at: Date | null) => at !== null && at <= timer.due && at <= work.now;
  if (passed(clock.due_at)) return tell(work, timer, clock, TimelineKind.SLA_BREACHED);
  if (clock.warned_at || !passed(clock.warn_at)) return;
  await tell(work, timer, clock, TimelineKind.SLA_WARNED);
  await work.timer(timer.kind, timer.subjectId, clock.due_at);
}

async function tell(
  work: Work,
  timer: DueTimer,
  clock: Row,
  kind: TimelineKind.SLA_WARNED | TimelineKind.SLA_BREACHED,
) {
  const warns = kind === TimelineKind.SLA_WARNED;
  await work.query(
    warns
      ? sql`UPDATE sla_clock SET warned_at = ${work.now} WHERE id = ${timer.subjectId}`
      : sql`UPDATE sla_clock SET breached_at = due_at WHERE id = ${timer.subjectId}`,
  );
  work.record({
    kind,
    type: warns ? EventType.SLA_WARNED : EventType.SLA_BREACHED,
    subjectId: clock.case_id,
    caseId: clock.case_id,
    slaKind: clock.kind,
    data: { dueAt: clock.due_at?.toISOString() ?? null },
    audience: { alerted: await concerned(work, clock.case_id) },
  });
}

/** Who owns the case or works on it with its owner, and who leads its team; who dispatches is told by right. */
async function concerned(work: Work, caseId: string): Promise<string[]> {
  const people = await work.query<{ id: string }>(sql`
    SELECT c.assignee_id AS id FROM service_case c WHERE c.id = ${caseId} AND c.assignee_id IS NOT NULL
    UNION SELECT t.lead_id FROM service_case c JOIN team t ON t.id = c.team_id WHERE c.id = ${caseId} AND t.lead_id IS NOT NULL
    UNION SELECT o.person_id FROM case_collaborator o WHERE o.case_id = ${caseId}`);
  return people.map(({ id }) => id);
}
