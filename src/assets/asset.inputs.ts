import { ArrayMaxSize, MaxLength } from "class-validator";
import { Field, Float, ID, InputType, ObjectType } from "type-graphql";
import { JsonObjectScalar } from "../platform/scalars/json";
import { DateScalar } from "../platform/scalars/time";
import { Key, Line, NotNull } from "../platform/validate";
import { Asset, AssetStatus, AssetType, FieldKind } from "./asset.entity";
import type { CreateAsset } from "./commands/createAsset";
import type { CreateAssetType } from "./commands/createAssetType";
import type { UpdateAsset } from "./commands/updateAsset";
import type { UpdateAssetType } from "./commands/updateAssetType";

@InputType({
  description:
    "One modelled field. `options` go with CHOICE and MULTI_CHOICE; `unit`, `min` and `max` with NUMBER; `pattern` with TEXT and URL.",
})
export class FieldDefinitionInput {
  @Field(() => String, { description: "Small letters, digits and _, beginning with a letter; 63 at most." })
  readonly key!: string;

  @Field(() => String)
  @Line(255)
  readonly label!: string;

  @Field(() => FieldKind)
  readonly kind!: FieldKind;

  @Field(() => Boolean, { defaultValue: false })
  readonly required!: boolean;

  @Field(() => [String], { nullable: true, description: "At most 500." })
  readonly options?: string[] | null;

  @Field(() => String, { nullable: true })
  readonly unit?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What the whole value must match, in RE2's syntax (no look-around, no back-references); at most 500 characters.",
  })
  readonly pattern?: string | null;

  @Field(() => Float, { nullable: true })
  readonly min?: number | null;

  @Field(() => Float, { nullable: true })
  readonly max?: number | null;
}

@InputType({ description: "A new kind of asset. The key is chosen once and never changes." })
export class AssetTypeInput implements CreateAssetType {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @MaxLength(10_000)
  readonly description?: string | null;

  @Field(() => [FieldDefinitionInput], { nullable: true })
  @ArrayMaxSize(200)
  readonly fields?: FieldDefinitionInput[] | null;
}

@InputType({ description: "Changes of a kind of asset. `fields` replaces the whole list." })
export class UpdateAssetTypeInput implements UpdateAssetType {
  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @Line(255)
  @NotNull()
  readonly name?: string;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @MaxLength(10_000)
  readonly description?: string | null;

  @Field(() => [FieldDefinitionInput], {
    nullable: true,
    description:
      "Refused where values of standing assets would break it, and where a field is left out that standing assets have values of: take those away first.",
  })
  @ArrayMaxSize(200)
  readonly fields?: FieldDefinitionInput[] | null;

  @Field(() => Boolean, { nullable: true, description: "An inactive type takes no new assets; those it has stay." })
  @NotNull()
  readonly active?: boolean;
}

@InputType({ description: "A new asset; its type by key." })
export class AssetInput implements CreateAsset {
  @Field(() => String, { nullable: true })
  @Line(255)
  readonly externalId?: string | null;

  @Field(() => String, { description: "Unique; 1 to 255 characters." })
  @Line(255)
  readonly tag!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => String, { nullable: true })
  @Line(255)
  readonly serialNumber?: string | null;

  @Field(() => String)
  readonly type!: string;

  @Field(() => AssetStatus, { defaultValue: AssetStatus.IN_SERVICE })
  readonly status!: AssetStatus;

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly holderId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly productId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly parentId?: string | null;

  @Field(() => String, { nullable: true, description: "At most 500 characters." })
  @MaxLength(500)
  readonly location?: string | null;

  @Field(() => DateScalar, { nullable: true })
  readonly purchasedOn?: string | null;

  @Field(() => DateScalar, { nullable: true })
  readonly warrantyUntil?: string | null;

  @Field(() => JsonObjectScalar, { nullable: true, description: "Values of the type's modelled fields, by key." })
  readonly fields?: Record<string, unknown> | null;

  @Field(() => String, { nullable: true, description: "At most 100,000 characters." })
  @MaxLength(100_000)
  readonly notes?: string | null;
}

@InputType({ description: "`fields` merges by key; null takes a value away." })
export class UpdateAssetInput implements UpdateAsset {
  @Field(() => String, { nullable: true })
  @Line(255)
  readonly externalId?: string | null;

  @Field(() => String, { nullable: true, description: "Unique; 1 to 255 characters." })
  @Line(255)
  @NotNull()
  readonly tag?: string;

  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @Line(255)
  @NotNull()
  readonly name?: string;

  @Field(() => String, { nullable: true })
  @Line(255)
  readonly serialNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "By key. The values must be right for the new type: give null for those that it does not know.",
  })
  @NotNull()
  readonly type?: string;

  @Field(() => AssetStatus, { nullable: true })
  @NotNull()
  readonly status?: AssetStatus;

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly holderId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly productId?: string | null;

  @Field(() => ID, { nullable: true, description: "The asset that this one is part of; never itself or a part of it." })
  readonly parentId?: string | null;

  @Field(() => String, { nullable: true, description: "At most 500 characters." })
  @MaxLength(500)
  readonly location?: string | null;

  @Field(() => DateScalar, { nullable: true })
  readonly purchasedOn?: string | null;

  @Field(() => DateScalar, { nullable: true })
  readonly warrantyUntil?: string | null;

  @Field(() => JsonObjectScalar, { nullable: true })
  readonly fields?: Record<string, unknown> | null;

  @Field(() => String, { nullable: true, description: "At most 100,000 characters." })
  @MaxLength(100_000)
  readonly notes?: string | null;
}

@ObjectType()
export class AssetTypePayload {
  @Field(() => AssetType)
  readonly assetType!: AssetType;
}

@ObjectType()
export class AssetPayload {
  @Field(() => Asset)
  readonly asset!: Asset;
}
