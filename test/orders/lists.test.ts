import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
let acme: string;
beforeAll(async () => {
  people = await openPeopleHouse();
  const made = await people.asAdmin(`mutation {
    createCustomer(input: { name: "Acme", externalId: "acme" }) { customer { id } }
    createAssetType(input: { key: "pump", name: "Pump" }) { assetType { id } }
  }`);
  acme = made.createCustomer.customer.id;
  for (const [sku, name] of [
    ["APC/AP-7900", "Rack power strip"],
    ["Cisco/C9300", "Switch"],
    ["Zyxel/GS1900", "Switch, smart"],
  ])
    await people.asAdmin(`mutation ($input: ProductInput!) { upsertProduct(input: $input) { product { id } } }`, {
      input: { sku, name, externalId: sku === "Cisco/C9300" ? "sap:9" : null },
    });
  for (const [number, placedAt, customerExternalId] of [
    ["1", "2026-01-01T00:00:00Z", "acme"],
    ["2", null, "acme"],
    ["3", "2026-03-01T00:00:00Z", null],
    ["4", "2026-02-01T00:00:00Z", "acme"],
  ])
    await people.asAdmin(
      `mutation ($order: OrderInput!, $workOrder: WorkOrderInput!) {
        upsertOrder(input: $order) { order { id } } upsertWorkOrder(input: $workOrder) { workOrder { id } } }`,
      {
        order: { number, placedAt, customerExternalId, externalId: `erp:${number}` },
        workOrder: {
          number,
          scheduledAt: placedAt,
          customerExternalId,
          externalId: `erp:${number}`,
          ...(number === "3" && { status: "DONE" }),
        },
      },
    );
});
afterAll(() => people.close());

const numbers = (page: { nodes: { number: string }[] }) => page.nodes.map((node) => node.number);

test("products are listed by sku, searched and filtered", async () => {
  const skus = async (filter: object | null) =>
    (
      await people.asAdmin(`query ($filter: ProductFilter) { products(filter: $filter) { nodes { sku } } }`, { filter })
    ).products.nodes.map((node: { sku: string }) => node.sku);
  expect(await skus(null)).toEqual(["APC/AP-7900", "Cisco/C9300", "Zyxel/GS1900"]);
  expect(await skus({ search: "swi" })).toEqual(["Cisco/C9300", "Zyxel/GS1900"]);
  expect(await skus({ search: "apc rack" })).toEqual(["APC/AP-7900"]);
  expect(await skus({ search: "7900" })).toEqual(["APC/AP-7900"]);
  expect(await skus({ search: "gs19 SMART" })).toEqual(["Zyxel/GS1900"]);
  expect(await skus({ search: "" })).toEqual([]);
  expect(await skus({ sku: { startsWith: "Cis" } })).toEqual(["Cisco/C9300"]);
  expect(await skus({ externalId: { eq: "sap:9" } })).toEqual(["Cisco/C9300"]);
  expect(await skus({ externalId: { isNull: true } })).toEqual(["APC/AP-7900", "Zyxel/GS1900"]);
});

test("orders begin with the one placed last, those without a time at the end, page by page", async () => {
  const page = (after: string | null) =>
    people.asAdmin(
      `query ($after: String) { orders(first: 3, after: $after) {
        nodes { number } totalCount pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
  const { orders } = await page(null);
  expect(numbers(orders)).toEqual(["3", "4", "1"]);
  expect(orders).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  expect(numbers((await page(orders.pageInfo.endCursor)).orders)).toEqual(["2"]);
});

test("orders and work orders are filtered", async () => {
  const orders = async (filter: object) =>
    numbers(
      (
        await people.asAdmin(`query ($filter: OrderFilter) { orders(filter: $filter) { nodes { number } } }`, {
          filter,
        })
      ).orders,
    );
  expect(await orders({ customerId: { eq: acme } })).toEqual(["4", "1", "2"]);
  expect(await orders({ customerId: { isNull: true } })).toEqual(["3"]);
  expect(await orders({ number: { in: ["1", "3"] } })).toEqual(["3", "1"]);
  expect(await orders({ externalId: { eq: "erp:2" } })).toEqual(["2"]);
  expect(await orders({ placedAt: { gte: "2026-02-01T00:00:00Z" }, customerId: { eq: acme } })).toEqual(["4"]);
  const workOrders = async (filter: object | null) =>
    numbers(
      (
        await people.asAdmin(`query ($filter: WorkOrderFilter) { workOrders(filter: $filter) { nodes { number } } }`, {
          filter,
        })
      ).workOrders,
    );
  expect(await workOrders(null)).toEqual(["3", "4", "1", "2"]);
  expect(await workOrders({ status: { eq: "DONE" } })).toEqual(["3"]);
  expect(await workOrders({ status: { notIn: ["DONE"] }, customerId: { eq: acme } })).toEqual(["4", "1", "2"]);
  expect(await workOrders({ scheduledAt: { lt: "2026-02-01T00:00:00Z" } })).toEqual(["1"]);
  expect(await workOrders({ number: { eq: "4" }, externalId: { eq: "erp:4" } })).toEqual(["4"]);
});

test("a customer's orders", async () => {
  const { customer } = await people.asAdmin(
    `query ($id: ID) { customer(id: $id) { orders(first: 2) { nodes { number } totalCount } } }`,
    { id: acme },
  );
  expect(customer.orders).toEqual({ nodes: [{ number: "4" }, { number: "1" }], totalCount: 3 });
});

test("an asset's product, and assets by product", async () => {
  const { product } = await people.asAdmin(`{ product(sku: "Cisco/C9300") { id } }`);
  const { createAsset } = await people.asAdmin(
    `mutation ($id: ID) { createAsset(input: { tag: "S-1", name: "Switch", type: "pump", productId: $id }) {
      asset { id product { sku } } } }`,
    { id: product.id },
  );
  expect(createAsset.asset.product).toEqual({ sku: "Cisco/C9300" });
  await people.asAdmin(`mutation { createAsset(input: { tag: "S-2", name: "Other", type: "pump" }) { asset { id } } }`);
  expect(
    await people.asAdmin(`query ($id: ID) { assets(filter: { productId: { eq: $id } }) { nodes { tag } } }`, product),
  ).toEqual({ assets: { nodes: [{ tag: "S-1" }] } });
});
