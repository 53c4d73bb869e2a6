import type { Violation } from "../platform/errors";
import { isWebAddress } from "../platform/scalars/text";
import { isDay } from "../platform/scalars/time";
import { type FieldDefinition, FieldKind } from "./asset.entity";
import { MOST_MATCHED, matchesPattern, patternFault } from "./pattern.rules";

/** As a definition is given: what is left out takes its plain default. */
export interface FieldDefinitionGiven {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly options?: readonly string[] | null;
  readonly unit?: string | null;
  readonly pattern?: string | null;
  readonly min?: number | null;
  readonly max?: number | null;
}
export type Values = Readonly<Record<string, unknown>>;

const KEY = /^[a-z][a-z0-9_]{0,62}$/;
const MOST_FIELDS = 200;
const MOST_OPTIONS = 500;
const LONGEST_LABEL = 255;
const LONGEST_UNIT = 32;
const LONGEST_TEXT = 10_000;

const isLine = (text: string, most: number): boolean => /\S/.test(text) && text.length <= most && !/[\r\n]/.test(text);
const isChoice = (kind: FieldKind): boolean => kind === FieldKind.CHOICE || kind === FieldKind.MULTI_CHOICE;
const isText = (kind: FieldKind): boolean => kind === FieldKind.TEXT || kind === FieldKind.URL;

/** The definitions with every part there, and what is wrong with them. */
export function definitions(given: readonly FieldDefinitionGiven[], path: string) {
  const violations: Violation[] = [];
  if (given.length > MOST_FIELDS)
    violations.push({ path, rule: "maxItems", message: `a type has at most ${MOST_FIELDS} fields` });
  const seen = new Set<string>();
  const fields = given.slice(0, MOST_FIELDS).map((field, i): FieldDefinition => {
    const wrong = (part: string, rule: string, message: string) =>
      violations.push({ path: `${path}.${i}.${part}`, rule, message });
    if (!KEY.test(field.key))
      wrong("key", "key", "begins with a small letter; small letters, digits and _, 63 at most");
    if (seen.has(field.key)) wrong("key", "unique", "is there twice");
    seen.add(field.key);
    if (!isLine(field.label, LONGEST_LABEL)) wrong("label", "line", `is one line of 1 to ${LONGEST_LABEL} characters`);
    checkOptions(field, wrong);
    checkNumber(field, wrong);
    if (field.pattern != null) {
      const fault = isText(field.kind) ? patternFault(field.pattern) : null;
      if (!isText(field.kind)) wrong("pattern", "kind", "goes with TEXT and URL only");
      else if (fault) wrong("pattern", fault.rule, fault.message);
    }
    return {
      key: field.key,
      label: field.label,
      kind: field.kind,
      required: field.required,
      options: [...(field.options ?? [])],
      unit: field.unit ?? null,
      pattern: field.pattern ?? null,
      min: field.min ?? null,
      max: field.max ?? null,
    };
  });
  return { fields, violations };
}

type Wrong = (part: string, rule: string, message: string) => void;

function checkOptions({ kind, options }: FieldDefinitionGiven, wrong: Wrong): void {
  const given = options ?? [];
  if (isChoice(kind) && given.length === 0) wrong("options", "required", "a choice needs something to choose from");
  if (!isChoice(kind) && given.length > 0) wrong("options", "kind", "go with CHOICE and MULTI_CHOICE only");
  if (given.length > MOST_OPTIONS) wrong("options", "maxItems", `are at most ${MOST_OPTIONS}`);
  if (new Set(given).size < given.length) wrong("options", "unique", "an option is there twice");
  if (given.some((option) => !isLine(option, LONGEST_LABEL)))
    wrong("options", "line", `each is one line of 1 to ${LONGEST_LABEL} characters`);
}

function checkNumber({ kind, unit, min, max }: FieldDefinitionGiven, wrong: Wrong): void {
  const isNumber = kind === FieldKind.NUMBER;
  if (unit != null && !isNumber) wrong("unit", "kind", "goes with NUMBER only");
  else if (unit != null && !isLine(unit, LONGEST_UNIT)) wrong("unit", "line", `has 1 to ${LONGEST_UNIT} characters`);
  if (min != null && !isNumber) wrong("min", "kind", "goes with NUMBER only");
  if (max != null && !isNumber) wrong("max", "kind", "goes with NUMBER only");
  if (isNumber && min != null && max != null && min > max) wrong("max", "order", "must not be under min");
}

/** True for what is no value: null, a blank text, an empty list. */
export const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

/** The values that are some. */
export const kept = (values: Values): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isNothing(value)));

/** What of an asset's values breaks its type's definitions, one violation each. */
export function valueViolations(fields: readonly FieldDefinition[], values: Values, path: string): Violation[] {
  const violations: Violation[] = [];
  const known = new Set(fields.map((field) => field.key));
  for (const key of Object.keys(values))
    if (!known.has(key) && !isNothing(values[key]))
      violations.push({ path: `${path}.${key}`, rule: "known", message: "is no field of the type" });
  for (const field of fields) {
    const broken = broke(field, Object.hasOwn(values, field.key) ? values[field.key] : null);
    if (broken) violations.push({ path: `${path}.${field.key}`, ...broken });
  }
  return violations;
}

type Broken = Pick<Violation, "rule" | "message">;

function broke(field: FieldDefinition, value: unknown): Broken | null {
  if (isNothing(value)) return field.required ? { rule: "required", message: "is required" } : null;
  switch (field.kind) {
    case FieldKind.NUMBER:
      if (typeof value !== "number" || !Number.isFinite(value)) return { rule: "number", message: "must be a number" };
      if (field.min !== null && value < field.min) return { rule: "min", message: `must be at least ${field.min}` };
      if (field.max !== null && value > field.max) return { rule: "max", message: `must be at most ${field.max}` };
      return null;
    case FieldKind.BOOLEAN:
      return typeof value === "boolean" ? null : { rule: "boolean", message: "must be true or false" };
    case FieldKind.DATE:
      return typeof value === "string" && isDay(value)
        ? null
        : { rule: "date", message: "must be a date that there is, YYYY-MM-DD" };
    case FieldKind.CHOICE:
      return field.options.includes(value as string) ? null : { rule: "choice", message: chooseFrom(field) };
    case FieldKind.MULTI_CHOICE:
      if (!Array.isArray(value)) return { rule: "list", message: "must be a list" };
      if (!value.every((one) => field.options.includes(one as string)))
        return { rule: "choice", message: `each ${chooseFrom(field)}` };
      return new Set(value).size < value.length ? { rule: "unique", message: "an option is chosen twice" } : null;
    case FieldKind.URL:
      if (typeof value !== "string" || !isWebAddress(value))
        return { rule: "url", message: "must be an http or https address" };
      return unmatched(field, value);
    case FieldKind.TEXT:
      if (typeof value !== "string") return { rule: "text", message: "must be a text" };
      if (value.length > LONGEST_TEXT) return { rule: "maxLength", message: `has at most ${LONGEST_TEXT} characters` };
      return unmatched(field, value);
  }
}

function unmatched({ pattern }: FieldDefinition, text: string): Broken | null {
  if (pattern == null) return null;
  if (text.length > MOST_MATCHED)
    return { rule: "maxLength", message: `has at most ${MOST_MATCHED} characters where a pattern is to be met` };
  return matchesPattern(pattern, text) ? null : { rule: "pattern", message: `must match ${pattern}` };
}

function chooseFrom({ options }: FieldDefinition): string {
  const told = options.slice(0, 20).join(", ");
  return `must be one of ${told}${options.length > 20 ? " …" : ""}`;
}

/** Standing values are all right under the new definition too, so that nothing needs to be looked at. */
function noStricter(was: FieldDefinition, now: FieldDefinition): boolean {
  return (
    was.kind === now.kind &&
    (was.required || !now.required) &&
    was.options.every((option) => now.options.includes(option)) &&
    (now.pattern === null || now.pattern === (was.pattern ?? null)) &&
    (now.min === null || (was.min !== null && now.min <= was.min)) &&
    (now.max === null || (was.max !== null && now.max >= was.max))
  );
}

/** What of the definitions standing values could break: of the new ones those that are stricter, and the keys that went. */
export function stricter(was: readonly FieldDefinition[], now: readonly FieldDefinition[]) {
  const before = new Map(was.map((field) => [field.key, field]));
  const after = new Set(now.map((field) => field.key));
  return {
    fields: now.filter((field) => {
      const old = before.get(field.key);
      return old ? !noStricter(old, field) : field.required;
    }),
    gone: was.filter((field) => !after.has(field.key)).map((field) => field.key),
  };
}

const textOf = (value: unknown): string | null => {
  if (isNothing(value)) return null;
  return Array.isArray(value) ? value.join(", ") : String(value);
};

/** What differs between two sets of values, as the timeline tells it; what people wrote apart. */
export function fieldChanges(fields: readonly FieldDefinition[], was: Values, now: Values) {
  const written = new Set(fields.filter((field) => isText(field.kind)).map((field) => field.key));
  const keys = new Set([...fields.map((field) => field.key), ...Object.keys(was), ...Object.keys(now)]);
  const all = [...keys].flatMap((key) => {
    const [from, to] = [textOf(was[key]), textOf(now[key])];
    return from === to ? [] : [{ key, change: { field: `fields.${key}`, from, to } }];
  });
  return {
    changes: all.filter(({ key }) => !written.has(key)).map(({ change }) => change),
    words: all.filter(({ key }) => written.has(key)).map(({ change }) => change),
  };
}
