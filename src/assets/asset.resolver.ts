import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { seenWhole } from "../people/rules";
import { Computed, compiled, Connection, List, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { and, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { Asset, AssetType } from "./asset.entity";
import {
  AssetConnection,
  AssetInput,
  AssetListArgs,
  assetOrders,
  AssetPayload,
  AssetTypeInput,
  AssetTypePayload,
} from "./asset.inputs";
import { createAsset } from "./commands/createAsset";
import { createAssetType } from "./commands/createAssetType";

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

  @FieldResolver(() => Boolean)
  @Computed((asset) => sql`coalesce(${asset}.warranty_until >= (casegraph_now() AT TIME ZONE 'UTC')::date, false)`)
  underWarranty(): boolean {
    return compiled();
  }

  @Mutation(() => AssetPayload)
  createAsset(@Arg("input", () => AssetInput) input: AssetInput, @Context() ctx: Ctx) {
    return createAsset(ctx, input);
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
