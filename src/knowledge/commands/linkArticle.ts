import { CaseAction } from "../../cases/case.policy";
import { takeCase } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { articleById } from "../article.queries";

export interface LinkArticle {
  readonly caseId: string;
  readonly articleId: string;
}

/** Links an article to a case; one that is linked already stays as it is. */
export function linkArticle(ctx: Ctx, input: LinkArticle) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.LINK);
    const { article } = await mustExist(work, { article: articleById(work, "articleId", input.articleId) });
    const linked = await work.query(sql`
      INSERT INTO case_article (case_id, article_id, linked_at, linked_by_id)
      VALUES (${subject.id}, ${article}, ${work.now}, ${work.actorId})
      ON CONFLICT DO NOTHING RETURNING article_id`);
    if (linked.length > 0)
      work.record({
        kind: TimelineKind.ARTICLE_LINKED,
        type: EventType.CASE_UPDATED,
        subjectId: subject.id,
        caseId: subject.id,
        data: { articleId: article },
      });
    return { case: subject.id, warnings: [] };
  });
}
