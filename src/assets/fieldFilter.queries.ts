import { createHash } from "node:crypto";
import { invalid } from "../platform/errors";
import type { Arg } from "../platform/read/declare";
import { isDay } from "../platform/scalars/time";
import { and, FALSE, raw, type Sql, sql, TRUE } from "../platform/sql";
import { FieldKind } from "./asset.entity";

/*
 * AssetFilter.fields: comparisons of modelled fields, by key. Which statement they make depends on the comparators and
 * the kinds of their operands alone; keys and operands are parameters, so that few plans serve all.
 */

/** Fields that one filter compares, and operands of one list. */
const MOST_KEYS = 20;
const MOST_ITEMS = 1000;

type Given = Readonly<Record<string, unknown>>;

/** One comparison: where it stands in the filter, and what it compares with. */
interface Comparison {
  readonly path: string;
  readonly comparator: string;
  readonly operand: unknown;
  /** The operand of the run at hand, and where it stands there: another key's, maybe. */
  readonly at: (value: Given) => unknown;
  readonly pathOf: (value: Given) => string;
}
interface Compared {
  readonly key: string;
  readonly path: string;
  readonly keyOf: (value: Given) => string;
  readonly comparisons: readonly Comparison[];
}

const isObject = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The comparisons of a filter; a null where an object may stand says nothing. */
function comparedIn(arg: Arg): Compared[] {
  const given = arg.value as Given;
  const keys = Object.keys(given);
  if (keys.length > MOST_KEYS)
    throw invalid({ path: arg.path, rule: "maxItems", message: `compares at most ${MOST_KEYS} fields` });
  return keys.flatMap((key, i): Compared[] => {
    const path = `${arg.path}.${key}`;
    const keyOf = (value: Given) => Object.keys(value)[i]!;
    const comparators = given[key];
    if (comparators === null) return [];
    if (!isObject(comparators))
      throw invalid({ path, rule: "comparators", message: 'is an object of comparators, such as {"gte": 16}' });
    const comparisons = Object.keys(comparators).map((comparator, j): Comparison => {
      const at = (value: Given) => Object.values(Object.values(value)[i] as Given)[j];
      const pathOf = (value: Given) => `${arg.path}.${keyOf(value)}.${comparator}`;
      return { path: `${path}.${comparator}`, comparator, operand: comparators[comparator], at, pathOf };
    });
    return [{ key, path, keyOf, comparisons }];
  });
}

const TEXTS = [FieldKind.TEXT, FieldKind.CHOICE, FieldKind.URL] as const;
const EVERY = Object.values(FieldKind);

/** The kinds of fields that a comparison may be meant for. What differs from run to run with one shape is told by `operand`. */
function kindsFor(comparator: string, operand: unknown): readonly FieldKind[] {
  if (operand === null) return EVERY;
  const first = Array.isArray(operand) ? operand[0] : operand;
  switch (comparator) {
    case "isNull":
      return EVERY;
    case "contains":
    case "startsWith":
      return [FieldKind.TEXT, FieldKind.URL];
    case "any":
    case "all":
    case "none":
      return [FieldKind.MULTI_CHOICE];
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return [typeof operand === "number" ? FieldKind.NUMBER : FieldKind.DATE];
    default:
      if (typeof first === "number") return [FieldKind.NUMBER];
      if (typeof first === "boolean") return [FieldKind.BOOLEAN];
      if (first === undefined) return [...TEXTS, FieldKind.DATE, FieldKind.NUMBER];
      return [operand].flat().every((one) => isDay(String(one))) ? [...TEXTS, FieldKind.DATE] : TEXTS;
  }
}

/** What one comparison needs of the fields of its key. */
interface Needed {
  readonly path: string;
  readonly key: string;
  readonly comparator: string;
  readonly kinds: readonly FieldKind[];
}

const needed = (arg: Arg): Needed[] =>
  comparedIn(arg).flatMap(({ key, path, comparisons }): Needed[] =>
    comparisons.length === 0
      ? [{ path, key, comparator: "", kinds: EVERY }]
      : comparisons.map((one) => ({ ...one, key, kinds: kindsFor(one.comparator, one.operand) })),
  );

/** What no asset type makes sense of: an unknown key, or a comparator that goes with none of the key's kinds. */
export function fieldRefusals(arg: Arg): Sql {
  const list = (part: (one: Needed) => string) =>
    sql`${arg.made!((value) => needed({ ...arg, value }).map(part))}::text[]`;
  const [paths, keys] = [list((one) => one.path), list((one) => one.key)];
  const [comparators, kinds] = [list((one) => one.comparator), list((one) => one.kinds.join(" "))];
  return sql`casegraph_field_refusals(${paths}, ${keys}, ${comparators}, ${kinds})`;
}

/** The condition over an asset's row that its modelled values compare as wanted. */
export function fieldsMatch(asset: Sql, arg: Arg): Sql {
  return and(...comparedIn(arg).map((compared) => matches(asset, arg, compared)));
}

const VALUE = raw("own_value");
const CHOICE = raw("own_choice");

function matches(asset: Sql, arg: Arg, { keyOf, comparisons }: Compared): Sql {
  const key = sql`${arg.made!(keyOf)}::text`;
  const value = (condition: Sql) =>
    sql`${asset}.id IN (SELECT own_value.asset_id FROM asset_value own_value WHERE own_value.key = ${key} AND ${condition})`;
  const choice = (condition: Sql) =>
    sql`SELECT own_choice.asset_id FROM asset_choice own_choice WHERE own_choice.key = ${key} AND ${condition}`;
  const without = (from: Sql, condition: Sql) => sql`NOT EXISTS (SELECT FROM ${from} WHERE ${condition})`;
  const noValue = (condition: Sql) =>
    without(
      sql`asset_value own_value`,
      and(sql`own_value.asset_id = ${asset}.id AND own_value.key = ${key}`, condition),
    );
  const noChoice = (condition: Sql) =>
    without(
      sql`asset_choice own_choice`,
      and(sql`own_choice.asset_id = ${asset}.id AND own_choice.key = ${key}`, condition),
    );
  // Of one key an asset has one value: what is wanted of it is looked for at once.
  const wanted: Sql[] = [];
  const conditions = comparisons.map((comparison): Sql => {
    const { comparator, operand, path } = comparison;
    if (operand === null && comparator !== "eq") return TRUE;
    switch (comparator) {
      case "isNull":
        if (typeof operand !== "boolean") throw invalid({ path, rule: "boolean", message: "is true or false" });
        return operand ? and(noValue(TRUE), noChoice(TRUE)) : isThere(asset, key);
      case "eq":
        if (operand === null) return and(noValue(TRUE), noChoice(TRUE));
        wanted.push(equals(arg, comparison));
        return TRUE;
      case "in":
        if (items(comparison).length === 0) return FALSE;
        wanted.push(among(arg, comparison));
        return TRUE;
      case "notIn":
        return items(comparison).length === 0 ? TRUE : noValue(among(arg, comparison));
      case "lt":
      case "lte":
      case "gt":
      case "gte":
        wanted.push(ordered(arg, comparison));
        return TRUE;
      case "contains":
      case "startsWith":
        wanted.push(told(arg, comparison));
        return TRUE;
      case "any":
      case "all":
      case "none": {
        const options = items(comparison, "string");
        if (options.length === 0) return comparator === "any" ? FALSE : TRUE;
        const chosen = sql`${CHOICE}.option = ANY (${list(arg, comparison)}::text[])`;
        if (comparator === "none") return noChoice(chosen);
        if (comparator === "any") return sql`${asset}.id IN (${choice(chosen)})`;
        // One option leads to the assets by its index; whether they have the others is looked up for these.
        const first = sql`own_choice.option = ${arg.made!((value) => (comparison.at(value) as unknown[])[0])}::text`;
        const lacking = sql`(SELECT own_choice.option FROM asset_choice own_choice WHERE own_choice.asset_id = ${asset}.id
          AND own_choice.key = ${key} AND own_choice.option = wanted) IS NULL`;
        return sql`${asset}.id IN (${choice(first)})
          AND NOT EXISTS (SELECT FROM unnest(${list(arg, comparison)}::text[]) wanted WHERE ${lacking})`;
      }
      default:
        throw invalid({ path, rule: "comparator", message: "is no comparator" });
    }
  });
  return and(...conditions, wanted.length > 0 && value(and(...wanted)));
}

const isThere = (asset: Sql, key: Sql): Sql =>
  sql`${asset}.id IN (SELECT own_value.asset_id FROM asset_value own_value WHERE own_value.key = ${key}
    UNION ALL SELECT own_choice.asset_id FROM asset_choice own_choice WHERE own_choice.key = ${key})`;

const wrong = (path: string, rule: string, message: string) => invalid({ path, rule, message });

/** The operands of a list, all of one kind. */
function items({ operand, path }: Comparison, kind?: "string"): readonly unknown[] {
  if (!Array.isArray(operand)) throw wrong(path, "list", "is a list");
  const first = kind ?? typeof operand[0];
  if (operand.length > 0 && ((first !== "string" && first !== "number") || operand.some((one) => typeof one !== first)))
    throw wrong(path, "list", kind ? "is a list of texts" : "is a list of texts or of numbers");
  return operand;
}

const list = (arg: Arg, { at, pathOf }: Comparison, of: (one: unknown) => unknown = (one) => one): Sql =>
  arg.made!((value) => {
    const given = at(value) as readonly unknown[];
    if (given.length > MOST_ITEMS) throw wrong(pathOf(value), "maxItems", `is a list of at most ${MOST_ITEMS}`);
    return given.map(of);
  });

/** A text as the column `word` holds it: see casegraph_word. */
function wordOf(text: unknown): string {
  const said = String(text);
  const letters = said.length <= 200 ? [] : [...said];
  if (letters.length <= 200) return said;
  return letters.slice(0, 200).join("") + createHash("sha256").update(said, "utf8").digest("hex");
}

function equals(arg: Arg, { operand, at, path }: Comparison): Sql {
  if (typeof operand === "boolean") return operand ? sql`${VALUE}.boolean` : sql`NOT ${VALUE}.boolean`;
  if (typeof operand === "number") return sql`${VALUE}.number = ${arg.made!(at)}::float8`;
  if (typeof operand === "string") return sql`${VALUE}.word = ${arg.made!((value) => wordOf(at(value)))}::text`;
  throw wrong(path, "value", "is a text, a number, true or false");
}

function among(arg: Arg, comparison: Comparison): Sql {
  const [first] = items(comparison);
  if (typeof first === "number") return sql`${VALUE}.number = ANY (${list(arg, comparison)}::float8[])`;
  return sql`${VALUE}.word = ANY (${list(arg, comparison, wordOf)}::text[])`;
}

const OPERATORS: Readonly<Record<string, Sql>> = { lt: raw("<"), lte: raw("<="), gt: raw(">"), gte: raw(">=") };

function ordered(arg: Arg, { comparator, operand, at, path, pathOf }: Comparison): Sql {
  const operator = OPERATORS[comparator];
  if (typeof operand === "number") return sql`${VALUE}.number ${operator} ${arg.made!(at)}::float8`;
  if (typeof operand !== "string") throw wrong(path, "value", "is a number, or a date as YYYY-MM-DD");
  const day = arg.made!((value) => {
    const text = String(at(value));
    if (!isDay(text)) throw wrong(pathOf(value), "date", "is a date, YYYY-MM-DD");
    return text;
  });
  return sql`${VALUE}.date ${operator} ${day}::date`;
}

function told(arg: Arg, { comparator, operand, at, path }: Comparison): Sql {
  if (typeof operand !== "string") throw wrong(path, "value", "is a text");
  const words = sql`lower(${arg.made!(at)}::text)`;
  if (comparator === "contains") return sql`strpos(lower(${VALUE}.text), ${words}) > 0`;
  // A range that an index holds, and then the whole text.
  const [head, from] = [sql`(left(lower(${VALUE}.text), 100) COLLATE "C")`, sql`left(${words}, 100)`];
  return sql`${head} >= ${from} AND ${head} < ${from} || U&'\\+10FFFF' AND starts_with(lower(${VALUE}.text), ${words})`;
}
