import type { Writer } from "./worldWriter";

/** What a case's row says of its clocks. */
export function standing(w: Writer, state: string, due: Date | null): Record<string, unknown> {
  const { random } = w;
  const ended = { RESOLVED: random.pick(["MET", "MET_LATE"]), CLOSED: "MET", CANCELED: "CANCELED", ON_HOLD: "PAUSED" };
  const response = random.pick(["NONE", "RUNNING", "RUNNING", "MET", "MET_LATE", "PAUSED", "CANCELED"]);
  return {
    sla_standing: due ? "RUNNING" : ((ended as Record<string, string>)[state] ?? "NONE"),
    sla_warn_at: due && w.maybe(0.8, () => w.at(-6, 4)),
    first_response_standing: response,
    first_response_due_at: response === "RUNNING" ? w.maybe(0.9, () => w.at(-6, 20)) : null,
    first_response_warn_at: response === "RUNNING" ? w.maybe(0.8, () => w.at(-8, 4)) : null,
  };
}

/** Clocks of both kinds under the world's policies, in every state, with holds behind them and going on. */
export async function writeClocks(w: Writer, cases: readonly string[], people: readonly string[]): Promise<void> {
  const { random } = w;
  const [always] = await w.ids("SELECT id FROM business_calendar WHERE key = 'always'");
  const [day] = await w.ids("SELECT id FROM business_calendar WHERE key <> 'always' ORDER BY key");
  await w.ids(`INSERT INTO calendar_revision (calendar_id, revision, rules)
    SELECT c.id, 1, json_build_object('timeZone', c.time_zone, 'aroundTheClock', c.around_the_clock, 'hours', c.hours,
      'schedule', CASE WHEN s.id IS NOT NULL THEN json_build_object('holidays', s.holidays, 'region', s.region) END)::text
    FROM business_calendar c LEFT JOIN holiday_schedule s ON s.id = c.holiday_schedule_id
    ON CONFLICT DO NOTHING RETURNING calendar_id AS id`);
  const policies = await w.ids("SELECT id FROM sla_policy ORDER BY key");
  await w.ids(`INSERT INTO sla_policy_revision
    SELECT id, revision, targets, calendar_id, warn_after, pause_on_hold, on_reactivation, created_at FROM sla_policy
    ON CONFLICT DO NOTHING RETURNING policy_id AS id`);
  for (const n of [1, 2, 3])
    await w.put("sla_rederivation", {
      id: w.id(0),
      ...(n === 2 ? { calendar_id: day } : { policy_id: random.pick(policies) }),
      revision: n,
      total: w.maybe(0.7, () => 10 * n),
      done: random.below(9),
      requested_by_id: w.maybe(0.6, () => random.pick(people)),
      requested_at: w.at(-9, -5),
      finished_at: w.maybe(0.5, () => w.at(-4, -1)),
    });
  for (const id of cases) {
    for (let n = random.below(3); n > 0; n--) {
      const from = w.at(-30 - 10 * n, -22 - 10 * n);
      await w.put("sla_pause", {
        id: w.id(0),
        case_id: id,
        kind: random.pick(["HOLD", "HOLD", "FINISHED"]),
        from_at: from,
        until_at: n === 1 && random.chance(0.3) ? null : new Date(from.getTime() + random.below(9) * 3_600_000),
        note: w.maybe(0.7, () => w.words()),
      });
    }
    for (const kind of random.some(["FIRST_RESPONSE", "RESOLUTION"], random.below(3))) {
      const days = random.chance(0.3) ? 1 + random.below(5) : null;
      const hours = 1 + random.below(90);
      const end = random.pick(["met", "canceled", "none", "none"]);
      await w.put("sla_clock", {
        id: w.id(0),
        case_id: id,
        kind,
        policy_id: random.pick(policies),
        policy_revision: 1,
        calendar_id: random.pick([always, day!]),
        calendar_revision: 1,
        target: days === null ? `${hours} hours` : null,
        target_days: days,
        target_ms: hours * 3_600_000,
        started_at: w.at(-80, -60),
        due_at: w.maybe(0.8, () => w.at(-50, 20)),
        warn_at: w.maybe(0.7, () => w.at(-60, 10)),
        paused_at: w.maybe(0.3, () => w.at(-20, -10)),
        breached_at: w.maybe(0.3, () => w.at(-50, -10)),
        met_at: end === "met" ? w.at(-50, -1) : null,
        canceled_at: end === "canceled" ? w.at(-50, -1) : null,
      });
    }
  }
}
