import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ArticleState } from "../article.entity";
import { mustBe } from "../article.policy";
import { moveArticle, takeArticle } from "../article.steps";

/** Takes a published article out of use; the cases that it is linked to keep it. By KNOWLEDGE_WRITE. */
export function archiveArticle(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const article = await takeArticle(work, id);
    mustBe(article, ArticleState.PUBLISHED);
    await moveArticle(work, article, ArticleState.ARCHIVED);
    return { article: article.id };
  });
}
