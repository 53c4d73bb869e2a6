import { and, FALSE, ident, or, type Sql, sql, TRUE } from "../platform/sql";
import { type Arg, Condition } from "../platform/read/declare";
import { hasWords } from "../platform/read/words";

const given = (arg: Arg | undefined): arg is Arg => !!arg && arg.value !== null && arg.value !== undefined;

/** A text that is compared without regard to case in every way; a text index over lower(…) serves it. */
export const Folded = (column: (row: Sql) => Sql) =>
  Condition((row, arg) => {
    const text = sql`lower(${column(row)})`;
    return texts(text, arg.fields ?? {}, sql`lower`);
  });

function texts(text: Sql, fields: Readonly<Record<string, Arg>>, fold: Sql): Sql {
  const { eq, in: among, contains, startsWith, isNull } = fields;
  return and(
    eq && (given(eq) ? sql`${text} = ${fold}(${eq.sql}::text)` : sql`${text} IS NULL`),
    given(among) &&
      ((among.value as unknown[]).length === 0
        ? FALSE
        : sql`${text} = ANY (ARRAY(SELECT ${fold}(item) FROM unnest(${among.sql}::text[]) item))`),
    given(contains) && sql`${text} LIKE '%'||casegraph_like(${fold}(${contains.sql}::text))||'%'`,
    given(startsWith) && sql`${text} LIKE casegraph_like(${fold}(${startsWith.sql}::text))||'%'`,
    given(isNull) && (isNull.value ? sql`${text} IS NULL` : sql`${text} IS NOT NULL`),
  );
}

/** A KeyFilter over what a row has several of: any of them fits; `isNull`: it has none. */
export const HasKeyed = (link: { table: string; owner: string; column: string; target: string }) =>
  Condition((row, arg) => {
    const { eq, in: among, notIn, isNull } = arg.fields ?? {};
    const has = (condition: Sql): Sql => sql`EXISTS (SELECT FROM ${ident(link.table)} l
      JOIN ${ident(link.target)} t ON t.id = l.${ident(link.column)}
      WHERE l.${ident(link.owner)} = ${row}.id AND ${condition})`;
    const keys = (list: Arg): Sql => sql`t.key = ANY (${list.sql}::text[])`;
    const any = (): Sql => has(TRUE);
    return and(
      eq && (given(eq) ? has(sql`t.key = ${eq.sql}::text`) : sql`NOT ${any()}`),
      given(among) && ((among.value as unknown[]).length === 0 ? FALSE : has(keys(among))),
      given(notIn) && ((notIn.value as unknown[]).length === 0 ? TRUE : sql`NOT ${has(keys(notIn))}`),
      given(isNull) && (isNull.value ? sql`NOT ${any()}` : any()),
    );
  });

/** A StringFilter over the names of a person's skills, without regard to case: any of them fits. */
export const HasSkill = () =>
  Condition((row, arg) => {
    const { isNull, ...rest } = arg.fields ?? {};
    const has = (condition: Sql): Sql => sql`EXISTS (SELECT FROM person_skill l JOIN skill t ON t.id = l.skill_id
      WHERE l.person_id = ${row}.id AND ${condition})`;
    return and(
      Object.keys(rest).length > 0 && has(texts(sql`lower(t.name)`, rest, sql`lower`)),
      given(isNull) && (isNull.value ? sql`NOT ${has(TRUE)}` : has(TRUE)),
    );
  });

/** Every word begins a word of the row's own texts; nothing to look for finds nothing. */
export const Searched = () =>
  Condition((row, arg) => or(given(arg) && hasWords(sql`${row}.words`, sql`${row}.id`, arg)));
