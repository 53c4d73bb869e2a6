import { Max, MaxLength, Min } from "class-validator";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { DateTimeScalar } from "../platform/scalars/time";
import { Words } from "../platform/validate";
import type { Rating } from "./rating.steps";

@ArgsType()
export class VersionedCaseArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Int, { nullable: true })
  readonly expectedVersion?: number | null;
}

@ArgsType()
export class SetCaseStatusArgs extends VersionedCaseArgs {
  @Field(() => String, { description: "By key." })
  readonly status!: string;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @Words(10_000)
  readonly note?: string | null;
}

@ArgsType()
class StatusArgs extends VersionedCaseArgs {
  @Field(() => String, {
    nullable: true,
    description: "By key, one of the state that this leads to; its default unless named.",
  })
  readonly status?: string | null;
}

@ArgsType()
export class ResumeCaseArgs extends StatusArgs {}

@ArgsType()
export class HoldCaseArgs extends StatusArgs {
  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "In the future; the case resumes by itself then." })
  readonly until?: Date | null;
}

@ArgsType()
export class CancelCaseArgs extends StatusArgs {
  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;
}

@ArgsType()
export class ReactivateCaseArgs extends StatusArgs {
  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;
}

@ArgsType()
export class EscalateCaseArgs extends VersionedCaseArgs {
  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;
}

@ArgsType()
export class HandBackCaseArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;
}

@InputType({ description: "How content the customer was (CSAT)." })
export class SatisfactionInput implements Rating {
  @Field(() => Int, { description: "1 to 5." })
  @Min(1)
  @Max(5)
  readonly score!: number;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @MaxLength(10_000)
  readonly comment?: string | null;
}

@ArgsType()
export class CloseCaseArgs extends StatusArgs {
  @Field(() => SatisfactionInput, { nullable: true })
  readonly satisfaction?: SatisfactionInput | null;
}

@ArgsType()
export class StageArgs {
  @Field(() => ID)
  readonly caseId!: string;

  @Field(() => Int, { nullable: true })
  readonly expectedVersion?: number | null;
}
