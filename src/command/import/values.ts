import { dateFormat, isZone, readDate, readInstant } from "./instants";
import type { FieldRule, Value } from "./mapping";
import type { TargetField } from "./targets";

/** Why a text cannot become a field's value. */
export class Wrong {
  constructor(readonly message: string) {}
}

const YES = ["true", "yes", "y", "1"];
const NO = ["false", "no", "n", "0"];
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const INT32 = 2 ** 31;
const OFFSET = /\dT.*(Z|[+-]\d{2}:\d{2})$/;
const ISO = { formats: [dateFormat("ISO")], zone: "UTC", dst: "compatible" } as const;

/** A text of the file as the field takes it; null where it says that nothing is there. */
export function convert(text: string, rule: FieldRule): Value | Wrong {
  if (rule.field.type !== "texts") return convertOne(text, rule, rule.field.type);
  if (rule.json && text.startsWith("[")) {
    const list = parsed(text);
    return typedValue(list, rule.field) === null
      ? (list as string[])
      : new Wrong(`${quoted(text)} is no list of texts`);
  }
  const values: string[] = [];
  for (const part of text.split(rule.split).map((one) => one.trim())) {
    if (part === "" || rule.missing.has(part)) continue;
    const value = convertOne(part, rule, "text");
    if (value instanceof Wrong) return value;
    if (typeof value === "string" && !values.includes(value)) values.push(value);
  }
  return values.length > 0 ? values : null;
}

function convertOne(text: string, rule: FieldRule, type: TargetField["type"]): Value | Wrong {
  if (rule.table) {
    const found = rule.table.find(text);
    if (found !== undefined) return found;
    if (rule.otherwise === "reject") return new Wrong(`${quoted(text)} is not in the table`);
  }
  const value = typed(text, rule, type);
  if (typeof value === "string" && rule.cut !== null && [...value].length > rule.cut) {
    return [...value].slice(0, rule.cut).join("").trimEnd();
  }
  return value;
}

function typed(text: string, rule: FieldRule, type: TargetField["type"]): Value | Wrong {
  if (type === "instant") {
    const instant = readInstant(text, rule.dates);
    return typeof instant === "number" ? new Date(instant).toISOString() : new Wrong(`${quoted(text)} ${instant}`);
  }
  if (type === "date") {
    const formats = rule.dates.formats.map((format) => format.text).join(" or ");
    return readDate(text, rule.dates) ?? new Wrong(`${quoted(text)} is not written as ${formats}`);
  }
  if (type === "integer") {
    // Spreadsheets like to write a whole number as 3.0.
    const value = /^[+-]?\d{1,10}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
    const wrong = Number.isNaN(value) ? "is no whole number" : typedValue(value, rule.field);
    return wrong === null ? value : new Wrong(`${quoted(text)} ${wrong}`);
  }
  if (type === "number") {
    const value = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(value) ? value : new Wrong(`${quoted(text)} is no number`);
  }
  if (type === "object") {
    const value = parsed(text);
    const wrong = typedValue(value, rule.field);
    return wrong === null ? (value as Value) : new Wrong(`${quoted(text)} ${wrong}`);
  }
  if (type === "boolean") {
    if (YES.includes(text.toLowerCase())) return true;
    if (NO.includes(text.toLowerCase())) return false;
    return new Wrong(`${quoted(text)} is neither true nor false`);
  }
  const wrong = typedValue(text, rule.field.type === "texts" ? { type: "text" } : rule.field);
  return wrong === null ? text : new Wrong(`${quoted(text)} ${wrong}`);
}

/** What is wrong with a value that the mapping gives as it is; null: nothing. */
export function typedValue(value: unknown, field: TargetField): string | null {
  switch (field.type) {
    case "text":
      return typeof value === "string" ? null : "is not a text";
    case "email":
      return typeof value === "string" && EMAIL.test(value) ? null : "is no email address";
    case "zone":
      return typeof value === "string" && isZone(value) && !/^[+-]/.test(value) ? null : "is no IANA time zone";
    case "integer":
      if (!Number.isInteger(value)) return "is no whole number";
      return Math.abs(value as number) < INT32 ? null : "is too large";
    case "number":
      return Number.isFinite(value) ? null : "is no number";
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value) ? null : "is no JSON object";
    case "boolean":
      return typeof value === "boolean" ? null : "is neither true nor false";
    case "instant":
      return typeof value === "string" && typeof readInstant(value, ISO) === "number" && OFFSET.test(value)
        ? null
        : "is no instant with an offset, such as 2026-03-01T09:00:00Z";
    case "date":
      return typeof value === "string" && readDate(value, ISO) === value ? null : "is no date YYYY-MM-DD";
    case "enum":
      return field.values!.includes(value as string) ? null : `is none of ${field.values!.join(", ")}`;
    case "texts":
      return Array.isArray(value) && value.every((one) => typeof one === "string") ? null : "is no list of texts";
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
