import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
const ids: Record<string, string> = {};
beforeAll(async () => {
  people = await openPeopleHouse();
  const made = await people.asAdmin(`mutation {
    pdu: upsertProduct(input: { sku: "pdu", name: "PDU" }) { product { id } }
    rack: upsertProduct(input: { sku: "rack", name: "Rack" }) { product { id } }
    acme: createCustomer(input: { name: "Acme", externalId: "acme" }) { customer { id } }
  }`);
  const orders = await people.asAdmin(`mutation {
    a: upsertOrder(input: { number: "A", customerExternalId: "acme", lines: [
      { lineNumber: 1, sku: "pdu", quantity: 1 }, { lineNumber: 2, quantity: 1 }] }) { order { id lines { id } } }
    b: upsertOrder(input: { number: "B", lines: [{ lineNumber: 1, sku: "rack", quantity: 1 }] }) { order { id lines { id } } }
    w: upsertWorkOrder(input: { number: "W" }) { workOrder { id } }
    wa: upsertWorkOrder(input: { number: "WA", customerExternalId: "acme" }) { workOrder { id } }
  }`);
  Object.assign(ids, {
    pdu: made.pdu.product.id,
    rack: made.rack.product.id,
    acme: made.acme.customer.id,
    a: orders.a.order.id,
    b: orders.b.order.id,
    a1: orders.a.order.lines[0].id,
    a2: orders.a.order.lines[1].id,
    b1: orders.b.order.lines[0].id,
    w: orders.w.workOrder.id,
    wa: orders.wa.workOrder.id,
  });
});
afterAll(() => people.close());

const CONTEXT = "id version order { number } orderLine { id } product { sku } workOrder { number }";
const CREATE = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { ${CONTEXT} } } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateCaseInput!) { updateCase(id: $id, input: $input) { case { ${CONTEXT} } } }`;
/** In short: order, line, product, work order. */
const short = (c: any) => [
  c.order?.number ?? null,
  Object.keys(ids).find((name) => ids[name] === c.orderLine?.id) ?? null,
  c.product?.sku ?? null,
  c.workOrder?.number ?? null,
];
const create = async (input: Record<string, unknown>) =>
  (await people.asAdmin(CREATE, { input: { title: "Context", ...input } })).createCase.case;

test("a line given alone brings its order and its product", async () => {
  expect(short(await create({}))).toEqual([null, null, null, null]);
  expect(short(await create({ orderId: ids.a, workOrderId: ids.w }))).toEqual(["A", null, null, "W"]);
  expect(short(await create({ orderLineId: ids.a1 }))).toEqual(["A", "a1", "pdu", null]);
  expect(short(await create({ orderId: ids.a, orderLineId: ids.a2 }))).toEqual(["A", "a2", null, null]);
  expect(short(await create({ orderLineId: ids.a1, productId: ids.rack }))).toEqual(["A", "a1", "rack", null]);
  expect(short(await create({ productId: ids.rack }))).toEqual([null, null, "rack", null]);
});

test("what changes keeps order and line together", async () => {
  const { id } = await create({ orderLineId: ids.a1, workOrderId: ids.w });
  const update = async (input: Record<string, unknown>) =>
    short((await people.asAdmin(UPDATE, { id, input })).updateCase.case);
  expect(await update({ title: "Same context" })).toEqual(["A", "a1", "pdu", "W"]);
  expect(await update({ orderLineId: ids.a2 })).toEqual(["A", "a2", "pdu", "W"]);
  expect(await update({ orderLineId: ids.b1 })).toEqual(["B", "b1", "rack", "W"]);
  // Another order leaves the line behind; the same one keeps it.
  expect(await update({ orderId: ids.b })).toEqual(["B", "b1", "rack", "W"]);
  expect(await update({ orderId: ids.a })).toEqual(["A", null, "rack", "W"]);
  expect(await update({ orderLineId: ids.a1, productId: null, workOrderId: null })).toEqual(["A", "a1", null, null]);
  expect(await update({ orderLineId: null })).toEqual(["A", null, null, null]);
  expect(await update({ orderLineId: ids.a1 })).toEqual(["A", "a1", "pdu", null]);
  expect(await update({ orderId: null })).toEqual([null, null, "pdu", null]);
  const told = await people.rows(
    `SELECT e.changes FROM event e WHERE e.case_id = $1 AND e.kind = 'UPDATED' AND e.changes <> '[]' ORDER BY e.seq`,
    id,
  );
  expect(told[1]!.changes).toEqual([
    { field: "order", from: ids.a, to: ids.b },
    { field: "orderLine", from: ids.a2, to: ids.b1 },
    { field: "product", from: ids.pdu, to: ids.rack },
  ]);
  expect(told.at(-1)!.changes).toEqual([
    { field: "order", from: ids.a, to: null },
    { field: "orderLine", from: ids.a1, to: null },
  ]);
});

test("a line of another order is refused, and what is not there too", async () => {
  const { bearer } = await people.person("careless", ["support"]);
  const { id } = await create({ orderId: ids.a });
  const input = { orderId: ids.a, orderLineId: ids.b1 };
  const violations = [{ path: "input.orderLineId", rule: "ofOrder", message: "this line is of another order" }];
  expect((await people.run(CREATE, { input: { title: "x", ...input } }, bearer)).errors[0]).toMatchObject({
    code: "BAD_USER_INPUT",
    extensions: { violations },
  });
  expect((await people.run(UPDATE, { id, input }, bearer)).errors[0]).toMatchObject({
    code: "BAD_USER_INPUT",
    extensions: { violations },
  });
  expect(
    (
      await people.run(
        CREATE,
        { input: { title: "x", orderId: ids.w, orderLineId: ids.a, productId: ids.w, workOrderId: ids.a } },
        bearer,
      )
    ).errors[0]!.extensions.violations,
  ).toEqual([
    { path: "input.orderId", rule: "exists", message: "no order has this id" },
    { path: "input.orderLineId", rule: "exists", message: "no order line has this id" },
    { path: "input.productId", rule: "exists", message: "no product has this id" },
    { path: "input.workOrderId", rule: "exists", message: "no work order has this id" },
  ]);
  expect(await people.rows("SELECT version FROM service_case WHERE id = $1", id)).toEqual([{ version: 1 }]);
  await expect(
    people.rows("UPDATE service_case SET order_line_id = $2, version = 2 WHERE id = $1", id, ids.b1),
  ).rejects.toThrow(/service_case_line_of_order/);
});

test("a portal customer names only the own customer's orders and work orders", async () => {
  const { bearer } = await people.person("contact", ["customer"], { customerId: ids.acme });
  const ask = (input: Record<string, unknown>) => people.run(CREATE, { input: { title: "Portal", ...input } }, bearer);
  expect(short((await ask({ orderLineId: ids.a1, workOrderId: ids.wa })).data.createCase.case)).toEqual([
    "A",
    "a1",
    "pdu",
    "WA",
  ]);
  expect(
    (await ask({ orderId: ids.b, orderLineId: ids.b1, workOrderId: ids.w })).errors[0]!.extensions.violations,
  ).toEqual([
    { path: "input.orderId", rule: "exists", message: "no order has this id" },
    { path: "input.orderLineId", rule: "exists", message: "no order line has this id" },
    { path: "input.workOrderId", rule: "exists", message: "no work order has this id" },
  ]);
});

test("cases are found by order, line, product and work order, and from them", async () => {
  const tag = `found-${Date.now()}`;
  const one = await create({ orderLineId: ids.a1, tags: [tag] });
  const two = await create({ orderId: ids.a, workOrderId: ids.wa, tags: [tag] });
  const three = await create({ productId: ids.rack, tags: [tag] });
  const found = async (filter: object) =>
    (
      await people.asAdmin(`query ($filter: CaseFilter) { cases(filter: $filter) { nodes { id } } }`, {
        filter: { tags: { all: [tag] }, ...filter },
      })
    ).cases.nodes.map((node: { id: string }) => node.id);
  expect(await found({ orderId: { eq: ids.a } })).toEqual([one.id, two.id]);
  expect(await found({ orderLineId: { in: [ids.a1] } })).toEqual([one.id]);
  expect(await found({ productId: { eq: ids.pdu } })).toEqual([one.id]);
  expect(await found({ productId: { eq: ids.rack } })).toEqual([three.id]);
  expect(await found({ workOrderId: { eq: ids.wa } })).toEqual([two.id]);
  expect(await found({ orderId: { isNull: true } })).toEqual([three.id]);
  const { order, workOrder } = await people.asAdmin(`{
    order(number: "A") { cases(last: 2) { nodes { id } } }
    workOrder(number: "WA") { cases(last: 1) { nodes { id } } }
  }`);
  expect(order.cases.nodes).toEqual([{ id: one.id }, { id: two.id }]);
  expect(workOrder.cases.nodes).toEqual([{ id: two.id }]);
});
