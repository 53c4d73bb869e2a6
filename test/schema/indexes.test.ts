import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  parse,
} from "graphql";
import type { Viewer } from "../../src/platform/access/viewer";
import type { ReadConnection } from "../../src/platform/read/declare";
import { grow } from "../support/grow";
import { makeRare } from "../support/rare";
import { openTestHouse, type TestHouse } from "../support/house";
import { viewersOf } from "../support/roles";
import { Selective, tableOf } from "../support/selective";
import { faultsOf, Statements } from "../support/statement";
import { fillWorld } from "../support/world";

/*
 * No list looks at more of a large table than it shows: every connection of the schema in each of its orders, both ways, from
 * the start and from the middle, and with each comparison of its filter that matches less than one row in a hundred. A list
 * that is added is walked without a word here.
 */

/** What stays short in every house, so that a scan is the quickest way. */
const SETTINGS = [
  "role",
  "team",
  "skill",
  "branch",
  "asset_type",
  "case_status",
  "case_type",
  "case_category",
  "reason_code",
  "resolution_path",
  "sla_policy",
  "sla_policy_revision",
  "holiday_schedule",
  "business_calendar",
  "business_process",
  "process_stage",
];
/** The house's own, which no list reads. */
const MACHINERY = ["migration", "timer", "event_log", "access_change", "sign_in_attempt", "idempotency_key", "upload"];

/**
 * Who asks: each stands for one way that visibility is written. Of a large table a page of few looks at so much at most;
 * who sees but a part of it passes by the others.
 */
const ROLES = [
  { role: "admin and dispatcher", share: 0.03 },
  { role: "service", share: 0.25 },
  { role: "customer", share: 0.25 },
];

/**
 * What looks at more, never by a scan. Counts of what hangs on a row and values made of the clock are in no index; what the
 * settings of related rows, of links and of roles select is not known while the statement is planned.
 */
const KNOWN = [
  "Query.cases with openActivityCount.",
  "Query.cases with slaState.",
  "Query.cases with firstResponseState.",
  "Query.cases with asset.type.",
  "Query.people with role.",
  "Query.people with skill.",
  "Query.people with team.",
];

let desk: TestHouse;
let statements: Statements;
let selective: Selective;
let viewers: readonly { readonly role: string; readonly viewer: Viewer; readonly share: number }[];
let large: ReadonlyMap<string, number>;

beforeAll(async () => {
  desk = await openTestHouse({ timers: false });
  await fillWorld(desk.house, 2);
  await grow(desk.house.pool, new Set([...SETTINGS, ...MACHINERY]), 300);
  statements = new Statements(desk.schema, desk);
  const all = await viewersOf(desk);
  viewers = ROLES.map(({ role, share }) => {
    const { viewer } = all.find(({ name }) => name.startsWith(`${role} (`))!;
    return { role, share, viewer };
  });
  await makeRare(desk.house.pool, viewers[0]!.viewer.personId);
  selective = new Selective(statements.model, desk.house.pool);
  const tables = await desk.rows<{ name: string; rows: number }>(
    "SELECT relname AS name, reltuples::int AS rows FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples > 1500",
  );
  large = new Map(tables.map(({ name, rows }) => [name, rows]));
}, 120_000);
afterAll(() => desk.close());

interface Listed {
  /** `Query.cases`. */
  readonly name: string;
  readonly owner: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly read: ReadConnection;
}

/** Every connection of the schema. */
const lists = (): Listed[] =>
  Object.values(desk.schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((owner) =>
      Object.values(owner.getFields()).flatMap((field) => {
        const read = field.extensions.read as ReadConnection | undefined;
        return read?.kind === "connection" ? [{ name: `${owner.name}.${field.name}`, owner, field, read }] : [];
      }),
    );

const inputOf = (field: GraphQLField<unknown, unknown>, name: string) =>
  field.args.find((arg) => arg.name === name)?.type;

/** The query of one page; below a row, of that row. */
function queryOf({ owner, field }: Listed, variables: readonly string[], page: string): string {
  const declared = variables.map((name) => `$${name}: ${inputOf(field, name)}`);
  const args = [page, ...variables.map((name) => `${name}: $${name}`)].join(", ");
  const list = `${field.name}(${args}) { nodes { __typename } pageInfo { hasNextPage endCursor startCursor } }`;
  if (owner === desk.schema.getQueryType())
    return `query${declared.length > 0 ? `(${declared.join(", ")})` : ""} { list: ${list} }`;
  return `query(${["$id: ID!", ...declared].join(", ")}) { node(id: $id) { ... on ${owner.name} { list: ${list} } } }`;
}

interface Asked {
  readonly what: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Each order alone, forwards and backwards. */
function ordersOf(list: Listed, id: string | null): Asked[] {
  const orderable = inputOf(list.field, "orderBy") !== undefined;
  const orders: (readonly { field: string; direction: string }[] | null)[] = [null];
  if (orderable)
    for (const field of Object.keys(list.read.orders))
      for (const direction of ["ASC", "DESC"]) orders.push([{ field, direction }]);
  return orders.flatMap((orderBy) => {
    const variables = { ...(id && { id }), ...(orderBy && { orderBy }) };
    const what = orderBy ? `by ${orderBy[0]!.field} ${orderBy[0]!.direction}` : "as it comes";
    return ["first: 20", "last: 20"].map((page) => ({
      what: `${what} ${page}`,
      query: queryOf(list, orderBy ? ["orderBy"] : [], page),
      variables,
    }));
  });
}

/** Each comparison of the list's filter that matches few rows, and some. */
async function filtersOf(list: Listed): Promise<Asked[]> {
  const type = inputOf(list.field, "filter");
  if (!type) return [];
  const entity = statements.model.entityOf(list.read.of());
  const all = large.get(tableOf(entity)) ?? 0;
  const found = new Map<string, Asked>();
  for (const { name, filter } of await selective.of(getNamedType(type) as GraphQLInputObjectType, entity)) {
    if (found.has(name)) continue;
    const matched = await countOf(list, filter);
    if (matched === 0 || matched > all / 100) continue;
    found.set(name, { what: `with ${name}`, query: queryOf(list, ["filter"], "first: 20"), variables: { filter } });
  }
  return [...found.values()];
}

/** How many rows the filter matches for who sees all. */
async function countOf(list: Listed, filter: object): Promise<number> {
  const query = `query($filter: ${inputOf(list.field, "filter")}) { list: ${list.field.name}(filter: $filter) { totalCount } }`;
  const { engine } = desk;
  const { data, errors } = await engine.execute(
    engine.operation(parse(query), null),
    { filter },
    desk.ctx(viewers[0]!.viewer),
  );
  if (errors) throw new Error(`${JSON.stringify(filter)}: ${errors[0]!.message}`);
  return (JSON.parse(data!) as { list: { totalCount: number } }).list.totalCount;
}

/** Every page that is asked of a list: below a row, filters have few rows to choose from. */
async function pagesOf(list: Listed): Promise<Asked[]> {
  if (list.owner === desk.schema.getQueryType()) return [...ordersOf(list, null), ...(await filtersOf(list))];
  const owner = statements.model.entityOfType(list.owner.name);
  if (!owner) throw new Error(`${list.name} hangs on no row`);
  const [row] = await desk.rows(`SELECT id FROM ${tableOf(owner)} ORDER BY md5(id::text) LIMIT 1`);
  return ordersOf(list, row!.id);
}

test("every list in each order, both ways, and with each comparison that matches few", async () => {
  const found: string[] = [];
  let asked = 0;
  for (const list of lists())
    for (const { what, query, variables } of await pagesOf(list))
      for (const { role, viewer, share } of viewers) {
        asked++;
        const faults = await faultsOf(desk.house.pool, statements.of(query, variables, viewer), large, share);
        for (const fault of faults) {
          const known = KNOWN.some((start) => `${list.name} ${what}`.startsWith(start)) && fault.startsWith("looks");
          if (!known)
            found.push(`${list.name} ${what}, for ${role}: ${fault} ${JSON.stringify(variables.filter ?? {})}`);
        }
      }
  expect(found).toEqual([]);
  // The walk has walked: a list alone has its orders, cases have some hundred comparisons.
  expect(asked).toBeGreaterThan(1500);
}, 240_000);

test("the thousandth page begins where it stands", async () => {
  for (const orderBy of [null, [{ field: "OPENED_AT", direction: "DESC" }], [{ field: "DUE_AT", direction: "DESC" }]]) {
    const list = lists().find(({ name }) => name === "Query.cases")!;
    const { engine } = desk;
    const ctx = desk.ctx(viewers[0]!.viewer);
    const query = `query($orderBy: [CaseOrder!], $after: String) {
      list: cases(first: 200, orderBy: $orderBy, after: $after) { nodes { __typename } pageInfo { hasNextPage endCursor } } }`;
    let after: string | null = null;
    for (let page = 0; page < 15; page++) {
      const { data } = await engine.execute(engine.operation(parse(query), null), { orderBy, after }, ctx);
      after = (JSON.parse(data!) as { list: { pageInfo: { endCursor: string } } }).list.pageInfo.endCursor;
    }
    for (const [page, cursor] of [
      ["first: 20", "after"],
      ["last: 20", "before"],
    ] as const) {
      const query = queryOf(list, orderBy ? ["orderBy", cursor] : [cursor], page);
      const compiled = statements.of(query, { [cursor]: after, ...(orderBy && { orderBy }) }, viewers[0]!.viewer);
      expect([orderBy, page, await faultsOf(desk.house.pool, compiled, large, 0.03)]).toEqual([orderBy, page, []]);
    }
  }
});
