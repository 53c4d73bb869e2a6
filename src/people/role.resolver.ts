import { Arg, Ctx as Context, ID, Mutation, Query, Resolver } from "type-graphql";
import { compiled, List } from "../platform/read/declare";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { RemovePayload } from "./access.inputs";
import { createRole } from "./commands/createRole";
import { deleteRole } from "./commands/deleteRole";
import { updateRole } from "./commands/updateRole";
import { Role } from "./role.entity";
import { RoleInput, RolePayload, UpdateRoleInput } from "./role.inputs";

@Resolver(() => Role)
export class RoleResolver {
  @Query(() => [Role], { description: "By key." })
  @List({ of: () => Role, where: () => sql`true`, order: (role) => sql`${role}.key` })
  roles(): Role[] {
    return compiled();
  }

  @Mutation(() => RolePayload, { description: "By ACCESS_MANAGE." })
  createRole(@Arg("input", () => RoleInput) input: RoleInput, @Context() ctx: Ctx) {
    return createRole(ctx, input);
  }

  @Mutation(() => RolePayload, {
    description: "By ACCESS_MANAGE; what it takes away or gives holds at once. Administrators keep ACCESS_MANAGE.",
  })
  updateRole(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateRoleInput) input: UpdateRoleInput,
    @Context() ctx: Ctx,
  ) {
    return updateRole(ctx, id, input);
  }

  @Mutation(() => RemovePayload, { description: "Refused while anyone has it; built-in roles stay." })
  deleteRole(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deleteRole(ctx, id);
  }
}
