import { columnsFor, narrow } from "../../../src/platform/read/narrow";
import { ident, render, type Sql, sql } from "../../../src/platform/sql";

const [inner, outer] = [ident("t2"), ident("t1")];
const statement = (reads: Sql): string =>
  narrow(
    render(sql`SELECT ${reads} FROM (SELECT ${columnsFor(inner, outer)} FROM service_case ${inner}) ${outer}`).text,
  );

test("a subselect brings the columns that are read of it, each once, quoted or not", () => {
  expect(statement(sql`${outer}."title",${outer}.due_at,coalesce(${outer}."title",'')`)).toBe(
    `SELECT "t1"."title","t1".due_at,coalesce("t1"."title",'') FROM (SELECT "t2"."title","t2"."due_at" FROM service_case "t2") "t1"`,
  );
});

test("a row that is named as a whole keeps all its columns", () => {
  expect(statement(sql`told(${outer})`)).toContain(`(SELECT "t2".* FROM`);
});

test("a key of the answer that looks like an alias is none; numbers of rows are no columns", () => {
  expect(statement(sql`'{"t1":' || ${outer}.id || ${outer}."#"`)).toContain(`(SELECT "t2"."id" FROM`);
});

test("a subselect of which nothing is read still brings its rows", () => {
  expect(statement(sql`count(*)`)).toContain(`(SELECT 1 AS one FROM`);
});
