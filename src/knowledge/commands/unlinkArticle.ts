import { CaseAction } from "../../cases/case.policy";
import { takeCase } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { articleById } from "../article.queries";
import type { LinkArticle } from "./linkArticle";

/** Takes an article off a case; one that is not linked changes nothing. */
export function unlinkArticle(ctx: Ctx, input: LinkArticle) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.LINK);
    const { article } = await mustExist(work, { article: articleById(work, "articleId", input.articleId) });
    const taken = await work.query(
      sql`DELETE FROM case_article WHERE case_id = ${subject.id} AND article_id = ${article} RETURNING article_id`,
    );
    if (taken.length > 0)
      work.record({
        kind: TimelineKind.ARTICLE_UNLINKED,
        type: EventType.CASE_UPDATED,
        subjectId: subject.id,
        caseId: subject.id,
        data: { articleId: article },
      });
    return { case: subject.id, warnings: [] };
  });
}
