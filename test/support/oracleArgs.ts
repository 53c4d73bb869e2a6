import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
} from "graphql";
import type { Violation } from "../../src/platform/errors";
import { typeOfId } from "../../src/platform/ids";
import type { Arg, Args, Read } from "../../src/platform/read/declare";
import { millisecondsOf } from "../../src/platform/scalars/time";
import { join, literal, raw, type Sql, sql } from "../../src/platform/sql";

/** A coerced value as declarations take it. */
export function argOf(type: GraphQLInputType, value: unknown, path: string): Arg {
  const inner = getNullableType(type);
  if (value === null || value === undefined) return { value: null, sql: raw("NULL"), path };
  const named = getNamedType(inner);
  if (isListType(inner)) {
    const given = value as readonly unknown[];
    const items = given.map((item, i) => argOf(inner.ofType, item, `${path}.${i}`));
    if (isInputObjectType(named)) return { value, items, path, sql: raw("NULL") };
    if (!isEnumType(named)) return { value, path, sql: sql`${value}` };
    const texts = given.map((item) => literal(String(item)));
    return { value, path, sql: sql`ARRAY[${join(texts, ",")}]` };
  }
  if (isInputObjectType(inner)) {
    const fields: Record<string, Arg> = {};
    for (const [name, item] of Object.entries(value as Record<string, unknown>))
      fields[name] = argOf(inner.getFields()[name]!.type, item, `${path}.${name}`);
    return { value, fields, path, sql: raw("NULL") };
  }
  if (inner.toString() === "JSONObject") {
    const given = value as Record<string, unknown>;
    return { value, path, sql: constant(inner, value), made: (of) => sql`${of(given)}` };
  }
  return { value, path, sql: constant(inner, value) };
}

function constant(type: GraphQLInputType, value: unknown): Sql {
  if (isEnumType(type)) return literal(String(value));
  if (typeof value === "boolean") return raw(String(value));
  if (type.toString() === "Duration") return sql`${`${millisecondsOf(String(value))! / 1000} s`}`;
  return sql`${value}`;
}

/** What is wrong with a value by itself: no id where one is wanted, or a text that PostgreSQL cannot hold. */
export function faultsOf(type: GraphQLInputType, value: unknown, path: string): Violation[] {
  if (value === null || value === undefined) return [];
  const inner = getNullableType(type);
  if (isListType(inner))
    return (value as readonly unknown[]).flatMap((item, i) => faultsOf(inner.ofType, item, `${path}.${i}`));
  if (isInputObjectType(inner))
    return Object.entries(value as Record<string, unknown>).flatMap(([name, item]) => {
      const field = inner.getFields()[name]!;
      const at = `${path}.${name}`;
      if (field.extensions.notNegative && String(item).startsWith("-"))
        return [{ path: at, rule: "notNegative", message: "" }];
      return faultsOf(field.type, item, at);
    });
  if (inner.toString() === "JSONObject")
    return JSON.stringify(value).includes("\\u0000") ? [{ path, rule: "text", message: "" }] : [];
  if (!isScalarType(inner) || typeof value !== "string") return [];
  if (inner.name === "ID") return typeOfId(value) === null ? [{ path, rule: "id", message: "" }] : [];
  return value.includes("\0") ? [{ path, rule: "text", message: "" }] : [];
}

export type Given = Record<string, unknown>;
export type Field = GraphQLField<unknown, unknown>;

/** What is beside a row, as a row of its own. */
export const besideOf = ({ beside }: Extract<Read, { kind: "sql" | "json" }>, row: Sql): Sql =>
  beside ? sql`(SELECT beside FROM ${raw(beside.table)} beside WHERE ${beside.on(raw("beside"), row)})` : raw("NULL");

export function argsOf(field: Field, given: Given): Args {
  const args: Record<string, ReturnType<typeof argOf> | undefined> = {};
  for (const { name, type } of field.args)
    args[name] = given[name] === undefined ? undefined : argOf(type, given[name], name);
  return args;
}
