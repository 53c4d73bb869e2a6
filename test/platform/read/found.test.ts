import { parse, validate } from "graphql";
import { Permission } from "../../../src/platform/access/permissions";
import { differs } from "../../support/compare";
import { Oracle } from "../../support/oracle";
import { librarySchema } from "./library";
import { fillLibrary, type Library, openLibrary, SECRET, viewerWith } from "./libraryHouse";

/* What generated operations have found: each difference stays here under its name. */

let library: Library;
let oracle: Oracle;
let variables: Record<string, unknown>;

beforeAll(async () => {
  library = await openLibrary();
  await fillLibrary(library, 7);
  oracle = new Oracle(await librarySchema(), library.dataSource, library.nouns, SECRET);
  const ids = async (table: string) =>
    (await library.pool.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id LIMIT 3`)).rows.map((row) => row.id);
  variables = { authors: await ids("author"), works: await ids("work") };
});
afterAll(() => library.close());

const CASES: Record<string, { text: string; variables?: Record<string, unknown> }> = {
  "a pageInfo that needs no row answers once, not once per row": {
    text: "{ works { pageInfo { __typename hasPreviousPage } } authors { pageInfo { endCursor @skip(if: true) } } }",
  },
  "json may come as jsonb": { text: "{ works { nodes { remarks { text page } } } }" },
  "a list of values inside json is written without spaces": { text: "{ works { nodes { remarks { marks } } } }" },
  "rows that an order leaves level come in the order of their ids": {
    text: "{ shelf { id position } authors { nodes { latest(most: 5) { id } pupils { id } } } }",
  },
  "a bad cursor is refused also where only the count is asked": {
    text: '{ works(after: "garbage") { totalCount } answer }',
  },
  "a bad id is refused also where the filter folds it away": {
    text: '{ authors(filter: { not: { teacher: { in: [], eq: "garbage" } } }) { totalCount } answer }',
  },
  "a cursor is refused also where its connection has no page": {
    text: '{ works(before: "garbage") { __typename pageInfo { hasPreviousPage } } }',
  },
  "null through a variable with a default is refused, by a compiled field": {
    text: "query ($ids: [ID!] = []) { nodes(ids: $ids) { id } shelf { position } }",
    variables: { ids: null },
  },
  "null through a variable with a default is refused, by a method": {
    text: "query ($ids: [ID!] = []) { report(ids: $ids) { title } shelf { position } }",
    variables: { ids: null },
  },
  "null through a variable with a default is refused inside an input": {
    text: "query ($field: WorkOrderField = TITLE) { works(orderBy: [{ field: $field }]) { totalCount } answer }",
    variables: { field: null },
  },
  "a refused method beside a bad argument below it answers both roots": {
    text: '{ shown(id: "garbage") { work { author { works(after: "garbage") { nodes { id } } } } } shelf { position } }',
  },
  "a refused method beside a finished field": {
    text: '{ report(ids: ["garbage"]) { title about { id ... on ShelfPlace { label } } } shelf { label } }',
  },
  "a span before now may be negative": {
    text: '{ works(filter: { not: { publishedAt: { past: "-PT1H30M" } } }) { totalCount } }',
  },
  "introspection beside an instant in a variable": {
    text: "query ($at: DateTime, $kind: String!) { __type(name: $kind) { name } works(filter: { publishedAt: { lt: $at } }) { totalCount } }",
    variables: { at: "2026-11-01T00:00:00Z", kind: "Work" },
  },
  "an argument of one field under two names": {
    text: 'query ($ids: [ID!]!) { a: nodes(ids: $ids) { ...N } b: nodes(ids: []) { ...N } } fragment N on Node { id ... on Author { x: named(among: ["Ann"]) y: named(among: []) } }',
    variables: { ids: "authors" },
  },
  "what json names and the viewer may not see takes the smallest thing with it": {
    text: "{ works { nodes { remarks { mention { line who { name } } mentions { late who { id } } by { name } } } } }",
  },
};

test.each(Object.keys(CASES))("%s", async (name) => {
  const { text, variables: own = {} } = CASES[name]!;
  const document = parse(text);
  const given = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, typeof value === "string" ? (variables[value] ?? value) : value]),
  );
  expect(validate(library.schema, document)).toEqual([]);
  const { schema, engine } = library;
  const found: (string | null)[] = [];
  for (const viewer of [null, viewerWith("01a20000-0000-7002-8000-000000000001", Permission.SERVICE_CONFIDENTIAL)])
    found.push(await differs({ schema, engine, oracle }, document, given, library.ctx(viewer)));
  expect(found).toEqual([null, null]);
});
