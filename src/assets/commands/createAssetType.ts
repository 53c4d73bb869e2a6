import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { AssetType } from "../asset.entity";
import { definitions, type FieldDefinitionGiven } from "../fields.rules";

export interface CreateAssetType {
  readonly key: string;
  readonly name: string;
  readonly description?: string | null;
  readonly fields?: readonly FieldDefinitionGiven[] | null;
}

conflictOn("asset_type_key_key", "An asset type with the key {} is there already.");

/** Adds a kind of asset with its modelled fields. */
export function createAssetType(ctx: Ctx, input: CreateAssetType) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SETTINGS_MANAGE);
    const { fields, violations } = definitions(input.fields ?? [], "input.fields");
    if (violations.length > 0) throw invalid(...violations);
    const id = newId(9);
    await work.insert(AssetType, { id, key: input.key, name: input.name, description: input.description, fields });
    return { assetType: id };
  });
}
