import type { FieldChange } from "../platform/work";

const text = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.join(" ") : String(value);
};

/** What differs between a row and the values to be written over it, as text; undefined is left alone. */
export function changesOf(
  row: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const change = { field, from: text(row[field]), to: text(value) };
    return value === undefined || change.from === change.to ? [] : [change];
  });
}
