import { ArrayMaxSize, ArrayUnique } from "class-validator";
import { ArgsType, Field, Float, ID, InputType, ObjectType } from "type-graphql";
import { Channel } from "../cases/case.entity";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { DateScalar } from "../platform/scalars/time";
import { type Sql, sql } from "../platform/sql";
import { Line, NotNull, Words } from "../platform/validate";
import type { CancelEntitlement } from "./commands/cancelEntitlement";
import type { CreateEntitlement } from "./commands/createEntitlement";
import type { UpdateEntitlement } from "./commands/updateEntitlement";
import { Entitlement, EntitlementUnit, EntitlementUse } from "./entitlement.entity";
import { EntitlementFilter } from "./entitlement.filters";

@InputType({ description: "A new entitlement." })
export class EntitlementInput implements CreateEntitlement {
  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => ID)
  readonly customerId!: string;

  @Field(() => ID, { nullable: true, description: "Of the customer." })
  readonly contractId?: string | null;

  @Field(() => ID, { nullable: true, description: "Of the customer; covers its cases only." })
  readonly assetId?: string | null;

  @Field(() => ID, { nullable: true, description: "Covers its cases only." })
  readonly productId?: string | null;

  @Field(() => DateScalar)
  readonly startsOn!: string;

  @Field(() => DateScalar, { description: "Its last day." })
  readonly endsOn!: string;

  @Field(() => EntitlementUnit)
  readonly unit!: EntitlementUnit;

  @Field(() => Float, { nullable: true, description: "In the unit; null for UNLIMITED. Cases are whole." })
  readonly total?: number | null;

  @Field(() => [Channel], { nullable: true, description: "None given: every channel." })
  @ArrayMaxSize(10)
  @ArrayUnique()
  readonly channels?: Channel[] | null;

  @Field(() => String, { nullable: true, description: "A policy, by key." })
  readonly slaPolicy?: string | null;
}

@InputType({ description: "What is left out stays as it is; null clears it, a list replaces the whole list." })
export class UpdateEntitlementInput implements UpdateEntitlement {
  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @NotNull()
  @Line(255)
  readonly name?: string;

  @Field(() => DateScalar, { nullable: true })
  @NotNull()
  readonly startsOn?: string;

  @Field(() => DateScalar, { nullable: true, description: "Its last day." })
  @NotNull()
  readonly endsOn?: string;

  @Field(() => Float, { nullable: true, description: "At least what was used already." })
  readonly total?: number | null;

  @Field(() => [Channel], { nullable: true, description: "None: every channel." })
  @ArrayMaxSize(10)
  @ArrayUnique()
  readonly channels?: Channel[] | null;

  @Field(() => String, { nullable: true, description: "A policy, by key." })
  readonly slaPolicy?: string | null;
}

@ArgsType()
export class CancelEntitlementArgs implements CancelEntitlement {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;
}

@ObjectType({ description: "The entitlement as it is now." })
export class EntitlementPayload {
  @Field(() => Entitlement)
  readonly entitlement!: Entitlement;
}

@ArgsType()
export class EntitlementListArgs extends PageArgs {
  @Field(() => EntitlementFilter, { nullable: true })
  readonly filter?: EntitlementFilter | null;
}

export const EntitlementConnection = connectionOf(() => Entitlement, "Entitlement");
export const EntitlementUseConnection = connectionOf(() => EntitlementUse, "EntitlementUse");

/** Every list of entitlements begins with the one that ends first. */
export const entitlementOrders = {
  of: () => Entitlement,
  orders: { ENDS_ON: { sql: (entitlement: Sql) => sql`${entitlement}.ends_on`, type: "date" } },
  defaultOrder: [{ term: "ENDS_ON", direction: "ASC" }],
} as const;
