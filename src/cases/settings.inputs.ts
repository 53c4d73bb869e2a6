import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Matches } from "class-validator";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { Key, Line, NotNull } from "../platform/validate";
import type { SaveBusinessProcess, SaveStage } from "./commands/saveBusinessProcess";
import type { SaveCaseCategory } from "./commands/saveCaseCategory";
import type { SaveCaseStatus } from "./commands/saveCaseStatus";
import type { SaveCaseType } from "./commands/saveCaseType";
import { BusinessProcess } from "./process.entity";
import { CaseCategory, CaseState, CaseStatus, CaseType, Priority, ReasonCode, ResolutionPath } from "./settings.entity";
import type { SaveLabel } from "./settings.steps";

@InputType({ description: "What is left out stays as it is. When new: active, and behind all others." })
export class LabelInput implements SaveLabel {
  @Field(() => String, { description: "Chosen once: 1 to 64 small letters, digits, _ and -." })
  @Key()
  readonly key!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => Int, { nullable: true })
  @NotNull()
  readonly position?: number | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly active?: boolean | null;
}

@InputType({
  description:
    "What is left out stays as it is. When new: grey, active, behind all others, no default. The state of a status that cases have stays.",
})
export class CaseStatusInput extends LabelInput implements SaveCaseStatus {
  @Field(() => CaseState)
  readonly state!: CaseState;

  @Field(() => String, { nullable: true, description: "As CSS writes it: #2563eb." })
  @Matches(/^#[0-9a-fA-F]{6}$/, { message: "a color is written as #2563eb" })
  @NotNull()
  readonly color?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True takes that place from the state's default before; a default is neither deactivated nor moved.",
  })
  @NotNull()
  readonly isDefault?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: "Statuses by key; none, or null: whatever the state's own rules allow.",
  })
  @ArrayMaxSize(100)
  @ArrayUnique()
  readonly allowedNext?: string[] | null;
}

@InputType({ description: "When new: defaultPriority NORMAL, every switch off." })
export class CaseTypeInput extends LabelInput implements SaveCaseType {
  @Field(() => String, { nullable: true, description: "A process by key. Cases that are there stay in theirs." })
  readonly process?: string | null;

  @Field(() => Priority, { nullable: true })
  @NotNull()
  readonly defaultPriority?: Priority | null;

  @Field(() => String, {
    nullable: true,
    description: "A policy by key; null: the default one. Cases that are there stay under theirs.",
  })
  readonly slaPolicy?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Its cases need an entitlement with something left; cases that are there are asked at their resolution.",
  })
  @NotNull()
  readonly requiresEntitlement?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly confidential?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly putsAssetInRepair?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly resolveInLastStageOnly?: boolean | null;
}

@InputType({ description: "What is left out stays as it is. When new: active, behind all others, a root." })
export class CaseCategoryInput extends LabelInput implements SaveCaseCategory {
  @Field(() => String, { nullable: true, description: "By key; null makes it a root." })
  readonly parent?: string | null;
}

@InputType()
export class ProcessStageInput implements SaveStage {
  @Field(() => String, { description: "1 to 64 small letters, digits, _ and -." })
  @Key()
  readonly key!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => [String], {
    nullable: true,
    description: "Names of a case's fields that must be filled before the next stage. When new: none.",
  })
  @ArrayMaxSize(50)
  readonly requiredFields?: string[] | null;
}

@InputType({ description: "What is left out stays as it is. When new: active." })
export class BusinessProcessInput implements SaveBusinessProcess {
  @Field(() => String, { description: "Chosen once: 1 to 64 small letters, digits, _ and -." })
  @Key()
  readonly key!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly name!: string;

  @Field(() => [ProcessStageInput], {
    description:
      "In their order, at least one; they replace those that are there, matched by key. One that cases stand in is not taken away.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  readonly stages!: ProcessStageInput[];

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly active?: boolean | null;
}

@ObjectType()
export class CaseStatusPayload {
  @Field(() => CaseStatus)
  readonly status!: CaseStatus;
}

@ObjectType()
export class CaseTypePayload {
  @Field(() => CaseType)
  readonly type!: CaseType;
}

@ObjectType()
export class CaseCategoryPayload {
  @Field(() => CaseCategory)
  readonly category!: CaseCategory;
}

@ObjectType()
export class ReasonCodePayload {
  @Field(() => ReasonCode)
  readonly reason!: ReasonCode;
}

@ObjectType()
export class ResolutionPathPayload {
  @Field(() => ResolutionPath)
  readonly path!: ResolutionPath;
}

@ObjectType()
export class BusinessProcessPayload {
  @Field(() => BusinessProcess)
  readonly process!: BusinessProcess;
}
