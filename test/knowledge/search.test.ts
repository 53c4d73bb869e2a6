import { parse } from "graphql";
import { type KnowledgeHouse, openKnowledgeHouse } from "./knowledgeHouse";

let house: KnowledgeHouse;
const bearers: Record<string, string> = {};
let acme: Awaited<ReturnType<KnowledgeHouse["customer"]>>;
beforeAll(async () => {
  house = await openKnowledgeHouse();
  acme = await house.customer("Zephyr");
  for (const [name, role] of [
    ["chief", "manager"],
    ["technician", "service"],
    ["buyer", "buyer"],
  ] as const)
    bearers[name] = (await house.person(name, [role])).bearer;
  bearers.customer = acme.bearer;
  await house.asAdmin(`mutation { createAssetType(input: { key: "pump", name: "Pump" }) { assetType { key } } }`);
  const asset = `mutation ($input: AssetInput!) { createAsset(input: $input) { asset { id } } }`;
  const theirs = await house.asAdmin(asset, {
    input: { tag: "ZEPHYR-1", name: "Pump one", serialNumber: "SN/12-7", type: "pump", customerId: acme.id },
  });
  await house.asAdmin(asset, { input: { tag: "ZEPHYR-2", name: "Pump two", type: "pump", notes: "bought at Zephyr" } });
  const open = await house.case("Zephyr blows", {
    description: "The Zähler «stands» still since Monday.",
    customerId: acme.id,
    assetId: theirs.createAsset.asset.id,
  });
  await house.case("Zephyr inspection", { confidential: true });
  await house.case("Zephyr elsewhere", {});
  const comment = `mutation ($id: ID!, $body: String!, $internal: Boolean!) {
    commentOnCase(id: $id, body: $body, internal: $internal) { comment { id } } }`;
  await house.asAdmin(comment, { id: open, body: "Their fuse is quixotic.", internal: false });
  await house.asAdmin(comment, { id: open, body: "They owe us xylophones.", internal: true });
  await house.article("Zephyr manual", "PUBLISHED", { tags: ["breeze"] });
  await house.article("Zephyr tricks", "PUBLISHED", { internal: true });
  await house.article("Zephyr plans", "DRAFT");
  await house.article("Zephyr of old", "ARCHIVED");
});
afterAll(() => house.close());

const SEARCH = `query ($query: String!, $kinds: [SearchKind!], $first: Int! = 50) {
  search(query: $query, kinds: $kinds, first: $first) {
    snippet rank subject { __typename
      ... on Case { title } ... on Asset { tag } ... on Person { name } ... on Customer { called: name } ... on Article { title } } } }`;

interface Found {
  readonly snippet: string;
  readonly rank: number;
  readonly subject: Record<string, string>;
}
const search = async (who: string, query: string, more: Record<string, unknown> = {}): Promise<Found[]> => {
  const { data, errors } = await house.run(SEARCH, { query, ...more }, bearers[who]!);
  expect(errors).toEqual([]);
  return data.search;
};
/** What was found, in one order whatever the ranks. */
const names = async (who: string, query: string, more = {}) =>
  (await search(who, query, more))
    .map(({ subject: { __typename, ...name } }) => `${__typename}: ${Object.values(name)[0]}`)
    .sort();

test("everything with the words is found, whatever kind it is", async () => {
  expect(await names("chief", "zephyr")).toEqual([
    "Article: Zephyr manual",
    "Article: Zephyr plans",
    "Article: Zephyr tricks",
    "Asset: ZEPHYR-1",
    "Asset: ZEPHYR-2",
    "Case: Zephyr blows",
    "Case: Zephyr elsewhere",
    "Case: Zephyr inspection",
    "Customer: Zephyr",
    "Person: contact-of-zephyr",
  ]);
  expect(await names("chief", "zephyr", { kinds: ["ASSET", "CUSTOMER"] })).toEqual([
    "Asset: ZEPHYR-1",
    "Asset: ZEPHYR-2",
    "Customer: Zephyr",
  ]);
  expect(await names("chief", "zephyr", { kinds: [] })).toEqual([]);
  expect(await names("chief", "ZEPH blo")).toEqual(["Case: Zephyr blows"]);
  expect(await names("chief", " ,; ")).toEqual([]);
});

test("nobody finds what they may not see", async () => {
  expect(await names("technician", "zephyr", { kinds: ["CASE", "ARTICLE"] })).toEqual([
    "Article: Zephyr manual",
    "Article: Zephyr tricks",
    "Case: Zephyr blows",
    "Case: Zephyr elsewhere",
  ]);
  expect(await names("buyer", "zephyr", { kinds: ["CASE"] })).toEqual([]);
  expect(await names("customer", "zephyr")).toEqual([
    "Article: Zephyr manual",
    "Asset: ZEPHYR-1",
    "Case: Zephyr blows",
    "Customer: Zephyr",
    "Person: contact-of-zephyr",
  ]);
  const { data } = await house.run(SEARCH, { query: "zephyr" }, null);
  expect(data.search).toEqual([]);
});

test("a customer finds nothing by words that are kept back, and reads none of them", async () => {
  expect(await names("technician", "xylophones")).toEqual(["Case: Zephyr blows"]);
  expect(await names("customer", "xylophones")).toEqual([]);
  expect((await search("customer", "quixotic"))[0]!.snippet).toBe("Their fuse is «quixotic».");
  expect((await search("technician", "owe"))[0]!.snippet).toBe("They «owe» us xylophones. · Their fuse is quixotic.");
  expect(await names("customer", "technician@example.org")).toEqual([]);
  expect(await names("customer", "technician")).toEqual([]);
  expect(await names("buyer", "technician@example.org")).toEqual(["Person: technician"]);
});

test("the best comes first, and no more than were asked for", async () => {
  await house.article("About kites", "PUBLISHED", { body: "kites kites kites" });
  await house.article("About wind", "PUBLISHED", { body: `${"wind ".repeat(80)} kites` });
  const found = await search("chief", "kites");
  expect(found.map(({ subject }) => subject.title)).toEqual(["About kites", "About wind"]);
  expect(found[0]!.rank).toBeGreaterThan(found[1]!.rank);
  expect(await search("chief", "kites", { first: 1 })).toEqual([found[0]]);
  for (const first of [0, 101, -1]) {
    const { errors } = await house.run(SEARCH, { query: "kites", first }, bearers.chief!);
    expect(errors[0]!.extensions.violations).toEqual([
      { path: "first", rule: "page", message: "must be from 1 to 100" },
    ]);
  }
});

test("snippets mark what matched, accents, numbers and all", async () => {
  const snippet = async (query: string, kind: string) =>
    (await search("chief", query, { kinds: [kind] })).map((one) => one.snippet);
  const [{ number }] = (await house.rows("SELECT number FROM service_case WHERE title = 'Zephyr blows'")) as [
    { number: string },
  ];
  expect(await snippet("zahler", "CASE")).toEqual([
    `${number} Zephyr blows · The «Zähler» ‹stands› still since Monday. · ZEPHYR-1 SN/12-7`,
  ]);
  expect(await snippet(number.toLowerCase(), "CASE")).toEqual([
    `«${number}» Zephyr blows · The Zähler ‹stands› still since Monday. · ZEPHYR-1 SN/12-7`,
  ]);
  expect(await snippet("sn/12", "ASSET")).toEqual(["ZEPHYR-1 Pump one · «SN/12»-7"]);
  expect(await snippet("two bought", "ASSET")).toEqual(["ZEPHYR-2 Pump «two»"]);
  expect(await snippet("breeze", "ARTICLE")).toEqual([
    expect.stringMatching(/^A-\d{6} Zephyr manual · «breeze» · About Zephyr manual\.$/),
  ]);
  await house.article("Long", "PUBLISHED", { body: `${"before ".repeat(50)}needle${" after".repeat(50)}` });
  const [long] = await snippet("needle", "ARTICLE");
  expect(long).toMatch(/^…(before )+«needle»( after)+…$/);
  expect(long!.length).toBeLessThan(260);
});

test("words are taken literally, whatever stands in them", async () => {
  await house.article("C++ (old) [x] 100% a_b \\ 'q' | & !", "PUBLISHED");
  for (const query of [
    "c++",
    "(old)",
    "[x]",
    "100%",
    "a_b",
    "'q'",
    "c++ 100% & | !",
    "\\",
    "x:*",
    "<->",
    "old' | 'x",
  ]) {
    const { errors } = await house.run(SEARCH, { query }, bearers.chief!);
    expect([query, errors]).toEqual([query, []]);
  }
  expect((await search("chief", "100%"))[0]!.snippet).toContain("«100%»");
});

test("lists by words are planned for their words, other lists once", async () => {
  const kept = async (filter: Record<string, unknown>) => {
    const document = parse("query ($filter: PersonFilter) { people(filter: $filter) { nodes { name } } }");
    const operation = house.engine.operation(document, null);
    for (let i = 0; i < 3; i++) await house.engine.execute(operation, { filter }, house.ctx(null));
    const [row] = await house.rows(
      "SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement LIKE '%\"person\"%' AND statement NOT LIKE '%prepared%'",
    );
    return row!.n as number;
  };
  const before = await kept({ search: "zephyr" });
  expect(await kept({ name: { eq: "technician" } })).toBe(before + 1);
  expect(await kept({ search: "technician" })).toBe(before + 1);
});
