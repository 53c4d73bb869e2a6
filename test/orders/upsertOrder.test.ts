import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
  for (const sku of ["pdu", "rack", "cable"])
    await people.asAdmin(
      `mutation ($sku: String!) { upsertProduct(input: { sku: $sku, name: $sku }) { product { id } } }`,
      { sku },
    );
});
afterAll(() => people.close());

const UPSERT = `mutation ($input: OrderInput!) { upsertOrder(input: $input) { order {
  id externalId number customer { name } placedAt url lines { id lineNumber product { sku } quantity description }
} } }`;
const upsert = async (input: Record<string, unknown>) => (await people.asAdmin(UPSERT, { input })).upsertOrder.order;
const openCase = async (input: Record<string, unknown>) =>
  (await people.asAdmin(`mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }`, { input }))
    .createCase.case.id;
async function customer(name: string, externalId: string): Promise<string> {
  const made = await people.asAdmin(
    `mutation ($name: String!, $externalId: String) {
      createCustomer(input: { name: $name, externalId: $externalId }) { customer { id } } }`,
    { name, externalId },
  );
  return made.createCustomer.customer.id;
}

test("an order with its lines is added and changed, by externalId or number", async () => {
  const acme = await customer("Acme", "crm:1");
  await customer("Bolt", "crm:2");
  const made = await upsert({
    externalId: "erp:1",
    number: "4711",
    customerId: acme,
    placedAt: "2026-10-01T08:00:00+02:00",
    url: "https://erp.example/4711",
    lines: [
      { lineNumber: 20, quantity: 3, description: "by the metre" },
      { lineNumber: 10, sku: "pdu", quantity: 2 },
    ],
  });
  expect(made).toEqual({
    id: expect.any(String),
    externalId: "erp:1",
    number: "4711",
    customer: { name: "Acme" },
    placedAt: "2026-10-01T06:00:00.000Z",
    url: "https://erp.example/4711",
    lines: [
      { id: expect.any(String), lineNumber: 10, product: { sku: "pdu" }, quantity: 2, description: null },
      { id: expect.any(String), lineNumber: 20, product: null, quantity: 3, description: "by the metre" },
    ],
  });
  // Left out stays; the customer may be told by what the other system calls it.
  expect(await upsert({ number: "4711", customerExternalId: "crm:2" })).toEqual({
    ...made,
    customer: { name: "Bolt" },
  });
  // Null clears, also in the other of the two ways.
  expect(await upsert({ externalId: "erp:1", number: "4711-B", customerId: null, placedAt: null, url: null })).toEqual({
    ...made,
    number: "4711-B",
    customer: null,
    placedAt: null,
    url: null,
  });
  for (const by of [{ id: made.id }, { number: "4711-B" }, { externalId: "erp:1" }])
    expect(
      await people.asAdmin(
        `query ($id: ID, $number: String, $externalId: String) {
          order(id: $id, number: $number, externalId: $externalId) { id lines { order { number } } } }`,
        by,
      ),
    ).toEqual({ order: { id: made.id, lines: [{ order: { number: "4711-B" } }, { order: { number: "4711-B" } }] } });
});

test("lines given replace the order's by number, and a line stays the same line", async () => {
  const made = await upsert({
    number: "lines",
    lines: [
      { lineNumber: 1, sku: "pdu", quantity: 1, description: "one" },
      { lineNumber: 2, sku: "rack", quantity: 1 },
      { lineNumber: 3, quantity: 1 },
    ],
  });
  const [one, , three] = made.lines;
  const changed = await upsert({
    number: "lines",
    lines: [
      { lineNumber: 1, sku: "cable", quantity: 5 },
      { lineNumber: 4, quantity: 0 },
      { lineNumber: 3, quantity: 1 },
    ],
  });
  expect(changed.lines).toEqual([
    { id: one.id, lineNumber: 1, product: { sku: "cable" }, quantity: 5, description: null },
    three,
    { id: expect.any(String), lineNumber: 4, product: null, quantity: 0, description: null },
  ]);
  expect((await upsert({ number: "lines" })).lines).toEqual(changed.lines);
  expect((await upsert({ number: "lines", lines: null })).lines).toEqual([]);
});

test("a line that a case or a supplier return names is kept", async () => {
  const made = await upsert({
    number: "kept",
    lines: [1, 2, 3, 4].map((lineNumber) => ({ lineNumber, sku: "pdu", quantity: lineNumber })),
  });
  const id = await openCase({ title: "Broken", orderLineId: made.lines[0].id });
  await people.asAdmin(
    `mutation ($input: SupplierReturnInput!) { openSupplierReturn(input: $input) { supplierReturn { id } } }`,
    { input: { caseId: id, supplier: "Maker", orderLineId: made.lines[1].id, quantity: 1 } },
  );
  const changed = await upsert({ number: "kept", lines: [{ lineNumber: 4, sku: "rack", quantity: 9 }] });
  expect(changed.lines).toEqual([
    made.lines[0],
    made.lines[1],
    { ...made.lines[3], product: { sku: "rack" }, quantity: 9 },
  ]);
  // What is named may still be changed.
  const emptied = await upsert({ number: "kept", lines: [{ lineNumber: 1, quantity: 7 }] });
  expect(emptied.lines).toEqual([{ ...made.lines[0], product: null, quantity: 7 }, made.lines[1]]);
});

test("a case that names a line while it is taken away finds it there or finds none", async () => {
  const { bearer } = await people.person("racer", ["admin"]);
  for (let round = 0; round < 8; round++) {
    const number = `race-${round}`;
    const made = await upsert({ number, lines: [{ lineNumber: 1, quantity: 1 }] });
    const [opened, replaced] = await Promise.all([
      people.run(
        `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { orderLine { id } } } }`,
        { input: { title: "Race", orderLineId: made.lines[0].id } },
        bearer,
      ),
      upsert({ number, lines: [] }),
    ]);
    if (opened.errors.length > 0) {
      expect(opened.errors[0]!.extensions.violations).toEqual([
        { path: "input.orderLineId", rule: "exists", message: "no order line has this id" },
      ]);
      expect(replaced.lines).toEqual([]);
    } else {
      expect(opened.data.createCase.case.orderLine).toEqual({ id: made.lines[0].id });
      expect(replaced.lines).toEqual(made.lines);
    }
  }
});

test("what says the same writes nothing, to the order or its lines", async () => {
  const input = {
    externalId: "erp:same",
    number: "same",
    placedAt: "2026-10-01T06:00:00.000Z",
    lines: [{ lineNumber: 1, sku: "pdu", quantity: 2, description: "x" }],
  };
  const rows = () =>
    people.rows(`SELECT o.xmin::text, o.updated_at, l.xmin::text AS line FROM sales_order o
      JOIN order_line l ON l.order_id = o.id WHERE o.number = 'same'`);
  await upsert(input);
  const before = await rows();
  await upsert(input);
  expect(await rows()).toEqual(before);
});

test("every broken rule is told by its path, and nothing is written", async () => {
  const { bearer } = await people.person("careless", ["admin"]);
  const refused = async (input: Record<string, unknown>) => (await people.run(UPSERT, { input }, bearer)).errors[0]!;
  const counted = () =>
    people.rows("SELECT (SELECT count(*) FROM sales_order) AS orders, (SELECT count(*) FROM order_line) AS lines");
  await upsert({ number: "one", externalId: "erp:one" });
  const before = await counted();
  const error = await refused({
    number: "",
    customerExternalId: "crm:none",
    lines: [
      { lineNumber: 1, sku: "none", quantity: -1 },
      { lineNumber: 1, quantity: 1 },
      { lineNumber: -1, quantity: 1, description: "x".repeat(10_001) },
    ],
  });
  expect(error.code).toBe("BAD_USER_INPUT");
  expect(error.extensions.violations).toEqual([
    { path: "input.number", rule: "notBlank", message: "this cannot be blank" },
    { path: "input.customerExternalId", rule: "exists", message: "no customer is called `crm:none`" },
    { path: "input.lines.0.quantity", rule: "min", message: "this is at least 0" },
    { path: "input.lines.0.sku", rule: "exists", message: "no product has the sku `none`" },
    { path: "input.lines.1.lineNumber", rule: "unique", message: "this line number is there twice" },
    { path: "input.lines.2.lineNumber", rule: "min", message: "this is at least 0" },
    { path: "input.lines.2.description", rule: "maxLength", message: "this has at most 10000 characters" },
  ]);
  const acme = await customer("Acme", "crm:both");
  expect(
    (await refused({ number: "x", customerId: acme, customerExternalId: "crm:both" })).extensions.violations,
  ).toEqual([
    {
      path: "input.customerExternalId",
      rule: "exactlyOne",
      message: "give customerId or customerExternalId, not both",
    },
  ]);
  // An id of something else is no customer's.
  const product = (await people.asAdmin(`{ product(sku: "pdu") { id } }`)).product.id;
  expect((await refused({ number: "x", customerId: product })).extensions.violations).toEqual([
    { path: "input.customerId", rule: "exists", message: "no customer has this id" },
  ]);
  expect(await refused({ number: "one", externalId: "erp:two" })).toMatchObject({
    code: "CONFLICT",
    message: "An order with this number is there already.",
  });
  expect(await counted()).toEqual(before);
});

test("only who integrates or transfers data may", async () => {
  const asked: Record<string, unknown> = {};
  for (const role of ["owner", "manager", "support_lead", "dispatcher", "service", "buyer"]) {
    const { bearer } = await people.person(`ordering-${role}`, [role]);
    asked[role] = (await people.run(UPSERT, { input: { number: role } }, bearer)).errors[0]?.code ?? "OK";
  }
  expect(asked).toEqual({
    owner: "OK",
    manager: "OK",
    support_lead: "FORBIDDEN",
    dispatcher: "FORBIDDEN",
    service: "FORBIDDEN",
    buyer: "FORBIDDEN",
  });
});
