import { type DocumentNode, parse } from "graphql";
import { Permission } from "../../../src/platform/access/permissions";
import type { Viewer } from "../../../src/platform/access/viewer";
import { CompiledEngine } from "../../../src/platform/read/engineOf";
import { PlanCache } from "../../../src/platform/read/plan";
import { fillLibrary, type Library, openLibrary, viewerWith } from "./libraryHouse";

const ADA = viewerWith("01a20000-0000-7002-8000-000000000001", Permission.SERVICE_READ);
const BEN = viewerWith("01a20000-0000-7002-8000-000000000002", Permission.SERVICE_READ);
const EVE = viewerWith("01a20000-0000-7002-8000-000000000003", Permission.SERVICE_CONFIDENTIAL);

let library: Library;
beforeAll(async () => {
  library = await openLibrary();
  await fillLibrary(library, 3);
});
afterAll(() => library.close());

interface Once {
  readonly variables?: Record<string, unknown>;
  readonly viewer?: Viewer;
}

/** How many plans these runs of one document compiled. */
async function compiled(document: DocumentNode, runs: readonly Once[]): Promise<number> {
  const before = library.engine.plans.misses;
  for (const { variables = {}, viewer = ADA } of runs) {
    const { errors } = await library.engine.execute(
      library.engine.operation(document, null),
      variables,
      library.ctx(viewer),
    );
    expect(errors).toBeUndefined();
  }
  return library.engine.plans.misses - before;
}

const WORKS = `query ($first: Int, $filter: WorkFilter, $orderBy: [WorkOrder!], $with: Boolean = true) {
  works(first: $first, filter: $filter, orderBy: $orderBy) { nodes { title genre @include(if: $with) } }
}`;
const NODE = "query ($id: ID!) { node(id: $id) { id __typename } }";
const NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }";
const id = (type: number, n: number) =>
  `01a20000-0000-7${type.toString(16).padStart(3, "0")}-8000-${String(n).padStart(12, "0")}`;

describe("one plan", () => {
  test.each<[string, string, readonly Once[]]>([
    ["for other texts", WORKS, ["a", "b"].map((eq) => ({ variables: { filter: { title: { eq } } } }))],
    [
      "for lists of other lengths",
      WORKS,
      [["a"], ["b", "c"], ["d", "e", "f"]].map((list) => ({
        variables: { filter: { title: { eq: "x" }, tags: { any: ["t", ...list] } } },
      })),
    ],
    [
      "for other instants",
      WORKS,
      ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"].map((lt) => ({
        variables: { filter: { publishedAt: { lt } } },
      })),
    ],
    ["for other ids of one type", NODE, [1, 2].map((n) => ({ variables: { id: id(101, n) } }))],
    [
      "for ids of the same types",
      NODES,
      [
        [id(101, 1), id(102, 1)],
        [id(102, 2), id(101, 2), id(101, 3)],
      ].map((ids) => ({ variables: { ids } })),
    ],
    ["for a default and the same value given", WORKS, [{ variables: {} }, { variables: { with: true } }]],
    ["for viewers who may do the same", WORKS, [{ viewer: ADA }, { viewer: BEN }]],
  ])("%s", async (_, text, runs) => {
    expect(await compiled(parse(text), runs)).toBe(1);
  });

  test.each<[string, string, readonly Once[]]>([
    ["page sizes", WORKS, [1, 2, null].map((first) => ({ variables: { first } }))],
    [
      "fields of a filter",
      WORKS,
      [{ title: { eq: "a" } }, { title: { contains: "a" } }, { pages: { eq: 1 } }].map((filter) => ({
        variables: { filter },
      })),
    ],
    [
      "null and not null",
      WORKS,
      [{ title: { eq: "a" } }, { title: { eq: null } }, { title: {} }, { title: null }, {}].map((filter) => ({
        variables: { filter },
      })),
    ],
    [
      "lists of several, of one and of none",
      WORKS,
      [["a", "b"], ["a"], []].map((any) => ({ variables: { filter: { tags: { any } } } })),
    ],
    ["enums", WORKS, ["NOVEL", "POETRY"].map((genre) => ({ variables: { filter: { genre } } }))],
    [
      "orders",
      WORKS,
      ["ASC", "DESC"].map((direction) => ({ variables: { orderBy: [{ field: "TITLE", direction }] } })),
    ],
    ["what is included", WORKS, [true, false].map((given) => ({ variables: { with: given } }))],
    [
      "alternatives of a filter",
      WORKS,
      [1, 2].map((n) => ({ variables: { filter: { or: Array(n).fill({ pages: { eq: 1 } }) } } })),
    ],
    ["types of ids", NODE, [101, 102].map((type) => ({ variables: { id: id(type, 1) } }))],
    ["rights", WORKS, [{ viewer: ADA }, { viewer: EVE }]],
  ])("never for other %s", async (_, text, runs) => {
    const document = parse(text);
    expect(await compiled(document, runs)).toBe(runs.length);
    expect(await compiled(document, runs)).toBe(0);
  });
});

test("a plan answers each run's own values", async () => {
  const document = parse(WORKS);
  const { rows } = await library.pool.query<{ title: string }>(
    "SELECT DISTINCT title FROM work ORDER BY title LIMIT 5",
  );
  const before = library.engine.plans.misses;
  const answers: (string | null)[] = [];
  for (const { title } of rows) {
    const variables = { first: 1, filter: { title: { eq: title } }, with: false };
    answers.push(
      (await library.engine.execute(library.engine.operation(document, null), variables, library.ctx(ADA))).data,
    );
  }
  expect(answers).toEqual(rows.map(({ title }) => `{"works":{"nodes":[${JSON.stringify({ title })}]}}`));
  expect(library.engine.plans.misses - before).toBe(1);
});

test("no more plans are kept than there is room for, and what comes again is kept", () => {
  const cache = new PlanCache(3);
  const prepared = { roots: [], plan: null };
  const asked = (...keys: string[]) =>
    keys.map((key) => {
      const found = cache.get(key) !== undefined;
      if (!found) cache.set(key, prepared);
      return found;
    });
  expect(asked("a", "b", "c", "a", "d", "a")).toEqual([false, false, false, true, false, true]);
  // The least recently used went: b.
  expect(asked("c", "d", "a", "b")).toEqual([true, true, true, false]);
  expect([cache.size, cache.hits, cache.misses]).toEqual([3, 5, 5]);
});

test("an engine keeps as many plans as it is told", async () => {
  const { schema, model, pool } = library;
  const engine = new CompiledEngine({ schema, model, primary: pool, secret: "s", plans: 5 });
  const operation = engine.operation(parse(WORKS), null);
  for (let first = 0; first < 20; first++) await engine.execute(operation, { first }, library.ctx(ADA));
  expect([engine.plans.size, engine.plans.misses]).toEqual([5, 20]);
});
