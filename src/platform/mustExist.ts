import { invalid, type Violation } from "./errors";
import { typeOfId } from "./ids";
import { ident, join, type Sql, sql } from "./sql";
import type { Work } from "./work";

/** Something that an input names by key or id, and that must be there. */
export interface Wanted {
  /** Where it was named: `input.reason`. */
  readonly path: string;
  /** A SELECT of one column and at most one row: the id, or whatever of it is needed. Null: it cannot be there. */
  readonly select: Sql | null;
  /** For the violation: "no reason has the key `x`". */
  readonly message: string;
}

/** By id; what is no id of this type is not asked of the database, which would fault on it. */
export const byId = (path: string, type: number, id: string, what: string, select: (id: string) => Sql): Wanted => ({
  path,
  select: typeOfId(id) === type ? select(id) : null,
  message: `no ${what} has this id`,
});

/** By key. */
export const byKey = (path: string, key: string, what: string, select: Sql): Wanted => ({
  path,
  select,
  message: `no active ${what} has the key \`${key}\``,
});

/**
 * Looks everything up in one statement and answers it under the same names; what was not asked for is null. Refuses with
 * one violation per thing that is not there.
 */
export async function mustExist<K extends string>(
  work: Work,
  wanted: Readonly<Record<K, Wanted | null | undefined | false>>,
): Promise<Record<K, string | null>> {
  const asked = (Object.entries(wanted) as [K, Wanted | null | undefined | false][]).filter(
    (entry): entry is [K, Wanted] => !!entry[1],
  );
  const selects = asked.filter(([, want]) => want.select !== null);
  const row =
    selects.length === 0
      ? {}
      : ((await work.one<Record<string, string | null>>(
          sql`SELECT ${join(
            selects.map(([name, want]) => sql`(${want.select}) AS ${ident(name)}`),
            ", ",
          )}`,
        )) ?? {});
  const violations: Violation[] = asked
    .filter(([name]) => (row[name] ?? null) === null)
    .map(([, want]) => ({ path: want.path, rule: "exists", message: want.message }));
  if (violations.length > 0) throw invalid(...violations);
  return Object.fromEntries(Object.keys(wanted).map((name) => [name, row[name] ?? null])) as Record<K, string | null>;
}
