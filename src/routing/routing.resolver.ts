import { Arg, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Case } from "../cases/case.entity";
import { CreateCaseInput } from "../cases/case.inputs";
import { CasePayload } from "../cases/case.payloads";
import { RemovePayload } from "../people/access.inputs";
import { Computed, compiled, List } from "../platform/read/declare";
import { raw, sql, TRUE } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { createRoutingRule } from "./commands/createRoutingRule";
import { deleteRoutingRule } from "./commands/deleteRoutingRule";
import { previewRouting } from "./commands/previewRouting";
import { reorderRoutingRules } from "./commands/reorderRoutingRules";
import { routeCase } from "./commands/routeCase";
import { updateRoutingRule } from "./commands/updateRoutingRule";
import { RoutingPreview, RoutingRuleInput, RoutingRulePayload, UpdateRoutingRuleInput } from "./routing.inputs";
import { RoutingRule } from "./routingRule.entity";

@Resolver(() => RoutingRule)
export class RoutingResolver {
  @Query(() => [RoutingRule], { description: "In their order." })
  @List({ of: () => RoutingRule, where: () => TRUE, order: (rule) => sql`${rule}.position, ${rule}.id` })
  routingRules(): RoutingRule[] {
    return compiled();
  }

  @Query(() => RoutingPreview, { description: "Where the rules would lead this case, and which were tried." })
  previewRouting(@Arg("input", () => CreateCaseInput) input: CreateCaseInput, @Context() ctx: Ctx) {
    return previewRouting(ctx, input);
  }

  @FieldResolver(() => Int, { description: "Cases that it routed last, counted, not tallied." })
  @Computed(
    (rule, scope) =>
      sql`(SELECT count(*) FROM service_case its WHERE its.routed_by_id = ${rule}.id AND ${scope.visible(Case, raw("its"))})`,
  )
  matchCount(): number {
    return compiled();
  }

  @Mutation(() => RoutingRulePayload, { description: "It comes last. By ROUTING_MANAGE." })
  createRoutingRule(@Arg("input", () => RoutingRuleInput) input: RoutingRuleInput, @Context() ctx: Ctx) {
    return createRoutingRule(ctx, input);
  }

  @Mutation(() => RoutingRulePayload, { description: "By ROUTING_MANAGE." })
  updateRoutingRule(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateRoutingRuleInput) input: UpdateRoutingRuleInput,
    @Context() ctx: Ctx,
  ) {
    return updateRoutingRule(ctx, id, input);
  }

  @Mutation(() => RemovePayload, { description: "Cases that it routed stay where they are. By ROUTING_MANAGE." })
  deleteRoutingRule(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deleteRoutingRule(ctx, id);
  }

  @Mutation(() => [RoutingRule], { description: "Every rule once. By ROUTING_MANAGE." })
  reorderRoutingRules(@Arg("ids", () => [ID]) ids: string[], @Context() ctx: Ctx) {
    return reorderRoutingRules(ctx, ids);
  }

  @Mutation(() => CasePayload, {
    description:
      "Applies the routing rules again; the assignee stays only where the rules lead to the same team. By SERVICE_ASSIGN.",
  })
  routeCase(
    @Arg("id", () => ID) id: string,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return routeCase(ctx, { id, expectedVersion });
  }
}
