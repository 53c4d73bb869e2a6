import { conflict, notFound } from "../platform/errors";
import { typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { Article, ArticleState } from "./article.entity";
import { mayWrite } from "./article.policy";

/** An article as it stands under the command's lock. */
export interface LockedArticle {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly state: ArticleState;
  readonly internal: boolean;
  readonly tags: readonly string[];
}

/** Locks an article that the viewer sees and may write. */
export async function takeArticle(work: Work, id: string, expectedVersion?: number | null): Promise<LockedArticle> {
  mayWrite(work);
  const a = raw("a");
  const found =
    typeOfId(id) === 38 &&
    (await work.one<LockedArticle>(sql`
      SELECT a.id, a.number, a.version, a.title, a.body, a.state, a.internal, a.tags
      FROM article a WHERE a.id = ${id} AND ${work.scope.visible(Article, a)} FOR UPDATE OF a`));
  if (!found) throw notFound("The article");
  if (expectedVersion != null && expectedVersion !== found.version)
    throw conflict(`${found.number} has moved on to version ${found.version}.`, { currentVersion: found.version });
  return found;
}

/** Brings an article to another state, and tells it. */
export async function moveArticle(work: Work, article: LockedArticle, state: ArticleState): Promise<void> {
  const published = state === ArticleState.PUBLISHED;
  await work.update(Article, article, { state, ...(published && { publishedAt: work.now }) });
  work.record({
    kind: TimelineKind.STATUS_CHANGED,
    type: published ? EventType.ARTICLE_PUBLISHED : EventType.ARTICLE_ARCHIVED,
    subjectId: article.id,
    changes: [{ field: "state", from: article.state, to: state }],
    data: { number: article.number, internal: article.internal },
  });
}

/** Articles linked to a case become another's, but for those that it has already. */
export async function moveArticles(work: Work, fromCaseId: string, toCaseId: string): Promise<void> {
  await work.query(sql`DELETE FROM case_article a WHERE a.case_id = ${fromCaseId}
    AND EXISTS (SELECT FROM case_article own WHERE own.case_id = ${toCaseId} AND own.article_id = a.article_id)`);
  await work.query(sql`UPDATE case_article SET case_id = ${toCaseId} WHERE case_id = ${fromCaseId}`);
}
