import { Arg, Args, Ctx as Context, FieldResolver, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { Case } from "../cases/case.entity";
import { CasePayload } from "../cases/case.payloads";
import { Computed, compiled, Connection, List, One } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import { raw, sql } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { Article } from "./article.entity";
import {
  ArticleConnection,
  ArticleInput,
  ArticleListArgs,
  articleOrders,
  ArticlePayload,
  UpdateArticleInput,
} from "./article.inputs";
import { archiveArticle } from "./commands/archiveArticle";
import { createArticle } from "./commands/createArticle";
import { linkArticle } from "./commands/linkArticle";
import { publishArticle } from "./commands/publishArticle";
import { unlinkArticle } from "./commands/unlinkArticle";
import { updateArticle } from "./commands/updateArticle";
import { suggested } from "./suggested.queries";

@Resolver(() => Article)
export class ArticleResolver {
  @Query(() => Article, { nullable: true, description: "By exactly one of its arguments." })
  @One(
    () => Article,
    (article, _row, _scope, args) =>
      lookUp(args, {
        id: (id) => sql`${article}.id = ${id.sql}::uuid`,
        number: (number) => sql`${article}.number = ${number.sql}::text`,
      }),
  )
  article(
    @Arg("id", () => ID, { nullable: true }) _id?: string,
    @Arg("number", () => String, { nullable: true }) _number?: string,
  ): Article | null {
    return compiled();
  }

  @Query(() => ArticleConnection, { description: "Newest first." })
  @Connection(articleOrders)
  articles(@Args(() => ArticleListArgs) _page: ArticleListArgs): InstanceType<typeof ArticleConnection> {
    return compiled();
  }

  @Query(() => [Article], {
    description:
      "Published articles that fit a case's words, or the words of one that is about to be written, best first. Exactly one of `caseId` and `text`; `first` is 50 at most.",
  })
  @List(suggested)
  suggestedArticles(
    @Arg("caseId", () => ID, { nullable: true }) _caseId: string | null | undefined,
    @Arg("text", () => String, { nullable: true }) _text: string | null | undefined,
    @Arg("first", () => Int, { defaultValue: 5 }) _first: number,
  ): Article[] {
    return compiled();
  }

  @FieldResolver(() => Int, { description: "Cases that it is linked to and that the viewer may see." })
  @Computed(
    (article, scope) => sql`(SELECT count(*) FROM case_article link JOIN service_case its ON its.id = link.case_id
      WHERE link.article_id = ${article}.id AND ${scope.visible(Case, raw("its"))})`,
  )
  caseCount(): number {
    return compiled();
  }

  @Mutation(() => ArticlePayload, { description: "A draft, until it is published." })
  createArticle(@Arg("input", () => ArticleInput) input: ArticleInput, @Context() ctx: Ctx) {
    return createArticle(ctx, input);
  }

  @Mutation(() => ArticlePayload, { description: "In any state; what it said before is kept." })
  updateArticle(
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateArticleInput) input: UpdateArticleInput,
    @Arg("expectedVersion", () => Int, { nullable: true }) expectedVersion: number | null | undefined,
    @Context() ctx: Ctx,
  ) {
    return updateArticle(ctx, { id, input, expectedVersion });
  }

  @Mutation(() => ArticlePayload, { description: "From draft or archived." })
  publishArticle(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return publishArticle(ctx, id);
  }

  @Mutation(() => ArticlePayload, { description: "From published; the cases that it is linked to keep it." })
  archiveArticle(@Arg("id", () => ID) id: string, @Context() ctx: Ctx) {
    return archiveArticle(ctx, id);
  }
}

@Resolver(() => Case)
export class CaseArticlesResolver {
  @FieldResolver(() => [Article], { description: "Articles that it was linked to, in that order." })
  @List({
    of: () => Article,
    join: (article) => sql`JOIN case_article link ON link.article_id = ${article}.id`,
    where: (_article, c) => sql`link.case_id = ${c}.id`,
    order: (article) => sql`link.linked_at, ${article}.id`,
  })
  articles(): Article[] {
    return compiled();
  }

  @Mutation(() => CasePayload, { description: "One that is linked already stays as it is." })
  linkArticle(
    @Arg("caseId", () => ID) caseId: string,
    @Arg("articleId", () => ID) articleId: string,
    @Context() ctx: Ctx,
  ) {
    return linkArticle(ctx, { caseId, articleId });
  }

  @Mutation(() => CasePayload, { description: "One that is not linked changes nothing." })
  unlinkArticle(
    @Arg("caseId", () => ID) caseId: string,
    @Arg("articleId", () => ID) articleId: string,
    @Context() ctx: Ctx,
  ) {
    return unlinkArticle(ctx, { caseId, articleId });
  }
}
