import { Field, InputType } from "type-graphql";
import { Searched } from "../people/conditions";
import { Compare } from "../platform/read/declare";
import { DateTimeFilter, IDFilter, StringFilter } from "../platform/read/filters";
import { sql } from "../platform/sql";
import { WorkOrderStatus } from "./workOrder.entity";

@InputType({ description: "Fields side by side must all hold." })
export class ProductFilter {
  @Field(() => String, {
    nullable: true,
    description: "Words, or their beginnings, of sku, name and externalId, without regard to case and accents.",
  })
  @Searched()
  readonly search?: string | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((product) => sql`${product}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((product) => sql`${product}.sku`, "text")
  readonly sku?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((product) => sql`${product}.external_id`, "text")
  readonly externalId?: StringFilter | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class OrderFilter {
  @Field(() => IDFilter, { nullable: true })
  @Compare((order) => sql`${order}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((order) => sql`${order}.number`, "text")
  readonly number?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((order) => sql`${order}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((order) => sql`${order}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((order) => sql`${order}.placed_at`, "timestamptz")
  readonly placedAt?: DateTimeFilter | null;
}

@InputType({ description: "Comparisons of a WorkOrderStatus; those side by side must all hold." })
export class WorkOrderStatusFilter {
  @Field(() => WorkOrderStatus, { nullable: true })
  readonly eq?: WorkOrderStatus | null;
  @Field(() => [WorkOrderStatus], { nullable: true })
  readonly in?: WorkOrderStatus[] | null;
  @Field(() => [WorkOrderStatus], { nullable: true })
  readonly notIn?: WorkOrderStatus[] | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class WorkOrderFilter {
  @Field(() => IDFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.number`, "text")
  readonly number?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.asset_id`, "uuid")
  readonly assetId?: IDFilter | null;
  @Field(() => WorkOrderStatusFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.status`, "text")
  readonly status?: WorkOrderStatusFilter | null;
  @Field(() => DateTimeFilter, { nullable: true })
  @Compare((workOrder) => sql`${workOrder}.scheduled_at`, "timestamptz")
  readonly scheduledAt?: DateTimeFilter | null;
}
