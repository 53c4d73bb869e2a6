import { byId, type Wanted } from "../platform/mustExist";
import { raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { Contract } from "./contract.entity";
import { Entitlement } from "./entitlement.entity";
import { dayAt } from "./rules";

/** What of a case decides which entitlement covers it. */
export interface Covering {
  readonly customerId: string;
  readonly assetId: string | null;
  readonly productId: string | null;
  readonly channel: string;
}

const day = (work: Work, customerId: Sql): Sql => dayAt(customerId, sql`${work.now}::timestamptz`);

/** Within its days, and not canceled. */
const inForce = (work: Work, entitlement: Sql): Sql => sql`(${entitlement}.canceled_at IS NULL
  AND ${day(work, sql`${entitlement}.customer_id`)} BETWEEN ${entitlement}.starts_on AND ${entitlement}.ends_on)`;

const hasLeft = (entitlement: Sql): Sql =>
  sql`(${entitlement}.total IS NULL OR ${entitlement}.used < ${entitlement}.total)`;

const ofAsset = (entitlement: Sql, { assetId }: Covering): Sql =>
  sql`(${entitlement}.asset_id IS NULL OR ${entitlement}.asset_id = ${assetId}::uuid)`;

/** The product that the case is about, or that its asset is of. */
const ofProduct = (entitlement: Sql, { assetId, productId }: Covering): Sql => sql`(${entitlement}.product_id IS NULL
  OR ${entitlement}.product_id = ${productId}::uuid
  OR ${entitlement}.product_id = (SELECT its.product_id FROM asset its WHERE its.id = ${assetId}::uuid))`;

const byChannel = (entitlement: Sql, { channel }: Covering): Sql =>
  sql`(${entitlement}.channels = '{}' OR ${channel}::text = ANY (${entitlement}.channels))`;

/** An entitlement that covers a case, and the contract that it is of. */
export interface Found {
  readonly id: string;
  readonly contractId: string | null;
}

/**
 * The entitlement for a new case: of its asset before its product before its customer, then the one that ends first; where
 * a contract is named, of no other one. Held until the end of the transaction, so that it is not canceled meanwhile.
 */
export async function bestEntitlement(
  work: Work,
  covering: Covering,
  contractId: string | null,
): Promise<Found | null> {
  const e = raw("e");
  const fits = sql`e.customer_id = ${covering.customerId} AND ${inForce(work, e)} AND ${hasLeft(e)}
    AND ${ofAsset(e, covering)} AND ${ofProduct(e, covering)} AND ${byChannel(e, covering)}
    AND (${contractId}::uuid IS NULL OR e.contract_id IS NULL OR e.contract_id = ${contractId}::uuid)`;
  // Whoever waits for the row and finds it changed is shown none: then another one may be the best.
  for (;;) {
    const best = await work.one<{ id: string }>(sql`SELECT e.id FROM entitlement e WHERE ${fits}
      ORDER BY e.asset_id IS NULL, e.product_id IS NULL, e.ends_on, e.id LIMIT 1`);
    if (!best) return null;
    const held = await work.one<Found>(sql`SELECT e.id, e.contract_id AS "contractId" FROM entitlement e
      WHERE e.id = ${best.id} AND ${fits} FOR SHARE`);
    if (held) return held;
  }
}

/** Whether an entitlement is for what a case is about now. */
export async function stillCovers(work: Work, id: string, covering: Covering): Promise<boolean> {
  const e = raw("e");
  return (
    (await work.one(
      sql`SELECT 1 FROM entitlement e WHERE e.id = ${id} AND ${ofAsset(e, covering)} AND ${ofProduct(e, covering)}`,
    )) !== undefined
  );
}

/** The contract of a customer's cases where no entitlement brings one: of those in force the one that ends first. */
export async function contractInForce(work: Work, customerId: string): Promise<string | null> {
  const today = day(work, sql`${customerId}::uuid`);
  const found = await work.one<{ id: string }>(sql`SELECT k.id FROM contract k
    WHERE k.customer_id = ${customerId} AND k.starts_on <= ${today} AND coalesce(k.ends_on, 'infinity') >= ${today}
    ORDER BY coalesce(k.ends_on, 'infinity'), k.id LIMIT 1`);
  return found?.id ?? null;
}

/** The contract that an entitlement is of. */
export async function contractOf(work: Work, id: string): Promise<string | null> {
  const found = await work.one<{ id: string | null }>(sql`SELECT contract_id AS id FROM entitlement WHERE id = ${id}`);
  return found?.id ?? null;
}

/** Whether a customer has entitlements at all: where it has none, no case of it lacks one. */
export async function hasEntitlements(work: Work, customerId: string): Promise<boolean> {
  return (
    (await work.one(
      sql`SELECT 1 FROM entitlement e WHERE e.customer_id = ${customerId} AND e.canceled_at IS NULL LIMIT 1`,
    )) !== undefined
  );
}

/** An entitlement that somebody named, with all that may be wrong with it. */
export interface NamedEntitlement extends Found {
  readonly customerId: string;
  readonly inForce: boolean;
  readonly hasLeft: boolean;
  readonly ofAsset: boolean;
  readonly ofProduct: boolean;
  readonly byChannel: boolean;
}

/** Answers a `NamedEntitlement` as JSON text; held until the end of the transaction. */
export const entitlementById = (work: Work, path: string, id: string, covering: Covering): Wanted => {
  const e = raw("e");
  return byId(
    path,
    34,
    id,
    "entitlement",
    (key) => sql`SELECT json_build_object('id', e.id, 'contractId', e.contract_id, 'customerId', e.customer_id,
        'inForce', ${inForce(work, e)}, 'hasLeft', ${hasLeft(e)}, 'ofAsset', ${ofAsset(e, covering)} IS TRUE,
        'ofProduct', ${ofProduct(e, covering)} IS TRUE, 'byChannel', ${byChannel(e, covering)})::text
      FROM entitlement e WHERE e.id = ${key} AND ${work.scope.visible(Entitlement, e)} FOR SHARE`,
  );
};

/** Answers the contract's customer, then whether it is in force: `…|t`. */
export const contractById = (work: Work, path: string, id: string): Wanted =>
  byId(
    path,
    36,
    id,
    "contract",
    (key) => sql`SELECT k.customer_id || '|' || (${day(work, sql`k.customer_id`)} BETWEEN k.starts_on
        AND coalesce(k.ends_on, 'infinity'))
      FROM contract k WHERE k.id = ${key} AND ${work.scope.visible(Contract, raw("k"))} FOR SHARE`,
  );
