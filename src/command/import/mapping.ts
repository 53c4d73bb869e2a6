import type { DateRule } from "./instants";
import type { Pattern, Table } from "./patterns";
import type { TargetField } from "./targets";

/** What a field of the API gets: null says that there is nothing. */
export type Value = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>> | null;

/** Where a text comes from, within one row. */
export type Source =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "template"; readonly parts: readonly (string | { readonly column: string })[] };

/** A row counts where the column's text is one of these (`not`: none of these), or is there at all. */
export interface Condition {
  readonly column: string;
  readonly patterns: readonly Pattern[] | null;
  /** True: the condition holds where nothing fits. */
  readonly not: boolean;
}

/** Which of a key's rows counts, or what is made of all of them. */
export type Take = "first" | "last" | "min" | "max" | "count";

export interface FieldRule {
  readonly name: string;
  readonly field: TargetField;
  /** Null: a constant, which is `fallback`. */
  readonly source: Source | null;
  readonly take: Take;
  readonly where: readonly Condition[];
  readonly table: Table<Value> | null;
  /** What a text outside the table does. */
  readonly otherwise: "reject" | "keep";
  /** What counts where nothing is there. */
  readonly fallback: Value;
  readonly required: boolean;
  readonly dates: DateRule;
  /** Between the texts of a list. */
  readonly split: string;
  /** A list may also be written as JSON, as an export does where a comma would not do. */
  readonly json: boolean;
  /** Longer texts end here. */
  readonly cut: number | null;
  readonly missing: ReadonlySet<string>;
  /** The field is only told where another field's value is one of these. */
  readonly when: { readonly field: string; readonly is: readonly Value[] } | null;
}

/** How the file is written. */
export interface FileRule {
  readonly delimiter: string;
  readonly quote: string | null;
  /** Null: the first row names the columns. */
  readonly columns: readonly string[] | null;
  readonly encoding: string;
  readonly missing: ReadonlySet<string>;
  readonly trim: boolean;
}

/** A mapping file, checked: all that turns the rows of a CSV file into rows of the API. */
export interface Mapping {
  readonly file: FileRule;
  /** What tells one case (customer, asset …) from the other; rows with one key are one. */
  readonly key: Source;
  readonly fields: readonly FieldRule[];
}

/** The mapping cannot be used, alone or with this file; nothing was sent. */
export class MappingFault extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "MappingFault";
  }
}

/** The columns that a source reads. */
export function columnsOf(source: Source | null): string[] {
  if (!source) return [];
  if (source.kind === "column") return [source.column];
  return source.parts.flatMap((part) => (typeof part === "string" ? [] : [part.column]));
}
