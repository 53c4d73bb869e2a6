import { Arg, Args, Ctx as Context, FieldResolver, ID, Mutation, Query, Resolver } from "type-graphql";
import { Customer } from "../people/customer.entity";
import { PageArgs } from "../platform/read/connection";
import { compiled, Connection, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { upsertOrder } from "./commands/upsertOrder";
import { Order } from "./order.entity";
import { OrderConnection, OrderInput, OrderListArgs, orderOrders, OrderPayload } from "./order.inputs";

@Resolver(() => Order)
export class OrderResolver {
  @Query(() => Order, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Order,
    (order, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${order}.id = ${id.sql}::uuid`,
        number: (number) => sql`${order}.number = ${number.sql}::text`,
        externalId: (externalId) => sql`${order}.external_id = ${externalId.sql}::text`,
      }),
  )
  order(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("number", () => String, { nullable: true }) _number?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): Order | null {
    return compiled();
  }

  @Query(() => OrderConnection, { description: "Placed last first." })
  @Connection(orderOrders)
  orders(@Args(() => OrderListArgs) _page: OrderListArgs): InstanceType<typeof OrderConnection> {
    return compiled();
  }

  @Mutation(() => OrderPayload, {
    description:
      "Adds an order, or changes the one that has this externalId, else this number. Lines given replace the order's, matched by lineNumber; one that a case names is kept. By INTEGRATION_MANAGE or DATA_TRANSFER.",
  })
  upsertOrder(@Arg("input", () => OrderInput) input: OrderInput, @Context() ctx: Ctx) {
    return upsertOrder(ctx, input);
  }
}

@Resolver(() => Customer)
export class CustomerOrdersResolver {
  @FieldResolver(() => OrderConnection, { description: "Placed last first." })
  @Connection({ ...orderOrders, where: (order, customer) => sql`${order}.customer_id = ${customer}.id` })
  orders(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof OrderConnection> {
    return compiled();
  }
}
