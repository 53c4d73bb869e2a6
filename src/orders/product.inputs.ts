import { ArgsType, Field, InputType, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { UrlScalar } from "../platform/scalars/text";
import { type Sql, sql } from "../platform/sql";
import type { UpsertProduct } from "./commands/upsertProduct";
import { ProductFilter } from "./order.filters";
import { Product } from "./product.entity";

/** Rules beyond the types are checked row by row (product.steps.ts), so that one bad row does not refuse its batch. */
@InputType({ description: "A product as another system has it. What is left out stays as it is; null clears it." })
export class ProductInput implements UpsertProduct {
  @Field(() => String, {
    nullable: true,
    description: "Unique; with several source systems prefix it (`sap:4711`). 1 to 255 characters.",
  })
  readonly externalId?: string | null;

  @Field(() => String, { description: "Unique; 1 to 255 characters." })
  readonly sku!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  readonly name!: string;

  @Field(() => UrlScalar, { nullable: true })
  readonly url?: string | null;
}

@ObjectType({ description: "The product as it is now." })
export class ProductPayload {
  @Field(() => Product)
  readonly product!: Product;
}

@ArgsType()
export class ProductListArgs extends PageArgs {
  @Field(() => ProductFilter, { nullable: true })
  readonly filter?: ProductFilter | null;
}

export const ProductConnection = connectionOf(() => Product, "Product");

/** Every list of products is by sku. */
export const productOrders = {
  of: () => Product,
  orders: { SKU: { sql: (product: Sql) => sql`${product}.sku`, type: "text" } },
  defaultOrder: [{ term: "SKU", direction: "ASC" }],
} as const;
