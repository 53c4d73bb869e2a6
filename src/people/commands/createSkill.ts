import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Skill } from "../skill.entity";

conflictOn("skill_name", "A skill with this name is there already.");

/** Adds a skill that people can be given. By PEOPLE_WRITE. */
export function createSkill(ctx: Ctx, name: string) {
  if (!/\S/.test(name) || name.length > 100)
    throw invalid({ path: "name", rule: "line", message: "a skill's name has 1 to 100 characters" });
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const id = newId(4);
    await work.insert(Skill, { id, name });
    return { skill: id };
  });
}
