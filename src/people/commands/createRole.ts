import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Role } from "../role.entity";
import { rolePermissions } from "../role.rules";

export interface CreateRole {
  readonly key: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

conflictOn("role_key_key", "A role with this key is there already.");

/** Adds a role of one's own. By ACCESS_MANAGE. */
export function createRole(ctx: Ctx, input: CreateRole) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.ACCESS_MANAGE);
    const permissions = rolePermissions(input.permissions, "input.permissions");
    const id = newId(1);
    await work.insert(Role, { id, key: input.key, name: input.name, permissions, builtIn: false });
    return { role: id };
  });
}
