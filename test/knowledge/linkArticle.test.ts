import { type KnowledgeHouse, LINK, openKnowledgeHouse, UNLINK } from "./knowledgeHouse";

let house: KnowledgeHouse;
beforeAll(async () => {
  house = await openKnowledgeHouse();
});
afterAll(() => house.close());

const timeline = async (id: string) =>
  (
    await house.asAdmin(
      `query ($id: ID!) { case(id: $id) { timeline(kinds: [ARTICLE_LINKED, ARTICLE_UNLINKED]) { nodes { kind summary actor { name } } } } }`,
      { id },
    )
  ).case.timeline.nodes;

test("articles are linked and taken off, once each, and the timeline tells it", async () => {
  const caseId = await house.case("Printer is broken");
  const [first, second] = [await house.article("First", "PUBLISHED"), await house.article("Second", "PUBLISHED")];
  const { bearer } = await house.person("worker", ["service"]);
  const as = async (mutation: string, articleId: string) => {
    const { data, errors } = await house.run(mutation, { caseId, articleId }, bearer);
    expect(errors).toEqual([]);
    return Object.values<any>(data)[0].case.articles.map((a: { title: string }) => a.title);
  };
  expect(await as(LINK, first)).toEqual(["First"]);
  expect(await as(LINK, second)).toEqual(["First", "Second"]);
  expect(await as(LINK, first)).toEqual(["First", "Second"]);
  const found = `query ($of: ID!) { cases(filter: { articleId: { eq: $of } }) { nodes { title } } }`;
  expect(await house.asAdmin(found, { of: second })).toEqual({ cases: { nodes: [{ title: "Printer is broken" }] } });
  expect(await as(UNLINK, second)).toEqual(["First"]);
  expect(await as(UNLINK, second)).toEqual(["First"]);
  expect(await house.asAdmin(found, { of: second })).toEqual({ cases: { nodes: [] } });
  const numbers = await house.rows("SELECT number FROM article WHERE id = ANY ($1) ORDER BY number_seq", [
    first,
    second,
  ]);
  const actor = { name: "worker" };
  expect(await timeline(caseId)).toEqual([
    { kind: "ARTICLE_LINKED", summary: `Article linked: ${numbers[0]!.number}.`, actor },
    { kind: "ARTICLE_LINKED", summary: `Article linked: ${numbers[1]!.number}.`, actor },
    { kind: "ARTICLE_UNLINKED", summary: `Article taken off: ${numbers[1]!.number}.`, actor },
  ]);
});

test("a read-only case refuses, by policy and below it", async () => {
  const caseId = await house.case("Done with");
  const articleId = await house.article("Too late", "PUBLISHED");
  const linked = await house.article("In time", "PUBLISHED");
  await house.asAdmin(LINK, { caseId, articleId: linked });
  await house.asAdmin(
    `mutation ($id: ID!) { resolveCase(id: $id, input: { path: "advised", notes: "told" }) { case { state } } }`,
    { id: caseId },
  );
  const { bearer } = await house.person("slow", ["service"]);
  expect((await house.run(LINK, { caseId, articleId }, bearer)).errors[0]!.code).toBe("CASE_READ_ONLY");
  expect((await house.run(UNLINK, { caseId, articleId: linked }, bearer)).errors[0]!.code).toBe("CASE_READ_ONLY");
  await expect(
    house.rows("INSERT INTO case_article (case_id, article_id) VALUES ($1, $2)", caseId, articleId),
  ).rejects.toMatchObject({ code: "CG003" });
  await expect(house.rows("DELETE FROM case_article WHERE case_id = $1", caseId)).rejects.toMatchObject({
    code: "CG003",
  });
  const { case: one } = await house.asAdmin("query ($id: ID!) { case(id: $id) { articles { title } viewerCan } }", {
    id: caseId,
  });
  expect(one.articles).toEqual([{ title: "In time" }]);
  expect(one.viewerCan).not.toContain("LINK");
});

test("who may not, and what is not there", async () => {
  const acme = await house.customer("Linked");
  const caseId = await house.case("Theirs", { customerId: acme.id });
  const articleId = await house.article("Public", "PUBLISHED");
  const draft = await house.article("Unseen", "DRAFT");
  expect((await house.run(LINK, { caseId, articleId }, acme.bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const installer = await house.person("installer", ["installer"]);
  expect((await house.run(LINK, { caseId, articleId }, installer.bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const { bearer } = await house.person("technician", ["service"]);
  for (const unseen of [draft, "01900000-0000-7026-8000-000000000000", caseId])
    expect((await house.run(LINK, { caseId, articleId: unseen }, bearer)).errors[0]!.extensions.violations).toEqual([
      { path: "articleId", rule: "exists", message: "no article has this id" },
    ]);
  expect((await house.run(LINK, { caseId: articleId, articleId }, bearer)).errors[0]!.code).toBe("NOT_FOUND");
  expect(await house.rows("SELECT 1 FROM case_article WHERE case_id = $1", caseId)).toEqual([]);
});
