import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { seenWhole } from "../people/rules";
import { Computed, compiled, Connection, List, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { and, type Sql, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { Asset, AssetType } from "./asset.entity";
import {
  AssetInput,
  AssetPayload,
  AssetTypeInput,
  AssetTypePayload,
  UpdateAssetInput,
  UpdateAssetTypeInput,
} from "./asset.inputs";
import { AssetConnection, AssetListArgs, assetOrders } from "./assetFilter.inputs";
import { createAsset } from "./commands/createAsset";
import { createAssetType } from "./commands/createAssetType";
import { updateAsset } from "./commands/updateAsset";
import { updateAssetType } from "./commands/updateAssetType";

/** Where the asset's days begin and end. */
const ownZone = (asset: Sql): Sql => sql`coalesce((SELECT coalesce(own.time_zone, b.time_zone)
  FROM customer own LEFT JOIN branch b ON b.id = own.branch_id WHERE own.id = ${asset}.customer_id), 'UTC')`;

@Resolver(() => Asset)
export class AssetResolver {
  @Query(() => Asset, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Asset,
    (asset, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${asset}.id = ${id.sql}::uuid`,
        tag: (tag) => sql`${asset}.tag = ${tag.sql}::text`,
        externalId: (externalId) => sql`${asset}.external_id = ${externalId.sql}::text`,
      }),
  )
  asset(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("tag", () => String, { nullable: true }) _tag?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Asset | null {
    return compiled();
  }

  @Query(() => AssetConnection, { description: "By tag unless told." })
  @Connection(assetOrders)
  assets(@Args(() => AssetListArgs) _page: AssetListArgs): InstanceType<typeof AssetConnection> {
    return compiled();
  }

  @FieldResolver(() => [Asset], { description: "Assets that are part of this one." })
  @List({
    of: () => Asset,
    where: (part, asset) => sql`${part}.parent_id = ${asset}.id`,
    order: (part) => sql`${part}.tag`,
  })
  components(): Asset[] {
    return compiled();
  }

  @FieldResolver(() => Boolean, {
    description:
      "Until the end of the day `warrantyUntil` where its customer is: in the customer's time zone, else its branch's, else in UTC.",
  })
  @Computed(
    (asset) => sql`coalesce(${asset}.warranty_until >= (casegraph_now() AT TIME ZONE ${ownZone(asset)})::date, false)`,
  )
  underWarranty(): boolean {
    return compiled();
  }

  @Mutation(() => AssetPayload)
  createAsset(@Arg("input", () => AssetInput) input: AssetInput, @Context() ctx: Ctx) {
    return createAsset(ctx, input);
  }

  @Mutation(() => AssetPayload, {
    description: "Changes what is given; each change stands on the asset's timeline. By ASSET_WRITE.",
  })
  updateAsset(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateAssetInput) input: UpdateAssetInput,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null,
    @Context() ctx: Ctx,
  ) {
    return updateAsset(ctx, { id, input, expectedVersion });
  }
}

@Resolver(() => AssetType)
export class AssetTypeResolver {
  @Query(() => [AssetType])
  @List({
    of: () => AssetType,
    where: (type, _row, _scope, args) => sql`(${type}.active OR ${args.includeInactive!.sql})`,
    order: (type) => sql`${type}.name, ${type}.key`,
  })
  assetTypes(@Arg("includeInactive", () => Boolean, { defaultValue: false }) _includeInactive: boolean): AssetType[] {
    return compiled();
  }

  @FieldResolver(() => Int, { description: "Assets of this type that the viewer may see." })
  @Computed(
    (type, scope) =>
      sql`(SELECT count(*) FROM asset own WHERE own.type_id = ${type}.id AND ${scope.visible(Asset, sql`own`)})`,
  )
  assetCount(): number {
    return compiled();
  }

  @Mutation(() => AssetTypePayload)
  createAssetType(@Arg("input", () => AssetTypeInput) input: AssetTypeInput, @Context() ctx: Ctx) {
    return createAssetType(ctx, input);
  }

  @Mutation(() => AssetTypePayload, {
    description: "Refused where standing assets would break the new fields; extensions.violations names them.",
  })
  updateAssetType(
    @Arg("key", () => String) key: string,
    @Arg("input", () => UpdateAssetTypeInput) input: UpdateAssetTypeInput,
    @Context() ctx: Ctx,
  ) {
    return updateAssetType(ctx, { key, input });
  }
}

@Resolver(() => Person)
export class PersonAssetsResolver {
  @FieldResolver(() => AssetConnection, { description: "Assets that this person holds." })
  @Connection({
    ...assetOrders,
    where: (asset, person, scope) => and(sql`${asset}.holder_id = ${person}.id`, seenWhole(person, scope)),
  })
  assets(@Args(() => AssetListArgs) _page: AssetListArgs): InstanceType<typeof AssetConnection> {
    return compiled();
  }
}

@Resolver(() => Customer)
export class CustomerAssetsResolver {
  @FieldResolver(() => AssetConnection, { description: "Assets that this customer owns." })
  @Connection({ ...assetOrders, where: (asset, customer) => sql`${asset}.customer_id = ${customer}.id` })
  assets(@Args(() => AssetListArgs) _page: AssetListArgs): InstanceType<typeof AssetConnection> {
    return compiled();
  }
}
