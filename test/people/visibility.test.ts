import { openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
let acme: string;
let contact: { id: string; bearer: string };
beforeAll(async () => {
  people = await openPeopleHouse();
  const customer = async (name: string) =>
    (
      await people.asAdmin(
        `mutation ($name: String!) { createCustomer(input: { name: $name, tags: ["a", "a"], branch: "graz" }) { customer { id } } }`,
        { name },
      )
    ).createCustomer.customer.id;
  await people.asAdmin(
    `mutation { saveBranch(input: { key: "graz", name: "Graz", timeZone: "Europe/Vienna" }) { branch { id } } }`,
  );
  acme = await customer("Acme");
  const other = await customer("Other");
  contact = await people.person("contact", ["customer"], { customerId: acme });
  await people.person("colleague", ["customer"], { customerId: acme });
  await people.person("foreign", ["customer"], { customerId: other });
});
afterAll(() => people.close());

const EVERYTHING = `{
  viewer { name roles { key } customer { name branch { key } contacts { totalCount nodes { name } } } branch { key } teams { key } }
  viewerPermissions
  people { totalCount nodes { name } }
  customers { totalCount nodes { name } }
  teams { key } roles { key } skills { name } branches { key } apiTokens { id } sessions { current }
}`;

test("a customer's contact sees the own customer and nobody else", async () => {
  const { data, errors } = await people.run(EVERYTHING, {}, contact.bearer);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    viewer: {
      name: "contact",
      roles: [{ key: "customer" }],
      customer: { name: "Acme", branch: null, contacts: { totalCount: 1, nodes: [{ name: "contact" }] } },
      branch: null,
      teams: [],
    },
    viewerPermissions: ["PORTAL"],
    people: { totalCount: 1, nodes: [{ name: "contact" }] },
    customers: { totalCount: 1, nodes: [{ name: "Acme" }] },
    teams: [],
    roles: [{ key: "customer" }],
    skills: [],
    branches: [],
    apiTokens: [],
    sessions: [{ current: true }],
  });
});

test("staff see people and customers; sessions are their owner's alone", async () => {
  const { bearer } = await people.person("executive", ["executive"]);
  const { data } = await people.run(EVERYTHING, {}, bearer);
  expect(data.people.nodes.map((node: { name: string }) => node.name)).toEqual([
    "Administrator",
    "colleague",
    "contact",
    "executive",
    "foreign",
  ]);
  expect(data.customers).toEqual({ totalCount: 2, nodes: [{ name: "Acme" }, { name: "Other" }] });
  expect(data.sessions).toEqual([{ current: true }]);
  expect(data.branches).toEqual([{ key: "graz" }]);
});

test("what is not seen is not there, by any way to it", async () => {
  const { people: list } = await people.asAdmin(`{ people(filter: { name: { eq: "colleague" } }) { nodes { id } } }`);
  const id = list.nodes[0].id;
  const { data } = await people.run(
    `query ($id: ID!) { person(id: $id) { name } node(id: $id) { id } byEmail: person(email: "colleague@example.org") { name } }`,
    { id },
    contact.bearer,
  );
  expect(data).toEqual({ person: null, node: null, byEmail: null });
  const { errors } = await people.run(
    `mutation ($id: ID!) { updatePerson(id: $id, input: { phone: "1" }) { person { id } } }`,
    { id },
    contact.bearer,
  );
  expect(errors[0]!.code).toBe("NOT_FOUND");
});

test("customers: created, changed with a guarded version, filtered by tags", async () => {
  const UPDATE = `mutation ($id: ID!, $v: Int) { updateCustomer(id: $id, input: { tags: ["vip", "eu"], address: "Ring 1" }, expectedVersion: $v) { customer { name kind tags address version active } } }`;
  const { updateCustomer } = await people.asAdmin(UPDATE, { id: acme, v: 1 });
  expect(updateCustomer.customer).toEqual({
    name: "Acme",
    kind: "ORGANIZATION",
    tags: ["vip", "eu"],
    address: "Ring 1",
    version: 2,
    active: true,
  });
  const { bearer } = await people.person("boss", ["admin"]);
  expect((await people.run(UPDATE, { id: acme, v: 1 }, bearer)).errors[0]!.extensions).toEqual({
    code: "CONFLICT",
    currentVersion: 2,
  });
  expect((await people.run(UPDATE, { id: acme }, contact.bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const named = async (filter: Record<string, unknown>) =>
    (await people.asAdmin(`query ($f: CustomerFilter) { customers(filter: $f) { nodes { name } } }`, { f: filter }))
      .customers.nodes;
  expect(await named({ tags: { all: ["eu", "vip"] } })).toEqual([{ name: "Acme" }]);
  expect(await named({ tags: { none: ["vip"] } })).toEqual([{ name: "Other" }]);
  expect(await named({ search: "oth" })).toEqual([{ name: "Other" }]);
  expect(
    await people.rows("SELECT type, count(*)::int FROM event WHERE subject_id = $1 GROUP BY type ORDER BY type", acme),
  ).toEqual([
    { type: "CUSTOMER_CREATED", count: 1 },
    { type: "CUSTOMER_UPDATED", count: 1 },
  ]);
});
