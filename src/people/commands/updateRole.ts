import { rightsChanged } from "../../platform/access/credentials";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Role } from "../role.entity";
import { rolePermissions } from "../role.rules";
import { ADMIN_ROLE, CUSTOMER_ROLE } from "../rules";

/** What is left out stays, a list replaces the whole list. */
export interface UpdateRole {
  readonly name?: string;
  readonly permissions?: readonly Permission[];
}

/**
 * Changes a role, and with it what everybody who has it may do, at once. By ACCESS_MANAGE. CONFLICT where administrators
 * would lose ACCESS_MANAGE, or a customer's role would be more than PORTAL.
 */
export function updateRole(ctx: Ctx, id: string, input: UpdateRole) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.ACCESS_MANAGE);
    const role = await work.one<{ key: string; permissions: Permission[] }>(
      sql`SELECT r.key, r.permissions FROM role r WHERE r.id = ${id} AND ${work.scope.visible(Role, raw("r"))} FOR UPDATE`,
    );
    if (!role) throw notFound("The role");
    const permissions = input.permissions && rolePermissions(input.permissions, "input.permissions");
    if (permissions && role.key === ADMIN_ROLE && !permissions.includes(Permission.ACCESS_MANAGE))
      throw conflict("Administrators keep ACCESS_MANAGE: nobody else could give it back.");
    if (permissions && role.key === CUSTOMER_ROLE && permissions.join() !== Permission.PORTAL)
      throw conflict("The customers' role is PORTAL and nothing else; make another role.");
    await work.query(sql`UPDATE role SET name = ${input.name ?? sql`name`}, permissions = ${permissions ?? sql`permissions`}
      WHERE id = ${id}`);
    if (permissions && permissions.join() !== role.permissions.join())
      work.afterCommit(() => rightsChanged(ctx.house, null));
    return { role: id };
  });
}
