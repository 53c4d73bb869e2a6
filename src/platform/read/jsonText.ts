import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { and, or, raw, type Sql, sql, TRUE } from "../sql";
import type { Compiler } from "./compile";
import { concat, type Piece } from "./json";
import type { Entity } from "./model";
import { cases, Joins, type Nodes, present, type Row, text } from "./row";

/** An expression of json, or of jsonb. */
interface JsonSource {
  readonly sql: Sql;
  readonly binary: boolean;
}

const isA = (kind: "array" | "object", { sql: source, binary }: JsonSource): Sql =>
  sql`${raw(binary ? "jsonb_typeof" : "json_typeof")}(${source}) = ${raw(`'${kind}'`)}`;

export interface Json {
  readonly pieces: Piece[];
  readonly there: Sql;
}

/**
 * A value out of json: plain fields by key, entities by their id. `there` says when it may stand: a non-null field that
 * the viewer may not see takes its object with it, up to the first nullable place, as GraphQL has it.
 */
export function jsonValue(
  compiler: Compiler,
  type: GraphQLOutputType,
  nodes: Nodes,
  source: JsonSource,
  joins: Joins,
): Json {
  const inner = getNullableType(type);
  const required = isNonNullType(type);
  if (isLeafType(inner)) return { pieces: [sql`coalesce((${source.sql})::text,'null')`], there: TRUE };
  if (isListType(inner)) {
    const list = jsonList(compiler, inner.ofType, nodes, source);
    const pieces = required ? [list] : [sql`CASE WHEN ${isA("array", source)} THEN ${list} ELSE 'null' END`];
    return { pieces, there: TRUE };
  }
  const named = getNamedType(inner);
  let object: Sql;
  let there: Sql;
  if (isObjectType(named) && !compiler.model.entityOfType(named.name)) {
    const conditions: Sql[] = [];
    const row: Row = { alias: source.sql, entity: null, joins, required: conditions, binary: source.binary };
    object = concat(compiler.fields(named, nodes, row));
    there = required ? and(...conditions) : and(isA("object", source), ...conditions);
  } else {
    const rows = byId(compiler, named, source.sql, joins);
    object = sql`CASE ${cases(
      rows.map((row) => ({ when: present(row), gives: compiler.object(named, nodes, row) })),
    )} ELSE 'null' END`;
    there = or(...rows.map(present));
  }
  if (required) return { pieces: [object], there };
  return { pieces: [there === TRUE ? object : sql`CASE WHEN ${there} THEN ${object} ELSE 'null' END`], there: TRUE };
}

function jsonList(
  compiler: Compiler,
  itemType: GraphQLOutputType,
  nodes: Nodes,
  { sql: source, binary }: JsonSource,
): Sql {
  const item = compiler.alias();
  const joins = new Joins();
  const value = jsonValue(compiler, itemType, nodes, { sql: sql`${item}.v`, binary }, joins);
  // What the viewer may not see is not in a list that cannot hold nulls.
  const seen = value.there === TRUE ? raw("") : sql` FILTER (WHERE ${value.there})`;
  const only = value.pieces.length === 1 ? value.pieces[0] : undefined;
  const text = typeof only === "object" ? only : concat(value.pieces);
  // Without joins the items come as they stand.
  const [order, items] = joins.none
    ? [raw(""), sql`${item}(v)`]
    : [sql` ORDER BY ${item}.n`, sql`WITH ORDINALITY ${item}(v,n)`];
  const list = (of: Sql) =>
    sql`(SELECT concat('[',string_agg(${text},','${order})${seen},']') FROM ${of} ${items}${joins.sql})`;
  // A column's list is most often empty, which is told without taking it apart; what code answers need not be a list.
  return binary
    ? sql`CASE WHEN ${source} = '[]' THEN '[]' ELSE ${list(sql`jsonb_array_elements(${source})`)} END`
    : list(sql`json_array_elements(CASE WHEN json_typeof(${source}) = 'array' THEN ${source} ELSE '[]' END)`);
}

/** The rows that an id in json may name, one for each table that may answer this type. */
export function byId(compiler: Compiler, type: GraphQLNamedType, source: Sql, joins: Joins): Row[] {
  return entitiesOf(compiler, type).map((entity) => {
    const alias = joins.add(
      `${text(source)}>${entity.name}`,
      (target) =>
        sql` LEFT JOIN ${entity.table} ${target} ON ${and(
          sql`${target}.${entity.key} = (${source}#>>'{}')::uuid`,
          compiler.scope.visible(entity.entity, target),
        )}`,
      () => compiler.alias(),
    );
    return { alias, entity, joins };
  });
}

function entitiesOf(compiler: Compiler, type: GraphQLNamedType): Entity[] {
  const own = compiler.model.entityOfType(type.name);
  if (own) return [own];
  const possible = isObjectType(type) ? [] : compiler.model.schema.getPossibleTypes(type as never);
  return [...new Set(possible.flatMap((concrete) => compiler.model.entityOfType(concrete.name) ?? []))];
}
