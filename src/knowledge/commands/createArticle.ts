import { newId } from "../../platform/ids";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Article } from "../article.entity";
import { mayWrite } from "../article.policy";

export interface CreateArticle {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly internal?: boolean;
  readonly tags?: readonly string[] | null;
}

/** Begins an article as a draft; nobody is told before it is published. By KNOWLEDGE_WRITE. */
export function createArticle(ctx: Ctx, input: CreateArticle) {
  return transact(ctx, async (work) => {
    mayWrite(work);
    const id = newId(38);
    await work.insert(Article, {
      id,
      title: input.title,
      body: input.body,
      internal: input.internal ?? false,
      tags: [...new Set(input.tags ?? [])],
      author: work.actorId,
      createdAt: work.now,
      updatedAt: work.now,
    });
    return { article: id };
  });
}
