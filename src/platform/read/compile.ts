import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { invalid } from "../errors";
import { typeOfId } from "../ids";
import { and, ident, join, or, type Param, raw, type Sql, sql, TRUE } from "../sql";
import { argumentsOf, paramsOf } from "./args";
import { collectSubfields, type Selections } from "./collect";
import type { Arg, Args, Beside, Read, ReadFinished, ReadList, ReadOne, ReadRows } from "./declare";
import { type Doubt, FilterCompiler } from "./filter";
import { connectionText } from "./connectionText";
import { concat, leaf, type Piece } from "./json";
import { byId, type Json, jsonValue } from "./jsonText";
import type { Entity, FieldRead, Model } from "./model";
import { columnsFor } from "./narrow";
import { type Past, staying } from "./past";
import { cases, Joins, type Nodes, present, type Row, text } from "./row";
import type { Scope } from "./scope";
import { textOf } from "./source";

const NULL = raw("'null'");
/** Ids that `nodes` takes at once: a page's worth. */
const MOST_IDS = 200;

/** Compiles the fields of one operation into SQL that builds their JSON text. One compiler, one statement. */
export class Compiler {
  private aliases = 0;
  private readonly filters: FilterCompiler;
  /** Finished fields met on the way, by the number that stands in their marker. */
  readonly finished: ReadFinished["finish"][] = [];
  /** Every argument met on the way: a bad one is refused also where the statement has no use for it. */
  readonly checks: Param[] = [];

  constructor(
    readonly model: Model,
    readonly scope: Scope,
    readonly selections: Selections,
    readonly secret: string,
    /** Names the markers of finished fields; random, so that no data can pass for one. */
    private readonly marker: string,
  ) {
    this.filters = new FilterCompiler(model);
  }

  /** What only the database can say against arguments met so far: a json list of violations as text, or null, each. */
  get refusals(): readonly Sql[] {
    return this.filters.refusals;
  }

  /** The value of a root field as JSON text, never null. */
  root(field: GraphQLField<unknown, unknown>, nodes: Nodes): Piece[] {
    const row: Row = { alias: raw("root"), entity: null, joins: new Joins() };
    const read = this.model.readOf(field);
    if (!read) throw new Error(`${field.name} declares no read`);
    return this.read(field, read, nodes, row);
  }

  /** The value of a field whose content code answered: `source` is the json of it. */
  value(type: GraphQLOutputType, nodes: Nodes, source: Sql, joins: Joins): Json {
    return jsonValue(this, type, nodes, { sql: source, binary: false }, joins);
  }

  /** Of a payload that code answered: the entity in one of its fields is visible and fits the field's filter argument. */
  subject(field: GraphQLField<unknown, unknown>, name: string, args: Args, source: Sql, joins: Joins): Sql {
    const type = getNamedType(field.type) as GraphQLObjectType;
    const rows = byId(this, getNamedType(type.getFields()[name]!.type), sql`(${source}->${raw(`'${name}'`)})`, joins);
    return or(...rows.map((row) => and(present(row), this.filter(field, args.filter, row.alias))));
  }

  /** As `subject`, where what leaves is told too: whether the entity stays, null where it is neither there nor leaving. */
  stay(field: GraphQLField<unknown, unknown>, name: string, past: Past, args: Args, source: Sql): Sql {
    const id = (key: string) => sql`(${source}->>${raw(`'${key}'`)})::uuid`;
    return staying({
      past,
      entity: this.model.entityOf(past.entity()),
      scope: this.scope,
      row: id(name),
      event: id("entry"),
      filter: (row, doubt) => this.filter(field, args.filter, row, doubt),
    });
  }

  /** A condition of a filter argument over a row. */
  filter(field: GraphQLField<unknown, unknown>, arg: Arg | undefined, row: Sql, doubt?: Doubt): Sql {
    const definition = field.args.find((a) => a.name === "filter");
    const type = definition && getNamedType(definition.type);
    if (!arg || !isInputObjectType(type)) return and();
    return this.filters.condition(type, arg, row, this.scope, doubt);
  }

  alias(): Sql {
    return ident(`t${++this.aliases}`);
  }

  /** `{…}` of a row whose type is known, or told by the row's kind. */
  object(type: GraphQLNamedType, nodes: Nodes, row: Row): Sql {
    if (!row.entity) throw new Error(`${type.name} has no table`);
    const variants = this.model.variants(type, row.entity, row.alias);
    const [first, ...others] = variants;
    if (!first) return NULL;
    const signature = (variant: { type: GraphQLObjectType }) =>
      [...collectSubfields(this.selections, variant.type, nodes)].flatMap(([key, found]) => [key, ...found]);
    const wanted = signature(first);
    const alike = others.every((other) => {
      const found = signature(other);
      return found.length === wanted.length && found.every((part, i) => part === wanted[i]);
    });
    if (alike) {
      const name: Piece[] =
        others.length === 0
          ? [first.type.name]
          : [sql`CASE ${cases(variants.map((v) => ({ when: v.when, gives: raw(`'${v.type.name}'`) })))} END`];
      return concat(this.fields(first.type, nodes, row, name));
    }
    const texts = variants.map((v) => ({
      when: v.when,
      gives: concat(this.fields(v.type, nodes, row, [v.type.name])),
    }));
    return sql`CASE ${cases(texts)} ELSE 'null' END`;
  }

  fields(type: GraphQLObjectType, nodes: Nodes, row: Row, typeName: Piece[] = [type.name]): Piece[] {
    const pieces: Piece[] = ["{"];
    for (const [key, fieldNodes] of collectSubfields(this.selections, type, nodes)) {
      pieces.push(`${pieces.length > 1 ? "," : ""}"${key}":`);
      const name = fieldNodes[0]!.name.value;
      if (name === "__typename") pieces.push(`"`, ...typeName, `"`);
      else pieces.push(...this.field(type, type.getFields()[name]!, fieldNodes, row));
    }
    pieces.push("}");
    return pieces;
  }

  field(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: Nodes, row: Row): Piece[] {
    const read = this.model.readOf(field);
    if (read) return this.read(field, read, nodes, row);
    if (row.entity) throw new Error(`${type.name}.${field.name} cannot be read from ${row.entity.name}`);
    const value = jsonValue(
      this,
      field.type,
      nodes,
      { sql: sql`(${row.alias}->${raw(`'${field.name}'`)})`, binary: row.binary === true },
      row.joins,
    );
    row.required?.push(value.there);
    return value.pieces;
  }

  private read(field: GraphQLField<unknown, unknown>, read: FieldRead, nodes: Nodes, row: Row): Piece[] {
    const args = argumentsOf(field, nodes[0]!, this.selections.variables);
    for (const arg of Object.values(args)) if (arg) this.checks.push(...paramsOf(arg));
    switch (read.kind) {
      case "column":
        return leaf(field.type, sql`${row.alias}.${read.column}`);
      case "sql":
        return leaf(field.type, read.sql(row.alias, this.scope, args, this.beside(read.beside, row)));
      case "relation":
        return this.relation(field, read, nodes, row);
      case "one":
        return this.one(field, read, nodes, row, args);
      case "list":
        return [this.list(field, read, nodes, row, args)];
      case "connection":
        return [connectionText(this, field, read, nodes, row, args)];
      case "rows":
        return [this.rows(field, read, nodes, row, args)];
      case "embed": {
        const object = this.embedded(field, nodes, row);
        return [read.when ? sql`CASE WHEN ${read.when(row.alias, this.scope)} THEN ${object} ELSE 'null' END` : object];
      }
      case "json":
        return jsonValue(
          this,
          field.type,
          nodes,
          {
            sql: sql`(${read.sql(row.alias, this.scope, args, this.beside(read.beside, row))})::jsonb`,
            binary: true,
          },
          row.joins,
        ).pieces;
      case "union":
        return [this.union(field, read, nodes, row)];
      case "node":
        return [this.node(field, nodes, args)];
      case "finished":
        return [this.finish(field, read, nodes, row, args)];
    }
  }

  private beside(wanted: Beside | undefined, row: Row): Sql {
    if (!wanted) return NULL;
    return row.joins.add(
      `${text(row.alias)}+${wanted.table}`,
      (alias) => sql` LEFT JOIN ${ident(wanted.table)} ${alias} ON ${wanted.on(alias, row.alias)}`,
      () => this.alias(),
    );
  }

  private embedded(field: GraphQLField<unknown, unknown>, nodes: Nodes, row: Row): Sql {
    const type = getNamedType(field.type);
    if (!isObjectType(type)) throw new Error(`${field.name} must be an object to be embedded`);
    return concat(this.fields(type, nodes, row));
  }

  private relation(
    field: GraphQLField<unknown, unknown>,
    read: Extract<FieldRead, { kind: "relation" }>,
    nodes: Nodes,
    row: Row,
  ): Piece[] {
    const entity = this.model.entityOf(read.target);
    const alias = row.joins.add(
      `${text(row.alias)}.${text(read.column)}>${entity.name}`,
      (target) =>
        sql` LEFT JOIN ${entity.table} ${target} ON ${and(
          sql`${target}.${read.key} = ${row.alias}.${read.column}`,
          this.scope.visible(entity.entity, target),
        )}`,
      () => this.alias(),
    );
    return this.joined(field.type, nodes, { alias, entity, joins: row.joins });
  }

  /** The object of a left-joined row, or null where none came. */
  private joined(type: GraphQLOutputType, nodes: Nodes, row: Row): Piece[] {
    const object = this.object(getNamedType(type), nodes, row);
    return [sql`CASE WHEN ${row.alias}.${row.entity!.key} IS NULL THEN 'null' ELSE ${object} END`];
  }

  private one(field: GraphQLField<unknown, unknown>, read: ReadOne, nodes: Nodes, row: Row, args: Args): Piece[] {
    const entity = this.model.entityOf(read.of());
    const target = this.alias();
    const joins = new Joins();
    const where = and(read.on(target, row.alias, this.scope, args), this.seen(read, entity, target, row));
    const object = this.object(getNamedType(field.type), nodes, { alias: target, entity, joins });
    const order = read.order ? sql` ORDER BY ${read.order(target, row.alias)},${target}.${entity.key}` : raw("");
    return [
      sql`coalesce((SELECT ${object} FROM ${entity.table} ${target}${joins.sql} WHERE ${where}${order} LIMIT 1),'null')`,
    ];
  }

  /** Who sees the target's rows; those that hang on a row that was read are not asked whether that row may be seen. */
  seen(read: { readonly hangsOn?: string }, entity: Entity, target: Sql, row: Row): Sql {
    const scope =
      read.hangsOn && row.entity
        ? this.scope.knowing(row.entity.entity, sql`${target}.${raw(read.hangsOn)}`)
        : this.scope;
    return scope.visible(entity.entity, target);
  }

  private list(field: GraphQLField<unknown, unknown>, read: ReadList, nodes: Nodes, row: Row, args: Args): Sql {
    const entity = this.model.entityOf(read.of());
    const target = this.alias();
    const joins = new Joins();
    const joined = read.join ? sql` ${read.join(target, row.alias, this.scope, args)}` : raw("");
    const where = and(
      read.where(target, row.alias, this.scope, args),
      this.seen(read, entity, target, row),
      this.filter(field, args.filter, target),
    );
    // The id last: rows that the declared order leaves level come in the same order every time.
    const order = sql`${read.order(target, row.alias)},${target}.${entity.key}`;
    const named = getNamedType(field.type);
    if (!read.limit) {
      const object = this.object(named, nodes, { alias: target, entity, joins });
      return sql`(SELECT concat('[',string_agg(${object},',' ORDER BY ${order}),']') FROM ${entity.table} ${target}${joined}${joins.sql} WHERE ${where})`;
    }
    const outer = this.alias();
    const object = this.object(named, nodes, { alias: outer, entity, joins });
    const rows = sql`SELECT ${columnsFor(target, outer)} FROM ${entity.table} ${target}${joined} WHERE ${where} ORDER BY ${order} LIMIT ${raw(String(read.limit(args)))}`;
    if (joins.none) return sql`(SELECT concat('[',string_agg(${object},','),']') FROM (${rows}) ${outer})`;
    return sql`(SELECT concat('[',string_agg(${object},',' ORDER BY ${outer}."#"),']') FROM (SELECT x.*,row_number() OVER () AS "#" FROM (${rows}) x) ${outer}${joins.sql})`;
  }

  /** Objects out of the declaration's own SELECT; one that lacks what it must have is not there. */
  private rows(field: GraphQLField<unknown, unknown>, read: ReadRows, nodes: Nodes, row: Row, args: Args): Sql {
    const alias = this.alias();
    const required: Sql[] = [];
    const found: Row = { alias, entity: null, joins: new Joins(), required };
    const object = concat(this.fields(getNamedType(field.type) as GraphQLObjectType, nodes, found));
    const there = and(...required);
    const filter = there === TRUE ? raw("") : sql` FILTER (WHERE ${there})`;
    const select = read.select(row.alias, this.scope, args, (target) => this.filter(field, args.filter, target));
    return sql`(SELECT concat('[',string_agg(${object},',' ORDER BY ${alias}."#")${filter},']') FROM (SELECT x.*,row_number() OVER () AS "#" FROM (${select}) x) ${alias}${found.joins.sql})`;
  }

  private union(
    field: GraphQLField<unknown, unknown>,
    read: Extract<Read, { kind: "union" }>,
    nodes: Nodes,
    row: Row,
  ): Sql {
    const named = getNamedType(field.type);
    const rows: Row[] = [];
    const alternatives = read.of.map((alternative, i) => {
      const entity = this.model.entityOf(alternative.entity());
      const alias = row.joins.add(
        `${text(row.alias)}.${field.name}#${i}`,
        (target) =>
          sql` LEFT JOIN ${entity.table} ${target} ON ${and(
            alternative.on(target, row.alias, this.scope),
            this.scope.visible(entity.entity, target),
          )}`,
        () => this.alias(),
      );
      const found: Row = { alias, entity, joins: row.joins };
      rows.push(found);
      return sql`WHEN ${present(found)} THEN ${this.object(named, nodes, found)}`;
    });
    if (isNonNullType(field.type)) row.required?.push(or(...rows.map(present)));
    return sql`CASE ${join(alternatives, " ")} ELSE 'null' END`;
  }

  /** `node` and `nodes`: the tables that the ids' type numbers name, and no others. */
  private node(field: GraphQLField<unknown, unknown>, nodes: Nodes, args: Args): Sql {
    const plural = args.ids !== undefined;
    const arg = args.ids ?? args.id;
    if (!arg) throw new Error(`${field.name} takes id or ids`);
    const ids = plural ? (arg.value as readonly unknown[]) : [arg.value];
    if (ids.length > MOST_IDS)
      throw invalid({ path: "ids", rule: "maxItems", message: `must be at most ${MOST_IDS} ids` });
    const entities = [...new Set(ids.map((id) => typeOfId(String(id))))].flatMap((number) =>
      number === null ? [] : (this.model.entityOfNumber(number) ?? []),
    );
    const given = this.alias();
    const joins = new Joins();
    const objects = entities.map((entity) => {
      const alias = this.alias();
      joins.add(
        text(alias),
        () =>
          sql` LEFT JOIN ${entity.table} ${alias} ON ${and(
            sql`${alias}.${entity.key} = ${given}.id`,
            this.scope.visible(entity.entity, alias),
          )}`,
        () => alias,
      );
      return sql`WHEN ${alias}.${entity.key} IS NOT NULL THEN ${this.object(getNamedType(field.type), nodes, { alias, entity, joins })}`;
    });
    const object = objects.length > 0 ? sql`CASE ${join(objects, " ")} ELSE 'null' END` : NULL;
    const source = plural ? sql`unnest(${arg.sql}::uuid[])` : sql`unnest(ARRAY[${arg.sql}::uuid])`;
    const one = sql`SELECT string_agg(${object},',' ORDER BY ${given}.n) FROM ${source} WITH ORDINALITY ${given}(id,n)${joins.sql}`;
    return plural ? sql`concat('[',(${one}),']')` : sql`(${one})`;
  }

  private finish(field: GraphQLField<unknown, unknown>, read: ReadFinished, nodes: Nodes, row: Row, args: Args): Sql {
    const selected = (value: unknown) => JSON.parse(textOf(this.selections, field.type, nodes, value)) as unknown;
    const finish: ReadFinished["finish"] = isLeafType(getNamedType(field.type))
      ? read.finish
      : async (rows, context) => (await read.finish(rows, context)).map(selected);
    const number = this.finished.push(finish) - 1;
    const needs: Piece[] = [`{"${this.marker}":${number},"needs":`];
    const pairs = Object.entries(read.needs).map(
      ([name, need]) => sql`${raw(`'${name}'`)},${need(row.alias, this.scope, args)}`,
    );
    needs.push(sql`json_build_object(${join(pairs, ",")})::text`, "}");
    return concat(needs);
  }
}
