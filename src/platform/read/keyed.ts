import { and, FALSE, ident, type Sql, sql, TRUE } from "../sql";
import { type Arg, Condition } from "./declare";

/** A KeyFilter over a column that refers to a table with keys; keys become ids once, so that the column's index serves. */
export const Keyed = (table: string, column: (row: Sql) => Sql) =>
  Condition((row, arg) => keyed(ident(table), column(row), arg));

function keyed(table: Sql, column: Sql, arg: Arg): Sql {
  const { eq, in: among, notIn, isNull } = arg.fields ?? {};
  const one = (key: Sql) => sql`${column} = (SELECT k.id FROM ${table} k WHERE k.key = ${key})`;
  // A list of one is an equation, so that an index in the list's order may serve it.
  const ids = (keys: Arg) =>
    (keys.value as unknown[]).length === 1
      ? one(sql`(${keys.sql}::text[])[1]`)
      : sql`${column} = ANY (ARRAY(SELECT k.id FROM ${table} k WHERE k.key = ANY (${keys.sql}::text[])))`;
  return and(
    eq && (eq.value === null ? sql`${column} IS NULL` : one(sql`${eq.sql}::text`)),
    among && among.value !== null && ((among.value as unknown[]).length === 0 ? FALSE : ids(among)),
    notIn &&
      notIn.value !== null &&
      ((notIn.value as unknown[]).length === 0 ? TRUE : sql`(${ids(notIn)}) IS NOT TRUE`),
    isNull && isNull.value !== null && (isNull.value ? sql`${column} IS NULL` : sql`${column} IS NOT NULL`),
  );
}
