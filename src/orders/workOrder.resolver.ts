import { Arg, Args, Ctx as Context, ID, Mutation, Query, Resolver } from "type-graphql";
import { compiled, Connection, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { upsertWorkOrder } from "./commands/upsertWorkOrder";
import { WorkOrder } from "./workOrder.entity";
import {
  WorkOrderConnection,
  WorkOrderInput,
  WorkOrderListArgs,
  workOrderOrders,
  WorkOrderPayload,
} from "./workOrder.inputs";

@Resolver(() => WorkOrder)
export class WorkOrderResolver {
  @Query(() => WorkOrder, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => WorkOrder,
    (workOrder, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${workOrder}.id = ${id.sql}::uuid`,
        number: (number) => sql`${workOrder}.number = ${number.sql}::text`,
        externalId: (externalId) => sql`${workOrder}.external_id = ${externalId.sql}::text`,
      }),
  )
  workOrder(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("number", () => String, { nullable: true }) _number?: string,
    @Arg("externalId", () => String, { nullable: true }) _externalId?: string,
  ): WorkOrder | null {
    return compiled();
  }

  @Query(() => WorkOrderConnection, { description: "Scheduled last first." })
  @Connection(workOrderOrders)
  workOrders(@Args(() => WorkOrderListArgs) _page: WorkOrderListArgs): InstanceType<typeof WorkOrderConnection> {
    return compiled();
  }

  @Mutation(() => WorkOrderPayload, {
    description:
      "Adds a work order, or changes the one that has this externalId, else this number. By INTEGRATION_MANAGE or DATA_TRANSFER.",
  })
  upsertWorkOrder(@Arg("input", () => WorkOrderInput) input: WorkOrderInput, @Context() ctx: Ctx) {
    return upsertWorkOrder(ctx, input);
  }
}
