import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  type ValueNode,
  valueFromAST,
} from "graphql";
import { invalid } from "../errors";
import { typeOfId } from "../ids";
import { millisecondsOf } from "../scalars/time";
import { join, literal, Param, paramsIn, type Run, raw, Sql, sql } from "../sql";
import type { Arg } from "./declare";
import { shapeOfJson } from "./jsonShape";

type Variables = Readonly<Record<string, unknown>>;
type Getter = (variables: Variables) => unknown;

/** The arguments of one field, each as its present value and as a parameter that later runs fill anew. */
export function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Record<string, Arg | undefined> {
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument.value]));
  const args: Record<string, Arg | undefined> = {};
  for (const definition of field.args) {
    const value = given.get(definition.name);
    const arg = value && fromNode(definition.type, value, variables, definition.name);
    args[definition.name] =
      arg ??
      (definition.defaultValue === undefined
        ? undefined
        : fromValue(definition.type, definition.defaultValue, null, definition.name));
  }
  return args;
}

/** Every parameter of an argument, however deep. */
export function paramsOf(arg: Arg): Param[] {
  const inside = arg.items ?? (arg.fields && Object.values(arg.fields));
  return inside ? inside.flatMap(paramsOf) : paramsIn(arg.sql);
}

function fromNode(type: GraphQLInputType, node: ValueNode, variables: Variables, path: string): Arg | undefined {
  if (isNonNullType(type)) {
    const arg = fromNode(type.ofType, node, variables, path);
    // A variable that may be null stands here because it has a default.
    if (arg?.value === null) throw invalid({ path, rule: "required", message: "must not be null" });
    return arg;
  }
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    if (!(name in variables) || variables[name] === undefined) return undefined;
    return fromValue(type, variables[name], (vars) => vars[name], path);
  }
  if (node.kind === Kind.NULL) return fromValue(type, null, null, path);
  if (isListType(type)) {
    const nodes = node.kind === Kind.LIST ? node.values : [node];
    const items = nodes.map((item, i) => fromNode(type.ofType, item, variables, `${path}.${i}`) ?? nothing(path));
    return list(type.ofType, items, path);
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) return undefined;
    const given = new Map(node.fields.map((field) => [field.name.value, field.value]));
    const fields: Record<string, Arg> = {};
    for (const field of Object.values(type.getFields())) {
      const value = given.get(field.name);
      const arg =
        (value && fromNode(field.type, value, variables, `${path}.${field.name}`)) ??
        (field.defaultValue === undefined
          ? undefined
          : fromValue(field.type, field.defaultValue, null, `${path}.${field.name}`));
      if (arg) fields[field.name] = kept(field, arg);
    }
    return object(fields, path);
  }
  const value = valueFromAST(node, type, variables);
  if (value === undefined) return undefined;
  // Variables may stand inside a JSON object too.
  return fromValue(type, value, node.kind === Kind.OBJECT ? (vars) => valueFromAST(node, type, vars) : null, path);
}

/** An argument made of a value that no request brought: a filter that was kept. */
export const argOfValue = (type: GraphQLInputType, value: unknown, path: string): Arg =>
  fromValue(type, value, null, path);

/** `get` is null for what the document itself says. */
function fromValue(type: GraphQLInputType, value: unknown, get: Getter | null, path: string): Arg {
  if (isNonNullType(type)) return fromValue(type.ofType, value, get, path);
  if (value === null || value === undefined) return nothing(path);
  if (isListType(type)) {
    const values = value as readonly unknown[];
    if (get && !isInputObjectType(getNamedType(type)) && !isListType(getNullableType(type.ofType)))
      return leaf(type, value, get, path);
    const items = values.map((item, i) =>
      fromValue(type.ofType, item, get && ((vars) => (get(vars) as readonly unknown[])[i]), `${path}.${i}`),
    );
    return list(type.ofType, items, path);
  }
  if (isInputObjectType(type)) {
    const fields: Record<string, Arg> = {};
    for (const field of Object.values(type.getFields())) {
      const item = (value as Record<string, unknown>)[field.name];
      if (item !== undefined)
        fields[field.name] = kept(
          field,
          fromValue(
            field.type,
            item,
            get && ((vars) => (get(vars) as Record<string, unknown>)[field.name]),
            `${path}.${field.name}`,
          ),
        );
    }
    return object(fields, path);
  }
  return leaf(type, value, get, path);
}

/** Refuses a negative duration where the field is one that reaches away from now. */
function kept(field: GraphQLInputField, arg: Arg): Arg {
  const [param] = field.extensions.notNegative && arg.value !== null ? paramsIn(arg.sql) : [];
  if (!param) return arg;
  const { path, value } = arg;
  const span = (run: Run): unknown => {
    const given = param.of(run);
    if (String(given).startsWith("-"))
      throw invalid({ path, rule: "notNegative", message: "must not be a negative duration" });
    return given;
  };
  return { value, path, sql: new Sql([new Param(span)]) };
}

const nothing = (path: string): Arg => ({ value: null, sql: raw("NULL"), path });

function object(fields: Readonly<Record<string, Arg>>, path: string): Arg {
  return {
    value: Object.fromEntries(Object.entries(fields).map(([name, arg]) => [name, arg.value])),
    get sql(): Sql {
      throw new Error(`${path} is an object; read its fields`);
    },
    fields,
    path,
  };
}

function list(itemType: GraphQLInputType, items: readonly Arg[], path: string): Arg {
  const value = items.map((item) => item.value);
  if (isInputObjectType(getNamedType(itemType)))
    return {
      value,
      get sql(): Sql {
        throw new Error(`${path} is a list of objects; read its items`);
      },
      items,
      path,
    };
  if (isEnumType(getNamedType(itemType))) return { value, sql: enums(value), path };
  const check = checks(itemType);
  const params = items.map((item) => item.sql.parts.find((part) => part instanceof Param));
  const whole = new Param((run) =>
    items.map((item, i) => {
      const param = params[i];
      return check(param instanceof Param ? param.of(run) : item.value, `${path}.${i}`);
    }),
  );
  return { value, sql: new Sql([whole]), path };
}

/** Enums and booleans are part of the plan's key and stand in the text; all else is a parameter. */
function leaf(type: GraphQLInputType, value: unknown, get: Getter | null, path: string): Arg {
  const named = getNamedType(type);
  if (!isListType(type) && isEnumType(named)) return { value, sql: literal(String(value)), path };
  if (!isListType(type) && named.name === "Boolean") return { value, sql: raw(value ? "true" : "false"), path };
  if (isEnumType(named)) return { value, sql: enums(value as readonly unknown[]), path };
  const check = checks(named as GraphQLInputType);
  const checked = isListType(type)
    ? (v: unknown) => (v as readonly unknown[]).map((item, i) => check(item, `${path}.${i}`))
    : (v: unknown) => check(v, path);
  const whole = new Param((run) => checked(get ? get(run.variables) : value));
  if (named.name !== "JSONObject" || isListType(type)) return { value, sql: new Sql([whole]), path };
  // Which field is looked at is a parameter too, and no plan is good for every field.
  const made: Arg["made"] = (of) =>
    new Sql([new Param((run) => of(whole.of(run) as Record<string, unknown>), false, true)]);
  return { value, sql: new Sql([whole]), made, path };
}

const enums = (values: readonly unknown[]): Sql =>
  sql`ARRAY[${join(
    values.map((value) => literal(String(value))),
    ",",
  )}]`;

/** What PostgreSQL would fault on is refused here, by name. */
function checks(type: GraphQLInputType): (value: unknown, path: string) => unknown {
  const named = getNamedType(type);
  if (named.name === "ID")
    return (value, path) => {
      if (value === null || (typeof value === "string" && typeOfId(value) !== null)) return value;
      throw invalid({ path, rule: "id", message: "is not an id" });
    };
  // PostgreSQL does not read a minus before the P.
  if (named.name === "Duration")
    return (value) => (typeof value === "string" ? `${millisecondsOf(value)} milliseconds` : value);
  if (isScalarType(named))
    return (value, path) => {
      const nul = nulIn(value, path);
      if (nul !== null) throw invalid({ path: nul, rule: "text", message: "must not contain a NUL character" });
      return value;
    };
  return (value) => value;
}

/** Where in a value the first text with a NUL character stands; null where there is none. */
function nulIn(value: unknown, path: string): string | null {
  if (typeof value === "string") return value.includes("\0") ? path : null;
  if (typeof value !== "object" || value === null || value instanceof Date) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes("\0") ? path : nulIn(inner, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/**
 * What of a variable's value the statement's text depends on: which keys are given, enums, booleans, null or not, the
 * number of items, the type inside an id, whole numbers at the top (page sizes), and of JSON what `shapeOfJson` says.
 * Everything else is a parameter.
 */
export function shapeOf(type: GraphQLInputType, value: unknown, top = true): string {
  if (isNonNullType(type)) return shapeOf(type.ofType, value, top);
  if (value === undefined) return "-";
  if (value === null) return "0";
  if (isListType(type)) {
    const items = value as readonly unknown[];
    const named = getNamedType(type);
    if (named.name === "ID")
      return `[${[...new Set(items.map((item) => typeOfId(String(item)) ?? "?"))].sort().join()}]`;
    if (isInputObjectType(named) || isEnumType(named))
      return `[${items.map((item) => shapeOf(type.ofType, item, false)).join()}]`;
    // Nothing to compare with compiles to no comparison, and one of its kind to an equation.
    return items.length === 0 ? "[]" : items.length === 1 ? "[$]" : "[$$]";
  }
  if (isInputObjectType(type)) {
    let shape = "{";
    for (const field of Object.values(type.getFields())) {
      const item = (value as Record<string, unknown>)[field.name];
      if (item !== undefined) shape += `${field.name}:${shapeOf(field.type, item, false)},`;
    }
    return `${shape}}`;
  }
  if (isEnumType(type) || type.name === "Boolean") return String(value);
  if (type.name === "ID") return `#${typeOfId(String(value)) ?? "?"}`;
  if (type.name === "Int" && top) return String(value);
  if (type.name === "JSONObject") return shapeOfJson(value);
  return "$";
}
