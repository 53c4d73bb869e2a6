import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Role } from "../role.entity";

/** Takes a role away. By ACCESS_MANAGE; CONFLICT while anyone has it, and for the roles that the product brings. */
export function deleteRole(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.ACCESS_MANAGE);
    // The lock makes whoever is given this role at the same time wait, and find it gone.
    const role = await work.one<{ builtIn: boolean }>(sql`SELECT r.built_in AS "builtIn"
      FROM role r WHERE r.id = ${id} AND ${work.scope.visible(Role, raw("r"))} FOR UPDATE`);
    if (!role) throw notFound("The role");
    if (role.builtIn) throw conflict("This role came with the product and stays.");
    const holders = await work.one<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM person_role WHERE role_id = ${id}`,
    );
    if (holders!.count > 0) throw conflict(`${holders!.count} people have this role: take it off them first.`);
    await work.query(sql`DELETE FROM role WHERE id = ${id}`);
    return { removedId: id };
  });
}
