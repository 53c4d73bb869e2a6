import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { UrlScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import type { UpsertOrder } from "./commands/upsertOrder";
import { Order } from "./order.entity";
import { OrderFilter } from "./order.filters";

@InputType({ description: "One line of an order, told whole: what is left out is empty." })
export class OrderLineInput {
  @Field(() => Int, { description: "Unique within the order; 0 or more." })
  readonly lineNumber!: number;

  @Field(() => String, { nullable: true, description: "Of a product that is there." })
  readonly sku?: string | null;

  @Field(() => Int, { description: "0 or more." })
  readonly quantity!: number;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  readonly description?: string | null;
}

/** Rules beyond the types are checked row by row (order.steps.ts), so that one bad row does not refuse its batch. */
@InputType({
  description:
    "An order as another system has it, its customer by id or by externalId. What is left out stays as it is; null clears it.",
})
export class OrderInput implements UpsertOrder {
  @Field(() => String, {
    nullable: true,
    description: "Unique; with several source systems prefix it (`sap:4711`). 1 to 255 characters.",
  })
  readonly externalId?: string | null;

  @Field(() => String, { description: "Unique; 1 to 255 characters." })
  readonly number!: string;

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => String, { nullable: true })
  readonly customerExternalId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly placedAt?: Date | null;

  @Field(() => UrlScalar, { nullable: true })
  readonly url?: string | null;

  @Field(() => [OrderLineInput], {
    nullable: true,
    description:
      "All of the order's lines, 1000 at most, matched by lineNumber. One that is not given goes, unless a case or a supplier return names it.",
  })
  readonly lines?: OrderLineInput[] | null;
}

@ObjectType({ description: "The order as it is now." })
export class OrderPayload {
  @Field(() => Order)
  readonly order!: Order;
}

@ArgsType()
export class OrderListArgs extends PageArgs {
  @Field(() => OrderFilter, { nullable: true })
  readonly filter?: OrderFilter | null;
}

export const OrderConnection = connectionOf(() => Order, "Order");

/** Every list of orders begins with the one placed last. */
export const orderOrders = {
  of: () => Order,
  orders: { PLACED_AT: { sql: (order: Sql) => sql`${order}.placed_at`, type: "timestamptz", nullable: true } },
  defaultOrder: [{ term: "PLACED_AT", direction: "DESC" }],
} as const;
