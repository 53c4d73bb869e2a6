import { EventType, TimelineKind } from "../cases/timeline.events";
import { timeSpentOnCase } from "../activities/timeSpent.rules";
import { conflict, ErrorCode, notFound, Refusal } from "../platform/errors";
import { newId, typeOfId } from "../platform/ids";
import { millisecondsOf } from "../platform/scalars/time";
import { raw, sql, TRUE } from "../platform/sql";
import type { Work } from "../platform/work";
import { Entitlement } from "./entitlement.entity";
import { HOUR_MS, type Unit } from "./rules";

/** An entitlement as it stands under the command's lock. */
export interface LockedEntitlement {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly unit: Unit;
  /** As they are kept: cases, or milliseconds. */
  readonly total: number | null;
  readonly used: number;
  readonly channels: readonly string[];
  readonly slaPolicy: string | null;
  readonly canceled: boolean;
}

/** Locks an entitlement that the viewer sees and that is not canceled. */
export async function takeEntitlement(
  work: Work,
  id: string,
  expectedVersion?: number | null,
): Promise<LockedEntitlement> {
  const standing =
    typeOfId(id) === 34 &&
    (await work.one<LockedEntitlement>(sql`SELECT e.id, e.version, e.name, e.starts_on::text AS "startsOn",
        e.ends_on::text AS "endsOn", e.unit, e.total::float8 AS total, e.used::float8 AS used, e.channels,
        e.sla_policy_id AS "slaPolicy", e.canceled_at IS NOT NULL AS canceled
      FROM entitlement e WHERE e.id = ${id} AND ${work.scope.visible(Entitlement, raw("e"))} FOR NO KEY UPDATE`));
  if (!standing) throw notFound("The entitlement");
  if (expectedVersion != null && expectedVersion !== standing.version)
    throw conflict("The entitlement was changed by somebody else.", { currentVersion: standing.version });
  if (standing.canceled) throw conflict("The entitlement is canceled.");
  return standing;
}

/** What of a case a charge needs. */
export interface Charged {
  readonly id: string;
  readonly number: string;
  readonly entitlementId: string | null;
  /** Its type demands an entitlement with something left. */
  readonly requiresEntitlement: boolean;
}

/** What a resolution was charged: time where its entitlement is in hours, as an ISO 8601 duration's milliseconds. */
export interface Charge {
  readonly billedMs: number | null;
  /** Why less was charged than the work took, where it was. */
  readonly shortBy: string | null;
}

const NOTHING: Charge = { billedMs: null, shortBy: null };

/** ENTITLEMENT_EXHAUSTED. */
export const exhausted = (message: string): Refusal => new Refusal(ErrorCode.ENTITLEMENT_EXHAUSTED, message);

/**
 * Charges a case's entitlement at its resolution: one case, once however often it is resolved, or the hours that were not
 * charged before. Where less is left, that is charged; where nothing is, ENTITLEMENT_EXHAUSTED if the case's type demands
 * an entitlement. The case is locked; the entitlement's lock makes others wait who charge the same.
 */
export async function useEntitlement(work: Work, subject: Charged, billableTime?: string | null): Promise<Charge> {
  const billable = billableTime == null ? null : millisecondsOf(billableTime)!;
  if (subject.entitlementId === null)
    return billable === null ? NOTHING : { billedMs: null, shortBy: "The case has no entitlement in hours to charge." };
  const standing = (await work.one<{ unit: Unit; remaining: number | null }>(sql`
    SELECT unit, (total - used)::float8 AS remaining FROM entitlement WHERE id = ${subject.entitlementId} FOR NO KEY UPDATE`))!;
  const { unit } = standing;
  const remaining = standing.remaining ?? Number.POSITIVE_INFINITY;
  const before = (await work.one<{ charged: number; spent: number }>(sql`
    SELECT coalesce((SELECT sum(amount) FROM entitlement_use
        WHERE case_id = ${subject.id} AND entitlement_id = ${subject.entitlementId}), 0)::float8 AS charged,
      round(extract(epoch FROM ${timeSpentOnCase(sql`${subject.id}::uuid`, () => TRUE)}) * 1000)::float8 AS spent`))!;
  const wanted =
    unit === "HOURS" ? (billable ?? Math.max(0, before.spent - before.charged)) : before.charged > 0 ? 0 : 1;
  const amount = Math.min(wanted, remaining);
  if (wanted > 0 && amount === 0 && subject.requiresEntitlement)
    throw exhausted(`Nothing is left of the entitlement of ${subject.number}, and its type demands one.`);
  if (amount > 0) {
    await addUse(work, subject.id, { entitlementId: subject.entitlementId, amount, note: "Resolved." });
    tell(work, TimelineKind.ENTITLEMENT_USED, subject.id, { entitlementId: subject.entitlementId, unit, amount });
  }
  const shortBy =
    amount < wanted
      ? `Of the entitlement ${unit === "HOURS" ? `${amount / HOUR_MS} of ${wanted / HOUR_MS} hours were` : "nothing was"} left.`
      : unit !== "HOURS" && billable !== null
        ? "The case's entitlement is not in hours: the time was not charged."
        : null;
  return { billedMs: unit === "HOURS" ? amount : null, shortBy };
}

/** Gives back what a case was charged, to every entitlement but the one that it keeps. */
export async function returnEntitlements(
  work: Work,
  caseId: string,
  { keep = null, note }: { readonly keep?: string | null; readonly note: string },
): Promise<void> {
  const charged = await work.query<{ entitlementId: string; unit: Unit; amount: number }>(sql`
    SELECT e.id AS "entitlementId", e.unit, its.amount FROM (
      SELECT u.entitlement_id AS id, sum(u.amount)::float8 AS amount FROM entitlement_use u
      WHERE u.case_id = ${caseId} AND u.entitlement_id IS DISTINCT FROM ${keep}::uuid
      GROUP BY u.entitlement_id HAVING sum(u.amount) > 0) its
    JOIN entitlement e ON e.id = its.id ORDER BY e.id FOR NO KEY UPDATE OF e`);
  for (const { entitlementId, unit, amount } of charged) {
    await addUse(work, caseId, { entitlementId, amount: -amount, note });
    tell(work, TimelineKind.ENTITLEMENT_RETURNED, caseId, { entitlementId, unit, amount });
  }
}

/** Tells that a case has an entitlement now, or another one. */
export function applyEntitlement(work: Work, caseId: string, entitlementId: string): void {
  work.record({
    kind: TimelineKind.ENTITLEMENT_APPLIED,
    type: EventType.CASE_UPDATED,
    subjectId: caseId,
    caseId,
    data: { entitlementId },
  });
}

const addUse = (
  work: Work,
  caseId: string,
  { entitlementId, amount, note }: { entitlementId: string; amount: number; note: string },
): Promise<unknown> =>
  work.query(sql`INSERT INTO entitlement_use (id, entitlement_id, case_id, amount, note, at)
    VALUES (${newId(35)}, ${entitlementId}, ${caseId}, ${amount}, ${note}, ${work.now})`);

function tell(
  work: Work,
  kind: TimelineKind,
  caseId: string,
  { entitlementId, unit, amount }: { entitlementId: string; unit: Unit; amount: number },
): void {
  work.record({
    kind,
    type: EventType.CASE_UPDATED,
    subjectId: caseId,
    caseId,
    data: { entitlementId, unit, amount: unit === "HOURS" ? amount / HOUR_MS : amount },
  });
}
