import { raw, type Sql, sql } from "../sql";

const name = (alias: Sql): string => String(alias.parts[0]).replaceAll('"', "");

/** Stands for those of `inner`'s columns that the statement, once it is whole, reads of the subselect `outer`. */
export const columnsFor = (inner: Sql, outer: Sql): Sql => sql`${inner}.*/*of ${raw(name(outer))}*/`;

const PLACE = /"(t\d+)"\.\*\/\*of (t\d+)\*\//g;
/** An alias and its column; a key of an answer may look like an alias, but is followed by one colon. */
const USE = /"(t\d+)"(?:\.(?:"([^"]+)"|([a-z_][a-z0-9_]*))|:(?!:))?/g;

/**
 * Writes the columns out where `columnsFor` stands. Rows that are sorted, numbered and kept for a while cost by their
 * width, and a case has sixty columns of which a list shows ten.
 */
export function narrow(text: string): string {
  const columns = new Map<string, Set<string>>();
  const bare = new Map<string, number>();
  for (const [whole, alias = "", quoted, plain] of text.matchAll(USE)) {
    const column = quoted ?? plain;
    if (column !== undefined) {
      const known = columns.get(alias);
      if (known) known.add(column);
      else columns.set(alias, new Set([column]));
    } else if (!whole.endsWith(":")) bare.set(alias, (bare.get(alias) ?? 0) + 1);
  }
  return text.replace(PLACE, (_, inner: string, outer: string) => {
    // Named once where it is made; once more is the row as a whole.
    if ((bare.get(outer) ?? 0) > 1) return `"${inner}".*`;
    const wanted = [...(columns.get(outer) ?? [])].filter((column) => !column.startsWith("#"));
    return wanted.length === 0 ? "1 AS one" : wanted.map((column) => `"${inner}"."${column}"`).join(",");
  });
}
