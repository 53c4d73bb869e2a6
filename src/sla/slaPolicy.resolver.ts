import { Arg, Ctx as Context, Mutation, Query, Resolver } from "type-graphql";
import { compiled, List } from "../platform/read/declare";
import { sql, TRUE } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { saveSlaPolicy } from "./commands/saveSlaPolicy";
import { SlaRederivation } from "./rederivation.entity";
import { SlaChangeScope, SlaPolicy } from "./slaPolicy.entity";
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

  @Query(() => [SlaRederivation], {
    description:
      "Changes of policies and calendars on their way through the open clocks, and the last that were; newest first.",
  })
  @List({
    of: () => SlaRederivation,
    where: () => TRUE,
    order: (one) => sql`${one}.requested_at DESC, ${one}.id DESC`,
    limit: () => 50,
  })
  slaRederivations(): SlaRederivation[] {
    return compiled();
  }

  @Mutation(() => SlaPolicyPayload, {
    description: "A default takes that place from the one before; the default cannot be deactivated.",
  })
  saveSlaPolicy(
    @Arg("input", () => SlaPolicyInput) input: SlaPolicyInput,
    @Arg("applyTo", () => SlaChangeScope, { defaultValue: SlaChangeScope.OPEN_CLOCKS }) applyTo: SlaChangeScope,
    @Context() ctx: Ctx,
  ) {
    return saveSlaPolicy(ctx, { ...input, applyTo });
  }
}
