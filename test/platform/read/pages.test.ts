import { parse } from "graphql";
import { Permission } from "../../../src/platform/access/permissions";
import type { Answer } from "../../../src/platform/read/engine";
import { type Library, openLibrary, viewerWith } from "./libraryHouse";

const VIEWER = viewerWith("01a20000-0000-7002-8000-000000000001", Permission.SERVICE_CONFIDENTIAL);

let library: Library;
beforeAll(async () => {
  library = await openLibrary();
});
afterEach(() => library.pool.query("TRUNCATE author, work CASCADE"));
afterAll(() => library.close());

const idOf = (n: number) => `01a20000-0000-7066-8000-${String(n).padStart(12, "0")}`;

const put = (n: number, title: string, publishedAt: string | null, pages: number | null = null) =>
  library.pool.query(
    "INSERT INTO work (id, kind, title, published_at, pages, tags) VALUES ($1, 'BOOK', $2, $3, $4, '{}')",
    [idOf(n), title, publishedAt, pages],
  );

const ask = async (text: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
  library.engine.execute(library.engine.operation(parse(text), null), variables, library.ctx(VIEWER));

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [WorkOrder!]) {
  works(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    nodes { title }
    pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}`;

interface Page {
  readonly titles: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly more: boolean;
}

async function page(variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await ask(PAGE, variables);
  expect(errors).toBeUndefined();
  const { nodes, pageInfo } = JSON.parse(data!).works;
  return {
    titles: nodes.map((node: { title: string }) => node.title).join(" "),
    start: pageInfo.startCursor,
    end: pageInfo.endCursor,
    more: "last" in variables ? pageInfo.hasPreviousPage : pageInfo.hasNextPage,
  };
}

/** Every page from the start on (or from the end back), by so many. */
async function walk(size: number, backward: boolean, orderBy: unknown): Promise<string[]> {
  const pages: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const found: Page = await page(
      backward ? { last: size, before: cursor, orderBy } : { first: size, after: cursor, orderBy },
    );
    pages.push(found.titles);
    // A page that comes again would come for ever.
    if (!found.more || pages.length > 9) return pages;
    cursor = backward ? found.start : found.end;
  }
}

const fill = async () => {
  await put(1, "a", "2026-01-03T00:00:00Z");
  await put(2, "b", null);
  await put(3, "c", "2026-01-01T00:00:00Z");
  await put(4, "d", "2026-01-03T00:00:00Z");
  await put(5, "e", null);
};

const by = (field: string, direction: string) => [{ field, direction }];

test("nulls come last in both directions, and ties by id", async () => {
  await fill();
  expect(await walk(2, false, by("PUBLISHED_AT", "ASC"))).toEqual(["c a", "d b", "e"]);
  expect(await walk(2, false, by("PUBLISHED_AT", "DESC"))).toEqual(["d a", "c e", "b"]);
});

test("pages from the end are the same rows the same way round", async () => {
  await fill();
  expect(await walk(2, true, by("PUBLISHED_AT", "ASC"))).toEqual(["b e", "a d", "c"]);
  expect(await walk(2, true, by("PUBLISHED_AT", "DESC"))).toEqual(["e b", "a c", "d"]);
});

test("orders of two directions page through ties and nulls", async () => {
  for (const [n, title, pages] of [
    [1, "a", 1],
    [2, "b", 1],
    [3, "c", null],
    [4, "d", null],
    [5, "e", 0],
  ] as const)
    await put(n, title, null, pages);
  const orderBy = [...by("PAGES", "ASC"), ...by("TITLE", "DESC")];
  expect(await walk(1, false, orderBy)).toEqual(["e", "b", "a", "d", "c"]);
  expect(await walk(1, true, orderBy)).toEqual(["c", "d", "a", "b", "e"]);
});

test("a cursor holds its place while rows come before and after it", async () => {
  await fill();
  const orderBy = by("TITLE", "ASC");
  const first = await page({ first: 2, orderBy });
  expect(first.titles).toBe("a b");
  await put(6, "aa", null);
  await put(7, "bb", null);
  expect(await page({ first: 2, after: first.end, orderBy })).toMatchObject({ titles: "bb c", more: true });
});

test("a cursor holds its place when its own row moves or goes", async () => {
  await fill();
  const orderBy = by("TITLE", "ASC");
  const first = await page({ first: 2, orderBy });
  await library.pool.query("UPDATE work SET title = 'z' WHERE id = $1", [idOf(2)]);
  expect(await page({ first: 2, after: first.end, orderBy })).toMatchObject({ titles: "c d", more: true });
  await library.pool.query("DELETE FROM work WHERE id = $1", [idOf(2)]);
  expect(await page({ first: 9, after: first.end, orderBy })).toMatchObject({ titles: "c d e", more: false });
});

test("between two cursors is what lies between them", async () => {
  await fill();
  const orderBy = by("TITLE", "DESC");
  const all = await page({ first: 5, orderBy });
  expect(all.titles).toBe("e d c b a");
  expect(await page({ first: 9, after: all.start, before: all.end, orderBy })).toMatchObject({ titles: "d c b" });
  expect(await page({ last: 2, after: all.start, before: all.end, orderBy })).toMatchObject({
    titles: "c b",
    more: true,
  });
});

test("a page of none has no cursors and tells that there is more", async () => {
  await fill();
  expect(await page({ first: 0 })).toEqual({ titles: "", start: null, end: null, more: true });
});

const refusal = (path: string, rule: string) => [
  expect.objectContaining({
    path: ["works"],
    extensions: {
      code: "BAD_USER_INPUT",
      violations: [{ path, rule, message: expect.any(String) }],
    },
  }),
];

test("a cursor of another order, of another list or of nobody's making is refused", async () => {
  await fill();
  await library.pool.query("INSERT INTO author (id, name) VALUES ($1, 'Ann')", [
    "01a20000-0000-7065-8000-000000000001",
  ]);
  const { end } = await page({ first: 1, orderBy: by("TITLE", "ASC") });
  const authors = await ask("{ authors(orderBy: [{ field: NAME }]) { pageInfo { endCursor } } }");
  const other = JSON.parse(authors.data!).authors.pageInfo.endCursor as string;
  const altered = Buffer.from(end!, "base64url");
  altered[altered.length - 1]! ^= 1;
  for (const [after, orderBy] of [
    [end, by("TITLE", "DESC")],
    [end, by("PUBLISHED_AT", "ASC")],
    [end, [...by("TITLE", "ASC"), ...by("PAGES", "ASC")]],
    [other, by("TITLE", "ASC")],
    [altered.toString("base64url"), by("TITLE", "ASC")],
    ["garbage", by("TITLE", "ASC")],
    ["", by("TITLE", "ASC")],
  ])
    expect(await ask(PAGE, { after, orderBy })).toEqual({ data: "null", errors: refusal("after", "cursor") });
});

test.each([
  [{ first: -1 }, "first"],
  [{ last: 201 }, "last"],
  [{ first: 100_000 }, "first"],
  [{ first: 1, last: 1 }, "last"],
])("%j is no page", async (variables, path) => {
  expect(await ask(PAGE, variables)).toEqual({ data: "null", errors: refusal(path, "page") });
});

test("a count is of all pages, and of the filter", async () => {
  await fill();
  const text = `query ($after: String, $filter: WorkFilter) {
    works(first: 1, after: $after, filter: $filter, orderBy: [{ field: TITLE }]) { totalCount nodes { title } }
  }`;
  const { end } = await page({ first: 2, orderBy: by("TITLE", "ASC") });
  expect((await ask(text, { after: end })).data).toBe('{"works":{"totalCount":5,"nodes":[{"title":"c"}]}}');
  const filter = { publishedAt: { isNull: true } };
  expect((await ask(text, { after: end, filter })).data).toBe('{"works":{"totalCount":2,"nodes":[{"title":"e"}]}}');
});
