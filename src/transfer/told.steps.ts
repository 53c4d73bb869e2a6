import type { FieldChange, NewEvent, Work } from "../platform/work";
import type { Values } from "./tableRows.steps";

const text = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** `time_zone` → timeZone, `branch_id` → branch. */
const nameOf = (column: string): string =>
  column.replace(/_id$/, "").replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What differs, field by field; of modelled values and the like key by key. */
function changesBetween(was: Values, values: Values): FieldChange[] {
  return Object.entries(values).flatMap(([column, value]) => {
    const before = was[column];
    if (isObject(before) && isObject(value)) {
      const keys = [...new Set([...Object.keys(before), ...Object.keys(value)])];
      return keys.flatMap((key) => differ(`${nameOf(column)}.${key}`, before[key], value[key]));
    }
    return differ(nameOf(column), before, value);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function differ(field: string, before: unknown, after: unknown): FieldChange[] {
  const [from, to] = [text(before), text(after)];
  return from === to ? [] : [{ field, from, to }];
}

/** Tells that a thing came to be, or what of it changed, quietly: `words` are fields whose texts people wrote. */
export function tellImported(
  work: Work,
  about: Pick<NewEvent, "subjectId" | "assetId"> & { readonly noun: string; readonly data?: NewEvent["data"] },
  was: Values | null,
  values: Values,
  words: ReadonlySet<string>,
): void {
  const { noun, data, ...subject } = about;
  const event = { ...subject, data: { ...data, imported: true } };
  if (was === null) {
    work.record({ ...event, kind: "CREATED", type: `${noun}_CREATED` });
    return;
  }
  const changes = changesBetween(was, values);
  const written = changes.filter(({ field }) => words.has(field.split(".")[0]!));
  work.record({
    ...event,
    kind: "UPDATED",
    type: `${noun}_UPDATED`,
    changes: changes.filter((change) => !written.includes(change)),
    ...(written.length > 0 && { words: { changes: written } }),
  });
}
