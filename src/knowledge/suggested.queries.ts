import { Case } from "../cases/case.entity";
import type { Args, ReadList } from "../platform/read/declare";
import { lookUp } from "../platform/read/lookUp";
import type { Scope } from "../platform/read/scope";
import { sizeOf } from "../platform/read/sizeOf";
import { raw, type Sql, sql } from "../platform/sql";
import { Article } from "./article.entity";

/** Suggestions at most. */
const MOST = 50;
/** Articles that are ranked at most, the newest of them: a few common words fit half of a large base. */
const RANKED = 1000;

/** The telling words of the case, where the viewer sees it, or of the text. */
const telling = (scope: Scope, args: Args): Sql => {
  const seen = raw("asking");
  return lookUp(args, {
    caseId: (id) => sql`(SELECT casegraph_telling(said.${raw(scope.portal ? "portal" : "staff")})
      FROM case_words said JOIN service_case asking ON asking.id = said.case_id
      WHERE said.case_id = ${id.sql}::uuid AND ${scope.visible(Case, seen)})`,
    text: (text) => sql`(SELECT casegraph_telling(casegraph_words(left(${text.sql}::text, 100000))))`,
  });
};

/** Published articles that have any of the telling words, best first. */
export const suggested: Omit<ReadList, "kind"> = {
  of: () => Article,
  // OFFSET 0 keeps it a table of one row, so that the words are chosen once.
  join: (_article, _row, scope, args) => sql`CROSS JOIN (SELECT ${telling(scope, args)} AS words OFFSET 0) wanted`,
  where: (article, _row, scope) => sql`${article}.id IN (SELECT fits.id FROM article fits
    WHERE fits.words @@ wanted.words AND fits.state = 'PUBLISHED' AND ${scope.visible(Article, raw("fits"))}
    ORDER BY fits.id DESC LIMIT ${raw(String(RANKED))})`,
  order: (article) => sql`ts_rank(${article}.words, wanted.words) DESC, ${article}.id DESC`,
  limit: (args) => sizeOf(args, "first", MOST),
};
