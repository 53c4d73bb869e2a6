import { changesOf } from "../../people/changes";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, invalid } from "../../platform/errors";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Asset, type AssetStatus } from "../asset.entity";
import { referencesOf, typeByKey, typeFound } from "../asset.queries";
import { holdTree, keepTree, lockAsset, tellUpdated } from "../asset.steps";
import { fieldChanges, kept, valueViolations } from "../fields.rules";

/** What is left out stays, null clears; `fields` merges by key. */
export interface UpdateAsset {
  readonly externalId?: string | null;
  readonly tag?: string;
  readonly name?: string;
  readonly serialNumber?: string | null;
  /** By key. */
  readonly type?: string;
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

/** Told by words that people wrote, which can be taken away later. */
const WORDS: ReadonlySet<string> = new Set(["externalId", "tag", "name", "serialNumber", "location", "notes"]);

/** Changes an asset, its values checked against its type's fields. By ASSET_WRITE. */
export function updateAsset(ctx: Ctx, given: { id: string; input: UpdateAsset; expectedVersion?: number | null }) {
  const { id, input, expectedVersion } = given;
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.ASSET_WRITE);
    if (input.parentId != null) await holdTree(work, "move");
    const asset = await lockAsset(work, id);
    if (expectedVersion != null && expectedVersion !== asset.version)
      throw conflict(`${asset.tag} has moved on to version ${asset.version}.`, { currentVersion: asset.version });
    const retyped = input.type !== undefined && input.type !== asset.type;
    const found = await mustExist(work, {
      type: retyped && typeByKey("input.type", input.type!),
      ...referencesOf(work, input),
    });
    const type = found.type === null ? null : typeFound(found.type);
    if (found.parent && found.parent !== asset.parent) await keepTree(work, asset, found.parent);

    const definitions = type?.fields ?? asset.definitions;
    const merged = { ...asset.fields, ...input.fields };
    const violations = type || input.fields ? valueViolations(definitions, merged, "input.fields") : [];
    if (violations.length > 0) throw invalid(...violations);
    const fields = kept(merged);
    const told = fieldChanges([...asset.definitions, ...definitions], asset.fields, fields);

    const reference = (named: string | null | undefined, id: string | null) => (named === undefined ? undefined : id);
    const values = {
      externalId: input.externalId,
      tag: input.tag,
      name: input.name,
      serialNumber: input.serialNumber,
      status: input.status,
      customer: reference(input.customerId, found.customer),
      holder: reference(input.holderId, found.holder),
      product: reference(input.productId, found.product),
      parent: reference(input.parentId, found.parent),
      location: input.location,
      purchasedOn: input.purchasedOn,
      warrantyUntil: input.warrantyUntil,
      notes: input.notes,
    };
    const own = changesOf(asset as unknown as Record<string, unknown>, { ...values, type: type?.key });
    const changes = [...own.filter((change) => !WORDS.has(change.field)), ...told.changes];
    const words = [...own.filter((change) => WORDS.has(change.field)), ...told.words];
    if (changes.length + words.length > 0) {
      await work.update(Asset, asset, {
        ...values,
        type: type?.id,
        fields: told.changes.length + told.words.length > 0 ? fields : undefined,
        // Who says where it is knows better than the repair that would put it back.
        statusBeforeRepair: input.status === undefined ? undefined : null,
      });
      tellUpdated(work, asset.id, changes, words);
    }
    return { asset: asset.id };
  });
}
