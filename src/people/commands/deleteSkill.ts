import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Skill } from "../skill.entity";

/** Takes a skill away, and off everybody who has it. By PEOPLE_WRITE. */
export function deleteSkill(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const skill = await work.one(
      sql`SELECT s.id FROM skill s WHERE s.id = ${id} AND ${work.scope.visible(Skill, raw("s"))} FOR UPDATE`,
    );
    if (!skill) throw notFound("The skill");
    await work.query(sql`DELETE FROM person_skill WHERE skill_id = ${id}`);
    await work.query(sql`DELETE FROM skill WHERE id = ${id}`);
    return { removedId: id };
  });
}
