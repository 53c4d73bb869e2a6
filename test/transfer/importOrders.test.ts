import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
  await people.asAdmin(`mutation {
    createCustomer(input: { name: "Acme", externalId: "crm:1" }) { customer { id } }
    createAssetType(input: { key: "pump", name: "Pump" }) { assetType { id } }
  }`);
  await people.asAdmin(`mutation { createAsset(input: { tag: "P-1", name: "Pump", type: "pump" }) { asset { id } } }`);
});
afterAll(() => people.close());

const RUN = "run { kind state total done created updated failed errors { row externalId code path message } }";
const MUTATIONS = {
  Products: `mutation ($rows: [ProductInput!]!) { importProducts(rows: $rows) { ${RUN} } }`,
  Orders: `mutation ($rows: [OrderInput!]!) { importOrders(rows: $rows) { ${RUN} } }`,
  WorkOrders: `mutation ($rows: [WorkOrderInput!]!) { importWorkOrders(rows: $rows) { ${RUN} } }`,
};
async function take(what: keyof typeof MUTATIONS, rows: readonly object[]) {
  const data = await people.asAdmin(MUTATIONS[what], { rows });
  const { kind, state, total, done, ...run } = data[`import${what}`].run;
  expect({ state, total, done }).toEqual({ state: "DONE", total: rows.length, done: rows.length });
  return { kind, ...run };
}

test("products: each row its own outcome, and the same rows again write nothing", async () => {
  const rows = [
    { externalId: "sap:1", sku: "pdu", name: "PDU" },
    { sku: "rack", name: "Rack" },
    { sku: " ", name: "Nothing" },
    { externalId: "sap:2", sku: "pdu", name: "Not this one" },
    { externalId: "sap:3", sku: "cable", name: "Cable", url: "https://shop.example/cable" },
  ];
  const errors = [
    { row: 2, externalId: null, code: "BAD_USER_INPUT", path: "sku", message: "this cannot be blank" },
    {
      row: 3,
      externalId: "sap:2",
      code: "CONFLICT",
      path: "sku",
      message: "A product with this sku is there already.",
    },
  ];
  expect(await take("Products", rows)).toEqual({ kind: "PRODUCTS", created: 3, updated: 0, failed: 2, errors });
  const written = () => people.rows("SELECT sku, xmin::text, updated_at FROM product ORDER BY sku");
  const before = await written();
  expect(await take("Products", rows)).toEqual({ kind: "PRODUCTS", created: 0, updated: 0, failed: 2, errors });
  expect(await written()).toEqual(before);
});

test("rows of one call are taken in order: told twice, renamed, and a name given up is taken", async () => {
  expect(
    await take("Products", [
      { externalId: "o:1", sku: "first", name: "First" },
      { externalId: "o:1", sku: "first", name: "First, better" },
      { externalId: "o:1", sku: "first", name: "First, better" },
      { externalId: "o:1", sku: "moved", name: "First, better" },
      { externalId: "o:2", sku: "first", name: "Second" },
      { sku: "moved", name: "First again" },
    ]),
  ).toEqual({ kind: "PRODUCTS", created: 2, updated: 3, failed: 0, errors: [] });
  expect(
    await people.rows("SELECT external_id, sku, name FROM product WHERE external_id LIKE 'o:%' ORDER BY 1"),
  ).toEqual([
    { external_id: "o:1", sku: "moved", name: "First again" },
    { external_id: "o:2", sku: "first", name: "Second" },
  ]);
  // Two that stand swap through a third.
  expect(
    await take("Products", [
      { externalId: "o:1", sku: "between", name: "First again" },
      { externalId: "o:2", sku: "moved", name: "Second" },
      { externalId: "o:1", sku: "first", name: "First again" },
    ]),
  ).toEqual({ kind: "PRODUCTS", created: 0, updated: 3, failed: 0, errors: [] });
  expect(await people.rows("SELECT external_id, sku FROM product WHERE external_id LIKE 'o:%' ORDER BY 1")).toEqual([
    { external_id: "o:1", sku: "first" },
    { external_id: "o:2", sku: "moved" },
  ]);
});

test("orders with their lines, of known products and customers", async () => {
  const rows = [
    {
      externalId: "erp:1",
      number: "1",
      customerExternalId: "crm:1",
      placedAt: "2026-10-01T00:00:00Z",
      lines: [
        { lineNumber: 1, sku: "pdu", quantity: 1 },
        { lineNumber: 2, quantity: 2 },
      ],
    },
    { number: "2", lines: [{ lineNumber: 1, sku: "none", quantity: 1 }] },
    { number: "3", customerExternalId: "crm:none" },
    { number: "4" },
  ];
  expect(await take("Orders", rows)).toEqual({
    kind: "ORDERS",
    created: 2,
    updated: 0,
    failed: 2,
    errors: [
      {
        row: 1,
        externalId: null,
        code: "BAD_USER_INPUT",
        path: "lines.0.sku",
        message: "no product has the sku `none`",
      },
      {
        row: 2,
        externalId: null,
        code: "BAD_USER_INPUT",
        path: "customerExternalId",
        message: "no customer is called `crm:none`",
      },
    ],
  });
  const written = () =>
    people.rows(`SELECT o.number, o.xmin::text AS o, l.line_number, l.quantity, l.xmin::text AS l FROM sales_order o
      LEFT JOIN order_line l ON l.order_id = o.id ORDER BY o.number, l.line_number`);
  const before = await written();
  expect(await take("Orders", rows)).toMatchObject({ created: 0, updated: 0, failed: 2 });
  expect(await written()).toEqual(before);
  const [first] = rows;
  expect(
    await take("Orders", [{ ...first, lines: [{ lineNumber: 2, quantity: 3 }, first!.lines![0]!] }]),
  ).toMatchObject({ created: 0, updated: 1 });
  // The line that did not change was not written.
  expect((await written()).map((row) => [row.number, row.line_number, row.quantity, row.l === before[0]!.l])).toEqual([
    ["1", 1, 1, true],
    ["1", 2, 3, false],
    ["4", null, null, false],
  ]);
});

test("work orders", async () => {
  const rows = [
    { number: "W-1", customerExternalId: "crm:1", assetTag: "P-1", scheduledAt: "2026-11-01T08:00:00Z" },
    { number: "W-2", status: "DONE" },
    { number: "W-3", assetTag: "none" },
  ];
  const errors = [
    { row: 2, externalId: null, code: "BAD_USER_INPUT", path: "assetTag", message: "no asset has the tag `none`" },
  ];
  expect(await take("WorkOrders", rows)).toEqual({ kind: "WORK_ORDERS", created: 2, updated: 0, failed: 1, errors });
  expect(await take("WorkOrders", rows)).toEqual({ kind: "WORK_ORDERS", created: 0, updated: 0, failed: 1, errors });
  expect(await people.rows("SELECT number, status FROM work_order ORDER BY number")).toEqual([
    { number: "W-1", status: "PLANNED" },
    { number: "W-2", status: "DONE" },
  ]);
});

test("cases are imported with their order, product and work order", async () => {
  await take("Products", [{ sku: "pdu", name: "PDU" }]);
  await take("Orders", [{ number: "C-1", lines: [{ lineNumber: 1, quantity: 1 }] }, { number: "C-2" }]);
  await take("WorkOrders", [{ number: "CW-1" }]);
  const cases = async (row: object) =>
    (
      await people.asAdmin(
        `mutation ($rows: [ImportCaseInput!]!) { importCases(rows: $rows) { run { created updated errors { path message } } } }`,
        { rows: [{ externalId: "c:1", title: "Imported", ...row }] },
      )
    ).importCases.run;
  const told = { orderNumber: "C-1", productSku: "pdu", workOrderNumber: "CW-1" };
  expect(await cases(told)).toEqual({ created: 1, updated: 0, errors: [] });
  expect(await cases(told)).toEqual({ created: 0, updated: 0, errors: [] });
  const context = async () =>
    (
      await people.asAdmin(
        `{ case(externalId: "c:1") { id order { number } orderLine { lineNumber } product { sku } workOrder { number } } }`,
      )
    ).case;
  const { id, ...found } = await context();
  expect(found).toEqual({
    order: { number: "C-1" },
    orderLine: null,
    product: { sku: "pdu" },
    workOrder: { number: "CW-1" },
  });
  // A line that was said here stays until the import tells another order.
  const [line] = await people.rows(
    "SELECT l.id FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.number = 'C-1'",
  );
  await people.asAdmin(
    `mutation ($id: ID!, $line: ID) { updateCase(id: $id, input: { orderLineId: $line }) { case { id } } }`,
    { id, line: line!.id },
  );
  expect(await cases(told)).toEqual({ created: 0, updated: 0, errors: [] });
  expect((await context()).orderLine).toEqual({ lineNumber: 1 });
  expect(await cases({ orderNumber: "C-2", productSku: null })).toEqual({ created: 0, updated: 1, errors: [] });
  expect(await context()).toEqual({
    id,
    order: { number: "C-2" },
    orderLine: null,
    product: null,
    workOrder: { number: "CW-1" },
  });
  expect(await cases({ orderNumber: "none" })).toEqual({
    created: 0,
    updated: 0,
    errors: [{ path: "orderNumber", message: "no order is called `none`" }],
  });
});

test("by DATA_TRANSFER, and 1000 rows at most", async () => {
  const { bearer } = await people.person("hand", ["support_lead"]);
  for (const text of Object.values(MUTATIONS))
    expect((await people.run(text, { rows: [] }, bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const manager = await people.person("manager", ["manager"]);
  const rows = Array.from({ length: 1001 }, (_, i) => ({ sku: `many-${i}`, name: "x" }));
  expect((await people.run(MUTATIONS.Products, { rows }, manager.bearer)).errors[0]!.extensions.violations).toEqual([
    { path: "rows", rule: "maxItems", message: "are 1000 at most a call" },
  ]);
  expect(await take("Products", rows.slice(0, 1000))).toMatchObject({ created: 1000, failed: 0 });
});

test("the same rows from two sides at once make each thing once", async () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ externalId: `two:${i}`, sku: `two-${i}`, name: "Two" }));
  const runs = await Promise.all([
    take("Products", rows),
    take("Products", [...rows].reverse()),
    take("Products", rows),
  ]);
  expect(runs.map((run) => run.failed)).toEqual([0, 0, 0]);
  expect(runs.reduce((sum, run) => sum + run.created, 0)).toBe(50);
  expect(await people.rows("SELECT count(*)::int FROM product WHERE external_id LIKE 'two:%'")).toEqual([
    { count: 50 },
  ]);
});
