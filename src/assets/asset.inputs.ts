import { ArrayMaxSize } from "class-validator";
import { ArgsType, Field, Float, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { Compare } from "../platform/read/declare";
import {
  DateFilter,
  DateTimeFilter,
  IDFilter,
  KeyFilter,
  OrderDirection,
  StringFilter,
} from "../platform/read/filters";
import { Keyed } from "../platform/read/keyed";
import { JsonObjectScalar } from "../platform/scalars/json";
import { DateScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import { Key, Line } from "../platform/validate";
import { Asset, AssetStatus, AssetType, FieldKind } from "./asset.entity";
import type { CreateAsset } from "./commands/createAsset";
import type { CreateAssetType } from "./commands/createAssetType";

@InputType({ description: "One modelled field." })
export class FieldDefinitionInput {
  @Field(() => String)
  readonly key!: string;

  @Field(() => String)
  @Line(255)
  readonly label!: string;

  @Field(() => FieldKind)
  readonly kind!: FieldKind;

  @Field(() => Boolean, { defaultValue: false })
  readonly required!: boolean;

  @Field(() => [String], { nullable: true })
  readonly options?: string[] | null;

  @Field(() => String, { nullable: true })
  readonly unit?: string | null;

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

  @Field(() => String, { nullable: true })
  readonly description?: string | null;

  @Field(() => [FieldDefinitionInput], { nullable: true })
  @ArrayMaxSize(200)
  readonly fields?: FieldDefinitionInput[] | null;
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

  @Field(() => String, { nullable: true })
  readonly location?: string | null;

  @Field(() => DateScalar, { nullable: true })
  readonly purchasedOn?: string | null;

  @Field(() => DateScalar, { nullable: true })
  readonly warrantyUntil?: string | null;

  @Field(() => JsonObjectScalar, { nullable: true, description: "Values of the type's modelled fields, by key." })
  readonly fields?: Record<string, unknown> | null;

  @Field(() => String, { nullable: true })
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

@InputType()
export class AssetStatusFilter {
  @Field(() => AssetStatus, { nullable: true })
  readonly eq?: AssetStatus | null;
  @Field(() => [AssetStatus], { nullable: true })
  readonly in?: AssetStatus[] | null;
  @Field(() => [AssetStatus], { nullable: true })
  readonly notIn?: AssetStatus[] | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class AssetFilter {
  @Field(() => [AssetFilter], { nullable: true })
  readonly and?: AssetFilter[] | null;
  @Field(() => [AssetFilter], { nullable: true })
  readonly or?: AssetFilter[] | null;
  @Field(() => AssetFilter, { nullable: true })
  readonly not?: AssetFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.tag`, "text")
  readonly tag?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.serial_number`, "text")
  readonly serialNumber?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.name`, "text")
  readonly name?: StringFilter | null;
  @Field(() => KeyFilter, { nullable: true })
  @Keyed("asset_type", (a) => sql`${a}.type_id`)
  readonly type?: KeyFilter | null;
  @Field(() => AssetStatusFilter, { nullable: true })
  @Compare((a) => sql`${a}.status`, "text")
  readonly status?: AssetStatusFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.holder_id`, "uuid")
  readonly holderId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.product_id`, "uuid")
  readonly productId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.parent_id`, "uuid")
  readonly parentId?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.location`, "text")
  readonly location?: StringFilter | null;
  @Field(() => DateFilter, { nullable: true })
  @Compare((a) => sql`${a}.warranty_until`, "date")
  readonly warrantyUntil?: DateFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((a) => sql`${a}.updated_at`, "timestamptz")
  readonly updatedAt?: DateTimeFilter | null;
}

export enum AssetOrderField {
  TAG = "TAG",
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
  UPDATED_AT = "UPDATED_AT",
  WARRANTY_UNTIL = "WARRANTY_UNTIL",
}
registerEnumType(AssetOrderField, { name: "AssetOrderField" });

@InputType()
export class AssetOrder {
  @Field(() => AssetOrderField)
  readonly field!: AssetOrderField;
  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC })
  readonly direction!: OrderDirection;
}

@ArgsType()
export class AssetListArgs extends PageArgs {
  @Field(() => AssetFilter, { nullable: true })
  readonly filter?: AssetFilter | null;
  @Field(() => [AssetOrder], { nullable: true })
  readonly orderBy?: AssetOrder[] | null;
}

export const AssetConnection = connectionOf(() => Asset, "Asset");

/** How every list of assets may be ordered; by tag unless told. */
export const assetOrders = {
  of: () => Asset,
  orders: {
    TAG: { sql: (a: Sql) => sql`${a}.tag`, type: "text" },
    NAME: { sql: (a: Sql) => sql`${a}.name`, type: "text" },
    CREATED_AT: { sql: (a: Sql) => sql`${a}.created_at`, type: "timestamptz" },
    UPDATED_AT: { sql: (a: Sql) => sql`${a}.updated_at`, type: "timestamptz" },
    WARRANTY_UNTIL: { sql: (a: Sql) => sql`${a}.warranty_until`, type: "date", nullable: true },
  },
  defaultOrder: [{ term: "TAG", direction: "ASC" }],
} as const;
