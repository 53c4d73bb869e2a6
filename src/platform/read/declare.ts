import { Extensions } from "type-graphql";
import { and, raw, type Sql, sql } from "../sql";
import type { EntityClass, Scope } from "./scope";

/*
 * How a field is read, said beside its @Field, @FieldResolver or @Query. A field of an entity that is a column or a
 * many-to-one relation of the same name needs none of these. Resolver methods that carry one are declarations: they are
 * compiled into the operation's one statement and never run (their body is `return compiled()`).
 */

/** A coerced argument value inside the statement that is being compiled. */
export interface Arg {
  /** The value of this very request. Looking at it makes it part of the plan's key only if its shape says so: enums, booleans, null or not, which keys. */
  readonly value: unknown;
  /** As a parameter of the statement; cast it: sql`${args.at.sql}::timestamptz`. For lists, an array. */
  readonly sql: Sql;
  /** Of an input object: its given fields. */
  readonly fields?: Readonly<Record<string, Arg>>;
  /** Of a list of input objects: its items. */
  readonly items?: readonly Arg[];
  /**
   * Of a JSONObject: a parameter made of its value. The plan is kept by the value's shape: its comparators in their places,
   * the kinds of their operands, true and false. Keys, texts and numbers differ from run to run.
   */
  readonly made?: (of: (value: Readonly<Record<string, unknown>>) => unknown) => Sql;
  /** Where it was given, for violations: `filter.or.0.title`. */
  readonly path: string;
}
export type Args = Readonly<Record<string, Arg | undefined>>;

/** A row of another table that belongs to the row, at most one: joined once, however many fields need it. */
export interface Beside {
  readonly table: string;
  readonly on: (beside: Sql, row: Sql) => Sql;
}
/** A scalar, enum, or list of these, as an SQL expression of the column's native type over the row and what is beside it. */
export interface ReadSql {
  readonly kind: "sql";
  readonly sql: (row: Sql, scope: Scope, args: Args, beside: Sql) => Sql;
  readonly beside?: Beside;
}
/**
 * The target's column that holds the id of the row it is read from. It is a condition of its own, and a policy that asks
 * for that row is spared the look: whoever reads it here sees it. That is a third of the cost of a list with lists in it.
 */
interface Hanging {
  readonly hangsOn?: string;
}
/** A single related row by a condition that at most one row meets, or the first by `order`. */
export interface ReadOne extends Hanging {
  readonly kind: "one";
  readonly of: () => EntityClass;
  readonly on: (target: Sql, row: Sql, scope: Scope, args: Args) => Sql;
  /** When several rows meet the condition: the first in this order. */
  readonly order?: (target: Sql, row: Sql) => Sql;
}
/** A plain list, short by nature. */
export interface ReadList extends Hanging {
  readonly kind: "list";
  readonly of: () => EntityClass;
  readonly where: (target: Sql, row: Sql, scope: Scope, args: Args) => Sql;
  /** Joins that the condition or order needs, such as a link table. */
  readonly join?: (target: Sql, row: Sql, scope: Scope, args: Args) => Sql;
  readonly order: (target: Sql, row: Sql) => Sql;
  readonly limit?: (args: Args) => number;
}
/** One way to order a connection: the expression, and whether it may be null (nulls come last in both directions). */
export interface OrderTerm {
  readonly sql: (row: Sql) => Sql;
  readonly type: "timestamptz" | "text" | "int" | "bigint" | "date" | "uuid" | (string & {});
  readonly nullable?: boolean;
  /** No two rows are level in it, so that no id need follow. */
  readonly unique?: boolean;
}
export interface OrderBy {
  readonly term: string;
  readonly direction: "ASC" | "DESC";
}
/** A Relay connection: keyset pages over `order` and then the id. */
export interface ReadConnection extends Hanging {
  readonly kind: "connection";
  readonly of: () => EntityClass;
  readonly where?: (target: Sql, row: Sql, scope: Scope, args: Args) => Sql;
  readonly join?: (target: Sql, row: Sql, scope: Scope, args: Args) => Sql;
  /** By the order enum's values; `orderBy` arguments name these. */
  readonly orders: Readonly<Record<string, OrderTerm>>;
  readonly defaultOrder: readonly OrderBy[];
  /** 50 unless told, 200 at most. */
  readonly defaultFirst?: number;
  readonly maxFirst?: number;
}
/**
 * A list of plain objects out of a SELECT of the declaration's own, from as many tables as it likes: search, figures. Each
 * field of the object declares how it is read from the SELECT's columns.
 */
export interface ReadRows {
  readonly kind: "rows";
  /**
   * Answers the rows in their order, with a LIMIT of its own. No wall stands around its columns: it must ask
   * `scope.visible` for every table it tells of. Its text is a plain SELECT, spliced in as a subquery.
   */
  readonly select: (row: Sql, scope: Scope, args: Args, fits: (target: Sql) => Sql) => Sql;
  /** Whose rows the field's `filter` argument is about: `fits` is that filter as a condition over one. */
  readonly of?: () => EntityClass;
}
/** An object whose fields are read from this same row (they carry their own declarations, or are columns of it). */
export interface ReadEmbed {
  readonly kind: "embed";
  /** Null where the object is absent. */
  readonly when?: (row: Sql, scope: Scope) => Sql;
}
/** An object, or a list of them, out of a jsonb expression over the row: plain fields by key, entities by their id. */
export interface ReadJson {
  readonly kind: "json";
  readonly sql: ReadSql["sql"];
  readonly beside?: Beside;
}
/** One of several types: the first alternative whose row is there and visible. */
export interface ReadUnion {
  readonly kind: "union";
  readonly of: readonly {
    readonly entity: () => EntityClass;
    readonly on: (target: Sql, row: Sql, scope: Scope) => Sql;
  }[];
}
/**
 * A value that SQL cannot say: the statement selects what it needs, the function finishes all rows at once. Objects are
 * answered whole, as plain values, of which what is selected is written; they hold no rows of tables.
 */
export interface ReadFinished {
  readonly kind: "finished";
  readonly needs: Readonly<Record<string, (row: Sql, scope: Scope, args: Args) => Sql>>;
  /** Takes a row of `needs` for each place and answers the values in the same order. */
  readonly finish: (rows: readonly Record<string, unknown>[], context: unknown) => Promise<unknown[]> | unknown[];
}
/** `node(id)` and `nodes(ids)`: by the type number inside the id. */
export interface ReadNode {
  readonly kind: "node";
}
export type Read =
  | ReadSql
  | ReadOne
  | ReadList
  | ReadConnection
  | ReadRows
  | ReadEmbed
  | ReadJson
  | ReadUnion
  | ReadFinished
  | ReadNode;

const declare = (read: Read) => Extensions({ read });

export const Computed = (sql: ReadSql["sql"], beside?: Beside) =>
  declare({ kind: "sql", sql, ...(beside && { beside }) });
type Where = ReadList["where"];

const hanging =
  (column: string, where?: Where): Where =>
  (target, row, scope, args) =>
    and(sql`${target}.${raw(column)} = ${row}.id`, where?.(target, row, scope, args));

export const One = (of: ReadOne["of"], on: ReadOne["on"], order?: ReadOne["order"], hangsOn?: string) =>
  declare({
    kind: "one",
    of,
    on: hangsOn ? hanging(hangsOn, on) : on,
    ...(order && { order }),
    ...(hangsOn && { hangsOn }),
  });
/** Which rows: `where`, `hangsOn`, or both. */
export const List = (
  read: Omit<ReadList, "kind" | "where"> &
    ({ readonly where: Where } | { readonly hangsOn: string; readonly where?: Where }),
) => declare({ kind: "list", ...read, where: read.hangsOn ? hanging(read.hangsOn, read.where) : read.where! });
export const Connection = ({ where, ...read }: Omit<ReadConnection, "kind">) => {
  const whole = read.hangsOn ? hanging(read.hangsOn, where) : where;
  return declare({ kind: "connection", ...read, ...(whole && { where: whole }) });
};
export const Rows = (select: ReadRows["select"], of?: ReadRows["of"]) =>
  declare({ kind: "rows", select, ...(of && { of }) });
export const Embed = (when?: ReadEmbed["when"]) => declare({ kind: "embed", ...(when && { when }) });
export const Json = (sql: ReadJson["sql"], beside?: Beside) =>
  declare({ kind: "json", sql, ...(beside && { beside }) });
export const OneOf = (...of: ReadUnion["of"]) => declare({ kind: "union", of });
export const Finished = (read: Omit<ReadFinished, "kind">) => declare({ kind: "finished", ...read });
export const NodeById = () => declare({ kind: "node" });

/** How one field of a filter input becomes a condition. `and`, `or` and `not` need no word. */
export type FilterRead =
  /** A comparator input (eq, in, lt, contains, past …) over an expression; `type` casts its parameters. */
  | {
      readonly kind: "compare";
      readonly sql: (row: Sql, scope: Scope) => Sql;
      readonly type: string;
      /** An instant or date that may be null, by which lists are ordered too: compared through the indexes of those orders. */
      readonly nullsLast?: boolean;
    }
  /**
   * Anything else. `refuses`: what only the database knows to be wrong with the argument, as an expression of its own that
   * answers a json list of violations as text, or null.
   */
  | {
      readonly kind: "custom";
      readonly sql: (row: Sql, arg: Arg, scope: Scope) => Sql;
      readonly refuses?: (arg: Arg) => Sql;
    }
  /** Another filter input over a related row, which must be there and visible. */
  | { readonly kind: "related"; readonly of: () => EntityClass; readonly on: (target: Sql, row: Sql) => Sql };

const declareFilter = (filter: FilterRead) => Extensions({ filter });

/** A comparator over an expression: `@Compare((c) => sql`${c}.opened_at`, "timestamptz")`. */
export const Compare = (
  expression: (row: Sql, scope: Scope) => Sql,
  type: string,
  { nullsLast }: { readonly nullsLast?: boolean } = {},
) => declareFilter({ kind: "compare", sql: expression, type, ...(nullsLast && { nullsLast }) });
export const Condition = (condition: (row: Sql, arg: Arg, scope: Scope) => Sql, refuses?: (arg: Arg) => Sql) =>
  declareFilter({ kind: "custom", sql: condition, ...(refuses && { refuses }) });
export const Related = (of: () => EntityClass, on: (target: Sql, row: Sql) => Sql) =>
  declareFilter({ kind: "related", of, on });

/** Of a duration in an input: refused with a violation where it is negative. */
export const NotNegative = () => Extensions({ notNegative: true });

/** The body of a resolver method that is a declaration. */
export function compiled(): never {
  throw new Error("This field is compiled into the operation's statement; its method is a declaration.");
}
