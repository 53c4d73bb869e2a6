import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { UrlScalar } from "../platform/scalars/text";
import { DateTimeScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import type { UpsertWorkOrder } from "./commands/upsertWorkOrder";
import { WorkOrderFilter } from "./order.filters";
import { WorkOrder, WorkOrderStatus } from "./workOrder.entity";

/** Rules beyond the types are checked row by row (workOrder.steps.ts), so that one bad row does not refuse its batch. */
@InputType({
  description:
    "A work order as another system has it, its customer by id or by externalId, its asset by id or by tag. What is left out stays as it is; null clears it. Status when new: PLANNED.",
})
export class WorkOrderInput implements UpsertWorkOrder {
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

  @Field(() => ID, { nullable: true })
  readonly assetId?: string | null;

  @Field(() => String, { nullable: true })
  readonly assetTag?: string | null;

  @Field(() => WorkOrderStatus, { nullable: true, description: "When new: PLANNED." })
  readonly status?: WorkOrderStatus | null;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly scheduledAt?: Date | null;

  @Field(() => UrlScalar, { nullable: true })
  readonly url?: string | null;
}

@ObjectType({ description: "The work order as it is now." })
export class WorkOrderPayload {
  @Field(() => WorkOrder)
  readonly workOrder!: WorkOrder;
}

@ArgsType()
export class WorkOrderListArgs extends PageArgs {
  @Field(() => WorkOrderFilter, { nullable: true })
  readonly filter?: WorkOrderFilter | null;
}

export const WorkOrderConnection = connectionOf(() => WorkOrder, "WorkOrder");

/** Every list of work orders begins with the one scheduled last. */
export const workOrderOrders = {
  of: () => WorkOrder,
  orders: {
    SCHEDULED_AT: { sql: (workOrder: Sql) => sql`${workOrder}.scheduled_at`, type: "timestamptz", nullable: true },
  },
  defaultOrder: [{ term: "SCHEDULED_AT", direction: "DESC" }],
} as const;
