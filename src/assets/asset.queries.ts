import { Product } from "../orders/product.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { byId, byKey, type Wanted } from "../platform/mustExist";
import type { EntityClass } from "../platform/read/scope";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { Asset, type FieldDefinition } from "./asset.entity";

/** A kind of asset as a command reads it. */
export interface TypeFound {
  readonly id: string;
  readonly key: string;
  readonly fields: readonly FieldDefinition[];
}

/**
 * An active kind of asset by key; answers a `TypeFound` as JSON text. Locked, so that its definitions stand until what was
 * checked against them is written.
 */
export const typeByKey = (path: string, key: string): Wanted =>
  byKey(
    path,
    key,
    "asset type",
    sql`SELECT json_build_object('id', r.id, 'key', r.key, 'fields', r.fields)::text FROM asset_type r
      WHERE r.key = ${key} AND r.active FOR KEY SHARE OF r`,
  );

export const typeFound = (text: string): TypeFound => JSON.parse(text) as TypeFound;

/** What an asset refers to, as an input names it. */
export interface References {
  readonly customerId?: string | null;
  readonly holderId?: string | null;
  readonly productId?: string | null;
  readonly parentId?: string | null;
}

/** What of these is named must be there for the viewer. */
export function referencesOf(work: Work, input: References) {
  const r = raw("r");
  const wanted = (name: keyof References, type: number, entity: EntityClass, table: string): Wanted | null => {
    const id = input[name];
    if (id == null) return null;
    const visible = work.scope.visible(entity, r);
    return byId(
      `input.${name}`,
      type,
      id,
      table,
      (key) => sql`SELECT r.id FROM ${raw(table)} r
      WHERE r.id = ${key} AND ${visible}`,
    );
  };
  return {
    customer: wanted("customerId", 6, Customer, "customer"),
    holder: wanted("holderId", 2, Person, "person"),
    product: wanted("productId", 13, Product, "product"),
    parent: wanted("parentId", 10, Asset, "asset"),
  };
}
