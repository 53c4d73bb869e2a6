import type { Violation } from "../platform/errors";
import { type FieldDefinition, FieldKind } from "./asset.entity";

/** As a definition is given: what is left out takes its plain default. */
export interface FieldDefinitionGiven {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly options?: readonly string[] | null;
  readonly unit?: string | null;
  readonly min?: number | null;
  readonly max?: number | null;
}

const KEY = /^[a-z][a-z0-9_]{0,62}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The definitions with every part there, and what is wrong with them. */
export function definitions(given: readonly FieldDefinitionGiven[], path: string) {
  const violations: Violation[] = [];
  const seen = new Set<string>();
  const fields = given.map((field, i): FieldDefinition => {
    const at = (part: string) => `${path}.${i}.${part}`;
    const options = [...(field.options ?? [])];
    const choice = field.kind === FieldKind.CHOICE || field.kind === FieldKind.MULTI_CHOICE;
    if (!KEY.test(field.key))
      violations.push({ path: at("key"), rule: "key", message: "must be lower-case letters, digits and _" });
    if (seen.has(field.key)) violations.push({ path: at("key"), rule: "unique", message: "is there twice" });
    seen.add(field.key);
    if (field.label.trim() === "")
      violations.push({ path: at("label"), rule: "required", message: "must not be empty" });
    if (choice && options.length === 0)
      violations.push({ path: at("options"), rule: "required", message: "a choice needs something to choose from" });
    if (new Set(options).size < options.length)
      violations.push({ path: at("options"), rule: "unique", message: "an option is there twice" });
    if (field.min != null && field.max != null && field.min > field.max)
      violations.push({ path: at("max"), rule: "order", message: "must not be under min" });
    return {
      key: field.key,
      label: field.label,
      kind: field.kind,
      required: field.required,
      options,
      unit: field.unit ?? null,
      min: field.min ?? null,
      max: field.max ?? null,
    };
  });
  return { fields, violations };
}

/** What of an asset's values breaks its type's definitions, one violation each. */
export function valueViolations(
  fields: readonly FieldDefinition[],
  values: Readonly<Record<string, unknown>>,
  path: string,
): Violation[] {
  const violations: Violation[] = [];
  const known = new Map(fields.map((field) => [field.key, field]));
  for (const key of Object.keys(values))
    if (!known.has(key)) violations.push({ path: `${path}.${key}`, rule: "known", message: "is no field of the type" });
  for (const field of fields) {
    const value = values[field.key];
    if (value === undefined || value === null) {
      if (field.required) violations.push({ path: `${path}.${field.key}`, rule: "required", message: "is required" });
      continue;
    }
    const broken = broke(field, value);
    if (broken) violations.push({ path: `${path}.${field.key}`, ...broken });
  }
  return violations;
}

function broke(field: FieldDefinition, value: unknown): { rule: string; message: string } | null {
  const text = typeof value === "string" ? value : null;
  switch (field.kind) {
    case FieldKind.NUMBER:
      if (typeof value !== "number") return { rule: "number", message: "must be a number" };
      if (field.min !== null && value < field.min) return { rule: "min", message: `must be at least ${field.min}` };
      if (field.max !== null && value > field.max) return { rule: "max", message: `must be at most ${field.max}` };
      return null;
    case FieldKind.BOOLEAN:
      return typeof value === "boolean" ? null : { rule: "boolean", message: "must be true or false" };
    case FieldKind.DATE:
      return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text))
        ? null
        : { rule: "date", message: "must be a date, YYYY-MM-DD" };
    case FieldKind.CHOICE:
      return text !== null && field.options.includes(text) ? null : { rule: "choice", message: chooseFrom(field) };
    case FieldKind.MULTI_CHOICE:
      return Array.isArray(value) && value.every((one) => field.options.includes(one as string))
        ? null
        : { rule: "choice", message: `must be a list; each ${chooseFrom(field)}` };
    case FieldKind.URL:
      return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text)
        ? null
        : { rule: "url", message: "must be an http or https address" };
    case FieldKind.TEXT:
      return text === null ? { rule: "text", message: "must be a text" } : null;
  }
}

const chooseFrom = (field: FieldDefinition): string => `must be one of ${field.options.join(", ")}`;
