import { Field, InputType } from "type-graphql";
import { Compare } from "../platform/read/declare";
import { DateFilter, IDFilter, StringFilter } from "../platform/read/filters";
import { sql } from "../platform/sql";
import { EntitlementState } from "./entitlement.entity";
import { entitlementState } from "./rules";

@InputType({ description: "Comparisons of an EntitlementState; those side by side must all hold." })
export class EntitlementStateFilter {
  @Field(() => EntitlementState, { nullable: true })
  readonly eq?: EntitlementState | null;
  @Field(() => [EntitlementState], { nullable: true })
  readonly in?: EntitlementState[] | null;
  @Field(() => [EntitlementState], { nullable: true })
  readonly notIn?: EntitlementState[] | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class EntitlementFilter {
  @Field(() => IDFilter, { nullable: true })
  @Compare((entitlement) => sql`${entitlement}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((entitlement) => sql`${entitlement}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((entitlement) => sql`${entitlement}.contract_id`, "uuid")
  readonly contractId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((entitlement) => sql`${entitlement}.asset_id`, "uuid")
  readonly assetId?: IDFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((entitlement) => sql`${entitlement}.product_id`, "uuid")
  readonly productId?: IDFilter | null;
  @Field(() => EntitlementStateFilter, { nullable: true })
  @Compare((entitlement, scope) => entitlementState(entitlement, scope.now), "text")
  readonly state?: EntitlementStateFilter | null;
  @Field(() => DateFilter, { nullable: true })
  @Compare((entitlement) => sql`${entitlement}.ends_on`, "date")
  readonly endsOn?: DateFilter | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class ContractFilter {
  @Field(() => IDFilter, { nullable: true })
  @Compare((contract) => sql`${contract}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((contract) => sql`${contract}.number`, "text")
  readonly number?: StringFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((contract) => sql`${contract}.external_id`, "text")
  readonly externalId?: StringFilter | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((contract) => sql`${contract}.customer_id`, "uuid")
  readonly customerId?: IDFilter | null;
  @Field(() => DateFilter, { nullable: true })
  @Compare((contract) => sql`${contract}.ends_on`, "date", { nullsLast: true })
  readonly endsOn?: DateFilter | null;
}
