import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ArticleState } from "../article.entity";
import { mustBe } from "../article.policy";
import { moveArticle, takeArticle } from "../article.steps";

/** From draft or archived. By KNOWLEDGE_WRITE. */
export function publishArticle(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const article = await takeArticle(work, id);
    mustBe(article, ArticleState.DRAFT, ArticleState.ARCHIVED);
    await moveArticle(work, article, ArticleState.PUBLISHED);
    return { article: article.id };
  });
}
