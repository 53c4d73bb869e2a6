import { ArrayMaxSize } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { CaseFilter } from "../cases/caseFilter.inputs";
import { Priority } from "../cases/settings.entity";
import { Person } from "../people/person.entity";
import { Team } from "../people/team.entity";
import { Line, NotNull } from "../platform/validate";
import { Queue } from "../queues/queue.entity";
import type { CreateRoutingRule } from "./commands/createRoutingRule";
import type { UpdateRoutingRule } from "./commands/updateRoutingRule";
import { AssignmentStrategy, RoutingRule } from "./routingRule.entity";

@InputType({
  description: "A new rule comes last. Queue and team are named by key, skills by name.",
})
export class RoutingRuleInput implements CreateRoutingRule {
  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => Boolean, { defaultValue: true })
  readonly active!: boolean;

  @Field(() => CaseFilter, { description: "An empty one fits every case." })
  readonly condition!: CaseFilter;

  @Field(() => String, { nullable: true })
  readonly queue?: string | null;

  @Field(() => String, { nullable: true })
  readonly team?: string | null;

  @Field(() => ID, { nullable: true })
  readonly personId?: string | null;

  @Field(() => Boolean, { defaultValue: false })
  readonly toBranchManager!: boolean;

  @Field(() => Priority, { nullable: true })
  readonly setPriority?: Priority | null;

  @Field(() => [String], { nullable: true })
  @ArrayMaxSize(50)
  @Line(64)
  readonly addTags?: string[] | null;

  @Field(() => AssignmentStrategy, { defaultValue: AssignmentStrategy.NONE })
  readonly strategy!: AssignmentStrategy;

  @Field(() => [String], { nullable: true })
  @ArrayMaxSize(50)
  readonly requiredSkills?: string[] | null;
}

@InputType({ description: "What is left out stays as it is, null clears it, a list replaces the whole list." })
export class UpdateRoutingRuleInput implements UpdateRoutingRule {
  @Field(() => String, { nullable: true })
  @NotNull()
  @Line(200)
  readonly name?: string | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly active?: boolean | null;

  @Field(() => CaseFilter, { nullable: true })
  @NotNull()
  readonly condition?: CaseFilter | null;

  @Field(() => String, { nullable: true })
  readonly queue?: string | null;

  @Field(() => String, { nullable: true })
  readonly team?: string | null;

  @Field(() => ID, { nullable: true })
  readonly personId?: string | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly toBranchManager?: boolean | null;

  @Field(() => Priority, { nullable: true })
  readonly setPriority?: Priority | null;

  @Field(() => [String], { nullable: true })
  @ArrayMaxSize(50)
  @Line(64)
  readonly addTags?: string[] | null;

  @Field(() => AssignmentStrategy, { nullable: true })
  @NotNull()
  readonly strategy?: AssignmentStrategy | null;

  @Field(() => [String], { nullable: true })
  @ArrayMaxSize(50)
  readonly requiredSkills?: string[] | null;
}

@ObjectType()
export class RoutingRulePayload {
  @Field(() => RoutingRule)
  readonly rule!: RoutingRule;
}

@ObjectType({ description: "Whether a rule fitted." })
export class RoutingTrace {
  @Field(() => RoutingRule)
  readonly rule!: RoutingRule;

  @Field(() => Boolean)
  readonly matched!: boolean;
}

@ObjectType({ description: "Where a case would go, had it been created now; nothing is written." })
export class RoutingPreview {
  @Field(() => RoutingRule, { nullable: true, description: "The one that fits; null: none." })
  readonly rule!: RoutingRule | null;

  @Field(() => Queue, { nullable: true })
  readonly queue!: Queue | null;

  @Field(() => Team, { nullable: true })
  readonly team!: Team | null;

  @Field(() => Person, { nullable: true })
  readonly person!: Person | null;

  @Field(() => Priority)
  readonly priority!: Priority;

  @Field(() => [String])
  readonly tags!: string[];

  @Field(() => [RoutingTrace], { description: "Each rule tried, in order." })
  readonly trace!: RoutingTrace[];
}
