/** The comparators that filters know, of inputs and of JSON alike. */
const COMPARATORS: ReadonlySet<string> = new Set([
  ...["eq", "in", "notIn", "lt", "lte", "gt", "gte", "past", "next"],
  ...["contains", "startsWith", "any", "all", "none", "isNull"],
]);

/** Entries of one object that a shape tells; nothing that is compiled takes more. */
export const MOST_ENTRIES = 50;
/** How deep a shape looks: keys, their comparators, the items of an operand. */
const DEPTH = 3;

/**
 * What of a JSON value a statement's text may depend on: comparators by name, all other keys only as being there; of
 * values their kinds, true and false. So objects that compare other fields with other values share one plan, and what
 * callers make up multiplies none.
 */
export function shapeOfJson(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return "0";
  if (typeof value === "boolean") return value ? "T" : "F";
  if (typeof value !== "object") return typeof value === "number" ? "n" : "s";
  if (Array.isArray(value))
    return `[${[...new Set(value.map((item) => (depth < DEPTH ? shapeOfJson(item, depth + 1) : "?")))].sort().join()}]`;
  if (depth >= DEPTH) return "{?}";
  const entries = Object.entries(value);
  const told = entries
    .slice(0, MOST_ENTRIES)
    .map(([key, inner]) => `${COMPARATORS.has(key) ? key : "*"}:${shapeOfJson(inner, depth + 1)}`);
  return `{${told.join()}${entries.length > MOST_ENTRIES ? ",…" : ""}}`;
}
