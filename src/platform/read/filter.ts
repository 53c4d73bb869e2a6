import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType, isInputObjectType } from "graphql";
import { invalid } from "../errors";
import { and, FALSE, ident, or, raw, type Sql, sql, TRUE } from "../sql";
import type { Arg, FilterRead } from "./declare";
import type { Model } from "./model";
import type { Scope } from "./scope";

/** A condition over a row of which not everything is known. */
export interface Doubt {
  /** True: holds where it may have held. False: holds where it must have held. */
  readonly possible: boolean;
  /** Whether what a field of the filter asks for may have been another than the row says. */
  readonly changed: (field: string) => Sql;
}

const doubted = (condition: Sql, name: string, doubt: Doubt | undefined): Sql => {
  if (!doubt) return condition;
  const changed = doubt.changed(name);
  if (changed === FALSE) return condition;
  return doubt.possible ? or(condition, changed) : and(condition, sql`NOT (${changed})`);
};

/**
 * The one compiler of filters: a filter input's given fields become a condition over a row. Lists, saved views, rules
 * and streams all ask this.
 */
export class FilterCompiler {
  private aliases = 0;
  /** What only the database can say against the arguments that were met, once for each. */
  readonly refusals: Sql[] = [];
  private readonly asked = new Set<Arg>();

  constructor(private readonly model: Model) {}

  /** All given fields must hold; a null where an object may stand says nothing. */
  condition(type: GraphQLInputObjectType, arg: Arg, row: Sql, scope: Scope, doubt?: Doubt): Sql {
    if (arg.value === null) return TRUE;
    const definitions = type.getFields();
    return and(
      ...Object.entries(arg.fields ?? {}).map(([name, field]) => {
        if (field.value === null) return TRUE;
        const within = (item: Arg) => this.condition(type, item, row, scope, doubt);
        if (name === "not") {
          const other = doubt && { ...doubt, possible: !doubt.possible };
          return sql`(${this.condition(type, field, row, scope, other)}) IS NOT TRUE`;
        }
        if (name === "and") return and(...(field.items ?? []).map(within));
        if (name === "or") return or(...(field.items ?? []).map(within));
        const definition = definitions[name];
        const read = definition?.extensions.filter as FilterRead | undefined;
        if (!definition || !read) throw new Error(`${type.name}.${name} declares no condition`);
        if (read.kind === "compare")
          return doubted(compare(read.sql(row, scope), read.type, field, read.nullsLast), name, doubt);
        if (read.kind === "custom") {
          if (read.refuses && !this.asked.has(field)) this.refusals.push(read.refuses(field));
          this.asked.add(field);
          return doubted(read.sql(row, field, scope), name, doubt);
        }
        const nested = getNamedType(definition.type);
        if (!isInputObjectType(nested)) throw new Error(`${type.name}.${name} must be a filter input`);
        const entity = this.model.entityOf(read.of());
        const target = ident(`f${++this.aliases}`);
        const related = sql`EXISTS (SELECT 1 FROM ${entity.table} ${target} WHERE ${and(
          read.on(target, row),
          scope.visible(entity.entity, target),
          this.condition(nested, field, target, scope),
        )})`;
        return doubted(related, name, doubt);
      }),
    );
  }
}

/** Refuses at start-up a filter field that declares no condition. */
export function checkFilters(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type) || !type.name.endsWith("Filter")) continue;
    const fields = Object.values(type.getFields());
    if (!fields.some((field) => field.extensions.filter)) continue;
    for (const field of fields)
      if (!field.extensions.filter && !["and", "or", "not"].includes(field.name))
        throw new Error(`${type.name}.${field.name} declares no condition`);
  }
}

function compare(value: Sql, type: string, arg: Arg, nullsLast = false): Sql {
  const cast = raw(`::${type}`);
  // Bounds are finite: a null that stands at the far end is beyond them as it is for the column itself.
  const late = nullsLast ? sql`coalesce(${value},'infinity')` : value;
  const after = (operator: string, operand: Arg) => {
    const bound = sql`${raw(operator)} ${operand.sql}${cast}`;
    // Said of both, so that the order with the nulls behind may begin there too.
    return nullsLast ? sql`(coalesce(${value},'-infinity') ${bound} AND ${late} ${bound})` : sql`${value} ${bound}`;
  };
  const conditions = Object.entries(arg.fields ?? {}).map(([operator, operand]): Sql => {
    if (operator === "isNull") {
      if (operand.value === null) return TRUE;
      if (nullsLast)
        return operand.value ? sql`${late} = 'infinity'` : sql`coalesce(${value},'-infinity') > '-infinity'`;
      return sql`${value} IS ${raw(operand.value ? "NULL" : "NOT NULL")}`;
    }
    if (operator === "eq") return operand.value === null ? sql`${value} IS NULL` : sql`${late} = ${operand.sql}${cast}`;
    if (operand.value === null) return TRUE;
    switch (operator) {
      case "in":
        return among(value, type, operand);
      case "notIn":
        return sql`(${among(value, type, operand)}) IS NOT TRUE`;
      case "lt":
        return sql`${late} < ${operand.sql}${cast}`;
      case "lte":
        return sql`${late} <= ${operand.sql}${cast}`;
      case "gt":
        return after(">", operand);
      case "gte":
        return after(">=", operand);
      case "past":
        return and(sql`${late} >= casegraph_now() - ${operand.sql}::interval`, sql`${late} <= casegraph_now()`);
      case "next":
        return and(sql`${late} >= casegraph_now()`, sql`${late} <= casegraph_now() + ${operand.sql}::interval`);
      case "contains":
        return sql`lower(${value}) LIKE '%'||casegraph_like(lower(${operand.sql}::text))||'%'`;
      case "startsWith":
        // LIKE both times, so that one index of a text's parts serves either.
        return sql`lower(${value}) LIKE casegraph_like(lower(${operand.sql}::text))||'%'`;
      case "any":
        return sql`${value} && ${operand.sql}${cast}`;
      case "all":
        return sql`${value} @> ${operand.sql}${cast}`;
      case "none":
        return sql`NOT (${value} && ${operand.sql}${cast})`;
      default:
        throw invalid({ path: `${arg.path}.${operator}`, rule: "comparator", message: "is no comparator" });
    }
  });
  return and(...conditions);
}

/** Enum lists stand in the text, so that partial indexes serve them; all else is one array parameter. */
function among(value: Sql, type: string, operand: Arg): Sql {
  const items = operand.value as readonly unknown[];
  return items.length === 0 ? FALSE : sql`${value} = ANY(${operand.sql}${raw(`::${type}[]`)})`;
}
