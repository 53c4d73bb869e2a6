import { Arg, Args, Ctx as Context, ID, Mutation, Query, Resolver } from "type-graphql";
import { compiled, Connection, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { upsertProduct } from "./commands/upsertProduct";
import { Product } from "./product.entity";
import { ProductConnection, ProductInput, ProductListArgs, productOrders, ProductPayload } from "./product.inputs";

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Product,
    (product, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${product}.id = ${id.sql}::uuid`,
        sku: (sku) => sql`${product}.sku = ${sku.sql}::text`,
        externalId: (externalId) => sql`${product}.external_id = ${externalId.sql}::text`,
      }),
  )
  product(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("sku", () => String, { nullable: true }) _sku?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Product | null {
    return compiled();
  }

  @Query(() => ProductConnection, { description: "By sku." })
  @Connection(productOrders)
  products(@Args(() => ProductListArgs) _page: ProductListArgs): InstanceType<typeof ProductConnection> {
    return compiled();
  }

  @Mutation(() => ProductPayload, {
    description:
      "Adds a product, or changes the one that has this externalId, else this sku. By INTEGRATION_MANAGE or DATA_TRANSFER.",
  })
  upsertProduct(@Arg("input", () => ProductInput) input: ProductInput, @Context() ctx: Ctx) {
    return upsertProduct(ctx, input);
  }
}
