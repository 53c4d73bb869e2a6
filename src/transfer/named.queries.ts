import { typeOfId } from "../platform/ids";
import { ident, raw, type Sql, sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** Every text that the rows tell in these fields, once. */
export function namesIn<Row>(rows: readonly Row[], ...fields: (keyof Row)[]): string[] {
  const names = rows.flatMap((row) =>
    fields.flatMap((field) => (row[field] as string | readonly string[] | null) ?? []),
  );
  return [...new Set(names.flat())];
}

/** Ids by key (or another column that tells one from the other). */
export async function idsByKey(
  work: Work,
  table: string,
  keys: readonly string[],
  column = "key",
): Promise<Record<string, string>> {
  if (keys.length === 0) return {};
  const rows = await work.query<{ key: string; id: string }>(
    sql`SELECT ${ident(column)} AS key, id FROM ${ident(table)} WHERE ${ident(column)} = ANY (${[...keys]}::text[])`,
  );
  return Object.fromEntries(rows.map(({ key, id }) => [key, id]));
}

/** What other systems call things, or their own ids: `select` of each, by the name that was told. */
export async function byName<T = string>(
  work: Work,
  table: string,
  type: number,
  names: readonly string[],
  select: Sql = raw("to_json(t.id)"),
  lock: Sql = raw(""),
): Promise<Record<string, T>> {
  if (names.length === 0) return {};
  const ids = names.filter((name) => typeOfId(name) === type);
  const rows = await work.query<{ externalId: string | null; id: string; value: T }>(sql`
    SELECT t.external_id AS "externalId", t.id, ${select} AS value FROM ${ident(table)} t
    WHERE t.external_id = ANY (${[...names]}::text[]) OR t.id = ANY (${ids}::uuid[]) ORDER BY t.id ${lock}`);
  const found: Record<string, T> = {};
  for (const name of ids) {
    const row = rows.find(({ id }) => id === name.toLowerCase());
    if (row) found[name] = row.value;
  }
  for (const { externalId, value } of rows) if (externalId !== null) found[externalId] = value;
  return found;
}

/** Whose e-mail addresses these are, in small letters. */
export async function peopleByEmail(work: Work, emails: readonly string[]): Promise<Record<string, string>> {
  if (emails.length === 0) return {};
  const rows = await work.query<{ email: string; id: string }>(
    sql`SELECT lower(email) AS email, id FROM person WHERE lower(email) = ANY (${emails.map((one) => one.toLowerCase())}::text[])`,
  );
  return Object.fromEntries(rows.map(({ email, id }) => [email, id]));
}
