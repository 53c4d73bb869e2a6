import { byId, type Wanted } from "../platform/mustExist";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { Article } from "./article.entity";

/** An article that the viewer sees; answers its id. */
export const articleById = (work: Work, path: string, id: string): Wanted =>
  byId(
    path,
    38,
    id,
    "article",
    (key) => sql`SELECT a.id FROM article a WHERE a.id = ${key} AND ${work.scope.visible(Article, raw("a"))}`,
  );
