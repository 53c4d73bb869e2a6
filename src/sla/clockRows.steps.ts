import { join, raw, type Sql, sql } from "../platform/sql";
import { timerSet, timersOf } from "../platform/timerRows";
import type { Work } from "../platform/work";
import { type CasePause, type Clock, tellsAt } from "./derivation";

/** The timer by which a clock warns, and then tells its breach. */
export const SLA_CLOCK = "sla.clock";

/** A clock that is to be written, and whose. */
export interface WrittenClock {
  readonly caseId: string;
  readonly clock: Clock;
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const COLUMNS = {
  id: "uuid",
  case_id: "uuid",
  kind: "text",
  policy_id: "uuid",
  policy_revision: "int",
  calendar_id: "uuid",
  calendar_revision: "int",
  target: "interval",
  target_days: "int",
  target_ms: "bigint",
  started_at: "timestamptz",
  due_at: "timestamptz",
  warn_at: "timestamptz",
  paused_at: "timestamptz",
  warned_at: "timestamptz",
  breached_at: "timestamptz",
  met_at: "timestamptz",
  canceled_at: "timestamptz",
} as const;

const NAMES = Object.keys(COLUMNS);
const SET = raw(
  NAMES.filter((name) => !["id", "case_id", "kind"].includes(name))
    .map((name) => `${name} = told.${name}`)
    .join(", "),
);
const TYPED = raw(
  `${Object.entries(COLUMNS)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ")}, tells_at timestamptz`,
);
const LIST: Sql = join(NAMES.map(raw), ", ");

const rowOf = ({ caseId, clock }: WrittenClock, now: number) => ({
  id: clock.id,
  case_id: caseId,
  kind: clock.kind,
  policy_id: clock.policyId,
  policy_revision: clock.policyRevision,
  calendar_id: clock.calendarId,
  calendar_revision: clock.calendarRevision,
  target: clock.target.days === undefined ? `${(clock.target as { ms: number }).ms / 1000} seconds` : null,
  target_days: clock.target.days ?? null,
  target_ms: clock.targetMs,
  started_at: instant(clock.startedAt),
  due_at: instant(clock.dueAt),
  warn_at: instant(clock.warnAt),
  paused_at: instant(clock.pausedAt),
  warned_at: instant(clock.warnedAt),
  breached_at: instant(clock.breachedAt),
  met_at: instant(clock.metAt),
  canceled_at: instant(clock.canceledAt),
  tells_at: instant(tellsAt(clock, now)),
});

/** Writes clocks and their timers, in one statement: those that stand keep their id, the others are new. */
export async function writeClocks(work: Work, clocks: readonly WrittenClock[]): Promise<void> {
  if (clocks.length === 0) return;
  const now = work.now.getTime();
  await work.query(sql`
    WITH told AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(clocks.map((one) => rowOf(one, now)))}::json) AS told (${TYPED})
    ), next AS (SELECT id AS subject_id, tells_at AS due FROM told),
    ${timersOf(SLA_CLOCK, raw("next"))},
    moved AS (UPDATE sla_clock k SET ${SET} FROM told WHERE k.id = told.id RETURNING k.id)
    INSERT INTO sla_clock (${LIST}) SELECT ${LIST} FROM told WHERE id NOT IN (SELECT id FROM moved)`);
  const soonest = Math.min(...clocks.map(({ clock }) => tellsAt(clock, now) ?? Number.POSITIVE_INFINITY));
  if (soonest < Number.POSITIVE_INFINITY) work.afterCommit(() => timerSet(work.ctx.house.pool, soonest - now));
}

/** Begins pauses. */
export async function beginPauses(
  work: Work,
  pauses: readonly (CasePause & { readonly caseId: string })[],
): Promise<void> {
  if (pauses.length === 0) return;
  const rows = pauses.map(({ caseId, kind, from, until, note }) => ({
    case_id: caseId,
    kind,
    from_at: instant(from),
    until_at: instant(until),
    note: note ?? null,
  }));
  await work.query(sql`
    INSERT INTO sla_pause (case_id, kind, from_at, until_at, note)
    SELECT case_id, kind, from_at, until_at, note FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS told (case_id uuid, kind text, from_at timestamptz, until_at timestamptz, note text)`);
}

/** Ends the pause that goes on, of each of these cases that has one. */
export async function endPauses(
  work: Work,
  ends: readonly { readonly caseId: string; readonly at: number }[],
): Promise<void> {
  if (ends.length === 0) return;
  const rows = ends.map(({ caseId, at }) => ({ case_id: caseId, at: instant(at) }));
  await work.query(sql`
    UPDATE sla_pause p SET until_at = greatest(told.at, p.from_at)
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS told (case_id uuid, at timestamptz)
    WHERE p.case_id = told.case_id AND p.until_at IS NULL`);
}
