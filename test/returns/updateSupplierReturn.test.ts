import { openReturnsHouse, type ReturnsHouse } from "./returnsHouse";

let house: ReturnsHouse;
let bearer: string;
beforeAll(async () => {
  house = await openReturnsHouse();
  bearer = (await house.person("buyer", ["buyer"])).bearer;
});
afterAll(() => house.close());

const UPDATE = `mutation ($id: ID!, $status: SupplierReturnStatus!, $notes: String) {
  updateSupplierReturn(id: $id, status: $status, notes: $notes) { supplierReturn { number status notes case { id } } } }`;
const update = (id: string, status: string, more: { notes?: string | null } = {}, who = bearer) =>
  house.run(UPDATE, { id, status, ...more }, who);

const STATUSES = ["OPEN", "SENT", "CREDITED", "REJECTED", "CANCELED"] as const;
const STEPS: Record<string, string[]> = {
  OPEN: ["SENT", "CANCELED"],
  SENT: ["CREDITED", "REJECTED", "CANCELED"],
  CREDITED: [],
  REJECTED: [],
  CANCELED: [],
};
const WAY: Record<string, string[]> = {
  OPEN: [],
  SENT: ["SENT"],
  CREDITED: ["SENT", "CREDITED"],
  REJECTED: ["SENT", "REJECTED"],
  CANCELED: ["CANCELED"],
};

test("every step from every status: taken, or refused with what is allowed", async () => {
  const caseId = await house.openCase();
  for (const from of STATUSES)
    for (const to of STATUSES) {
      const { id, number } = await house.open({ caseId });
      for (const step of WAY[from]!) expect((await update(id, step)).errors).toEqual([]);
      const { data, errors } = await update(id, to);
      if (from === to || STEPS[from]!.includes(to)) {
        expect(errors).toEqual([]);
        expect(data.updateSupplierReturn.supplierReturn).toMatchObject({ number, status: to });
      } else {
        expect(errors[0]).toEqual({
          code: "INVALID_TRANSITION",
          message: `${number} is ${from.toLowerCase()}: it cannot become ${to.toLowerCase()}.`,
          extensions: { code: "INVALID_TRANSITION", allowed: STEPS[from] },
        });
        expect(await house.rows("SELECT status FROM supplier_return WHERE id = $1", id)).toEqual([{ status: from }]);
      }
    }
});

test("a step goes on after the case is finished and out of sight, and is told on its timeline", async () => {
  const caseId = await house.openCase();
  const { id, number } = await house.open({ caseId, notes: "Two boxes" });
  await house.asAdmin(
    `mutation ($id: ID!) { resolveCase(id: $id, input: { path: "other", notes: "done" }) { case { id } } }`,
    { id: caseId },
  );
  const { data } = await update(id, "SENT", { notes: "Tracking 1Z" });
  expect(data.updateSupplierReturn.supplierReturn).toEqual({
    number,
    status: "SENT",
    notes: "Tracking 1Z",
    case: null,
  });
  await update(id, "SENT", { notes: null });
  await update(id, "SENT");
  await update(id, "CREDITED");
  const { case: told } = await house.asAdmin(
    `query ($id: ID) { case(id: $id) { state supplierReturns { status notes }
      timeline(kinds: [SUPPLIER_RETURN_CHANGED]) { nodes { summary note actor { name } changes { field from to } } } } }`,
    { id: caseId },
  );
  const actor = { name: "buyer" };
  expect(told).toEqual({
    state: "RESOLVED",
    supplierReturns: [{ status: "CREDITED", notes: null }],
    timeline: {
      nodes: [
        {
          summary: `Supplier return ${number} changed from OPEN to SENT.`,
          note: "Tracking 1Z",
          actor,
          changes: [
            { field: "status", from: "OPEN", to: "SENT" },
            { field: "notes", from: "Two boxes", to: "Tracking 1Z" },
          ],
        },
        {
          summary: `Supplier return ${number} changed.`,
          note: null,
          actor,
          changes: [{ field: "notes", from: "Tracking 1Z", to: null }],
        },
        {
          summary: `Supplier return ${number} changed from SENT to CREDITED.`,
          note: null,
          actor,
          changes: [{ field: "status", from: "SENT", to: "CREDITED" }],
        },
      ],
    },
  });
});

test("who sees a return, and who may change it", async () => {
  const caseId = await house.openCase({ confidential: true });
  const { id } = await house.open({ caseId });
  const seen: Record<string, unknown> = {};
  for (const role of ["manager", "buyer", "support_lead", "executive"]) {
    const person = await house.person(`seeing-${role}`, [role]);
    const { data } = await house.run(
      `query ($id: ID, $in: [ID!]) { supplierReturn(id: $id) { case { id } } supplierReturns(filter: { id: { in: $in } }) { totalCount } }`,
      { id, in: [id] },
      person.bearer,
    );
    const changed = await update(id, "OPEN", { notes: role }, person.bearer);
    seen[role] = [data.supplierReturn, data.supplierReturns.totalCount, changed.errors[0]?.code ?? "OK"];
  }
  expect(seen).toEqual({
    manager: [{ case: { id: caseId } }, 1, "OK"],
    buyer: [{ case: null }, 1, "OK"],
    support_lead: [null, 0, "FORBIDDEN"],
    executive: [null, 0, "FORBIDDEN"],
  });
  const plain = await house.openCase();
  const visible = await house.open({ caseId: plain });
  const lead = await house.person("lead", ["support_lead"]);
  expect(
    (await house.run(`query ($id: ID) { supplierReturn(id: $id) { case { id } } }`, { id: visible.id }, lead.bearer))
      .data,
  ).toEqual({ supplierReturn: { case: { id: plain } } });
  expect((await update(visible.id, "SENT", {}, lead.bearer)).errors[0]!.code).toBe("FORBIDDEN");

  const made = await house.asAdmin(`mutation { createCustomer(input: { name: "Acme" }) { customer { id } } }`);
  const customerId = made.createCustomer.customer.id;
  const theirs = await house.openCase({ customerId });
  await house.open({ caseId: theirs });
  const contact = await house.person("contact", ["customer"], { customerId });
  expect(
    (
      await house.run(
        `query ($id: ID) { supplierReturns { totalCount } case(id: $id) { supplierReturns { id } } }`,
        { id: theirs },
        contact.bearer,
      )
    ).data,
  ).toEqual({ supplierReturns: { totalCount: 0 }, case: { supplierReturns: [] } });
});

test("bad notes and unknown returns are refused", async () => {
  const { id } = await house.open({ caseId: await house.openCase() });
  expect((await update(id, "SENT", { notes: " " })).errors[0]!.extensions.violations).toEqual([
    { path: "notes", rule: "notBlank", message: "this cannot be blank" },
  ]);
  expect((await update(id, "SENT", { notes: "x".repeat(10_001) })).errors[0]!.extensions.violations).toEqual([
    { path: "notes", rule: "maxLength", message: "this has at most 10000 characters" },
  ]);
  expect((await update(house.product, "SENT")).errors[0]!.code).toBe("NOT_FOUND");
  expect(await house.rows("SELECT status FROM supplier_return WHERE id = $1", id)).toEqual([{ status: "OPEN" }]);
});

test("two at once: one step is taken, the other meets it", async () => {
  const { id } = await house.open({ caseId: await house.openCase() });
  await update(id, "SENT");
  const answers = await Promise.all([update(id, "CREDITED"), update(id, "REJECTED")]);
  expect(answers.map((answer) => answer.errors[0]?.code ?? "OK").sort()).toEqual(["INVALID_TRANSITION", "OK"]);
  expect(await house.rows("SELECT version FROM supplier_return WHERE id = $1", id)).toEqual([{ version: 3 }]);
});

test("the buyer's list: newest first, filtered", async () => {
  const caseId = await house.openCase();
  const made = [];
  for (const supplier of ["Alpha", "Beta", "Alpha"])
    made.push(await house.open({ caseId, supplier, productId: supplier === "Beta" ? house.product : null }));
  await update(made[2].id, "SENT");
  const [one, two, three] = made.map((item) => item.number);
  const list = async (filter: object) =>
    (
      await house.run(
        `query ($filter: SupplierReturnFilter) { supplierReturns(filter: $filter) { nodes { number } } }`,
        { filter },
        bearer,
      )
    ).data.supplierReturns.nodes.map((node: { number: string }) => node.number);
  const its = { caseId: { eq: caseId } };
  expect(await list(its)).toEqual([three, two, one]);
  expect(await list({ ...its, supplier: { startsWith: "Al" } })).toEqual([three, one]);
  expect(await list({ ...its, productId: { eq: house.product } })).toEqual([two]);
  expect(await list({ ...its, status: { in: ["SENT"] } })).toEqual([three]);
  expect(await list({ ...its, status: { notIn: ["SENT"] } })).toEqual([two, one]);
  expect(await list({ number: { eq: one } })).toEqual([one]);
  expect(await list({ id: { eq: made[1].id } })).toEqual([two]);
});
