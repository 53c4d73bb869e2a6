import { ARCHIVE, CREATE, type KnowledgeHouse, openKnowledgeHouse, PUBLISH, UPDATE } from "./knowledgeHouse";

let house: KnowledgeHouse;
beforeAll(async () => {
  house = await openKnowledgeHouse();
});
afterAll(() => house.close());

test("an article begins as a numbered draft of its author", async () => {
  const writer = await house.person("writer", ["support"]);
  const input = {
    title: "Reset a router",
    body: "Hold **10 s**.",
    internal: true,
    tags: ["router", "reset", "router"],
  };
  const { data, errors } = await house.run(
    `mutation ($input: ArticleInput!) { createArticle(input: $input) { article {
      number title body state internal tags author { name } caseCount publishedAt version wordings { version } } } }`,
    { input },
    writer.bearer,
  );
  expect(errors).toEqual([]);
  const { number, ...article } = data.createArticle.article;
  expect(number).toMatch(/^A-\d{6}$/);
  expect(article).toEqual({
    title: "Reset a router",
    body: "Hold **10 s**.",
    state: "DRAFT",
    internal: true,
    tags: ["router", "reset"],
    author: { name: "writer" },
    caseCount: 0,
    publishedAt: null,
    version: 1,
    wordings: [],
  });
});

test("a number is never used twice, not even one that came to nothing", async () => {
  const first = await house.article("One", "DRAFT");
  await expect(
    house.rows("INSERT INTO article (title, body, state) VALUES ('broken', '', 'PUBLISHED')"),
  ).rejects.toMatchObject({ code: "23514" });
  const second = await house.article("Two", "DRAFT");
  const rows = await house.rows("SELECT number_seq::int AS n FROM article WHERE id = ANY ($1) ORDER BY n", [
    first,
    second,
  ]);
  expect(rows[1]!.n - rows[0]!.n).toBe(2);
});

test("what an article said before is kept", async () => {
  const id = await house.article("Paper jam", "PUBLISHED", { body: "Pull.", tags: ["printer"] });
  const { updateArticle } = await house.asAdmin(UPDATE, { id, input: { body: "Open, then pull.", internal: true } });
  expect(updateArticle.article).toEqual({
    title: "Paper jam",
    body: "Open, then pull.",
    internal: true,
    tags: ["printer"],
    state: "PUBLISHED",
    version: 3,
    wordings: [
      {
        version: 2,
        title: "Paper jam",
        body: "Pull.",
        internal: false,
        tags: ["printer"],
        replacedBy: { name: "Administrator" },
      },
    ],
  });
  const again = await house.asAdmin(UPDATE, { id, input: { title: "Paper jams", tags: null }, expectedVersion: 3 });
  expect(again.updateArticle.article).toMatchObject({ title: "Paper jams", tags: [], version: 4 });
  expect(again.updateArticle.article.wordings.map((w: { version: number }) => w.version)).toEqual([3, 2]);
  await expect(house.rows("UPDATE article_wording SET body = ''")).rejects.toMatchObject({ code: "CG002" });
  await expect(house.rows("DELETE FROM article_wording")).rejects.toMatchObject({ code: "CG002" });
});

test("a change of nothing is none, and an old version is refused", async () => {
  const id = await house.article("Quiet", "DRAFT");
  const { updateArticle } = await house.asAdmin(UPDATE, { id, input: { title: "Quiet" } });
  expect(updateArticle.article).toMatchObject({ version: 1, wordings: [] });
  await house.asAdmin(UPDATE, { id, input: { title: "Louder" } });
  const { bearer } = await house.person("late", ["support"]);
  const { errors } = await house.run(UPDATE, { id, input: { title: "Loud" }, expectedVersion: 1 }, bearer);
  expect(errors[0]).toMatchObject({ code: "CONFLICT", extensions: { currentVersion: 2 } });
});

test("drafts are published, published ones archived, archived ones published again", async () => {
  const id = await house.article("Steps", "DRAFT");
  const { bearer } = await house.person("mover", ["support"]);
  const step = (mutation: string) => house.run(mutation, { id }, bearer);
  const early = await step(ARCHIVE);
  expect(early.errors[0]).toMatchObject({ code: "INVALID_TRANSITION", extensions: { allowed: ["PUBLISHED"] } });
  const published = (await step(PUBLISH)).data.publishArticle.article;
  expect(published).toEqual({ state: "PUBLISHED", version: 2, publishedAt: expect.stringMatching(/Z$/) });
  const twice = await step(PUBLISH);
  expect(twice.errors[0]).toMatchObject({ code: "INVALID_TRANSITION", extensions: { allowed: ["ARCHIVED"] } });
  const archived = (await step(ARCHIVE)).data.archiveArticle.article;
  expect(archived).toEqual({ state: "ARCHIVED", version: 3, publishedAt: published.publishedAt });
  expect((await step(PUBLISH)).data.publishArticle.article).toMatchObject({ state: "PUBLISHED", version: 4 });
  const events = await house.rows("SELECT type, changes FROM event WHERE subject_id = $1 ORDER BY seq", id);
  expect(events).toEqual([
    { type: "ARTICLE_PUBLISHED", changes: [{ field: "state", from: "DRAFT", to: "PUBLISHED" }] },
    { type: "ARTICLE_ARCHIVED", changes: [{ field: "state", from: "PUBLISHED", to: "ARCHIVED" }] },
    { type: "ARTICLE_PUBLISHED", changes: [{ field: "state", from: "ARCHIVED", to: "PUBLISHED" }] },
  ]);
});

test("who may not write is refused, and nothing is written", async () => {
  const { bearer } = await house.person("reader", ["service"]);
  const id = await house.article("Locked", "PUBLISHED");
  const input = { title: "Mine", body: "x" };
  const before = await house.rows("SELECT count(*)::int AS n FROM article");
  for (const [mutation, variables] of [
    [CREATE, { input }],
    [UPDATE, { id, input }],
    [PUBLISH, { id }],
    [ARCHIVE, { id }],
  ] as const)
    expect((await house.run(mutation, variables, bearer)).errors.map((e) => e.code)).toEqual(["FORBIDDEN"]);
  expect(await house.rows("SELECT count(*)::int AS n FROM article")).toEqual(before);
  expect(await house.rows("SELECT title, state, version FROM article WHERE id = $1", id)).toEqual([
    { title: "Locked", state: "PUBLISHED", version: 2 },
  ]);
});

test("bad input is refused by rule and place", async () => {
  const { bearer } = await house.person("careless", ["support"]);
  const refused = async (mutation: string, variables: Record<string, unknown>) =>
    (await house.run(mutation, variables, bearer)).errors[0]!.extensions.violations.map(
      (v: { path: string; rule: string }) => `${v.path} ${v.rule}`,
    );
  const tags = Array.from({ length: 51 }, (_, i) => `t${i}`);
  expect(await refused(CREATE, { input: { title: " ", body: "x".repeat(100_001), tags } })).toEqual([
    "input.title notBlank",
    "input.body maxLength",
    "input.tags arrayMaxSize",
  ]);
  expect(await refused(CREATE, { input: { title: "x".repeat(256), body: "a\u0000b" } })).toEqual([
    "input.body noNul",
    "input.title maxLength",
  ]);
  const id = await house.article("Careful", "DRAFT");
  expect(await refused(UPDATE, { id, input: { title: null, body: null, internal: null } })).toEqual([
    "input.title notNull",
    "input.body notNull",
    "input.internal notNull",
  ]);
  const gone = await house.run(PUBLISH, { id: "01900000-0000-7026-8000-000000000000" }, bearer);
  expect(gone.errors[0]!.code).toBe("NOT_FOUND");
  expect((await house.run("{ article { id } }", {}, bearer)).errors[0]!.code).toBe("BAD_USER_INPUT");
});

test("lists come newest first, filtered by state, tags, walls and words", async () => {
  for (const [title, state, more] of [
    ["Zähler ablesen", "PUBLISHED", { tags: ["meter"] }],
    ["Zähler tauschen", "ARCHIVED", { tags: ["meter", "swap"] }],
    ["Zähler eichen", "DRAFT", { tags: ["meter"], internal: true }],
  ] as const)
    await house.article(title, state, more);
  const titles = async (filter: Record<string, unknown>) =>
    (
      await house.asAdmin(
        "query ($filter: ArticleFilter) { articles(filter: $filter) { totalCount nodes { title } } }",
        {
          filter,
        },
      )
    ).articles.nodes.map((a: { title: string }) => a.title);
  expect(await titles({ search: "zahler" })).toEqual(["Zähler eichen", "Zähler tauschen", "Zähler ablesen"]);
  expect(await titles({ search: "METER swap" })).toEqual(["Zähler tauschen"]);
  expect(await titles({ tags: { any: ["meter"], none: ["swap"] }, state: { in: ["DRAFT", "PUBLISHED"] } })).toEqual([
    "Zähler eichen",
    "Zähler ablesen",
  ]);
  expect(await titles({ tags: { all: ["meter"] }, internal: { eq: true } })).toEqual(["Zähler eichen"]);
  expect(await titles({ search: "  " })).toEqual([]);
});
