import { ArgsType, Field, InputType, registerEnumType } from "type-graphql";
import { Searched } from "../people/conditions";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { Compare, Condition } from "../platform/read/declare";
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
import { type Sql, sql } from "../platform/sql";
import { Asset, AssetStatus } from "./asset.entity";
import { fieldRefusals, fieldsMatch } from "./fieldFilter.queries";

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
  @Field(() => String, {
    nullable: true,
    description: "Words of tag, name, serial number, externalId and location; each may be the beginning of one.",
  })
  @Searched()
  readonly search?: string | null;
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
  @Compare((a) => sql`${a}.warranty_until`, "date", { nullsLast: true })
  readonly warrantyUntil?: DateFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((a) => sql`${a}.updated_at`, "timestamptz")
  readonly updatedAt?: DateTimeFilter | null;
  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: `Modelled fields, by key: {"ram_gb": {"gte": 16}}. NUMBER and DATE: eq, in, notIn, lt, lte, gt, gte; TEXT and URL: eq, in, notIn, contains, startsWith; CHOICE: eq, in, notIn; BOOLEAN: eq; MULTI_CHOICE: any, all, none; every kind: isNull.`,
  })
  @Condition(fieldsMatch, fieldRefusals)
  readonly fields?: Record<string, unknown> | null;
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
