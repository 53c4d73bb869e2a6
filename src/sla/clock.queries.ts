import { raw, type Sql, sql } from "../platform/sql";
import type { CasePause, Clock, Promised } from "./derivation";
import type { PolicySubject } from "./slaPolicy.queries";
import { promiseTo } from "./terms.queries";

/** A case's clocks and all that they are derived from, as it stands. Instants in ms since 1970. */
export interface CaseClocks {
  readonly id: string;
  readonly number: string;
  readonly customerId: string | null;
  readonly entitlementId: string | null;
  readonly contractId: string | null;
  readonly priority: string;
  readonly openedAt: number;
  readonly firstRespondedAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly canceledAt: number | null;
  /** `calendarRevision` as it was derived; `calendarNow` the newest. */
  readonly clocks: readonly (Clock & { readonly calendarNow: number })[];
  readonly pauses: readonly CasePause[];
  /** What its policy promises now; null where that was not asked for. */
  readonly promised: Promised | null;
}

const ms = (column: string): Sql => raw(`(extract(epoch FROM ${column}) * 1000)::float8`);

const CLOCKS = sql`coalesce((SELECT json_agg(json_build_object('id', k.id, 'kind', k.kind, 'policyId', k.policy_id,
    'policyRevision', k.policy_revision, 'calendarId', k.calendar_id, 'calendarRevision', k.calendar_revision,
    'calendarNow', b.revision,
    'target', CASE WHEN k.target IS NULL THEN json_build_object('days', k.target_days)
      ELSE json_build_object('ms', ${ms("k.target")}) END,
    'targetMs', k.target_ms, 'startedAt', ${ms("k.started_at")}, 'dueAt', ${ms("k.due_at")},
    'warnAt', ${ms("k.warn_at")}, 'pausedAt', ${ms("k.paused_at")}, 'warnedAt', ${ms("k.warned_at")},
    'breachedAt', ${ms("k.breached_at")}, 'metAt', ${ms("k.met_at")}, 'canceledAt', ${ms("k.canceled_at")}
  ) ORDER BY k.kind) FROM sla_clock k JOIN business_calendar b ON b.id = k.calendar_id WHERE k.case_id = c.id), '[]')`;

const PAUSES = sql`coalesce((SELECT json_agg(json_build_object('kind', p.kind, 'from', ${ms("p.from_at")},
    'until', ${ms("p.until_at")}, 'note', p.note) ORDER BY p.from_at) FROM sla_pause p WHERE p.case_id = c.id), '[]')`;

/** What of a case's row decides about its policy. */
export const OF_ITS_ROW: PolicySubject = {
  typeId: raw("c.type_id"),
  entitlementId: raw("c.entitlement_id"),
  contractId: raw("c.contract_id"),
};

/** The clocks of cases, in the order of their ids; with what they are promised now, by what decides about it. */
export const clocksOf = (ids: readonly string[], subject: PolicySubject | null): Sql => sql`
  SELECT c.id, c.number, c.customer_id AS "customerId", c.entitlement_id AS "entitlementId", c.contract_id AS "contractId",
    c.priority, ${ms("c.opened_at")} AS "openedAt", ${ms("c.first_responded_at")} AS "firstRespondedAt",
    ${ms("c.resolved_at")} AS "resolvedAt", ${ms("c.closed_at")} AS "closedAt", ${ms("c.canceled_at")} AS "canceledAt",
    ${CLOCKS} AS clocks, ${PAUSES} AS pauses, ${subject ? promiseTo(subject) : raw("NULL")} AS promised
  FROM service_case c WHERE c.id = ANY (${ids}::uuid[]) ORDER BY c.id`;
