import { type GraphQLField, type GraphQLObjectType, getNamedType } from "graphql";
import { and, paramsIn, raw, type Sql, sql } from "../sql";
import { collectSubfields } from "./collect";
import type { Compiler } from "./compile";
import type { Args, ReadConnection } from "./declare";
import { concat, type Piece } from "./json";
import { columnsFor } from "./narrow";
import { type Page, pageOf } from "./pages";
import { Joins, type Nodes, type Row } from "./row";

/** What a page's statement must bring beside its rows. */
interface Needs {
  /** Rows at all. */
  page: boolean;
  /** One row too many, which tells that there are more. */
  more: boolean;
  /** How many rows came. */
  size: boolean;
  /** Each row's place. */
  number: boolean;
}

/** One page of a connection, with what of `totalCount` and `pageInfo` is selected. */
export function connectionText(
  compiler: Compiler,
  field: GraphQLField<unknown, unknown>,
  read: ReadConnection,
  nodes: Nodes,
  row: Row,
  args: Args,
): Sql {
  const entity = compiler.model.entityOf(read.of());
  const page = pageOf(entity, read, args, compiler.secret);
  const type = getNamedType(field.type) as GraphQLObjectType;
  const conditions = (target: Sql) =>
    and(
      read.where?.(target, row.alias, compiler.scope, args),
      compiler.seen(read, entity, target, row),
      compiler.filter(field, args.filter, target),
    );
  const joined = (target: Sql) => (read.join ? sql` ${read.join(target, row.alias, compiler.scope, args)}` : raw(""));
  const outer = compiler.alias();
  const rows: Row = { alias: outer, entity, joins: new Joins() };
  const needs: Needs = { page: false, more: false, size: false, number: page.backward };
  const pieces: Piece[] = ["{"];
  const late: { readonly at: number; readonly item: Sql }[] = [];
  for (const [key, fieldNodes] of collectSubfields(compiler.selections, type, nodes)) {
    pieces.push(`${pieces.length > 1 ? "," : ""}"${key}":`);
    const name = fieldNodes[0]!.name.value;
    if (name === "__typename") pieces.push(`"${type.name}"`);
    else if (name === "totalCount") {
      const target = compiler.alias();
      pieces.push(sql`(SELECT count(*) FROM ${entity.table} ${target}${joined(target)} WHERE ${conditions(target)})`);
    } else if (name === "nodes" || name === "edges") {
      needs.page = true;
      const item = itemText(compiler, type, name, fieldNodes, rows, page);
      pieces.push("[", item, "]");
      late.push({ at: pieces.length - 2, item });
    } else if (name === "pageInfo") {
      pieces.push(...pageInfoText(compiler, type, fieldNodes, outer, page, needs));
    } else pieces.push(...compiler.field(type, type.getFields()[name]!, fieldNodes, row));
  }
  pieces.push("}");
  const target = compiler.alias();
  const within = page.within(target);
  compiler.checks.push(...paramsIn(within), ...paramsIn(compiler.filter(field, args.filter, target)));
  if (!needs.page) return concat(pieces);
  const from = sql`SELECT ${columnsFor(target, outer)} FROM ${entity.table} ${target}${joined(target)} WHERE ${and(
    conditions(target),
    within,
  )} ORDER BY ${page.keyset.orderBy(target, page.backward)} LIMIT ${raw(String(page.size + (needs.more ? 1 : 0)))}`;
  // Joins may shuffle rows, and only numbered ones can be told from the one too many; else they come as they were sorted.
  const numbered = needs.number || needs.more || !rows.joins.none;
  const order = numbered ? sql` ORDER BY ${outer}."#" ${raw(page.backward ? "DESC" : "ASC")}` : raw("");
  const most = needs.more ? sql` FILTER (WHERE ${outer}."#" <= ${raw(String(page.size))})` : raw("");
  for (const { at, item } of late) pieces[at] = sql`string_agg(${item},','${order})${most}`;
  if (!numbered) return sql`(SELECT ${concat(pieces)} FROM (${from}) ${outer})`;
  const size = needs.size ? sql`,count(*) OVER () AS "##"` : raw("");
  return sql`(SELECT ${concat(pieces)} FROM (SELECT x.*,row_number() OVER () AS "#"${size} FROM (${from}) x) ${outer}${rows.joins.sql})`;
}

function itemText(compiler: Compiler, type: GraphQLObjectType, name: string, nodes: Nodes, row: Row, page: Page): Sql {
  const itemType = getNamedType(type.getFields()[name]!.type) as GraphQLObjectType;
  if (name === "nodes") return compiler.object(itemType, nodes, row);
  const pieces: Piece[] = ["{"];
  for (const [key, fieldNodes] of collectSubfields(compiler.selections, itemType, nodes)) {
    pieces.push(`${pieces.length > 1 ? "," : ""}"${key}":`);
    const field = fieldNodes[0]!.name.value;
    if (field === "__typename") pieces.push(`"${itemType.name}"`);
    else if (field === "cursor") pieces.push(`"`, page.keyset.cursor(row.alias), `"`);
    else pieces.push(compiler.object(getNamedType(itemType.getFields().node!.type), fieldNodes, row));
  }
  pieces.push("}");
  return concat(pieces);
}

function pageInfoText(
  compiler: Compiler,
  type: GraphQLObjectType,
  nodes: Nodes,
  row: Sql,
  page: Page,
  needs: Needs,
): Piece[] {
  const infoType = getNamedType(type.getFields().pageInfo!.type) as GraphQLObjectType;
  const size = raw(String(page.size));
  const bool = (value: boolean) => (value ? "true" : "false");
  const more = (): Piece => {
    needs.page = true;
    needs.more = true;
    return sql`CASE WHEN count(*) > ${size} THEN 'true' ELSE 'false' END`;
  };
  const cursorAt = (firstRow: boolean): Piece => {
    needs.page = true;
    needs.number = true;
    if (!firstRow) needs.size = true;
    const at = firstRow ? raw("1") : sql`least(${row}."##",${size})`;
    return sql`coalesce('"'||max(${page.keyset.cursor(row)}) FILTER (WHERE ${row}."#" = ${at} AND ${row}."#" <= ${size})||'"','null')`;
  };
  const pieces: Piece[] = ["{"];
  for (const [key, fieldNodes] of collectSubfields(compiler.selections, infoType, nodes)) {
    pieces.push(`${pieces.length > 1 ? "," : ""}"${key}":`);
    const name = fieldNodes[0]!.name.value;
    if (name === "__typename") pieces.push(`"${infoType.name}"`);
    else if (name === "hasNextPage") pieces.push(page.backward ? bool(page.hasBefore) : more());
    else if (name === "hasPreviousPage") pieces.push(page.backward ? more() : bool(page.hasAfter));
    else pieces.push(cursorAt((name === "startCursor") !== page.backward));
  }
  pieces.push("}");
  return pieces;
}
