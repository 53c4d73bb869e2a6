import type { Args } from "../platform/read/declare";
import type { Scope } from "../platform/read/scope";
import { sizeOf } from "../platform/read/sizeOf";
import { and, raw, type Sql, sql } from "../platform/sql";
import { Case } from "./case.entity";

/** Tags in one answer at most. */
const MOST = 200;

/** The tags of the cases that the viewer sees, most used first; those that start with `search`, whatever its case and accents. */
export function tagsInUse(_row: Sql, scope: Scope, args: Args): Sql {
  const size = sizeOf(args, "first", MOST);
  const c = raw("tagged");
  const sought =
    args.search?.value != null && sql`starts_with(casegraph_fold(used.tag), casegraph_fold(${args.search.sql}::text))`;
  // OFFSET 0 keeps the search behind the counting: few tags are folded instead of every use of them.
  return sql`SELECT used.tag, used.n FROM (
      SELECT t.tag, count(*) AS n FROM service_case tagged CROSS JOIN LATERAL unnest(tagged.tags) AS t (tag)
      WHERE ${and(sql`tagged.tags <> '{}'`, scope.visible(Case, c))} GROUP BY t.tag OFFSET 0
    ) used WHERE ${and(sought)} ORDER BY used.n DESC, used.tag LIMIT ${raw(String(size))}`;
}
