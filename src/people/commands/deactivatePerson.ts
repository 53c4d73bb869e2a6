import { handBackOpenWork } from "../../activities/handBack.steps";
import { rightsChanged } from "../../platform/access/credentials";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { holdAdministrators, keepAnAdministrator, shutOut } from "../people.steps";
import { Person } from "../person.entity";

/**
 * Makes a person inactive: every session, API token and stream ends, and open work goes back to its team. By PEOPLE_WRITE;
 * by ACCESS_MANAGE where the person has a role. CONFLICT for the last administrator; again does no harm.
 */
export function deactivatePerson(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    await holdAdministrators(work);
    const p = raw("p");
    const row = await work.one<{ version: number; active: boolean; has_role: boolean; admin: boolean }>(sql`
      SELECT p.version, p.active,
        EXISTS (SELECT FROM person_role h WHERE h.person_id = p.id) AS has_role,
        EXISTS (SELECT FROM person_role h JOIN role r ON r.id = h.role_id AND r.key = 'admin'
          WHERE h.person_id = p.id) AS admin
      FROM person p WHERE p.id = ${id} AND ${work.scope.visible(Person, p)} FOR UPDATE OF p`);
    if (!row) throw notFound("The person");
    if (ctx.viewer && row.has_role) permit(ctx.viewer, Permission.ACCESS_MANAGE);
    if (!row.active) return { person: id };
    await shutOut(work, id);
    await work.update(Person, { id, version: row.version }, { active: false });
    await handBackOpenWork(work, id);
    if (row.admin) await keepAnAdministrator(work);
    work.record({
      kind: "UPDATED",
      type: "PERSON_UPDATED",
      subjectId: id,
      changes: [{ field: "active", from: "true", to: "false" }],
    });
    work.afterCommit(() => rightsChanged(ctx.house, id));
    return { person: id };
  });
}
