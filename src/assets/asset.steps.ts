import { invalid, notFound } from "../platform/errors";
import { typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { FieldChange, Work } from "../platform/work";
import { Asset, AssetStatus, type FieldDefinition } from "./asset.entity";

/** An asset as it stands under the command's lock; dates as text. */
export interface LockedAsset {
  readonly id: string;
  readonly version: number;
  readonly externalId: string | null;
  readonly tag: string;
  readonly name: string;
  readonly serialNumber: string | null;
  readonly type: string;
  readonly status: AssetStatus;
  readonly statusBeforeRepair: AssetStatus | null;
  readonly customer: string | null;
  readonly holder: string | null;
  readonly product: string | null;
  readonly parent: string | null;
  readonly location: string | null;
  readonly purchasedOn: string | null;
  readonly warrantyUntil: string | null;
  readonly notes: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly definitions: readonly FieldDefinition[];
}

/**
 * The lock on an asset, and on the definitions that its values are checked against; NOT_FOUND for what the viewer does
 * not see. The lock lets others refer to the asset meanwhile: a key share would otherwise wait for it, and it for them.
 */
export async function lockAsset(work: Work, id: string): Promise<LockedAsset> {
  const a = raw("a");
  const found =
    typeOfId(id) === 10 &&
    (await work.one<LockedAsset>(sql`
      SELECT a.id, a.version, a.external_id AS "externalId", a.tag, a.name, a.serial_number AS "serialNumber",
        t.key AS type, a.status, a.status_before_repair AS "statusBeforeRepair", a.customer_id AS customer,
        a.holder_id AS holder, a.product_id AS product, a.parent_id AS parent, a.location,
        a.purchased_on::text AS "purchasedOn", a.warranty_until::text AS "warrantyUntil", a.notes, a.fields,
        t.fields AS definitions
      FROM asset a JOIN asset_type t ON t.id = a.type_id
      WHERE a.id = ${id} AND ${work.scope.visible(Asset, a)}
      FOR NO KEY UPDATE OF a FOR KEY SHARE OF t`));
  if (!found) throw notFound("The asset");
  return found;
}

const TREE = sql`hashtextextended('casegraph.asset.tree', 0)`;
/** How deep parts may lie within parts. */
export const DEEPEST = 32;

/**
 * Before anything else is locked: while one asset is moved into another nobody else moves one, for two moves that are each
 * right by themselves can make a circle together. New assets close none, and wait for moves only.
 */
export const holdTree = (work: Work, change: "move" | "add"): Promise<unknown> =>
  work.query(
    change === "move" ? sql`SELECT pg_advisory_xact_lock(${TREE})` : sql`SELECT pg_advisory_xact_lock_shared(${TREE})`,
  );

/** Refuses a parent that is the asset itself or a part of it, and a tree that grows too deep. Under `holdTree`. */
export async function keepTree(work: Work, asset: { id: string; tag: string } | null, parentId: string): Promise<void> {
  const own = asset?.id ?? null;
  const found = await work.one<{ circle: string[] | null; depth: number }>(sql`
    WITH RECURSIVE up AS (
      SELECT a.id, a.parent_id, ARRAY[a.tag] AS tags FROM asset a WHERE a.id = ${parentId}
      UNION ALL
      SELECT a.id, a.parent_id, up.tags || a.tag FROM up JOIN asset a ON a.id = up.parent_id
      WHERE up.id IS DISTINCT FROM ${own}::uuid AND cardinality(up.tags) <= ${DEEPEST}
    ), down AS (
      SELECT a.id, 1 AS depth FROM asset a WHERE a.id = ${own}::uuid
      UNION ALL
      SELECT a.id, down.depth + 1 FROM down JOIN asset a ON a.parent_id = down.id WHERE down.depth <= ${DEEPEST}
    )
    SELECT (SELECT tags FROM up WHERE id = ${own}::uuid) AS circle,
      (SELECT max(cardinality(tags)) FROM up) + coalesce((SELECT max(depth) FROM down), 1) AS depth`);
  const path = "input.parentId";
  if (asset && found?.circle)
    throw invalid({
      path,
      rule: "circle",
      message: `would make the asset a part of itself: ${[asset.tag, ...found.circle].join(" → ")}`,
    });
  if (found && found.depth > DEEPEST)
    throw invalid({ path, rule: "depth", message: `parts lie within parts at most ${DEEPEST} deep` });
}

/** Tells the asset's timeline what changed; `words` are what people wrote. */
export function tellUpdated(
  work: Work,
  assetId: string,
  changes: readonly FieldChange[],
  words: readonly FieldChange[] = [],
  data: Readonly<Record<string, unknown>> = {},
): void {
  work.record({
    kind: "UPDATED",
    type: "ASSET_UPDATED",
    subjectId: assetId,
    assetId,
    changes,
    ...(words.length > 0 && { words: { changes: words } }),
    data,
  });
}

const moveTo = async (
  work: Work,
  assetId: string,
  because: { caseId: string },
  to: (asset: { status: AssetStatus; before: AssetStatus | null }) => AssetStatus | null,
): Promise<boolean> => {
  const asset = await work.one<{ version: number; status: AssetStatus; before: AssetStatus | null }>(
    sql`SELECT version, status, status_before_repair AS before FROM asset WHERE id = ${assetId} FOR NO KEY UPDATE`,
  );
  const status = asset && to(asset);
  if (!asset || !status) return false;
  const before = status === AssetStatus.IN_REPAIR ? asset.status : null;
  await work.update(Asset, { id: assetId, version: asset.version }, { status, statusBeforeRepair: before });
  tellUpdated(work, assetId, [{ field: "status", from: asset.status, to: status }], [], because);
  return true;
};

/**
 * A case puts its asset in repair. What is not in stock or in service stays where it is: it is in repair already, lost or
 * retired. Answers whether it was moved.
 */
export const setInRepair = (work: Work, assetId: string, because: { caseId: string }): Promise<boolean> =>
  moveTo(work, assetId, because, ({ status }) =>
    status === AssetStatus.IN_STOCK || status === AssetStatus.IN_SERVICE ? AssetStatus.IN_REPAIR : null,
  );

/**
 * The last case that keeps an asset in repair is done: it goes back to where that repair found it. What a person put in
 * repair, or has moved since, stays. That no other case keeps it there is for the caller to know.
 */
export const backFromRepair = (work: Work, assetId: string, because: { caseId: string }): Promise<boolean> =>
  moveTo(work, assetId, because, ({ status, before }) => (status === AssetStatus.IN_REPAIR ? before : null));
