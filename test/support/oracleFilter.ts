import { type GraphQLInputObjectType, getNamedType } from "graphql";
import type { FilterRead } from "../../src/platform/read/declare";
import { millisecondsOf } from "../../src/platform/scalars/time";
import { sql } from "../../src/platform/sql";
import { argOf } from "./oracleArgs";
import type { Eyes, Source } from "./oracleRows";

type Given = Readonly<Record<string, unknown>>;
type Filter = { readonly type: GraphQLInputObjectType; readonly value: Given; readonly path: string };

/** Whether one row meets a filter; decided in JavaScript, one field after the other. */
export async function matches(eyes: Eyes, source: Source, filter: Filter): Promise<boolean> {
  for (const [name, value] of Object.entries(filter.value)) {
    if (value === null || value === undefined) continue;
    if (!(await holds(eyes, source, filter, name, value))) return false;
  }
  return true;
}

async function holds(eyes: Eyes, source: Source, filter: Filter, name: string, value: unknown): Promise<boolean> {
  const path = `${filter.path}.${name}`;
  const inner = (item: unknown, at: string) =>
    matches(eyes, source, { type: filter.type, value: item as Given, path: at });
  if (name === "not") return !(await inner(value, path));
  if (name === "and" || name === "or") {
    const each: boolean[] = [];
    for (const [i, item] of (value as unknown[]).entries()) each.push(await inner(item, `${path}.${i}`));
    return name === "and" ? each.every(Boolean) : each.some(Boolean);
  }
  const definition = filter.type.getFields()[name]!;
  const read = definition.extensions.filter as FilterRead;
  if (definition.type.toString() === "JSONObject")
    return fieldsMatch(eyes, source.columns.fields as Given, value as Record<string, Given | null>);
  if (read.kind === "custom") {
    const arg = argOf(definition.type, value, path);
    return (await eyes.value(source, read.sql(source.alias, arg, eyes.scope))) === true;
  }
  if (read.kind === "related") {
    const target = eyes.tables.of(read.of());
    const nested = { type: getNamedType(definition.type) as GraphQLInputObjectType, value: value as Given, path };
    for (const row of await eyes.related(source, target, (t) => read.on(t, source.alias)))
      if (await matches(eyes, row, nested)) return true;
    return false;
  }
  const actual = await eyes.value(source, read.sql(source.alias, eyes.scope));
  for (const [operator, operand] of Object.entries(value as Given))
    if (!(await compare(eyes, operator, actual, operand))) return false;
  return true;
}

async function compare(eyes: Eyes, operator: string, actual: unknown, operand: unknown): Promise<boolean> {
  if (operand === undefined) return true;
  if (operator === "eq" && operand === null) return actual === null;
  if (operand === null) return true;
  if (operator === "isNull") return (actual === null) === operand;
  const items = () => (operand as unknown[]).map(plain);
  if (operator === "notIn") return actual === null || !items().includes(plain(actual));
  if (actual === null) return false;
  const value = plain(actual);
  const tags = actual as unknown[];
  switch (operator) {
    case "eq":
      return value === plain(operand);
    case "in":
      return items().includes(value);
    case "lt":
      return value < plain(operand);
    case "lte":
      return value <= plain(operand);
    case "gt":
      return value > plain(operand);
    case "gte":
      return value >= plain(operand);
    case "past":
    case "next": {
      const now = plain((await eyes.run(sql`SELECT casegraph_now() AS now`))[0]!.now) as number;
      const span = millisecondsOf(operand as string)!;
      const [from, to] = operator === "past" ? [now - span, now] : [now, now + span];
      return (value as number) >= from && (value as number) <= to;
    }
    case "contains":
      return (await lower(eyes, value)).includes(await lower(eyes, operand));
    case "startsWith":
      return (await lower(eyes, value)).startsWith(await lower(eyes, operand));
    case "any":
      return items().some((item) => tags.includes(item));
    case "all":
      return items().every((item) => tags.includes(item));
    case "none":
      return !items().some((item) => tags.includes(item));
    default:
      throw new Error(`the oracle knows no ${operator}`);
  }
}

/** Instants as milliseconds, and bigints (which the driver answers as text) beside numbers. */
function plain(value: unknown): string | number | boolean {
  if (value instanceof Date) return value.getTime();
  return value as string | number | boolean;
}

/** Which letters have a small form is the database's word. */
async function lower(eyes: Eyes, text: unknown): Promise<string> {
  const [row] = await eyes.run(sql`SELECT lower(${text}::text) AS text`);
  return row!.text as string;
}

const nothing = (value: unknown): boolean => value === undefined || value === null;

/** AssetFilter.fields over an asset's document: every comparator of every key by itself. */
async function fieldsMatch(eyes: Eyes, fields: Given, wanted: Record<string, Given | null>): Promise<boolean> {
  for (const [key, comparators] of Object.entries(wanted)) {
    const actual = Object.hasOwn(fields, key) ? fields[key] : null;
    for (const [operator, operand] of Object.entries(comparators ?? {}))
      if (!(await fieldMatches(eyes, operator, actual, operand))) return false;
  }
  return true;
}

/** A comparator that does not go with the kind of the value at hand meets nothing; the negative ones then hold. */
async function fieldMatches(eyes: Eyes, operator: string, actual: unknown, operand: unknown): Promise<boolean> {
  if (operator === "eq" && operand === null) return nothing(actual);
  if (operand === null) return true;
  if (operator === "isNull") return nothing(actual) === operand;
  const chosen = Array.isArray(actual) ? actual : [];
  const listed = operand as unknown[];
  if (operator === "any") return listed.some((option) => chosen.includes(option));
  if (operator === "all") return listed.every((option) => chosen.includes(option));
  if (operator === "none") return !listed.some((option) => chosen.includes(option));
  if (operator === "notIn") return !listed.includes(actual);
  if (operator === "in") return listed.includes(actual);
  if (operator === "eq") return actual === operand;
  if (typeof actual !== typeof operand) return false;
  // Dates as they are written stand in the order of time; a text that is no date is not compared.
  if (/^[lg]te?$/.test(operator) && typeof actual === "string" && !/^\d{4}-\d\d-\d\d$/.test(actual)) return false;
  return compare(eyes, operator, actual, operand);
}
