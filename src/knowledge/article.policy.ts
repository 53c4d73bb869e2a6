import { Permission } from "../platform/access/permissions";
import { permit } from "../platform/access/viewer";
import { ErrorCode, Refusal } from "../platform/errors";
import type { Scope, Visible } from "../platform/read/scope";
import { and, FALSE, or, type Sql, sql, TRUE } from "../platform/sql";
import type { Work } from "../platform/work";
import { Article, ArticleState } from "./article.entity";

const writes = (article: Sql, scope: Scope): Sql =>
  scope.can(Permission.KNOWLEDGE_WRITE) ? TRUE : sql`${article}.author_id = ${scope.viewerId}`;

/**
 * KNOWLEDGE_WRITE sees every article, an author the own ones; KNOWLEDGE_READ what has been published, internal or not;
 * everyone else, a portal customer too, what is published and not internal.
 */
export const articleVisible: Visible = (article, scope) => {
  if (scope.portal) return sql`(${article}.state = 'PUBLISHED' AND NOT ${article}.internal)`;
  return or(
    writes(article, scope),
    scope.can(Permission.KNOWLEDGE_READ)
      ? sql`${article}.state <> 'DRAFT'`
      : scope.can(Permission.PORTAL) && sql`(${article}.state = 'PUBLISHED' AND NOT ${article}.internal)`,
  );
};

/** Earlier wordings are for those who may see drafts. */
export const wordingVisible: Visible = (wording, scope) => {
  if (scope.portal) return FALSE;
  if (scope.can(Permission.KNOWLEDGE_WRITE)) return TRUE;
  const article = sql`its`;
  return sql`EXISTS (SELECT FROM article its WHERE its.id = ${wording}.article_id AND ${and(
    writes(article, scope),
    scope.visible(Article, article),
  )})`;
};

/** FORBIDDEN unless the viewer may write articles; the system may. */
export function mayWrite(work: Work): void {
  if (work.ctx.viewer) permit(work.ctx.viewer, Permission.KNOWLEDGE_WRITE);
}

/** INVALID_TRANSITION unless the article stands in one of these states. */
export function mustBe(
  article: { readonly number: string; readonly state: ArticleState },
  ...states: ArticleState[]
): void {
  if (states.includes(article.state)) return;
  const allowed = article.state === ArticleState.PUBLISHED ? [ArticleState.ARCHIVED] : [ArticleState.PUBLISHED];
  throw new Refusal(ErrorCode.INVALID_TRANSITION, `${article.number} is ${article.state.toLowerCase()}.`, { allowed });
}
