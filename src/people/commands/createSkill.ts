import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Skill } from "../skill.entity";

conflictOn("skill_name", "A skill with this name is there already.");

/** Adds a skill that people can be given. By PEOPLE_WRITE. */
export function createSkill(ctx: Ctx, name: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const id = newId(4);
    await work.insert(Skill, { id, name });
    return { skill: id };
  });
}
