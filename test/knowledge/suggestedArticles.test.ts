import { type KnowledgeHouse, openKnowledgeHouse } from "./knowledgeHouse";

let house: KnowledgeHouse;
let acme: Awaited<ReturnType<KnowledgeHouse["customer"]>>;
beforeAll(async () => {
  house = await openKnowledgeHouse();
  acme = await house.customer("Acme");
  await house.article("Replace the toner of a printer", "PUBLISHED", { body: "Open the front door." });
  await house.article("Printer prints stripes", "PUBLISHED", {
    body: "Clean the drum, then the toner.",
    internal: true,
  });
  await house.article("Brew coffee", "PUBLISHED", { body: "The machine is not for the tea of the guests." });
  await house.article("Toner in draft", "DRAFT");
  await house.article("Toner of old", "ARCHIVED");
});
afterAll(() => house.close());

const SUGGEST = `query ($caseId: ID, $text: String, $first: Int! = 5) {
  suggestedArticles(caseId: $caseId, text: $text, first: $first) { title } }`;
const suggested = async (variables: Record<string, unknown>, bearer?: string) => {
  if (!bearer)
    return (await house.asAdmin(SUGGEST, variables)).suggestedArticles.map((a: { title: string }) => a.title);
  const { data, errors } = await house.run(SUGGEST, variables, bearer);
  expect(errors).toEqual([]);
  return data.suggestedArticles.map((a: { title: string }) => a.title);
};

test("published articles that fit any of the telling words, best first", async () => {
  const text = "Hello, the printer on the second floor is out of toner again and somebody has to replace it. Thanks!";
  expect(await suggested({ text })).toEqual(["Replace the toner of a printer", "Printer prints stripes"]);
  expect(await suggested({ text, first: 1 })).toEqual(["Replace the toner of a printer"]);
  expect(await suggested({ text: "It is not for the guest of them." })).toEqual(["Brew coffee"]);
  expect(await suggested({ text: "and the not of it is" })).toEqual([]);
  expect(await suggested({ text: "" })).toEqual([]);
});

test("a case's words are its title's, description's and comments'", async () => {
  const caseId = await house.case("Out of order", { description: "No stripes before.", customerId: acme.id });
  expect(await suggested({ caseId })).toEqual(["Printer prints stripes"]);
  const comment = `mutation ($id: ID!) { commentOnCase(id: $id, body: "It is the coffee", internal: true) { comment { id } } }`;
  await house.asAdmin(comment, { id: caseId });
  expect(await suggested({ caseId })).toEqual(["Brew coffee", "Printer prints stripes"]);
  // By what they may not read customers are suggested nothing, nor what they may not read.
  expect(await suggested({ caseId }, acme.bearer)).toEqual([]);
});

test("of a case that the viewer does not see nothing is suggested", async () => {
  const caseId = await house.case("Printer without toner");
  expect(await suggested({ caseId })).toEqual(["Replace the toner of a printer", "Printer prints stripes"]);
  expect(await suggested({ caseId }, acme.bearer)).toEqual([]);
  expect(await suggested({ text: "printer toner" }, acme.bearer)).toEqual(["Replace the toner of a printer"]);
});

test("exactly one of case and text, and a page of 1 to 50", async () => {
  const { bearer } = await house.person("asker", ["service"]);
  const refused = async (variables: Record<string, unknown>) =>
    (await house.run(SUGGEST, variables, bearer)).errors.map((e) => e.extensions.violations);
  const exactlyOne = (path: string) => [[{ path, rule: "exactlyOne", message: "give exactly one of caseId, text" }]];
  expect(await refused({})).toEqual(exactlyOne("caseId"));
  expect(await refused({ text: "x", caseId: "01900000-0000-7017-8000-000000000000" })).toEqual(exactlyOne("text"));
  for (const first of [0, 51])
    expect(await refused({ text: "x", first })).toEqual([
      [{ path: "first", rule: "page", message: "must be from 1 to 50" }],
    ]);
});

test("words that most articles have tell little once the articles are sampled", async () => {
  await house.rows(`INSERT INTO article (title, body, state, published_at)
    SELECT 'Valve ' || n, 'The valve of machine number ' || n || CASE WHEN n = 7 THEN ' has a gasket' ELSE '' END, 'PUBLISHED', casegraph_now()
    FROM generate_series(1, 300) n`);
  await house.rows("ANALYZE article");
  const [{ words }] = (await house.rows(
    "SELECT casegraph_telling(casegraph_words('machine valve gasket'))::text AS words",
  )) as [{ words: string }];
  expect(words).toMatch(/^'gasket':\* \| /);
  expect((await suggested({ text: "machine valve gasket", first: 2 }))[0]).toBe("Valve 7");
});
