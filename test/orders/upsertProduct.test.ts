import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const UPSERT = `mutation ($input: ProductInput!) { upsertProduct(input: $input) { product { id externalId sku name url } } }`;
const upsert = async (input: Record<string, unknown>) =>
  (await people.asAdmin(UPSERT, { input })).upsertProduct.product;
const refused = async (input: Record<string, unknown>, bearer: string) =>
  (await people.run(UPSERT, { input }, bearer)).errors[0]!;

test("a product is added, found by its sku or externalId, and changed", async () => {
  const made = await upsert({ sku: "APC/AP7900", name: "Rack PDU", url: "https://shop.example/ap7900" });
  expect(made).toEqual({
    id: expect.any(String),
    externalId: null,
    sku: "APC/AP7900",
    name: "Rack PDU",
    url: "https://shop.example/ap7900",
  });
  expect(made.id.slice(14, 18)).toBe("700d");

  // By sku: what is left out stays, and an externalId is taken on.
  expect(await upsert({ sku: "APC/AP7900", externalId: "sap:1", name: "Rack PDU, switched" })).toEqual({
    ...made,
    externalId: "sap:1",
    name: "Rack PDU, switched",
  });
  // By externalId: the sku may change, and null clears.
  const renamed = { ...made, externalId: "sap:1", sku: "APC/AP7900B", name: "Rack PDU", url: null };
  expect(await upsert({ sku: "APC/AP7900B", externalId: "sap:1", name: "Rack PDU", url: null })).toEqual(renamed);

  for (const by of [{ id: made.id }, { sku: "APC/AP7900B" }, { externalId: "sap:1" }])
    expect(
      await people.asAdmin(
        `query ($id: ID, $sku: String, $externalId: String) {
          product(id: $id, sku: $sku, externalId: $externalId) { id externalId sku name url } }`,
        by,
      ),
    ).toEqual({ product: renamed });
  expect(await people.asAdmin(`query ($id: ID!) { node(id: $id) { __typename id } }`, { id: made.id })).toEqual({
    node: { __typename: "Product", id: made.id },
  });
  expect(await people.asAdmin(`{ product(sku: "APC/AP7900") { id } }`)).toEqual({ product: null });
});

test("what says the same writes nothing", async () => {
  const { id } = await upsert({ sku: "same", name: "Same" });
  const [before] = await people.rows("SELECT xmin::text, updated_at FROM product WHERE id = $1", id);
  expect((await upsert({ sku: "same", name: "Same" })).id).toBe(id);
  expect(await people.rows("SELECT xmin::text, updated_at FROM product WHERE id = $1", id)).toEqual([before]);
});

test("a sku or externalId of another product is a conflict", async () => {
  const { bearer } = await people.person("conflicted", ["admin"]);
  await upsert({ sku: "taken", externalId: "x:1", name: "One" });
  await upsert({ sku: "other", externalId: "x:2", name: "Two" });
  for (const input of [
    { sku: "taken", externalId: "x:3", name: "Three" },
    { sku: "taken", externalId: "x:2", name: "Two" },
  ])
    expect(await refused(input, bearer)).toMatchObject({
      code: "CONFLICT",
      message: "A product with this sku is there already.",
    });
  // By the sku alone the externalId stays; null gives it up.
  expect(await upsert({ sku: "taken", name: "One" })).toMatchObject({ externalId: "x:1" });
  expect(await upsert({ sku: "taken", externalId: null, name: "One" })).toMatchObject({ externalId: null });
  expect(await upsert({ sku: "taken", externalId: "x:3", name: "One" })).toMatchObject({ externalId: "x:3" });
});

test("twins at the same moment make one product", async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => upsert({ sku: "twin", name: "Twin" })));
  expect(new Set(answers.map((product) => product.id)).size).toBe(1);
});

test("every broken rule is told, and nothing is written", async () => {
  const { bearer } = await people.person("careless", ["admin"]);
  const before = await people.rows("SELECT count(*) FROM product");
  const error = await refused({ externalId: " ", sku: "a\nb", name: "x".repeat(256) }, bearer);
  expect(error.code).toBe("BAD_USER_INPUT");
  expect(error.extensions.violations).toEqual([
    { path: "input.externalId", rule: "notBlank", message: "this cannot be blank" },
    { path: "input.sku", rule: "singleLine", message: "this is a single line" },
    { path: "input.name", rule: "maxLength", message: "this has at most 255 characters" },
  ]);
  expect((await refused({ sku: "x\0", name: "x" }, bearer)).extensions.violations).toEqual([
    { path: "input.sku", rule: "noNul", message: "a text holds no NUL characters" },
  ]);
  expect((await refused({ sku: "x", name: "x", url: "ftp://x" }, bearer)).code).toBe("BAD_USER_INPUT");
  expect(await people.rows("SELECT count(*) FROM product")).toEqual(before);
});

test("only who integrates or transfers data may", async () => {
  const input = { sku: "denied", name: "Denied" };
  const asked: Record<string, unknown> = {};
  for (const role of [
    "admin",
    "owner",
    "manager",
    "support_lead",
    "dispatcher",
    "service",
    "buyer",
    "executive",
    "customer",
  ]) {
    const more = role === "customer" ? { customerId: await customer() } : {};
    const { bearer } = await people.person(`upserting-${role}`, [role], more);
    asked[role] = (await people.run(UPSERT, { input: { ...input, sku: role } }, bearer)).errors[0]?.code ?? "OK";
  }
  expect(asked).toEqual({
    admin: "OK",
    owner: "OK",
    manager: "OK",
    support_lead: "FORBIDDEN",
    dispatcher: "FORBIDDEN",
    service: "FORBIDDEN",
    buyer: "FORBIDDEN",
    executive: "FORBIDDEN",
    customer: "FORBIDDEN",
  });
});

async function customer(): Promise<string> {
  const made = await people.asAdmin(`mutation { createCustomer(input: { name: "Acme" }) { customer { id } } }`);
  return made.createCustomer.customer.id;
}
