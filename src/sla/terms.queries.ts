import type { Pool } from "pg";
import { clockOfRules } from "../calendars/calendar.queries";
import { type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import type { Promised, Terms } from "./derivation";
import { policyOf, type PolicySubject } from "./slaPolicy.queries";
import type { WrittenTarget } from "./targets";

/** What a new case of this kind is promised now, a `Promised` as JSON. */
export const promiseTo = (subject: PolicySubject): Sql => sql`(
  SELECT json_build_object('policyId', given.id, 'policyRevision', given.revision, 'calendarId', given.calendar_id,
    'calendarRevision', kept.revision)
  FROM sla_policy given JOIN business_calendar kept ON kept.id = given.calendar_id WHERE given.id = ${policyOf(subject)})`;

/** Revisions never change, so that each is read once per database and process; bounded. */
const known = new WeakMap<Pool, Map<string, Terms>>();
const MOST = 2000;

const nameOf = ({ policyId, policyRevision, calendarRevision }: Promised): string =>
  `${policyId} ${policyRevision} ${calendarRevision}`;

interface Row {
  readonly policy_id: string;
  readonly policy_revision: number;
  readonly calendar_id: string;
  readonly calendar_revision: number;
  readonly targets: readonly WrittenTarget[];
  readonly warn_after: number;
  readonly pause_on_hold: boolean;
  readonly on_reactivation: string;
  readonly rules: string;
}

/** What was promised, by what it is called. */
export async function termsOf(
  work: Pick<Work, "ctx" | "query">,
  promised: readonly Promised[],
): Promise<(one: Promised) => Terms> {
  const { pool } = work.ctx.house;
  const before = known.get(pool);
  const kept = before && before.size <= MOST ? before : new Map<string, Terms>();
  known.set(pool, kept);
  const missing = promised.filter((one) => !kept.has(nameOf(one)));
  if (missing.length > 0)
    for (const row of await work.query<Row>(written(missing))) {
      const terms: Terms = {
        policyId: row.policy_id,
        policyRevision: row.policy_revision,
        calendarId: row.calendar_id,
        calendarRevision: row.calendar_revision,
        targets: row.targets,
        warnAfter: row.warn_after,
        pauseOnHold: row.pause_on_hold,
        onReactivation: row.on_reactivation,
        time: clockOfRules(row.rules),
      };
      kept.set(nameOf(terms), terms);
    }
  return (one) => kept.get(nameOf(one))!;
}

const written = (promised: readonly Promised[]): Sql => sql`
  SELECT DISTINCT ON (r.policy_id, r.revision, k.revision) r.policy_id, r.revision AS policy_revision, r.calendar_id,
    k.revision AS calendar_revision, r.targets, r.warn_after, r.pause_on_hold, r.on_reactivation, k.rules
  FROM json_to_recordset(${JSON.stringify(promised)}::json)
      AS told ("policyId" uuid, "policyRevision" int, "calendarRevision" int)
    JOIN sla_policy_revision r ON r.policy_id = told."policyId" AND r.revision = told."policyRevision"
    JOIN calendar_revision k ON k.calendar_id = r.calendar_id AND k.revision = told."calendarRevision"`;
