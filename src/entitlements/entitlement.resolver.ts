import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Customer } from "../people/customer.entity";
import { PageArgs } from "../platform/read/connection";
import { compiled, Connection, List, One } from "../platform/read/declare";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { cancelEntitlement } from "./commands/cancelEntitlement";
import { createEntitlement } from "./commands/createEntitlement";
import { updateEntitlement } from "./commands/updateEntitlement";
import { Entitlement, EntitlementUse } from "./entitlement.entity";
import {
  CancelEntitlementArgs,
  EntitlementConnection,
  EntitlementInput,
  EntitlementListArgs,
  entitlementOrders,
  EntitlementPayload,
  EntitlementUseConnection,
  UpdateEntitlementInput,
} from "./entitlement.inputs";

@Resolver(() => Entitlement)
export class EntitlementResolver {
  @Query(() => Entitlement, { nullable: true })
  @One(
    () => Entitlement,
    (entitlement, _row, _scope, args) => sql`${entitlement}.id = ${args.id!.sql}::uuid`,
  )
  entitlement(@Arg("id", () => ID) _id: string): Entitlement | null {
    return compiled();
  }

  @Query(() => EntitlementConnection, { description: "That end first, first." })
  @Connection(entitlementOrders)
  entitlements(
    @Args(() => EntitlementListArgs) _page: EntitlementListArgs,
  ): InstanceType<typeof EntitlementConnection> {
    return compiled();
  }

  @FieldResolver(() => EntitlementUseConnection, {
    description: "What it was charged and given back, newest first; never edited.",
  })
  @Connection({
    of: () => EntitlementUse,
    hangsOn: "entitlement_id",
    orders: { AT: { sql: (use) => sql`${use}.at`, type: "timestamptz" } },
    defaultOrder: [{ term: "AT", direction: "DESC" }],
  })
  uses(@Args(() => PageArgs) _page: PageArgs): InstanceType<typeof EntitlementUseConnection> {
    return compiled();
  }

  @Mutation(() => EntitlementPayload, { description: "By SLA_MANAGE." })
  createEntitlement(@Arg("input", () => EntitlementInput) input: EntitlementInput, @Context() ctx: Ctx) {
    return createEntitlement(ctx, input);
  }

  @Mutation(() => EntitlementPayload, {
    description:
      "By SLA_MANAGE; not once it is canceled. Cases that are there stay under the policy that they run under.",
  })
  updateEntitlement(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateEntitlementInput) input: UpdateEntitlementInput,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return updateEntitlement(ctx, { id, input, expectedVersion });
  }

  @Mutation(() => EntitlementPayload, { description: "Its cases keep it; it takes no new ones. By SLA_MANAGE." })
  cancelEntitlement(@Args(() => CancelEntitlementArgs) args: CancelEntitlementArgs, @Context() ctx: Ctx) {
    return cancelEntitlement(ctx, args);
  }
}

@Resolver(() => Customer)
export class CustomerEntitlementsResolver {
  @FieldResolver(() => [Entitlement], { description: "That end first, first." })
  @List({ of: () => Entitlement, hangsOn: "customer_id", order: (entitlement) => sql`${entitlement}.ends_on` })
  entitlements(): Entitlement[] {
    return compiled();
  }
}
