import { ArrayMaxSize, ArrayNotEmpty } from "class-validator";
import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { Computed } from "../platform/read/declare";
import { sql } from "../platform/sql";
import { Line, Words } from "../platform/validate";
import { CaseLinkKind } from "./caseLink.entity";
import { MOST_TAGS } from "./tags.steps";

@ObjectType({ description: "A tag in use, for pickers." })
export class TagCount {
  @Field(() => String)
  @Computed((used) => sql`${used}.tag`)
  readonly tag!: string;

  @Field(() => Int, { description: "Cases that have it and that the viewer sees." })
  @Computed((used) => sql`${used}.n`)
  readonly caseCount!: number;
}

@ArgsType()
export class TagArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => [String], { description: "Of 64 characters each; a case has at most 50." })
  @ArrayNotEmpty()
  @ArrayMaxSize(MOST_TAGS)
  @Line(64)
  readonly tags!: string[];
}

@ArgsType()
export class AssociatePersonArgs {
  @Field(() => ID)
  readonly caseId!: string;

  @Field(() => ID)
  readonly personId!: string;

  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly relation!: string;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @Words(10_000)
  readonly note?: string | null;
}

@ArgsType()
export class CollaboratorArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => [ID], { description: "50 at most." })
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  readonly personIds!: string[];
}

@ArgsType()
export class LinkCasesArgs {
  @Field(() => ID)
  readonly fromId!: string;

  @Field(() => ID)
  readonly toId!: string;

  @Field(() => CaseLinkKind)
  readonly kind!: CaseLinkKind;
}

@ArgsType()
export class EditCommentArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: "At most 100,000 characters." })
  @Words(100_000)
  readonly body!: string;
}
