import type { Cell, Source } from "./sources";

/** How rows are written. */
export interface Format {
  head(source: Source): string;
  line(source: Source, row: Readonly<Record<string, Cell>>): string;
}

/** RFC 4180, with the fields of the import as columns; what is not there is an empty cell. */
const csv: Format = {
  head: (source) => `${source.columns.join(",")}\n`,
  line: (source, row) => `${source.columns.map((name) => quoted(cell(row[name] ?? null))).join(",")}\n`,
};

/** A row of the import's input a line. */
const ndjson: Format = {
  head: () => "",
  line: (source, row) =>
    `${JSON.stringify(Object.fromEntries(source.columns.map((name) => [name, row[name] ?? null])))}\n`,
};

export const FORMATS: Readonly<Record<string, Format>> = { csv, ndjson };

/** A list with commas between, or as JSON where that would not be read back the same. */
function cell(value: Cell): string {
  if (value === null) return "";
  if (!Array.isArray(value)) return typeof value === "object" ? JSON.stringify(value) : String(value);
  const plain = value.every((one) => one !== "" && one.trim() === one && !/[,[]/.test(one));
  return plain ? value.join(",") : JSON.stringify(value);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
