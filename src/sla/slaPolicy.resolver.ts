import { Arg, Ctx as Context, Mutation, Query, Resolver } from "type-graphql";
import { compiled, List } from "../platform/read/declare";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { saveSlaPolicy } from "./commands/saveSlaPolicy";
import { SlaPolicy } from "./slaPolicy.entity";
import { SlaPolicyInput, SlaPolicyPayload } from "./slaPolicy.inputs";

@Resolver(() => SlaPolicy)
export class SlaPolicyResolver {
  @Query(() => [SlaPolicy], { description: "By name." })
  @List({
    of: () => SlaPolicy,
    where: (policy, _row, _scope, args) => sql`(${policy}.active OR ${args.includeInactive!.sql}::boolean)`,
    order: (policy) => sql`${policy}.name, ${policy}.key`,
  })
  slaPolicies(@Arg("includeInactive", () => Boolean, { defaultValue: false }) _includeInactive: boolean): SlaPolicy[] {
    return compiled();
  }

  @Mutation(() => SlaPolicyPayload, {
    description: "A default takes that place from the one before; the default cannot be deactivated.",
  })
  saveSlaPolicy(@Arg("input", () => SlaPolicyInput) input: SlaPolicyInput, @Context() ctx: Ctx) {
    return saveSlaPolicy(ctx, input);
  }
}
