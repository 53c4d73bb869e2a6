import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Asset, type AssetStatus } from "../asset.entity";
import { referencesOf, typeByKey, typeFound } from "../asset.queries";
import { holdTree, keepTree } from "../asset.steps";
import { kept, valueViolations } from "../fields.rules";

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

conflictOn("asset_tag_key", "An asset with the tag {} is there already.");
conflictOn("asset_external_id_key", "An asset with the externalId {} is there already.");

/** Adds an asset, its values checked against its type's fields. */
export function createAsset(ctx: Ctx, input: CreateAsset) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.ASSET_WRITE);
    if (input.parentId != null) await holdTree(work, "add");
    const found = await mustExist(work, {
      type: typeByKey("input.type", input.type),
      ...referencesOf(work, input),
    });
    const type = typeFound(found.type!);
    const values = kept(input.fields ?? {});
    const violations = valueViolations(type.fields, values, "input.fields");
    if (violations.length > 0) throw invalid(...violations);
    if (found.parent) await keepTree(work, null, found.parent);
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
