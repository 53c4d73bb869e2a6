import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { DurationScalar, TimeZoneScalar } from "../platform/scalars/time";
import { Key, Line, NotNull, Words } from "../platform/validate";
import { Branch } from "./branch.entity";
import type { CreateTeam } from "./commands/createTeam";
import type { SaveBranch } from "./commands/saveBranch";
import type { UpdateTeam } from "./commands/updateTeam";
import { Skill } from "./skill.entity";
import { Team } from "./team.entity";

const MEMBERS = 1000;

@InputType({ description: "A new team. The key is chosen once and never changes." })
export class TeamInput implements CreateTeam {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => String, { nullable: true })
  @Words(2000)
  readonly description?: string | null;

  @Field(() => ID, { nullable: true })
  readonly leadId?: string | null;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(MEMBERS)
  readonly memberIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "Working hours that appointments are offered in, by key." })
  readonly calendar?: string | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: "Kept free before and after each appointment; 24 hours at most.",
  })
  readonly travelBuffer?: string | null;
}

@InputType({ description: "What is left out stays as it is, null clears it, a list replaces the whole list." })
export class UpdateTeamInput implements UpdateTeam {
  @Field(() => String, { nullable: true })
  @NotNull()
  @Line(200)
  readonly name?: string;

  @Field(() => String, { nullable: true })
  @Words(2000)
  readonly description?: string | null;

  @Field(() => ID, { nullable: true })
  readonly leadId?: string | null;

  @Field(() => [ID], { nullable: true })
  @NotNull()
  @ArrayMaxSize(MEMBERS)
  readonly memberIds?: string[];

  @Field(() => String, { nullable: true, description: "Working hours that appointments are offered in, by key." })
  readonly calendar?: string | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: "Kept free before and after each appointment; 24 hours at most.",
  })
  readonly travelBuffer?: string | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly active?: boolean;
}

@ObjectType({ description: "The team as it is now." })
export class TeamPayload {
  @Field(() => Team)
  readonly team!: Team;
}

@InputType({ description: "A branch, by its key: new, or to be changed." })
export class BranchInput implements SaveBranch {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => TimeZoneScalar)
  readonly timeZone!: string;

  @Field(() => ID, { nullable: true })
  readonly managerId?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly calendar?: string | null;

  @Field(() => Boolean, { nullable: true, description: "When new: true." })
  readonly active?: boolean | null;
}

@ObjectType({ description: "The branch as it is now." })
export class BranchPayload {
  @Field(() => Branch)
  readonly branch!: Branch;
}

@ObjectType({ description: "The skill as it is now." })
export class SkillPayload {
  @Field(() => Skill)
  readonly skill!: Skill;
}
