import { AssetStatus, type FieldDefinition } from "../../assets/asset.entity";
import { DEEPEST, holdTree } from "../../assets/asset.steps";
import { isNothing, valueViolations } from "../../assets/fields.rules";
import { ErrorCode } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { RowRefusal } from "../caseRow.rules";
import { ImportKind } from "../importRun.entity";
import { takeRows, tellRun } from "../importRun.steps";
import { byName, idsByKey, namesIn, peopleByEmail } from "../named.queries";
import { type Standing, type Target, upsertRows, type Values } from "../tableRows.steps";
import { folded, kept, named, ref, text } from "../texts.rules";
import { tellImported } from "../told.steps";

/** An asset as another system tells it. */
export interface AssetRow {
  readonly externalId: string;
  readonly tag: string;
  readonly name: string;
  readonly serialNumber?: string | null;
  /** By key. */
  readonly type: string;
  readonly status?: AssetStatus | null;
  readonly customerExternalId?: string | null;
  readonly holderEmail?: string | null;
  readonly productSku?: string | null;
  readonly parentTag?: string | null;
  readonly location?: string | null;
  readonly purchasedOn?: string | null;
  readonly warrantyUntil?: string | null;
  readonly fields?: Readonly<Record<string, unknown>> | null;
  readonly notes?: string | null;
}

const ASSETS: Target = {
  table: "asset",
  type: 10,
  facts: {
    tag: { type: "text" },
    name: { type: "text" },
    serial_number: { type: "text" },
    type_id: { type: "uuid" },
    status: { type: "text" },
    customer_id: { type: "uuid" },
    holder_id: { type: "uuid" },
    product_id: { type: "uuid" },
    parent_id: { type: "uuid" },
    location: { type: "text" },
    purchased_on: { type: "date" },
    warranty_until: { type: "date" },
    fields: { type: "jsonb" },
    notes: { type: "text" },
  },
};
const WORDS: ReadonlySet<string> = new Set(["name", "serialNumber", "location", "fields", "notes"]);

/** What the rows of one call name, as the rows taken so far have left it. */
interface Named {
  readonly types: Readonly<Record<string, { id: string; fields: FieldDefinition[] }>>;
  readonly customers: Readonly<Record<string, string>>;
  readonly holders: Readonly<Record<string, string>>;
  readonly products: Readonly<Record<string, string>>;
  /** Ids by tag, of assets that are there or were told before. */
  readonly tags: Record<string, string>;
  /** What each of them is part of. */
  readonly parents: Map<string, string | null>;
}

/** Takes assets as another system tells them, each row with its own outcome. By DATA_TRANSFER. */
export function importAssets(ctx: Ctx, rows: readonly AssetRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      if (rows.some((row) => row.parentTag != null)) await holdTree(work, "move");
      const names = await whatIsNamed(work, rows);
      const tally = await upsertRows(work, ASSETS, rows, {
        settle: (row, was, id) => factsOf(row, was, id, names),
        written: async (taken) => {
          for (const { id, row, was, values } of taken) {
            const about = { noun: "ASSET", subjectId: id, assetId: id, data: { tag: row.tag } };
            tellImported(work, about, was?.values ?? null, values, WORDS);
          }
        },
      });
      return { run: await tellRun(work, ImportKind.ASSETS, rows.length, tally) };
    },
    { timeoutMs: 60_000 },
  );
}

async function whatIsNamed(work: Work, rows: readonly AssetRow[]): Promise<Named> {
  const types = await work.query<{ key: string; id: string; fields: FieldDefinition[] }>(
    sql`SELECT key, id, fields FROM asset_type WHERE key = ANY (${namesIn(rows, "type")}::text[]) AND active FOR SHARE`,
  );
  // The assets by these tags and all that they are part of, however far up.
  const assets = await work.query<{ id: string; tag: string; parentId: string | null }>(sql`
    WITH RECURSIVE up AS (
      SELECT id, tag, parent_id FROM asset WHERE tag = ANY (${namesIn(rows, "tag", "parentTag")}::text[])
      UNION SELECT a.id, a.tag, a.parent_id FROM up JOIN asset a ON a.id = up.parent_id
    ) SELECT id, tag, parent_id AS "parentId" FROM up`);
  return {
    types: Object.fromEntries(types.map(({ key, ...type }) => [key, type])),
    customers: await byName(work, "customer", 6, namesIn(rows, "customerExternalId")),
    holders: await peopleByEmail(work, namesIn(rows, "holderEmail")),
    products: await idsByKey(work, "product", namesIn(rows, "productSku"), "sku"),
    tags: Object.fromEntries(assets.map(({ tag, id }) => [tag, id])),
    parents: new Map(assets.map(({ id, parentId }) => [id, parentId])),
  };
}

function factsOf(row: AssetRow, was: Standing | null, id: string, names: Named): Values {
  const standing = was?.values ?? {};
  text("tag", row.tag, 200);
  text("name", row.name, 255);
  text("serialNumber", row.serialNumber, 200);
  text("location", row.location, 500);
  text("notes", row.notes, 100_000, "words");
  const type = named(names.types, "type", row.type, "active asset type");
  const owner = names.tags[row.tag];
  if (owner !== undefined && owner !== id)
    throw new RowRefusal("tag", "an asset with this tag is there already", ErrorCode.CONFLICT);
  const self = (one: string) => one;
  const parentId = ref(names.tags, "parentTag", row.parentTag, "asset", self, standing.parent_id);
  let depth = 1;
  for (let up = parentId; up !== null; up = names.parents.get(up) ?? null) {
    if (up === id) throw new RowRefusal("parentTag", "an asset is no part of itself");
    if (++depth > DEEPEST) throw new RowRefusal("parentTag", `parts lie within parts at most ${DEEPEST} deep`);
  }
  const fields = valuesOf(row, standing.fields as Record<string, unknown> | undefined);
  const [wrong] = valueViolations(type.fields, fields, "fields");
  if (wrong) throw new RowRefusal(wrong.path, wrong.message);
  names.tags[row.tag] = id;
  names.parents.set(id, parentId);
  return {
    tag: row.tag,
    name: row.name,
    serial_number: kept(row.serialNumber, standing.serial_number),
    type_id: type.id,
    status: row.status ?? standing.status ?? AssetStatus.IN_SERVICE,
    customer_id: ref(
      names.customers,
      "customerExternalId",
      row.customerExternalId,
      "customer",
      self,
      standing.customer_id,
    ),
    holder_id: ref(names.holders, "holderEmail", folded(row.holderEmail), "person", self, standing.holder_id),
    product_id: ref(names.products, "productSku", row.productSku, "product", self, standing.product_id),
    parent_id: parentId,
    location: kept(row.location, standing.location),
    purchased_on: kept(row.purchasedOn, standing.purchased_on),
    warranty_until: kept(row.warrantyUntil, standing.warranty_until),
    fields,
    notes: kept(row.notes, standing.notes),
  };
}

/** Merged by key; null takes one value away, or all. */
function valuesOf(row: AssetRow, standing: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  if (row.fields === null) return {};
  const merged = { ...standing, ...row.fields };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => !isNothing(value)));
}
