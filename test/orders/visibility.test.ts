import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
let acme: string;
beforeAll(async () => {
  people = await openPeopleHouse();
  const customers = await people.asAdmin(`mutation {
    acme: createCustomer(input: { name: "Acme", externalId: "acme" }) { customer { id } }
    bolt: createCustomer(input: { name: "Bolt", externalId: "bolt" }) { customer { id } }
    upsertProduct(input: { sku: "pdu", name: "PDU" }) { product { id } }
  }`);
  acme = customers.acme.customer.id;
  for (const [number, customerExternalId] of [
    ["A-1", "acme"],
    ["B-1", "bolt"],
    ["N-1", null],
  ])
    await people.asAdmin(
      `mutation ($order: OrderInput!, $workOrder: WorkOrderInput!) {
        upsertOrder(input: $order) { order { id } } upsertWorkOrder(input: $workOrder) { workOrder { id } } }`,
      {
        order: { number, customerExternalId, lines: [{ lineNumber: 1, sku: "pdu", quantity: 1 }] },
        workOrder: { number: `W${number}`, customerExternalId },
      },
    );
});
afterAll(() => people.close());

const SEEN = `{
  products { nodes { sku } totalCount }
  orders { nodes { number lines { lineNumber } } totalCount }
  workOrders { nodes { number } totalCount }
  order(number: "B-1") { number }
  workOrder(number: "WB-1") { number }
}`;
const seenBy = async (bearer: string) => {
  const { data } = await people.run(SEEN, {}, bearer);
  const numbers = (nodes: { number: string }[]) => nodes.map((node) => node.number).sort();
  return {
    products: data.products.totalCount,
    orders: numbers(data.orders.nodes),
    lines: data.orders.nodes.flatMap((order: { lines: object[] }) => order.lines).length,
    workOrders: numbers(data.workOrders.nodes),
    counts: [data.orders.totalCount, data.workOrders.totalCount],
    foreign: [data.order, data.workOrder],
  };
};

test("staff of every role see every order and work order", async () => {
  const all = {
    products: 1,
    orders: ["A-1", "B-1", "N-1"],
    lines: 3,
    workOrders: ["WA-1", "WB-1", "WN-1"],
    counts: [3, 3],
    foreign: [{ number: "B-1" }, { number: "WB-1" }],
  };
  for (const role of ["admin", "service", "installer", "buyer", "executive"]) {
    const { bearer } = await people.person(`seeing-${role}`, [role]);
    expect(await seenBy(bearer)).toEqual(all);
  }
});

test("a portal customer sees the own customer's, and the whole catalogue", async () => {
  const { bearer } = await people.person("contact", ["customer"], { customerId: acme });
  expect(await seenBy(bearer)).toEqual({
    products: 1,
    orders: ["A-1"],
    lines: 1,
    workOrders: ["WA-1"],
    counts: [1, 1],
    foreign: [null, null],
  });
  const line = await people.rows(
    "SELECT l.id FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.number IN ('A-1', 'B-1') ORDER BY o.number",
  );
  const { data } = await people.run(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on OrderLine { order { number } } } }`,
    { ids: line.map((row) => row.id) },
    bearer,
  );
  expect(data.nodes).toEqual([{ order: { number: "A-1" } }, null]);
});

test("an integrator's narrow token sees what it keeps in step", async () => {
  const made = await people.asAdmin(
    `mutation { createApiToken(input: { name: "erp", permissions: [INTEGRATION_MANAGE] }) { secret } }`,
  );
  const { data, errors } = await people.run(
    `mutation { upsertOrder(input: { number: "N-1", customerExternalId: "bolt" }) { order { number customer { name } } } }`,
    {},
    made.createApiToken.secret,
  );
  expect(errors).toEqual([]);
  // The customer stays out of its sight, though not out of its reach.
  expect(data).toEqual({ upsertOrder: { order: { number: "N-1", customer: null } } });
  expect(await people.asAdmin(`{ order(number: "N-1") { customer { name } } }`)).toEqual({
    order: { customer: { name: "Bolt" } },
  });
});
