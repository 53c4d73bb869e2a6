import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { changesOf } from "../../people/changes";
import { Article, ArticleWording } from "../article.entity";
import { takeArticle } from "../article.steps";

/** What is left out stays; a list replaces the whole list, null clears it. */
export interface UpdateArticle {
  readonly title?: string | null;
  readonly body?: string | null;
  readonly internal?: boolean | null;
  readonly tags?: readonly string[] | null;
}

/** Changes an article in any state, and keeps what it said before. By KNOWLEDGE_WRITE. */
export function updateArticle(ctx: Ctx, given: { id: string; input: UpdateArticle; expectedVersion?: number | null }) {
  const { id, input } = given;
  return transact(ctx, async (work) => {
    const article = await takeArticle(work, id, given.expectedVersion);
    const values = {
      title: input.title ?? undefined,
      body: input.body ?? undefined,
      internal: input.internal ?? undefined,
      tags: input.tags === undefined ? undefined : [...new Set(input.tags ?? [])],
    };
    if (changesOf({ ...article }, values).length > 0) {
      await work.insert(ArticleWording, {
        articleId: article.id,
        version: article.version,
        title: article.title,
        body: article.body,
        internal: article.internal,
        tags: article.tags,
        replacedAt: work.now,
        replacedBy: work.actorId,
      });
      await work.update(Article, article, values);
    }
    return { article: article.id };
  });
}
