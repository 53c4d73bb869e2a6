import { RowRefusal } from "./caseRow.rules";

/** Refuses the row where a text breaks its rule: `line` of one line, `words` of any. What is left out or null breaks none. */
export function text(
  path: string,
  value: string | null | undefined,
  most: number,
  shape: "line" | "words" = "line",
): void {
  if (value == null) return;
  if (!/\S/.test(value)) throw new RowRefusal(path, "cannot be blank");
  if (value.length > most) throw new RowRefusal(path, `has at most ${most} characters`);
  if (shape === "line" && /[\r\n]/.test(value)) throw new RowRefusal(path, "is a single line");
  if (value.includes("\0")) throw new RowRefusal(path, "holds no NUL characters");
}

/** The same for each text of a list, and for how many there are. */
export function list(path: string, values: readonly string[] | null | undefined, most: number, length: number): void {
  if (values == null) return;
  if (values.length > most) throw new RowRefusal(path, `are ${most} at most`);
  for (const value of values) text(path, value, length);
}

/** What `value` names; refuses the row where nothing is called so. */
export function named<T>(table: Readonly<Record<string, T>>, path: string, value: string, what: string): T {
  if (!Object.hasOwn(table, value)) throw new RowRefusal(path, `no ${what} is called \`${value}\``);
  return table[value]!;
}

/** Left out stays as it stands, or is null when new; null clears. */
export const kept = <T>(told: T | null | undefined, standing: unknown): T | null =>
  told === undefined ? ((standing as T | undefined) ?? null) : told;

/** The same for what one row names of another: its id. */
export const ref = <T>(
  table: Readonly<Record<string, T>>,
  path: string,
  told: string | null | undefined,
  what: string,
  id: (one: T) => string,
  standing: unknown,
): string | null => (told == null ? (kept(told, standing) as string | null) : id(named(table, path, told, what)));

/** An address as it is compared. */
export const folded = (email: string | null | undefined): string | null | undefined =>
  email == null ? email : email.toLowerCase();
