import { sql } from "../platform/sql";
import { conflictOn } from "../platform/transact";
import type { Work } from "../platform/work";
import type { Kept, Keys, Kind } from "./keep.steps";
import { keep } from "./told.rules";

/** A product as another system tells it. Left out stays, null clears. */
export interface ProductRow {
  readonly externalId?: string | null;
  readonly sku: string;
  readonly name: string;
  readonly url?: string | null;
}

interface ProductFacts extends Keys {
  readonly name: string;
  readonly url: string | null;
}

conflictOn("product_sku_key", "A product with this sku is there already.");
conflictOn("product_external_id_key", "A product with this externalId is there already.");

export const products: Kind<ProductRow, ProductFacts> = {
  one: "A product",
  type: 13,
  field: "sku",
  number: (row) => row.sku,
  externalId: (row) => row.externalId,

  async standing(work, externalIds, skus) {
    const rows = await work.query<ProductFacts & { id: string }>(sql`
      SELECT id, external_id AS "externalId", sku AS number, name, url FROM product
      WHERE external_id = ANY (${externalIds}::text[]) OR sku = ANY (${skus}::text[]) ORDER BY id FOR UPDATE`);
    return rows.map(({ id, ...facts }) => ({ id, was: facts, facts }));
  },

  settling: async () => (check, row, was) => {
    check.line("name", row.name);
    return { name: row.name, url: keep(row.url, was?.url) };
  },

  async insert(work, things) {
    const made = await work.query(sql`
      INSERT INTO product (id, external_id, sku, name, url, created_at, updated_at)
      SELECT told.id, told.external_id, told.sku, told.name, told.url, ${work.now}, ${work.now} FROM ${told(things)}
      ON CONFLICT DO NOTHING RETURNING id`);
    return made.length;
  },

  async update(work: Work, things) {
    await work.query(sql`
      UPDATE product p SET external_id = told.external_id, sku = told.sku, name = told.name, url = told.url,
        updated_at = ${work.now}
      FROM ${told(things)} WHERE p.id = told.id`);
  },
};

const told = (things: readonly Kept<ProductFacts>[]) =>
  sql`json_to_recordset(${JSON.stringify(
    things.map(({ id, facts }) => ({
      id,
      external_id: facts.externalId,
      sku: facts.number,
      name: facts.name,
      url: facts.url,
    })),
  )}::json) AS told (id uuid, external_id text, sku text, name text, url text)`;
