import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let people: PeopleHouse;
let asset: string;
beforeAll(async () => {
  people = await openPeopleHouse();
  await people.asAdmin(
    `mutation { createAssetType(input: { key: "pump", name: "Pump" }) { assetType { id } }
      createCustomer(input: { name: "Acme", externalId: "crm:1" }) { customer { id } } }`,
  );
  asset = (
    await people.asAdmin(`mutation { createAsset(input: { tag: "P-1", name: "Pump", type: "pump" }) { asset { id } } }`)
  ).createAsset.asset.id;
});
afterAll(() => people.close());

const UPSERT = `mutation ($input: WorkOrderInput!) { upsertWorkOrder(input: $input) { workOrder {
  id externalId number customer { name } asset { tag } status scheduledAt url
} } }`;
const upsert = async (input: Record<string, unknown>) =>
  (await people.asAdmin(UPSERT, { input })).upsertWorkOrder.workOrder;

test("a work order is planned when new, and changed by externalId or number", async () => {
  const made = await upsert({ number: "W-1", customerExternalId: "crm:1", assetTag: "P-1" });
  expect(made).toEqual({
    id: expect.any(String),
    externalId: null,
    number: "W-1",
    customer: { name: "Acme" },
    asset: { tag: "P-1" },
    status: "PLANNED",
    scheduledAt: null,
    url: null,
  });
  const running = { ...made, externalId: "erp:w1", status: "IN_PROGRESS", scheduledAt: "2026-11-05T09:30:00.000Z" };
  expect(
    await upsert({
      number: "W-1",
      externalId: "erp:w1",
      status: "IN_PROGRESS",
      scheduledAt: "2026-11-05T09:30:00.000Z",
      assetId: asset,
    }),
  ).toEqual(running);
  expect(await upsert({ number: "W-1a", externalId: "erp:w1", assetTag: null })).toEqual({
    ...running,
    number: "W-1a",
    asset: null,
  });
  for (const by of [{ id: made.id }, { number: "W-1a" }, { externalId: "erp:w1" }])
    expect(
      await people.asAdmin(
        `query ($id: ID, $number: String, $externalId: String) {
          workOrder(id: $id, number: $number, externalId: $externalId) { id status } }`,
        by,
      ),
    ).toEqual({ workOrder: { id: made.id, status: "IN_PROGRESS" } });
});

test("broken rules are told by their paths", async () => {
  const { bearer } = await people.person("careless", ["admin"]);
  const refused = async (input: Record<string, unknown>) => (await people.run(UPSERT, { input }, bearer)).errors[0]!;
  expect(
    (await refused({ number: "W-2", customerExternalId: "none", assetTag: "none", status: null })).extensions
      .violations,
  ).toEqual([
    { path: "input.status", rule: "notNull", message: "this cannot be null" },
    { path: "input.customerExternalId", rule: "exists", message: "no customer is called `none`" },
    { path: "input.assetTag", rule: "exists", message: "no asset has the tag `none`" },
  ]);
  expect((await refused({ number: "W-2", assetId: asset, assetTag: "P-1" })).extensions.violations).toEqual([
    { path: "input.assetTag", rule: "exactlyOne", message: "give assetId or assetTag, not both" },
  ]);
  await upsert({ number: "W-3", externalId: "erp:w3" });
  expect((await refused({ number: "W-3", externalId: "erp:w4" })).message).toBe(
    "A work order with this number is there already.",
  );
  expect(await people.rows("SELECT number FROM work_order WHERE number = 'W-2'")).toEqual([]);
});

test("only who integrates or transfers data may", async () => {
  const { bearer } = await people.person("planner", ["dispatcher", "support_lead", "service"]);
  expect((await people.run(UPSERT, { input: { number: "W-9" } }, bearer)).errors[0]!.code).toBe("FORBIDDEN");
  expect(await people.rows("SELECT number FROM work_order WHERE number = 'W-9'")).toEqual([]);
});
