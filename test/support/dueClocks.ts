import type { Client } from "pg";

/** Puts cases into a database, each with a resolution clock that is due some time from now on, one after the other. */
export async function seedDueClocks(db: Client, clocks: number, firstInMs: number, spreadMs: number): Promise<void> {
  await db.query(
    `WITH fresh AS (
      INSERT INTO service_case (title, type_id, reason_id, status_id, state, opened_at, sla_standing, due_at)
      SELECT 'Due ' || n, t.id, r.id, s.id, 'NEW', casegraph_now() - interval '9 days', 'RUNNING',
        casegraph_now() + make_interval(secs => ($2 + $3 * n / $1::float8) / 1000)
      FROM generate_series(1, $1::int) n, case_type t, reason_code r, case_status s
      WHERE t.key = 'other' AND r.key = 'other' AND s.key = 'new'
      RETURNING id, opened_at, due_at
    ), clock AS (
      INSERT INTO sla_clock (case_id, kind, policy_id, policy_revision, calendar_id, calendar_revision, target, target_ms,
        started_at, due_at, warn_at, warned_at)
      SELECT f.id, 'RESOLUTION', p.id, p.revision, p.calendar_id, 1, '216 h', 777600000, f.opened_at, f.due_at, f.opened_at, f.opened_at
      FROM fresh f, sla_policy p WHERE p.key = 'default'
      RETURNING id, due_at
    )
    INSERT INTO timer (kind, subject_id, due, ready_at) SELECT 'sla.clock', id, due_at, due_at FROM clock`,
    [clocks, firstInMs, spreadMs],
  );
}

export interface Breaches {
  /** Breaches that the log tells. */
  readonly told: number;
  /** Clocks of which it tells more than one. */
  readonly twice: number;
  /** Clocks past their due time of which it tells none. */
  readonly missing: number;
  /** Timers that are still to fire. */
  readonly waiting: number;
  /** How late the latest and the 99th of a hundred was told, in ms. */
  readonly latest: number;
  readonly late99: number;
  /** The most places by which one was told after one that was due later. */
  readonly outOfOrder: number;
}

/** What became of the clocks that were seeded. */
export async function breachesOf(db: Client): Promise<Breaches> {
  const { rows } = await db.query<Breaches>(`
    WITH told AS (
      SELECT e.case_id, e.seq, k.due_at, extract(epoch FROM e.at - k.due_at)::float8 * 1000 AS late,
        row_number() OVER (ORDER BY e.seq) - row_number() OVER (ORDER BY k.due_at, k.id) AS behind
      FROM event e JOIN sla_clock k ON k.case_id = e.case_id WHERE e.kind = 'SLA_BREACHED'
    )
    SELECT (SELECT count(*)::int FROM told) AS told,
      (SELECT count(*)::int FROM (SELECT FROM told GROUP BY case_id HAVING count(*) > 1) x) AS twice,
      (SELECT count(*)::int FROM sla_clock k WHERE k.due_at <= casegraph_now()
        AND NOT EXISTS (SELECT FROM told t WHERE t.case_id = k.case_id)) AS missing,
      (SELECT count(*)::int FROM timer WHERE kind = 'sla.clock') AS waiting,
      (SELECT coalesce(max(late), 0) FROM told) AS latest,
      (SELECT coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY late), 0) FROM told) AS late99,
      (SELECT coalesce(max(behind), 0)::int FROM told) AS "outOfOrder"`);
  return rows[0]!;
}
