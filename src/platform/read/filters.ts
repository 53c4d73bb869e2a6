import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { NotNegative } from "./declare";
import { DateScalar, DateTimeScalar, DurationScalar } from "../scalars/time";

export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}
registerEnumType(OrderDirection, { name: "OrderDirection", description: "What is null comes last in both." });

@InputType({ description: "Comparisons of an id; those side by side must all hold." })
export class IDFilter {
  @Field(() => ID, { nullable: true })
  readonly eq?: string | null;
  @Field(() => [ID], { nullable: true })
  readonly in?: string[] | null;
  @Field(() => [ID], { nullable: true })
  readonly notIn?: string[] | null;
  @Field(() => Boolean, { nullable: true })
  readonly isNull?: boolean | null;
}

@InputType({ description: "Comparisons of a text; those side by side must all hold." })
export class StringFilter {
  @Field(() => String, { nullable: true })
  readonly eq?: string | null;
  @Field(() => [String], { nullable: true })
  readonly in?: string[] | null;
  @Field(() => String, { nullable: true })
  readonly contains?: string | null;
  @Field(() => String, { nullable: true })
  readonly startsWith?: string | null;
  @Field(() => Boolean, { nullable: true })
  readonly isNull?: boolean | null;
}

@InputType({ description: "Comparisons of a whole number." })
export class IntFilter {
  @Field(() => Int, { nullable: true })
  readonly eq?: number | null;
  @Field(() => [Int], { nullable: true })
  readonly in?: number[] | null;
  @Field(() => Int, { nullable: true })
  readonly lt?: number | null;
  @Field(() => Int, { nullable: true })
  readonly lte?: number | null;
  @Field(() => Int, { nullable: true })
  readonly gt?: number | null;
  @Field(() => Int, { nullable: true })
  readonly gte?: number | null;
  @Field(() => Boolean, { nullable: true })
  readonly isNull?: boolean | null;
}

@InputType({ description: "Comparison of a yes or no." })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true })
  readonly eq?: boolean | null;
}

@InputType({
  description:
    "`past`: from this long ago until now; `next`: from now until this far ahead. Both move with the clock, so saved views and rules stay true.",
})
export class DateTimeFilter {
  @Field(() => DateTimeScalar, { nullable: true })
  readonly lt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly lte?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly gt?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  readonly gte?: Date | null;
  @Field(() => DurationScalar, { nullable: true })
  @NotNegative()
  readonly past?: string | null;
  @Field(() => DurationScalar, { nullable: true })
  @NotNegative()
  readonly next?: string | null;
  @Field(() => Boolean, { nullable: true })
  readonly isNull?: boolean | null;
}

@InputType({ description: "Comparisons of a calendar date." })
export class DateFilter {
  @Field(() => DateScalar, { nullable: true })
  readonly eq?: string | null;
  @Field(() => DateScalar, { nullable: true })
  readonly lt?: string | null;
  @Field(() => DateScalar, { nullable: true })
  readonly lte?: string | null;
  @Field(() => DateScalar, { nullable: true })
  readonly gt?: string | null;
  @Field(() => DateScalar, { nullable: true })
  readonly gte?: string | null;
  @Field(() => Boolean, { nullable: true })
  readonly isNull?: boolean | null;
}

@InputType({ description: "Comparisons of a key, such as a status's or a team's." })
export class KeyFilter {
  @Field(() => String, { nullable: true })
  readonly eq?: string | null;
  @Field(() => [String], { nullable: true })
  readonly in?: string[] | null;
  @Field(() => [String], { nullable: true })
  readonly notIn?: string[] | null;
  @Field(() => Boolean, { nullable: true })
  readonly isNull?: boolean | null;
}

@InputType({ description: "Tags that a thing must have one of, all of, or none of." })
export class TagFilter {
  @Field(() => [String], { nullable: true })
  readonly any?: string[] | null;
  @Field(() => [String], { nullable: true })
  readonly all?: string[] | null;
  @Field(() => [String], { nullable: true })
  readonly none?: string[] | null;
}
