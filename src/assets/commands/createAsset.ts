import { Product } from "../../orders/product.entity";
import { Customer } from "../../people/customer.entity";
import { Person } from "../../people/person.entity";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { byId, byKey, mustExist } from "../../platform/mustExist";
import { raw, sql } from "../../platform/sql";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Asset, type AssetStatus, type FieldDefinition } from "../asset.entity";
import { valueViolations } from "../fields.rules";

export interface CreateAsset {
  readonly externalId?: string | null;
  readonly tag: string;
  readonly name: string;
  readonly serialNumber?: string | null;
  /** By key. */
  readonly type: string;
  readonly status?: AssetStatus;
  readonly customerId?: string | null;
  readonly holderId?: string | null;
  readonly productId?: string | null;
  readonly parentId?: string | null;
  readonly location?: string | null;
  readonly purchasedOn?: string | null;
  readonly warrantyUntil?: string | null;
  readonly fields?: Readonly<Record<string, unknown>> | null;
  readonly notes?: string | null;
}

conflictOn("asset_tag_key", "An asset with this tag is there already.");
conflictOn("asset_external_id_key", "An asset with this externalId is there already.");

/** Adds an asset, its values checked against its type's fields. */
export function createAsset(ctx: Ctx, input: CreateAsset) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.ASSET_WRITE);
    const c = raw("c");
    const visible = (entity: Parameters<typeof work.scope.visible>[0]) => work.scope.visible(entity, c);
    const found = await mustExist(work, {
      type: byKey(
        "input.type",
        input.type,
        "asset type",
        sql`SELECT json_build_object('id', id, 'fields', fields)::text FROM asset_type WHERE key = ${input.type} AND active`,
      ),
      customer:
        input.customerId != null &&
        byId(
          "input.customerId",
          6,
          input.customerId,
          "customer",
          (id) => sql`SELECT id FROM customer c WHERE id = ${id} AND ${visible(Customer)}`,
        ),
      holder:
        input.holderId != null &&
        byId(
          "input.holderId",
          2,
          input.holderId,
          "person",
          (id) => sql`SELECT id FROM person c WHERE id = ${id} AND ${visible(Person)}`,
        ),
      product:
        input.productId != null &&
        byId(
          "input.productId",
          13,
          input.productId,
          "product",
          (id) => sql`SELECT id FROM product c WHERE id = ${id} AND ${visible(Product)}`,
        ),
      parent:
        input.parentId != null &&
        byId(
          "input.parentId",
          10,
          input.parentId,
          "asset",
          (id) => sql`SELECT id FROM asset c WHERE id = ${id} AND ${visible(Asset)}`,
        ),
    });
    const type = JSON.parse(found.type!) as { id: string; fields: FieldDefinition[] };
    const values = Object.fromEntries(Object.entries(input.fields ?? {}).filter(([, value]) => value !== null));
    const violations = valueViolations(type.fields, values, "input.fields");
    if (violations.length > 0) throw invalid(...violations);
    const id = newId(10);
    await work.insert(Asset, {
      id,
      externalId: input.externalId,
      tag: input.tag,
      name: input.name,
      serialNumber: input.serialNumber,
      type: type.id,
      status: input.status,
      customer: found.customer,
      holder: found.holder,
      product: found.product,
      parent: found.parent,
      location: input.location,
      purchasedOn: input.purchasedOn,
      warrantyUntil: input.warrantyUntil,
      fields: values,
      notes: input.notes,
      createdAt: work.now,
      updatedAt: work.now,
    });
    work.record({ kind: "CREATED", type: "ASSET_CREATED", subjectId: id, assetId: id, data: { tag: input.tag } });
    return { asset: id };
  });
}
