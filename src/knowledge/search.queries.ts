import { registerEnumType } from "type-graphql";
import { Asset } from "../assets/asset.entity";
import { Case } from "../cases/case.entity";
import { Comment } from "../cases/comment.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { seenWhole } from "../people/rules";
import type { Args } from "../platform/read/declare";
import type { EntityClass, Scope } from "../platform/read/scope";
import { sizeOf } from "../platform/read/sizeOf";
import { and, FALSE, ident, join, literal, raw, type Sql, sql } from "../platform/sql";
import { Article } from "./article.entity";

export enum SearchKind {
  CASE = "CASE",
  ASSET = "ASSET",
  PERSON = "PERSON",
  CUSTOMER = "CUSTOMER",
  ARTICLE = "ARTICLE",
}
registerEnumType(SearchKind, { name: "SearchKind", description: "What can be searched for." });

/** Results at most. */
const MOST = 100;
/** Of each kind so many are ranked at most, the newest of them: common words must not rank a whole table. */
const RANKED = raw("2000");

interface Kind {
  readonly entity: EntityClass;
  readonly table: string;
  /** The words beside the row, where the row does not hold them itself. */
  readonly beside?: { readonly table: string; readonly key: string; readonly words: (scope: Scope) => string };
  /** Of rows without weighed words every word counts like a title's. */
  readonly flat?: boolean;
  /** What is found, where the viewer sees more than that. */
  readonly only?: (row: Sql, scope: Scope) => Sql;
  /** Texts of the row to show words of, the first with a match; all of them such as the viewer may read. */
  readonly texts: (row: Sql, scope: Scope) => readonly Sql[];
}

const KINDS: Readonly<Record<SearchKind, Kind>> = {
  CASE: {
    entity: Case,
    table: "service_case",
    beside: { table: "case_words", key: "case_id", words: (scope) => (scope.portal ? "portal" : "staff") },
    texts: (row, scope) => [
      sql`concat_ws(' · ', ${row}.number || ' ' || ${row}.title, nullif(${row}.description, ''),
        (SELECT concat_ws(' ', its.tag, its.serial_number) FROM asset its
          WHERE its.id = ${row}.asset_id AND ${scope.visible(Asset, raw("its"))}))`,
      sql`(SELECT string_agg(said.body, ' · ' ORDER BY said.created_at DESC, said.id DESC) FROM comment said
        WHERE said.case_id = ${row}.id AND ${scope.visible(Comment, raw("said"))})`,
    ],
  },
  ASSET: {
    entity: Asset,
    table: "asset",
    texts: (row) => [
      sql`concat_ws(' · ', ${row}.tag || ' ' || ${row}.name, ${row}.serial_number, ${row}.external_id, ${row}.location)`,
      sql`${row}.notes`,
    ],
  },
  PERSON: {
    entity: Person,
    table: "person",
    flat: true,
    // Whom the viewer knows by name only is not to be found by what is kept back.
    only: seenWhole,
    texts: (row) => [sql`concat_ws(' · ', ${row}.name, ${row}.title, ${row}.email, ${row}.phone, ${row}.external_id)`],
  },
  CUSTOMER: {
    entity: Customer,
    table: "customer",
    flat: true,
    texts: (row) => [sql`concat_ws(' · ', ${row}.name, ${row}.email, ${row}.phone, ${row}.external_id)`],
  },
  ARTICLE: {
    entity: Article,
    table: "article",
    // What was taken out of use is not to be come upon by chance.
    only: (row) => sql`${row}.state <> 'ARCHIVED'`,
    texts: (row) => [
      sql`concat_ws(' · ', ${row}.number || ' ' || ${row}.title, nullif(casegraph_tags(${row}.tags), ''), ${row}.body)`,
    ],
  },
};

/** The rows of one kind that have all the words: the newest of those that the viewer sees, with their ranks. */
function hits(name: SearchKind, scope: Scope): Sql | null {
  const kind = KINDS[name];
  const row = raw("found");
  const visible = and(scope.visible(kind.entity, row), kind.only?.(row, scope));
  if (visible === FALSE) return null;
  const weights = raw(kind.flat ? "'{1,1,1,1}'" : "'{0.1,0.2,0.4,1}'");
  const { table, key, words } = kind.beside
    ? { ...kind.beside, words: ident(kind.beside.words(scope)) }
    : { table: kind.table, key: "id", words: ident("words") };
  const [from, id] = [ident(table), ident(key)];
  // Where everything is visible the words alone will do.
  const walled = kind.beside
    ? visible === and()
      ? raw("")
      : sql` JOIN ${ident(kind.table)} found ON found.id = w.${id} AND ${visible}`
    : raw("");
  // Ids first, so that sorting them carries no words along; the words again for those that are ranked.
  const newest = kind.beside
    ? sql`SELECT w.${id} AS id FROM ${from} w${walled} WHERE w.${words} @@ sought.words`
    : sql`SELECT found.id FROM ${from} found WHERE ${and(sql`found.words @@ sought.words`, visible)}`;
  return sql`(SELECT ${literal(name)} AS kind, its.${id} AS id, ts_rank(${weights}, its.${words}, sought.words, 1)::float8 AS rank
    FROM (${newest} ORDER BY 1 DESC LIMIT ${RANKED}) ranked JOIN ${from} its ON its.${id} = ranked.id)`;
}

/** The best results of all kinds asked for; every one is a row that the viewer sees. */
export function results(_row: Sql, scope: Scope, args: Args): Sql {
  const size = sizeOf(args, "first", MOST);
  const kinds = (args.kinds?.value as readonly SearchKind[] | null | undefined) ?? Object.values(SearchKind);
  const found = [...new Set(kinds)].flatMap((kind) => hits(kind, scope) ?? []);
  if (found.length === 0)
    return sql`SELECT NULL::text AS kind, NULL::uuid AS id, NULL::float8 AS rank, NULL::text AS pattern WHERE false`;
  const words = args.query!.sql;
  // OFFSET 0 keeps it a table of one row: the words are taken apart once, not for every row.
  return sql`SELECT hit.kind, hit.id, hit.rank, sought.pattern
    FROM (SELECT casegraph_search(${words}::text) AS words, casegraph_pattern(${words}::text) AS pattern OFFSET 0) sought
    CROSS JOIN LATERAL (${join(found, " UNION ALL ")}) hit
    ORDER BY hit.rank DESC, hit.id DESC LIMIT ${raw(String(size))}`;
}

/** Words of the result's own text around the first match. */
export function snippet(hit: Sql, scope: Scope): Sql {
  const row = raw("told");
  const kinds = Object.entries(KINDS).map(([name, kind]) => {
    const texts = kind.texts(row, scope);
    const parts = texts.map((text) => sql`casegraph_snippet(${text}, ${hit}.pattern)`);
    return sql`WHEN ${literal(name)} THEN (SELECT coalesce(${join(parts, ", ")}, left(translate(${texts[0]!}, '«»', '‹›'), 200))
      FROM ${ident(kind.table)} told WHERE told.id = ${hit}.id)`;
  });
  return sql`CASE ${hit}.kind ${join(kinds, " ")} END`;
}

/** The rows that results are of, by the kind of result. */
export const subjects = Object.entries(KINDS).map(([name, kind]) => ({
  entity: () => kind.entity,
  on: (subject: Sql, hit: Sql) => sql`(${hit}.kind = ${literal(name)} AND ${subject}.id = ${hit}.id)`,
}));
