import {
  type DocumentNode,
  execute,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields";
import type { Pool } from "pg";
import type { DataSource } from "typeorm";
import type { Viewer } from "../../src/platform/access/viewer";
import { notFound, Refusal } from "../../src/platform/errors";
import { typeOfId } from "../../src/platform/ids";
import type { Read, ReadConnection, ReadRows } from "../../src/platform/read/declare";
import { Model } from "../../src/platform/read/model";
import type { EntityClass, Noun } from "../../src/platform/read/scope";
import { join, raw, type Sql, sql } from "../../src/platform/sql";
import type { Ctx } from "../../src/platform/work";
import { argsOf, besideOf, type Field, type Given } from "./oracleArgs";
import { type Refused, Refusals, type Walk } from "./oracleRefusals";
import { matches } from "./oracleFilter";
import { orderOf, pageOf, type Ranks, ranksOf } from "./oraclePages";
import { type Columns, Eyes, Source, type Table, Tables, type Walls } from "./oracleRows";

/** An answer as graphql-js makes it; `refused` names the root fields that were refused, and all that was wrong there. */
export interface Expected {
  readonly data: unknown;
  readonly errors: readonly {
    readonly path?: readonly (string | number)[];
    readonly message: string;
    readonly code: unknown;
  }[];
  readonly refused: ReadonlyMap<string, Refused>;
}
interface Context {
  readonly ctx: Ctx;
  readonly eyes: Eyes;
  readonly refused: ReadonlyMap<string, Refused>;
}

/**
 * Says what an operation must answer: graphql-js walks it, and every field is read by itself, in memory or by one small
 * statement of its declaration's own words. Slow and plain; nothing of how the compiler puts statements together is here.
 */
export class Oracle {
  private readonly tables: Tables;
  private readonly model: Model;
  private readonly eyes = new Map<string, Eyes>();
  private readonly methods = new Map<Field, Field["resolve"]>();
  private readonly refusals: Refusals;

  constructor(
    /** A schema of the oracle's own: its resolvers are replaced. */
    private readonly schema: GraphQLSchema,
    dataSource: DataSource,
    nouns: ReadonlyMap<EntityClass, Noun>,
    private readonly secret: string,
    private readonly walls: Walls | null = null,
  ) {
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    this.tables = new Tables(dataSource, nouns, pool);
    this.model = new Model(schema, dataSource, nouns);
    this.refusals = new Refusals(schema, this.tables, (eyes, read, given) => this.ranks(eyes, read, given));
    for (const type of Object.values(schema.getTypeMap())) {
      if (isAbstractType(type)) type.resolveType = (source) => this.typeOf(source);
      if (!isObjectType(type) || type.name.startsWith("__")) continue;
      type.isTypeOf = undefined;
      for (const field of Object.values(type.getFields())) {
        this.methods.set(field, field.resolve);
        field.resolve = (source, args, context, info) => this.resolve(source, args, context as Context, info, field);
      }
    }
  }

  /** Every cursor of a connection in one order, for a generator to draw from. */
  async cursors(read: ReadConnection, args: Given): Promise<readonly string[]> {
    return (await this.ranks(this.look(null), read, args)).cursors;
  }

  async execute(document: DocumentNode, variables: Given, ctx: Ctx): Promise<Expected> {
    const definition = getOperationAST(document)!;
    const coerced = getVariableValues(this.schema, definition.variableDefinitions ?? [], variables);
    if (coerced.errors)
      return {
        data: null,
        errors: coerced.errors.map((error) => ({ message: error.message, code: "BAD_USER_INPUT" })),
        refused: new Map(),
      };
    const eyes = this.look(ctx.viewer);
    const fragments: Record<string, FragmentDefinitionNode> = {};
    for (const part of document.definitions)
      if (part.kind === Kind.FRAGMENT_DEFINITION) fragments[part.name.value] = part;
    const walk = { fragments, variables: coerced.coerced };
    const root = this.schema.getQueryType()!;
    const refused = new Map<string, Refused>();
    for (const [key, nodes] of collectFields(this.schema, fragments, walk.variables, root, definition.selectionSet)) {
      const found = await this.refusals.of(root, nodes, walk, eyes);
      if (found) refused.set(key, found);
    }
    const contextValue: Context = { ctx, eyes, refused };
    const { data, errors = [] } = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      contextValue,
    });
    return {
      data: data ?? null,
      errors: errors.map(({ path, message, extensions }) => ({
        ...(path && { path: [...path] }),
        message,
        code:
          extensions.code ??
          (path?.length === 1 ? refused.get(String(path[0]))?.code : null) ??
          "INTERNAL_SERVER_ERROR",
      })),
      refused,
    };
  }

  private look(viewer: Viewer | null): Eyes {
    const key = viewer ? `${viewer.personId} ${viewer.permissionClass}` : "";
    const standing = this.eyes.get(key) ?? new Eyes(this.tables, viewer, this.walls);
    this.eyes.set(key, standing);
    return standing;
  }

  private typeOf(source: unknown): string {
    if (!(source instanceof Source) || !source.table) throw new Error("Only rows are of one of several types");
    const { kinds } = source.table.noun;
    if (!kinds) return source.table.name;
    return kinds.types[String(source.columns[source.table.columns.get(kinds.column)!])]!;
  }

  /** The row where it is of this type; null where it is another kind of its table. */
  private fit(type: GraphQLOutputType, row: Source | null | undefined): Source | null {
    if (!row) return null;
    const named = getNamedType(type);
    const own = this.typeOf(row);
    if (named.name === own) return row;
    return isAbstractType(named) && this.schema.isSubType(named, this.schema.getType(own) as GraphQLObjectType)
      ? row
      : null;
  }

  private async resolve(source: unknown, given: Given, context: Context, info: GraphQLResolveInfo, field: Field) {
    const { eyes } = context;
    const refused = info.path.prev ? undefined : context.refused.get(info.path.key as string);
    if (refused) throw new Refusal(refused.code as never, "refused", { violations: refused.violations });
    const read = field.extensions.read as Read | undefined;
    const from = source instanceof Source ? source : null;
    if (read) {
      const at = from ?? sourceOf(source);
      return this.read(at, read, field, given, context, info);
    }
    if (!info.path.prev && info.parentType === this.schema.getQueryType()) {
      const value = await this.methods.get(field)!.call(undefined, source, given, context.ctx, info);
      const plain = await this.plain(field.type, value, info.fieldNodes, walkOf(info), eyes);
      if (plain === null && isNonNullType(field.type) && value !== null) throw notFound("This");
      return plain;
    }
    if (from?.table) {
      const relation = from.table.relations.get(field.name);
      if (relation) {
        const rows = await eyes.rows(this.tables.of(relation.target));
        const wanted = from.columns[relation.column];
        return this.fit(
          field.type,
          [...rows.values()].find((row) => row.columns[relation.key] === wanted),
        );
      }
      return this.leaf(field.type, from.columns[from.table.columns.get(field.name)!]);
    }
    const value = (source as Given)[field.name];
    return this.plain(field.type, value, info.fieldNodes, walkOf(info), eyes);
  }

  private leaf(type: GraphQLOutputType, value: unknown): unknown {
    // Arrays of the database's own enum types come as text.
    if (isListType(getNullableType(type)) && typeof value === "string")
      return value === "{}" ? [] : value.slice(1, -1).split(",");
    return value;
  }

  private async read(
    source: Source,
    read: Read,
    field: Field,
    given: Given,
    context: Context,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { eyes } = context;
    const args = argsOf(field, given);
    const row = source.alias;
    switch (read.kind) {
      case "sql": {
        const walled = eyes.counted(source, field.name);
        return walled
          ? walled[0]
          : this.leaf(field.type, await eyes.value(source, read.sql(row, eyes.scope, args, besideOf(read, row))));
      }
      case "one": {
        const target = this.tables.of(read.of());
        const order = read.order?.(raw("the_target"), row) ?? null;
        const found = await eyes.related(source, target, (t) => read.on(t, row, eyes.scope, args), order);
        return this.fit(field.type, found[0]);
      }
      case "list": {
        const target = this.tables.of(read.of());
        const order = read.order(raw("the_target"), row);
        const joined = read.join?.(raw("the_target"), row, eyes.scope, args) ?? null;
        const all = await eyes.related(source, target, (t) => read.where(t, row, eyes.scope, args), order, joined);
        const found = await this.filtered(all, field, given, eyes);
        return (read.limit ? found.slice(0, read.limit(args)) : found).map((one) => this.fit(field.type, one));
      }
      case "connection": {
        const target = this.tables.of(read.of());
        const where = (t: ReturnType<typeof raw>) => read.where?.(t, row, eyes.scope, args) ?? raw("true");
        const joined = read.join?.(raw("the_target"), row, eyes.scope, args) ?? null;
        const all = await this.filtered(await eyes.related(source, target, where, null, joined), field, given, eyes);
        return { ...pageOf(read, given, all, await this.ranks(eyes, read, given)), [PARENT]: source };
      }
      case "rows":
        return eyes.selected(source, read.select(row, eyes.scope, args, await this.fitting(read, field, given, eyes)));
      case "embed":
        return read.when && (await eyes.value(source, read.when(row, eyes.scope))) !== true ? null : source;
      case "json": {
        const value = await eyes.value(source, sql`(${read.sql(row, eyes.scope, args, besideOf(read, row))})::json`);
        return this.plain(field.type, value, info.fieldNodes, walkOf(info), eyes);
      }
      case "union":
        for (const alternative of read.of) {
          const target = this.tables.of(alternative.entity());
          const [found] = await eyes.related(source, target, (t) => alternative.on(t, row, eyes.scope));
          if (found) return this.fit(field.type, found);
        }
        return null;
      case "node": {
        const find = async (id: string) => {
          const table = this.tables.ofNumber(typeOfId(id));
          return table ? this.fit(field.type, await eyes.row(table, id)) : null;
        };
        return given.ids ? Promise.all((given.ids as string[]).map(find)) : find(given.id as string);
      }
      case "finished": {
        const pairs = Object.entries(read.needs).map(
          ([name, need]) => sql`${raw(`'${name}'`)},${need(row, eyes.scope, args)}`,
        );
        const needs = await eyes.value(source, sql`json_build_object(${join(pairs, ",")})`);
        return (await read.finish([needs as Columns], context.ctx))[0];
      }
    }
  }

  /** The rows that fit and are seen, told one by one: what a declared SELECT may tell of. */
  private async fitting(read: ReadRows, field: Field, given: Given, eyes: Eyes): Promise<(target: Sql) => Sql> {
    if (!read.of) return () => raw("true");
    const rows = [...(await eyes.rows(this.tables.of(read.of()))).values()];
    const ids = (await this.filtered(rows, field, given, eyes)).map((row) => row.id);
    return (target) => sql`${target}.id = ANY (${ids}::uuid[])`;
  }

  private async filtered(rows: Source[], field: Field, given: Given, eyes: Eyes): Promise<Source[]> {
    const definition = field.args.find((arg) => arg.name === "filter");
    if (!definition || given.filter == null) return rows;
    const type = getNamedType(definition.type) as GraphQLInputObjectType;
    const kept: Source[] = [];
    for (const row of rows)
      if (await matches(eyes, row, { type, value: given.filter as Given, path: "filter" })) kept.push(row);
    return kept;
  }

  private ranks(eyes: Eyes, read: ReadConnection, given: Given): Promise<Ranks> {
    return ranksOf(eyes, this.model, this.secret, read, orderOf(read, given));
  }

  /** What code or json answered: entities by their ids, everything else as it is. */
  private async plain(
    type: GraphQLOutputType,
    given: unknown,
    nodes: readonly FieldNode[],
    walk: Walk,
    eyes: Eyes,
  ): Promise<unknown> {
    const value = typeof given === "function" ? await given() : await given;
    if (value === null || value === undefined) return null;
    if (value instanceof Source) return value;
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const items: unknown[] = [];
      for (const item of value as unknown[])
        if (!isNonNullType(inner.ofType) || (await this.stands(inner.ofType, item, nodes, walk, eyes)))
          items.push(await this.plain(inner.ofType, item, nodes, walk, eyes));
      return items;
    }
    if (isLeafType(inner)) return value;
    if (this.tablesOf(inner.name).length > 0) return this.byId(inner.name, value, eyes);
    return (await this.stands(inner, value, nodes, walk, eyes)) ? value : null;
  }

  /** Whether nothing is missing that a selection of this value must have; rows that the viewer may not see are. */
  private async stands(
    type: GraphQLOutputType,
    value: unknown,
    nodes: readonly FieldNode[],
    walk: Walk,
    eyes: Eyes,
  ): Promise<boolean> {
    const inner = getNullableType(type);
    if (isLeafType(inner) || isListType(inner) || value instanceof Source) return true;
    if (this.tablesOf(inner.name).length > 0) return (await this.byId(inner.name, value, eyes)) !== null;
    const object = inner as GraphQLObjectType;
    if (value === null || value === undefined) return false;
    if ("nodes" in (value as Given) && PARENT in (value as Given)) return true;
    for (const found of collectSubfields(this.schema, walk.fragments, walk.variables, object, nodes).values()) {
      const field = object.getFields()[found[0]!.name.value];
      if (!field || field.extensions.read || !isNonNullType(field.type)) continue;
      if (!(await this.stands(field.type, (value as Given)[field.name], found, walk, eyes))) return false;
    }
    return true;
  }

  private tablesOf(type: string): Table[] {
    const own = this.tables.ofType(type);
    if (own) return [own];
    const abstract = this.schema.getType(type);
    if (!isAbstractType(abstract)) return [];
    return this.schema.getPossibleTypes(abstract).flatMap((one) => this.tables.ofType(one.name) ?? []);
  }

  private async byId(type: string, value: unknown, eyes: Eyes): Promise<Source | null> {
    const id = typeof value === "object" ? (value as { id: unknown }).id : value;
    for (const table of this.tablesOf(type)) {
      const row = await eyes.row(table, id);
      if (row) return row;
    }
    return null;
  }
}

const PARENT: unique symbol = Symbol("parent");

const walkOf = (info: GraphQLResolveInfo): Walk => ({ fragments: info.fragments, variables: info.variableValues });

function sourceOf(value: unknown): Source {
  if (value === undefined || value === null) return new Source(null, null, {});
  const parent = (value as { [PARENT]?: Source })[PARENT];
  return parent ?? new Source(null, null, {}, value);
}
