import { ArrayMaxSize } from "class-validator";
import { ArgsType, Field, InputType, ObjectType } from "type-graphql";
import { Searched } from "../people/conditions";
import { connectionOf, PageArgs } from "../platform/read/connection";
import { Compare } from "../platform/read/declare";
import { BooleanFilter, IDFilter, StringFilter, TagFilter } from "../platform/read/filters";
import { type Sql, sql } from "../platform/sql";
import { Line, NotNull, Words } from "../platform/validate";
import { Article, ArticleState } from "./article.entity";
import type { CreateArticle } from "./commands/createArticle";
import type { UpdateArticle } from "./commands/updateArticle";

@InputType({ description: "A new article; it begins as a draft." })
export class ArticleInput implements CreateArticle {
  @Field(() => String, { description: "1 to 255 characters." })
  @Line(255)
  readonly title!: string;

  @Field(() => String, { description: "Markdown, at most 100,000 characters." })
  @Words(100_000)
  readonly body!: string;

  @Field(() => Boolean, { defaultValue: false, description: "For staff only." })
  readonly internal!: boolean;

  @Field(() => [String], { nullable: true, description: "50 at most, of 64 characters each." })
  @ArrayMaxSize(50)
  @Line(64)
  readonly tags?: string[] | null;
}

@InputType({ description: "What is left out stays as it is; a list replaces the whole list, null clears it." })
export class UpdateArticleInput implements UpdateArticle {
  @Field(() => String, { nullable: true, description: "1 to 255 characters." })
  @NotNull()
  @Line(255)
  readonly title?: string | null;

  @Field(() => String, { nullable: true, description: "Markdown, at most 100,000 characters." })
  @NotNull()
  @Words(100_000)
  readonly body?: string | null;

  @Field(() => Boolean, { nullable: true })
  @NotNull()
  readonly internal?: boolean | null;

  @Field(() => [String], { nullable: true, description: "50 at most, of 64 characters each." })
  @ArrayMaxSize(50)
  @Line(64)
  readonly tags?: string[] | null;
}

@InputType({ description: "Comparisons of an ArticleState; those side by side must all hold." })
export class ArticleStateFilter {
  @Field(() => ArticleState, { nullable: true })
  readonly eq?: ArticleState | null;
  @Field(() => [ArticleState], { nullable: true })
  readonly in?: ArticleState[] | null;
  @Field(() => [ArticleState], { nullable: true })
  readonly notIn?: ArticleState[] | null;
}

@InputType({ description: "Fields side by side must all hold." })
export class ArticleFilter {
  @Field(() => String, {
    nullable: true,
    description: "Words, or their beginnings, of number, title, tags and body.",
  })
  @Searched()
  readonly search?: string | null;
  @Field(() => IDFilter, { nullable: true })
  @Compare((a) => sql`${a}.id`, "uuid")
  readonly id?: IDFilter | null;
  @Field(() => StringFilter, { nullable: true })
  @Compare((a) => sql`${a}.number`, "text")
  readonly number?: StringFilter | null;
  @Field(() => ArticleStateFilter, { nullable: true })
  @Compare((a) => sql`${a}.state`, "text")
  readonly state?: ArticleStateFilter | null;
  @Field(() => BooleanFilter, { nullable: true })
  @Compare((a) => sql`${a}.internal`, "boolean")
  readonly internal?: BooleanFilter | null;
  @Field(() => TagFilter, { nullable: true })
  @Compare((a) => sql`${a}.tags`, "text[]")
  readonly tags?: TagFilter | null;
}

@ArgsType()
export class ArticleListArgs extends PageArgs {
  @Field(() => ArticleFilter, { nullable: true })
  readonly filter?: ArticleFilter | null;
}

@ObjectType({ description: "The article as it is now." })
export class ArticlePayload {
  @Field(() => Article)
  readonly article!: Article;
}

export const ArticleConnection = connectionOf(() => Article, "Article");

/** Where every list of articles is read from: newest first. */
export const articleOrders = {
  of: () => Article,
  orders: { CREATED_AT: { sql: (a: Sql) => sql`${a}.created_at`, type: "timestamptz" } },
  defaultOrder: [{ term: "CREATED_AT", direction: "DESC" }],
} as const;
