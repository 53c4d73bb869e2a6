import { OPEN, openReturnsHouse, type ReturnsHouse } from "./returnsHouse";

let house: ReturnsHouse;
beforeAll(async () => {
  house = await openReturnsHouse();
});
afterAll(() => house.close());

test("a return is opened from a case, numbered, and told on the case's timeline", async () => {
  const id = await house.openCase();
  const opened = await house.open({ caseId: id, orderLineId: house.lines[0], quantity: 2, notes: "Dented" });
  expect(opened).toEqual({
    id: expect.any(String),
    number: expect.stringMatching(/^R-\d{6}$/),
    case: { id },
    supplier: "Maker",
    orderLine: { id: house.lines[0] },
    product: { sku: "pdu" },
    quantity: 2,
    status: "OPEN",
    notes: "Dented",
    openedBy: { name: expect.any(String) },
  });
  const { case: found } = await house.asAdmin(
    `query ($id: ID) { case(id: $id) {
      version supplierReturns { number }
      timeline(kinds: [SUPPLIER_RETURN_OPENED]) { nodes { kind summary note changes { field from to } } }
    } }`,
    { id },
  );
  expect(found).toEqual({
    version: 1,
    supplierReturns: [{ number: opened.number }],
    timeline: {
      nodes: [
        {
          kind: "SUPPLIER_RETURN_OPENED",
          summary: `Supplier return ${opened.number} opened.`,
          note: "Dented",
          changes: [
            { field: "status", from: null, to: "OPEN" },
            { field: "orderLine", from: null, to: house.lines[0] },
            { field: "product", from: null, to: house.product },
            { field: "quantity", from: null, to: "2" },
            { field: "supplier", from: null, to: "Maker" },
          ],
        },
      ],
    },
  });
  expect(await house.rows("SELECT type, subject_id, case_id FROM event WHERE kind = 'SUPPLIER_RETURN_OPENED'")).toEqual(
    [{ type: "SUPPLIER_RETURN_OPENED", subject_id: opened.id, case_id: id }],
  );
  for (const by of [{ id: opened.id }, { number: opened.number }])
    expect(
      await house.asAdmin(`query ($id: ID, $number: String) { supplierReturn(id: $id, number: $number) { id } }`, by),
    ).toEqual({ supplierReturn: { id: opened.id } });
});

test("numbers are never reused, also where an opening fails", async () => {
  const id = await house.openCase();
  const first = await house.open({ caseId: id });
  await house
    .rows("INSERT INTO supplier_return (case_id, supplier, quantity) VALUES ($1, 'x', 0)", id)
    .catch((error: Error) => expect(error.message).toMatch(/quantity/));
  const next = await house.open({ caseId: id });
  expect(Number(next.number.slice(2)) - Number(first.number.slice(2))).toBe(2);
});

test("a line of another order than the case's is refused; a product given wins over the line's", async () => {
  const { bearer } = await house.person("careful", ["buyer", "support"]);
  const id = await house.openCase({ orderLineId: house.lines[0] });
  const refused = async (input: Record<string, unknown>) =>
    (await house.run(OPEN, { input: { caseId: id, supplier: "Maker", quantity: 1, ...input } }, bearer)).errors[0]!
      .extensions.violations;
  expect(await refused({ orderLineId: house.lines[2] })).toEqual([
    { path: "input.orderLineId", rule: "ofOrder", message: "this line is of another order" },
  ]);
  expect(await refused({ orderLineId: house.product, productId: id })).toEqual([
    { path: "input.orderLineId", rule: "exists", message: "no order line has this id" },
    { path: "input.productId", rule: "exists", message: "no product has this id" },
  ]);
  expect(await refused({ supplier: " ", quantity: 0, notes: "" })).toEqual([
    { path: "input.supplier", rule: "notBlank", message: "this cannot be blank" },
    { path: "input.quantity", rule: "min", message: "quantity must not be less than 1" },
    { path: "input.notes", rule: "notBlank", message: "this cannot be blank" },
  ]);
  expect(await house.rows("SELECT FROM supplier_return WHERE case_id = $1", id)).toEqual([]);
  expect((await house.open({ caseId: id, orderLineId: house.lines[1], productId: house.product })).product).toEqual({
    sku: "pdu",
  });
});

test("not from a case that is finished, in the policy and below it", async () => {
  const { bearer } = await house.person("late", ["manager"]);
  const id = await house.openCase();
  await house.asAdmin(
    `mutation ($id: ID!) { resolveCase(id: $id, input: { path: "other", notes: "done" }) { case { id } } }`,
    { id },
  );
  expect(
    (await house.run(OPEN, { input: { caseId: id, supplier: "Maker", quantity: 1 } }, bearer)).errors[0]!.code,
  ).toBe("CASE_READ_ONLY");
  await expect(
    house.rows("INSERT INTO supplier_return (case_id, supplier, quantity) VALUES ($1, 'Maker', 1)", id),
  ).rejects.toThrow(/read-only/);
});

test("by SUPPLIER_RETURN_OPEN, on cases that one sees; viewerCan says so", async () => {
  const id = await house.openCase();
  const asked: Record<string, unknown> = {};
  for (const role of ["admin", "owner", "manager", "support_lead", "service", "executive", "buyer"]) {
    const { bearer } = await house.person(`asking-${role}`, [role]);
    const { data } = await house.run(`query ($id: ID) { case(id: $id) { viewerCan } }`, { id }, bearer);
    const said = data.case ? data.case.viewerCan.includes("OPEN_SUPPLIER_RETURN") : null;
    const done = await house.run(OPEN, { input: { caseId: id, supplier: "Maker", quantity: 1 } }, bearer);
    asked[role] = [said, done.errors[0]?.code ?? "OK"];
  }
  expect(asked).toEqual({
    admin: [true, "OK"],
    owner: [true, "OK"],
    manager: [true, "OK"],
    support_lead: [false, "FORBIDDEN"],
    service: [false, "FORBIDDEN"],
    executive: [false, "FORBIDDEN"],
    // A buyer sees the cases of the own teams.
    buyer: [null, "NOT_FOUND"],
  });
  const { bearer } = await house.person("purchaser", ["buyer"], { teams: ["purchasing"] });
  const purchasing = await house.openCase({ reason: "missing_part" });
  const { data, errors } = await house.run(
    OPEN,
    { input: { caseId: purchasing, supplier: "Maker", quantity: 1 } },
    bearer,
  );
  expect(errors).toEqual([]);
  expect(data.openSupplierReturn.supplierReturn).toMatchObject({
    case: { id: purchasing },
    openedBy: { name: "purchaser" },
  });
});
