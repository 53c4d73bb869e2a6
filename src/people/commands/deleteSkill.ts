import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Skill } from "../skill.entity";

/** Takes a skill away, and off everybody who has it. By PEOPLE_WRITE; CONFLICT while a rule asks for it. */
export function deleteSkill(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const skill = await work.one(
      sql`SELECT s.id FROM skill s WHERE s.id = ${id} AND ${work.scope.visible(Skill, raw("s"))} FOR UPDATE`,
    );
    if (!skill) throw notFound("The skill");
    const asked = await work.one<{ name: string }>(sql`SELECT r.name FROM routing_rule_skill s
      JOIN routing_rule r ON r.id = s.rule_id WHERE s.skill_id = ${id} LIMIT 1`);
    if (asked) throw conflict(`The rule "${asked.name}" asks for this skill.`);
    await work.query(sql`DELETE FROM person_skill WHERE skill_id = ${id}`);
    await work.query(sql`DELETE FROM skill WHERE id = ${id}`);
    return { removedId: id };
  });
}
