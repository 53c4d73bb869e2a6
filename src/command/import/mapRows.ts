import {
  type Condition,
  columnsOf,
  type FieldRule,
  type Mapping,
  MappingFault,
  type Source,
  type Value,
} from "./mapping";
import { matches } from "./patterns";
import type { Row } from "./readCsv";
import type { Target } from "./targets";
import { convert, Wrong } from "./values";

/** A row for the API, with the row of the file that it came from. */
export interface MappedRow {
  readonly row: number;
  readonly key: string;
  readonly input: Readonly<Record<string, Value>>;
}

/** Why a row of the file, or all rows of a key, were not taken. */
export interface Rejection {
  readonly row: number;
  readonly key: string;
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

/** What is kept of one key's rows for one field: cells of the row that counts, or a figure. */
interface Kept {
  row: number;
  text: string | null;
  count: number;
  rank: string | number | null;
  wrong: Wrong | null;
}

/** One case (customer, asset …) in the making. */
interface Group {
  readonly key: string;
  row: number;
  broken: Rejection | null;
  readonly kept: (Kept | undefined)[];
}

/** A source bound to the file's columns; null where nothing is there. */
type Bound = (cells: readonly string[]) => string | null;

/** Turns the rows of a file into rows of the API. Only what the fields need of each key is kept, never the rows. */
export class Mapper {
  readonly #target: Target;
  readonly #width: number;
  readonly #key: Bound;
  readonly #fields: readonly { rule: FieldRule; text: Bound | null; counts: (cells: readonly string[]) => boolean }[];
  readonly #groups = new Map<string, Group>();
  readonly #rejected: Rejection[] = [];
  /** Rows of the file so far, without the header. */
  rows = 0;

  /** Throws a MappingFault where the mapping names columns that the file does not have. */
  constructor(mapping: Mapping, target: Target, header: readonly string[]) {
    const columns = new Columns(mapping, header);
    this.#target = target;
    this.#width = header.length;
    const { missing } = mapping.file;
    this.#key = columns.bind(mapping.key, "key", missing);
    this.#fields = mapping.fields.map((rule) => ({
      rule,
      text: rule.source && columns.bind(rule.source, `fields.${rule.name}`, rule.missing),
      counts: columns.conditions(rule, missing),
    }));
    columns.check();
  }

  /** Keys so far. */
  get size(): number {
    return this.#groups.size;
  }

  /** Takes one row in; a row that cannot be read refuses its key as a whole. */
  add(row: Row): void {
    this.rows++;
    const { cells } = row;
    const whole = cells.length === this.#width;
    const key = this.#key(cells);
    if (key === null) {
      const message = whole ? "has no key" : this.#shapeOf(cells);
      this.#rejected.push({ row: row.number, key: "", code: "BAD_USER_INPUT", path: this.#target.key, message });
      return;
    }
    let group = this.#groups.get(key);
    if (!group) {
      group = { key, row: row.number, broken: null, kept: new Array(this.#fields.length) };
      this.#groups.set(key, group);
    }
    group.row = row.number;
    if (!whole) {
      group.broken ??= { row: row.number, key, code: "BAD_USER_INPUT", path: "", message: this.#shapeOf(cells) };
      return;
    }
    for (let i = 0; i < this.#fields.length; i++) {
      const { rule, text, counts } = this.#fields[i]!;
      if (counts(cells)) group.kept[i] = keep(group.kept[i], rule, text ? text(cells) : null, row.number);
    }
  }

  /** Every key in the order of the file, mapped; call it once, after the last row. */
  *finish(): Generator<MappedRow | Rejection> {
    yield* this.#rejected;
    for (const group of this.#groups.values()) {
      if (group.broken) yield group.broken;
      else yield* this.#finish(group);
    }
  }

  *#finish(group: Group): Generator<MappedRow | Rejection> {
    const input: Record<string, Value> = { [this.#target.key]: group.key };
    const rejections: Rejection[] = [];
    this.#fields.forEach(({ rule }, i) => {
      const kept = group.kept[i];
      const value = kept?.wrong ?? fieldValue(rule, kept);
      if (value instanceof Wrong) {
        const row = kept?.row ?? group.row;
        rejections.push({ row, key: group.key, code: "BAD_USER_INPUT", path: rule.name, message: value.message });
      } else input[rule.name] = value;
    });
    if (rejections.length > 0) {
      yield* rejections;
      return;
    }
    for (const { rule } of this.#fields) {
      if (rule.when && !rule.when.is.includes(input[rule.when.field] ?? null)) input[rule.name] = null;
    }
    for (const { rule } of this.#fields) {
      if (rule.required && !rule.when && input[rule.name] === null) {
        const message = "is needed, and nothing is there";
        rejections.push({ row: group.row, key: group.key, code: "BAD_USER_INPUT", path: rule.name, message });
      }
    }
    if (rejections.length > 0) yield* rejections;
    else yield { row: group.row, key: group.key, input: nested(input) };
  }

  #shapeOf(cells: readonly string[]): string {
    return `the row has ${cells.length} columns, not ${this.#width}`;
  }
}

/** `fields.power` becomes what is under `power` in `fields`. */
function nested(input: Readonly<Record<string, Value>>): Record<string, Value> {
  const whole: Record<string, Value> = {};
  for (const [name, value] of Object.entries(input)) {
    const [object = "", key] = name.split(/\.(.*)/s);
    if (key) whole[object] = { ...(whole[object] as Record<string, unknown> | undefined), [key]: value };
    else whole[name] = value;
  }
  return whole;
}

function keep(kept: Kept | undefined, rule: FieldRule, text: string | null, row: number): Kept | undefined {
  switch (rule.take) {
    case "first":
      return kept ?? { row, text, count: 0, rank: null, wrong: null };
    case "last":
      return { row, text, count: 0, rank: null, wrong: null };
    case "count": {
      const count = (kept?.count ?? 0) + (rule.source === null || text !== null ? 1 : 0);
      return { row, text: null, count, rank: null, wrong: null };
    }
    default:
      return text === null || kept?.wrong ? kept : ranked(kept, rule, text, row);
  }
}

/** The least or the greatest so far; texts that cannot be compared refuse the key in the end. */
function ranked(kept: Kept | undefined, rule: FieldRule, text: string, row: number): Kept | undefined {
  const value = convert(text, rule);
  if (value instanceof Wrong) return { row, text, count: 0, rank: null, wrong: value };
  if (value === null) return kept;
  const rank = value as string | number;
  const better = !kept || kept.rank === null || (rule.take === "min" ? rank < kept.rank : rank > kept.rank);
  return better ? { row, text, count: 0, rank, wrong: null } : kept;
}

function fieldValue(rule: FieldRule, kept: Kept | undefined): Value | Wrong {
  if (rule.take === "count") return kept?.count ?? 0;
  if (!kept || kept.text === null) return rule.fallback;
  const value = convert(kept.text, rule);
  return value === null ? rule.fallback : value;
}

/** The file's columns by name, and every one that the mapping names in vain. */
class Columns {
  readonly #places = new Map<string, number[]>();
  readonly #problems: string[] = [];
  readonly #names: readonly string[];
  readonly #trim: boolean;

  constructor(mapping: Mapping, header: readonly string[]) {
    this.#names = header.map((name) => name.trim());
    this.#trim = mapping.file.trim;
    this.#names.forEach((name, place) => {
      this.#places.set(name, [...(this.#places.get(name) ?? []), place]);
    });
  }

  bind(source: Source, path: string, missing: ReadonlySet<string>): Bound {
    const places = new Map(columnsOf(source).map((column) => [column, this.#place(column, path)]));
    const cell = (cells: readonly string[], column: string): string | null => {
      const text = this.#cell(cells, places.get(column)!);
      return text === "" || missing.has(text) ? null : text;
    };
    if (source.kind === "column") return (cells) => cell(cells, source.column);
    return (cells) => {
      const found = source.parts.map((part) => (typeof part === "string" ? part : cell(cells, part.column)));
      const empty = source.parts.every((part, i) => typeof part === "string" || found[i] === null);
      return empty
        ? null
        : found
            .map((text) => text ?? "")
            .join("")
            .trim();
    };
  }

  conditions(rule: FieldRule, missing: ReadonlySet<string>): (cells: readonly string[]) => boolean {
    const bound = rule.where.map((condition) => {
      const place = this.#place(condition.column, `fields.${rule.name}.where`);
      return (cells: readonly string[]) => holds(condition, this.#cell(cells, place), missing);
    });
    return (cells) => bound.every((condition) => condition(cells));
  }

  check(): void {
    if (this.#problems.length > 0) throw new MappingFault([...this.#problems, this.#known()]);
  }

  #cell(cells: readonly string[], place: number): string {
    const text = cells[place] ?? "";
    return this.#trim ? text.trim() : text;
  }

  #place(column: string, path: string): number {
    const places = this.#places.get(column) ?? [];
    if (places.length === 0) this.#problems.push(`${path}: the file has no column "${column}"`);
    if (places.length > 1) this.#problems.push(`${path}: the file has ${places.length} columns "${column}"`);
    return places[0] ?? -1;
  }

  #known(): string {
    const shown = this.#names.slice(0, 60).join(", ");
    return `the file has the columns: ${shown}${this.#names.length > 60 ? ", …" : ""}`;
  }
}

function holds(condition: Condition, text: string, missing: ReadonlySet<string>): boolean {
  const fits = condition.patterns
    ? condition.patterns.some((one) => matches(one, text))
    : text !== "" && !missing.has(text);
  return fits !== condition.not;
}
