import { dateFormat, isZone, type DateFormat, type DateRule, type Disambiguation } from "./instants";
import {
  type Condition,
  type FieldRule,
  type FileRule,
  type Mapping,
  MappingFault,
  type Take,
  type Value,
} from "./mapping";
import { Shape } from "./shape";
import { readSource, readTemplate } from "./readSource";
import { pattern, Table } from "./patterns";
import { MODELLED, type Target, type TargetField } from "./targets";
import { typedValue } from "./values";

const TAKES: readonly Take[] = ["first", "last", "min", "max", "count"];
const TAKE_ROWS: readonly Take[] = ["first", "last"];
const DST: readonly Disambiguation[] = ["compatible", "earlier", "later", "reject"];
const FIELD_WORDS = [
  "column",
  "template",
  "constant",
  "take",
  "where",
  "table",
  "otherwise",
  "default",
  "required",
].concat(["date", "split", "cut", "missing", "when"]);

/** What the whole mapping says once, for every field that does not say it itself. */
interface Defaults {
  readonly take: Take;
  readonly dates: DateRule;
  readonly file: FileRule;
}

/** Checks a mapping file's text against a target; throws a MappingFault that lists everything that is wrong with it. */
export function readMapping(text: string, target: Target): Mapping {
  let written: unknown;
  try {
    written = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (fault) {
    throw new MappingFault([`is not JSON: ${(fault as Error).message}`]);
  }
  const problems: string[] = [];
  const top = new Shape("", written, problems);
  top.only("target", "about", "file", "key", "take", "date", "fields");
  top.text("about");
  const named = top.text("target");
  if (named !== undefined && named !== target.name) top.problem("target", `is "${named}", this imports ${target.name}`);
  const file = readFile(top.object("file"));
  const dates = readDates(top, { formats: [dateFormat("ISO")], zone: "UTC", dst: "compatible" });
  const defaults: Defaults = { take: top.oneOf("take", TAKE_ROWS) ?? "last", dates, file };
  const key = readSource(top, "key");
  const fields = readFields(top.object("fields"), target, defaults);
  if (problems.length > 0 || !key) throw new MappingFault(problems.length > 0 ? problems : ["key: is needed"]);
  return { file, key, fields };
}

/** The mapping of a file whose columns are named as the fields of the target, as an export writes it. */
export function plainMapping(target: Target, header: readonly string[]): Mapping {
  const names = header.map((name) => name.trim());
  const problems = names
    .filter((name) => !Object.hasOwn(target.fields, name))
    .map((name) => `without --map columns are fields of ${target.input}, and "${name}" is none`);
  for (const [name, { required }] of Object.entries(target.fields))
    if (required && !names.includes(name)) problems.push(`without --map the file needs a column "${name}"`);
  if (problems.length > 0)
    throw new MappingFault([...problems, `the fields are: ${Object.keys(target.fields).join(", ")}`]);
  const dates: DateRule = { formats: [dateFormat("ISO")], zone: "UTC", dst: "compatible" };
  const column = (name: string) => ({ kind: "column", column: name }) as const;
  const rule = (name: string): FieldRule => ({
    name,
    field: target.fields[name]!,
    source: column(name),
    take: "last",
    where: [],
    table: null,
    otherwise: "reject",
    fallback: null,
    required: target.fields[name]!.required ?? false,
    dates,
    split: ",",
    json: true,
    cut: null,
    missing: new Set(),
    when: null,
  });
  const fields = names.filter((name) => name !== target.key).map(rule);
  return { file: PLAIN_FILE, key: column(target.key), fields };
}

/** How an export writes a file: spaces count, and nothing but an empty cell is missing. */
export const PLAIN_FILE: FileRule = {
  delimiter: ",",
  quote: '"',
  columns: null,
  encoding: "utf-8",
  missing: new Set(),
  trim: false,
};

function readFile(file: Shape): FileRule {
  file.only("delimiter", "quote", "header", "columns", "encoding", "missing", "trim");
  const delimiter = file.text("delimiter") ?? ",";
  if (delimiter.length !== 1) file.problem("delimiter", 'is one character, such as "," or ";" or "\\t"');
  const quote = file.has("quote") && file.value("quote") === null ? null : (file.text("quote") ?? '"');
  if (quote !== null && (quote.length !== 1 || quote === delimiter))
    file.problem("quote", "is one character, or null for none");
  const header = file.boolean("header") ?? true;
  const columns = file.texts("columns") ?? null;
  if (header && columns)
    file.problem("columns", 'goes with "header": false; otherwise the first row names the columns');
  if (!header && !columns) file.problem("columns", 'is needed with "header": false: the names, from left to right');
  if (columns && new Set(columns).size !== columns.length) file.problem("columns", "names a column twice");
  const encoding = file.text("encoding") ?? "utf-8";
  try {
    new TextDecoder(encoding, { fatal: true });
  } catch {
    file.problem("encoding", `"${encoding}" is not known; common ones are utf-8, windows-1252, utf-16le`);
  }
  const missing = new Set(file.texts("missing") ?? []);
  return { delimiter, quote, columns: header ? null : columns, encoding, missing, trim: file.boolean("trim") ?? true };
}

/** A text alone is the format; what is not told is as the mapping's own `date` says. */
function readDates(parent: Shape, base: DateRule): DateRule {
  const written = parent.inner("date");
  if (written === undefined) return base;
  if (typeof written === "string") return { ...base, formats: readFormats([written], parent, "date") };
  written.only("format", "zone", "dst");
  const formats = written.texts("format");
  const zone = written.text("zone") ?? base.zone;
  if (!isZone(zone)) written.problem("zone", `"${zone}" is none (IANA names such as Europe/Berlin, UTC, or +01:00)`);
  return {
    formats: formats ? readFormats(formats, written, "format") : base.formats,
    zone,
    dst: written.oneOf("dst", DST) ?? base.dst,
  };
}

function readFormats(texts: readonly string[], shape: Shape, name: string): DateFormat[] {
  return texts.flatMap((text) => {
    try {
      return [dateFormat(text)];
    } catch (fault) {
      shape.problem(name, `"${text}" ${(fault as Error).message}`);
      return [];
    }
  });
}

function readFields(fields: Shape, target: Target, defaults: Defaults): FieldRule[] {
  const rules: FieldRule[] = [];
  for (const name of fields.keys()) {
    const field = Object.hasOwn(target.fields, name) ? target.fields[name] : modelled(name, target, fields);
    if (name === target.key) fields.problem(name, 'is what "key" fills; it is not told twice');
    else if (field) rules.push(readField(name, field, fields, defaults));
    else fields.problem(name, `is no field of ${target.input} (${Object.keys(target.fields).join(", ")})`);
  }
  for (const [name, field] of Object.entries(target.fields)) {
    if (field.required && name !== target.key && !fields.has(name)) fields.problem(name, "is needed");
  }
  for (const rule of rules) checkWhen(rule, rules, fields);
  return rules;
}

/** `fields.power` of a target whose `fields` is an object: what it takes is told by `as`, a text unless told. */
function modelled(name: string, target: Target, fields: Shape): TargetField | undefined {
  const [object = "", key] = name.split(/\.(.*)/s);
  if (!key || !Object.hasOwn(target.fields, object) || target.fields[object]!.type !== "object") return undefined;
  if (fields.has(object)) fields.problem(name, `does not go with "${object}", which tells all of them`);
  const written = fields.inner(name);
  return { type: (written instanceof Shape ? written.oneOf("as", MODELLED) : undefined) ?? "text" };
}

function checkWhen(rule: FieldRule, rules: readonly FieldRule[], fields: Shape): void {
  if (!rule.when) return;
  const other = rules.find((one) => one.name === rule.when!.field);
  if (!other) fields.problem(`${rule.name}.when.field`, `"${rule.when.field}" is no field of this mapping`);
  else if (other.when) fields.problem(`${rule.name}.when.field`, `"${other.name}" has a "when" of its own`);
  else {
    for (const value of rule.when.is) {
      if (value === null) continue;
      const wrong = typedValue(value, other.field);
      if (wrong) fields.problem(`${rule.name}.when.is`, wrong);
    }
  }
}

function readField(name: string, field: TargetField, fields: Shape, defaults: Defaults): FieldRule {
  const written = fields.inner(name);
  const plain = { take: defaults.take, where: [], table: null, otherwise: "reject", fallback: null } as const;
  const rest = {
    required: field.required ?? false,
    dates: defaults.dates,
    split: ",",
    json: false,
    cut: null,
    when: null,
  };
  const base = { name, field, ...plain, ...rest, missing: defaults.file.missing };
  if (written === undefined) return { ...base, source: null };
  // The short form: a text is the name of a column.
  if (typeof written === "string") return { ...base, source: { kind: "column", column: written } };
  return readLongField(written, base, defaults);
}

function readLongField(shape: Shape, base: Omit<FieldRule, "source">, defaults: Defaults): FieldRule {
  const { field } = base;
  shape.only(...FIELD_WORDS, ...(base.name.includes(".") ? ["as"] : []));
  const take = shape.oneOf("take", TAKES) ?? base.take;
  const where = readWhere(shape);
  const constant = readTyped(shape, "constant", field);
  const sources = ["column", "template", "constant"].filter((word) => shape.has(word));
  const counts = take === "count";
  if (sources.length > 1 || (sources.length === 0 && !counts)) {
    shape.problem("", 'takes exactly one of "column", "template" and "constant"');
  }
  if (sources.length === 1 && shape.has("constant")) {
    for (const word of FIELD_WORDS) {
      if (word !== "constant" && word !== "when" && shape.has(word)) shape.problem(word, "does not go with a constant");
    }
  }
  if (counts && field.type !== "integer") shape.problem("take", "counts rows, which is a whole number");
  if (counts && shape.has("template")) shape.problem("template", 'does not go with "count"');
  if ((take === "min" || take === "max") && !["instant", "date", "integer"].includes(field.type)) {
    shape.problem("take", `"${take}" is for instants, dates and whole numbers`);
  }
  if (shape.has("split") && field.type !== "texts") shape.problem("split", "is for fields that take a list");
  if (shape.has("date") && field.type !== "instant" && field.type !== "date")
    shape.problem("date", "is for instants and dates");
  const column = shape.text("column");
  const template = shape.has("template") ? readTemplate(shape, "template") : undefined;
  return {
    ...base,
    source: column !== undefined ? { kind: "column", column } : (template ?? null),
    take,
    where,
    table: readTable(shape, field),
    otherwise: shape.oneOf("otherwise", ["reject", "keep"] as const) ?? "reject",
    fallback: shape.has("constant") ? constant : readTyped(shape, "default", field),
    required: base.required || (shape.boolean("required") ?? false),
    dates: readDates(shape, base.dates),
    split: shape.text("split") ?? base.split,
    cut: shape.whole("cut") ?? null,
    missing: shape.has("missing") ? new Set(shape.texts("missing") ?? []) : defaults.file.missing,
    when: readWhen(shape),
  };
}

function readTyped(shape: Shape, word: string, field: TargetField): Value {
  if (!shape.has(word)) return null;
  const value = shape.value(word) as Value;
  const wrong = value === null ? null : typedValue(value, field);
  if (wrong) shape.problem(word, wrong);
  return value;
}

function readTable(shape: Shape, field: TargetField): Table<Value> | null {
  if (!shape.has("table")) {
    if (shape.has("otherwise")) shape.problem("otherwise", 'goes with a "table"');
    return null;
  }
  const table = shape.object("table");
  // The values of a list are looked up one by one.
  const one: TargetField = field.type === "texts" ? { type: "text" } : field;
  return new Table(table.keys().map((key): [string, Value] => [key, readTyped(table, key, one)]));
}

function readWhere(shape: Shape): Condition[] {
  if (!shape.has("where")) return [];
  const where = shape.object("where");
  return where.keys().flatMap((column): Condition[] => {
    const written = where.value(column);
    if (typeof written !== "object" || written === null || Array.isArray(written)) {
      return [{ column, patterns: (where.texts(column) ?? []).map(pattern), not: false }];
    }
    const inner = where.object(column);
    inner.only("not", "present");
    if (inner.has("not") === inner.has("present")) inner.problem("", 'takes either "not" or "present"');
    if (inner.has("not")) return [{ column, patterns: (inner.texts("not") ?? []).map(pattern), not: true }];
    return [{ column, patterns: null, not: inner.boolean("present") === false }];
  });
}

function readWhen(shape: Shape): FieldRule["when"] {
  if (!shape.has("when")) return null;
  const when = shape.object("when");
  when.only("field", "is");
  const field = when.text("field");
  if (field === undefined) when.problem("field", "is needed");
  const is = when.value("is");
  if (!when.has("is")) when.problem("is", "is needed: a value, or a list of values");
  return { field: field ?? "", is: (Array.isArray(is) ? is : is === undefined ? [] : [is]) as Value[] };
}
