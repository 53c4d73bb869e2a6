import { ARCHIVE, type KnowledgeHouse, LINK, openKnowledgeHouse, UPDATE } from "./knowledgeHouse";

let house: KnowledgeHouse;
const ids: Record<string, string> = {};
beforeAll(async () => {
  house = await openKnowledgeHouse();
  ids.draft = await house.article("Draft", "DRAFT");
  ids.open = await house.article("Open", "PUBLISHED");
  ids.internal = await house.article("Internal", "PUBLISHED", { internal: true });
  ids.archived = await house.article("Archived", "ARCHIVED");
});
afterAll(() => house.close());

const LIST = "{ articles(first: 10) { totalCount nodes { title wordings { version } } } }";
const seenBy = async (bearer: string) => {
  const { data, errors } = await house.run(LIST, {}, bearer);
  expect(errors).toEqual([]);
  const titles = data.articles.nodes.map((a: { title: string }) => a.title);
  expect(data.articles.totalCount).toBe(titles.length);
  return titles;
};

test("who sees which articles", async () => {
  const writer = await house.person("writer", ["support"]);
  expect(await seenBy(writer.bearer)).toEqual(["Archived", "Internal", "Open", "Draft"]);
  const reader = await house.person("reader", ["service"]);
  expect(await seenBy(reader.bearer)).toEqual(["Archived", "Internal", "Open"]);
  const portal = await house.customer("Acme");
  expect(await seenBy(portal.bearer)).toEqual(["Open"]);
});

test("what one may not see is not there by any door", async () => {
  const { bearer } = await house.customer("Bakery");
  const caseId = await house.case("Oven is cold", {
    customerId: await house.rows("SELECT id FROM customer WHERE name = 'Bakery'").then(([c]) => c!.id),
  });
  for (const articleId of [ids.internal, ids.open]) await house.asAdmin(LINK, { caseId, articleId });
  const { data, errors } = await house.run(
    `query ($internal: ID!, $case: ID!) {
      byId: article(id: $internal) { title } node(id: $internal) { id }
      case(id: $case) { articles { title author { name } } }
      linked: cases(filter: { articleId: { eq: $internal } }) { totalCount }
      search(query: "internal") { snippet } suggestedArticles(text: "internal article") { title } }`,
    { internal: ids.internal, case: caseId },
    bearer,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    byId: null,
    node: null,
    case: { articles: [{ title: "Open", author: { name: "Administrator" } }] },
    linked: { totalCount: 0 },
    search: [],
    suggestedArticles: [],
  });
});

test("an author keeps seeing drafts of their own, and earlier wordings", async () => {
  const author = await house.person("author", ["support"]);
  const create = `mutation { createArticle(input: { title: "Own", body: "x" }) { article { id } } }`;
  const { id } = (await house.run(create, {}, author.bearer)).data.createArticle.article;
  await house.run(UPDATE, { id, input: { body: "y" } }, author.bearer);
  await house.asAdmin(
    `mutation ($id: ID!, $input: UpdatePersonInput!) { updatePerson(id: $id, input: $input) { person { id } } }`,
    {
      id: author.id,
      input: { roles: ["service"] },
    },
  );
  const { accessToken } = await house.signIn("author@example.org", "correct horse battery");
  const query = "query ($id: ID!) { article(id: $id) { title wordings { version body } } }";
  expect((await house.run(query, { id }, accessToken)).data).toEqual({
    article: { title: "Own", wordings: [{ version: 1, body: "x" }] },
  });
  const reader = await house.person("other", ["service"]);
  expect((await house.run(query, { id }, reader.bearer)).data).toEqual({ article: null });
});

test("readers of a published article do not see what it said before", async () => {
  const id = await house.article("Changed", "PUBLISHED", { body: "secret once" });
  await house.asAdmin(UPDATE, { id, input: { body: "public now" } });
  const query = "query ($id: ID!) { article(id: $id) { body wordings { body } } }";
  const { bearer } = await house.customer("Curious");
  expect((await house.run(query, { id }, bearer)).data).toEqual({ article: { body: "public now", wordings: [] } });
  const reader = await house.person("curious", ["service"]);
  expect((await house.run(query, { id }, reader.bearer)).data).toEqual({
    article: { body: "public now", wordings: [] },
  });
});

test("caseCount counts only cases that the viewer sees", async () => {
  const id = await house.article("Counted", "PUBLISHED");
  const acme = await house.customer("Counting");
  const caseIds = [
    await house.case("Theirs", { customerId: acme.id }),
    await house.case("Another's"),
    await house.case("Hidden", { confidential: true }),
  ];
  for (const caseId of caseIds) await house.asAdmin(LINK, { caseId, articleId: id });
  const count = async (bearer: string) =>
    (await house.run("query ($id: ID!) { article(id: $id) { caseCount } }", { id }, bearer)).data.article.caseCount;
  expect(await count(acme.bearer)).toBe(1);
  expect(await count((await house.person("counter", ["service"])).bearer)).toBe(2);
  expect(await count((await house.person("chief", ["manager"])).bearer)).toBe(3);
  await house.asAdmin(ARCHIVE, { id });
  expect((await house.run("query ($id: ID!) { article(id: $id) { caseCount } }", { id }, acme.bearer)).data).toEqual({
    article: null,
  });
});
