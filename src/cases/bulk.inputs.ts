import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique } from "class-validator";
import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { ErrorCode } from "../platform/errors";
import { Line, NotNull, Words } from "../platform/validate";
import { Case } from "./case.entity";
import { ResolveCaseInput } from "./case.inputs";
import type { BulkCase } from "./commands/bulkUpdateCases";
import { Priority } from "./settings.entity";
import { MOST_TAGS } from "./tags.steps";

/** Cases of one request. */
const MOST = 500;

@InputType({ description: "Done in this order; assigneeId null takes the person off." })
export class BulkCaseInput implements BulkCase {
  @Field(() => String, { nullable: true })
  @NotNull()
  readonly type?: string | null;

  @Field(() => String, { nullable: true })
  @NotNull()
  readonly reason?: string | null;

  @Field(() => String, { nullable: true })
  readonly category?: string | null;

  @Field(() => Priority, { nullable: true })
  @NotNull()
  readonly priority?: Priority | null;

  @Field(() => String, { nullable: true, description: "Without assigneeId the person is taken off." })
  @NotNull()
  readonly team?: string | null;

  @Field(() => ID, { nullable: true })
  readonly assigneeId?: string | null;

  @Field(() => String, { nullable: true })
  @NotNull()
  readonly queue?: string | null;

  @Field(() => String, { nullable: true, description: "Of NEW, OPEN or ON_HOLD, as setCaseStatus takes it." })
  @NotNull()
  readonly status?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "With a status its note (of a hold: the reason), else a note on the timeline. At most 10,000 characters.",
  })
  @Words(10_000)
  readonly note?: string | null;

  @Field(() => [String], { nullable: true, description: "50 at most, of 64 characters each." })
  @ArrayMaxSize(MOST_TAGS)
  @Line(64)
  readonly addTags?: string[] | null;

  @Field(() => [String], { nullable: true })
  @ArrayMaxSize(MOST_TAGS)
  @Line(64)
  readonly removeTags?: string[] | null;

  @Field(() => ResolveCaseInput, { nullable: true })
  readonly resolve?: ResolveCaseInput | null;
}

@ArgsType()
export class BulkCaseArgs {
  @Field(() => [ID], { description: "1 to 500, each once." })
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST)
  @ArrayUnique()
  readonly ids!: string[];

  @Field(() => BulkCaseInput)
  readonly input!: BulkCaseInput;
}

@ObjectType({ description: "Why nothing was done to a case." })
export class BulkError {
  @Field(() => ErrorCode)
  readonly code!: ErrorCode;

  @Field(() => String, { description: "Of a bad input with the fields and what is wrong with them." })
  readonly message!: string;
}

@ObjectType({ description: "What came of one case: all of it done, or nothing." })
export class BulkCaseResult {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => Case, { nullable: true, description: "As it is now; null where nothing was done." })
  readonly case!: Case | null;

  @Field(() => BulkError, { nullable: true })
  readonly error!: BulkError | null;
}

@ObjectType()
export class BulkCasePayload {
  @Field(() => [BulkCaseResult], { description: "In the order of the ids." })
  readonly results!: BulkCaseResult[];
}
