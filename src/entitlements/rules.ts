import { raw, type Sql, sql } from "../platform/sql";

/** Milliseconds of an hour: what an entitlement in hours counts in, so that sums are exact. */
export const HOUR_MS = 3_600_000;

export type Unit = "CASES" | "HOURS" | "UNLIMITED";

/** A number in the unit as it is kept: whole cases, or milliseconds. */
export const kept = (unit: Unit, amount: number): number => (unit === "HOURS" ? Math.round(amount * HOUR_MS) : amount);

const HOURS = raw(`${HOUR_MS}::float8`);

/** A kept number in the unit again, as SQL. */
export const told = (entitlement: Sql, amount: Sql): Sql =>
  sql`CASE ${entitlement}.unit WHEN 'HOURS' THEN ${amount} / ${HOURS} ELSE ${amount}::float8 END`;

/** The calendar day at a customer's: in its own time zone, else its branch's, else UTC. */
export const dayAt = (customerId: Sql, at: Sql): Sql => sql`casegraph_customer_day(${customerId}, ${at})`;

/** Where an entitlement stands now, an EntitlementState as text. */
export const entitlementState = (entitlement: Sql, now: Sql): Sql => sql`CASE
  WHEN ${entitlement}.canceled_at IS NOT NULL THEN 'CANCELED'
  WHEN ${entitlement}.ends_on < ${dayAt(sql`${entitlement}.customer_id`, now)} THEN 'EXPIRED'
  WHEN ${entitlement}.used >= ${entitlement}.total THEN 'EXHAUSTED'
  WHEN ${entitlement}.starts_on > ${dayAt(sql`${entitlement}.customer_id`, now)} THEN 'WAITING'
  ELSE 'ACTIVE' END`;

/** Those of the values that differ from what stands, lists by their items; null where none does. */
export function changed<T extends object>(standing: T, values: Partial<T>): Partial<T> | null {
  const differing = (Object.entries(values) as [keyof T, unknown][]).filter(
    ([field, value]) => value !== undefined && String(value) !== String(standing[field]),
  );
  return differing.length === 0 ? null : (Object.fromEntries(differing) as Partial<T>);
}
