import { Arg, Ctx as Context, ID, Mutation, Query, Resolver } from "type-graphql";
import { compiled, List, One } from "../platform/read/declare";
import { sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { RemovePayload } from "./access.inputs";
import { Branch } from "./branch.entity";
import { createSkill } from "./commands/createSkill";
import { deleteSkill } from "./commands/deleteSkill";
import { createTeam } from "./commands/createTeam";
import { saveBranch } from "./commands/saveBranch";
import { updateTeam } from "./commands/updateTeam";
import { Skill } from "./skill.entity";
import { Team } from "./team.entity";
import { BranchInput, BranchPayload, SkillPayload, TeamInput, TeamPayload, UpdateTeamInput } from "./team.inputs";

@Resolver(() => Team)
export class TeamResolver {
  @Query(() => [Team], { description: "By name." })
  @List({
    of: () => Team,
    where: (team, _row, _scope, args) => sql`(${team}.active OR ${args.includeInactive!.sql}::boolean)`,
    order: (team) => sql`${team}.name, ${team}.key`,
  })
  teams(@Arg("includeInactive", () => Boolean, { defaultValue: false }) _includeInactive: boolean): Team[] {
    return compiled();
  }

  @Query(() => Team, { nullable: true })
  @One(
    () => Team,
    (team, _row, _scope, args) => sql`${team}.key = ${args.key!.sql}::text`,
  )
  team(@Arg("key", () => String) _key: string): Team | null {
    return compiled();
  }

  @Query(() => [Skill], { description: "By name." })
  @List({ of: () => Skill, where: () => sql`true`, order: (skill) => sql`${skill}.name` })
  skills(): Skill[] {
    return compiled();
  }

  @Query(() => [Branch], { description: "By name." })
  @List({
    of: () => Branch,
    where: (branch, _row, _scope, args) => sql`(${branch}.active OR ${args.includeInactive!.sql}::boolean)`,
    order: (branch) => sql`${branch}.name, ${branch}.key`,
  })
  branches(@Arg("includeInactive", () => Boolean, { defaultValue: false }) _includeInactive: boolean): Branch[] {
    return compiled();
  }

  @Mutation(() => TeamPayload, { description: "By PEOPLE_WRITE." })
  createTeam(@Arg("input", () => TeamInput) input: TeamInput, @Context() ctx: Ctx) {
    return createTeam(ctx, input);
  }

  @Mutation(() => TeamPayload, { description: "Deactivating is refused while it has open cases." })
  updateTeam(
    @Arg("key", () => String) key: string,
    @Arg("input", () => UpdateTeamInput) input: UpdateTeamInput,
    @Context() ctx: Ctx,
  ) {
    return updateTeam(ctx, key, input);
  }

  @Mutation(() => SkillPayload, { description: "By PEOPLE_WRITE." })
  createSkill(@Arg("name", () => String) name: string, @Context() ctx: Ctx) {
    return createSkill(ctx, name);
  }

  @Mutation(() => RemovePayload, { description: "Taken off people; refused while a rule asks for it." })
  deleteSkill(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return deleteSkill(ctx, id);
  }

  @Mutation(() => BranchPayload, {
    description: "Adds a branch, or changes the one with this key. By SETTINGS_MANAGE.",
  })
  saveBranch(@Arg("input", () => BranchInput) input: BranchInput, @Context() ctx: Ctx) {
    return saveBranch(ctx, input);
  }
}
