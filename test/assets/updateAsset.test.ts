import { type Desk, openDesk, refusal } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.admin.sdk.CreateAssetType({
    input: {
      key: "laptop",
      name: "Laptop",
      fields: [
        { key: "ram_gb", label: "Memory", kind: "NUMBER", required: true, min: 1 },
        { key: "ports", label: "Ports", kind: "MULTI_CHOICE", options: ["usb", "hdmi"] },
        { key: "remark", label: "Remark", kind: "TEXT", pattern: "[a-z ]+" },
        { key: "since", label: "Since", kind: "DATE" },
      ],
    },
  });
  await desk.admin.sdk.CreateAssetType({
    input: { key: "screen", name: "Screen", fields: [{ key: "inches", label: "Size", kind: "NUMBER" }] },
  });
});
afterAll(() => desk.close());

let count = 0;
/** A laptop of its own for each test. */
async function laptop(more: object = {}) {
  const tag = `L-${++count}`;
  const input = { tag, name: "Laptop", type: "laptop", fields: { ram_gb: 8 }, ...more };
  const { createAsset } = await desk.admin.sdk.CreateAsset({ input });
  return { tag: createAsset.asset.tag, id: createAsset.asset.id };
}
const update = (id: string, input: object, expectedVersion?: number) =>
  desk.admin.sdk.UpdateAsset({ id, input, ...(expectedVersion !== undefined && { expectedVersion }) });
const changes = async (tag: string) => {
  const { asset } = await desk.admin.sdk.AssetTimeline({ tag });
  return asset!.timeline.nodes.slice(1).map(({ kind, changes: told }) => [kind, ...told]);
};

test("values merge by key, and null takes one away", async () => {
  const { id, tag } = await laptop({ fields: { ram_gb: 8, ports: ["usb"], remark: "old one" } });
  const { updateAsset } = await update(id, { fields: { ram_gb: 16, ports: null, since: "2026-01-31", remark: " " } });
  expect(updateAsset.asset).toMatchObject({ fields: { ram_gb: 16, since: "2026-01-31" }, version: 2 });
  expect(await changes(tag)).toEqual([
    [
      "UPDATED",
      { field: "fields.ram_gb", from: "8", to: "16" },
      { field: "fields.ports", from: "usb", to: null },
      { field: "fields.since", from: null, to: "2026-01-31" },
      { field: "fields.remark", from: "old one", to: null },
    ],
  ]);
});

test("everything else changes beside them; what is left out stays", async () => {
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
  const customerId = createCustomer.customer.id;
  const { id, tag } = await laptop({ location: "Cellar", notes: "n" });
  const input = {
    externalId: "sap:1",
    tag: `${tag}x`,
    name: "Better",
    serialNumber: "S1",
    status: "IN_STOCK",
    customerId,
    holderId: desk.admin.id,
    location: null,
    purchasedOn: "2026-01-01",
    warrantyUntil: "2028-01-01",
  };
  const { updateAsset } = await update(id, input);
  const { customerId: _, holderId: __, ...plain } = input;
  expect(updateAsset.asset).toEqual({
    id,
    ...plain,
    notes: "n",
    fields: { ram_gb: 8 },
    version: 2,
    type: { key: "laptop" },
    customer: { id: customerId },
    holder: { id: desk.admin.id },
    product: null,
    parent: null,
    components: [],
  });
  expect((await changes(`${tag}x`))[0]!.slice(1).map((change) => (change as { field: string }).field)).toEqual([
    ...["status", "customer", "holder", "purchasedOn", "warrantyUntil"],
    ...["externalId", "tag", "name", "serialNumber", "location"],
  ]);
  // What people wrote stands beside the log, where it can be taken away.
  const [event] = await desk.rows(
    "SELECT changes::text FROM event WHERE subject_id = $1 ORDER BY seq DESC LIMIT 1",
    id,
  );
  expect(event!.changes).not.toContain("Better");
});

test("what changes nothing writes nothing", async () => {
  const { id, tag } = await laptop();
  const { updateAsset } = await update(id, {
    name: "Laptop",
    fields: { ram_gb: 8, remark: null },
    status: "IN_SERVICE",
  });
  expect(updateAsset.asset.version).toBe(1);
  expect(await changes(tag)).toEqual([]);
});

test.each<[string, object, { path: string; rule: string }[]]>([
  ["a required value taken away", { ram_gb: null }, [{ path: "input.fields.ram_gb", rule: "required" }]],
  [
    "each of several wrong ones",
    { ram_gb: 0, remark: "ABC", ports: ["vga"] },
    [
      { path: "input.fields.ram_gb", rule: "min" },
      { path: "input.fields.ports", rule: "choice" },
      { path: "input.fields.remark", rule: "pattern" },
    ],
  ],
  ["a value of no field", { colour: "red" }, [{ path: "input.fields.colour", rule: "known" }]],
])("%s is refused by name, and nothing is written", async (_, fields, violations) => {
  const { id, tag } = await laptop();
  expect(await refusal(update(id, { name: "Other", fields }))).toMatchObject({ code: "BAD_USER_INPUT", violations });
  expect(await changes(tag)).toEqual([]);
});

test("who has read an older version is told so", async () => {
  const { id } = await laptop();
  await update(id, { name: "Second" }, 1);
  expect(await refusal(update(id, { name: "Third" }, 1))).toEqual({ code: "CONFLICT", currentVersion: 2 });
});

test("a tag that is taken is named", async () => {
  const [first, second] = [await laptop(), await laptop()];
  const message = `An asset with the tag ${first.tag} is there already.`;
  await expect(update(second.id, { tag: first.tag })).rejects.toThrow(message);
  await expect(laptop({ tag: first.tag })).rejects.toThrow(message);
  expect(await refusal(update(second.id, { tag: first.tag }))).toEqual({ code: "CONFLICT" });
});

test("another type takes the values that are right for it", async () => {
  const { id, tag } = await laptop();
  expect(await refusal(update(id, { type: "screen", fields: { inches: 27 } }))).toMatchObject({
    violations: [{ path: "input.fields.ram_gb", rule: "known" }],
  });
  const { updateAsset } = await update(id, { type: "screen", fields: { inches: 27, ram_gb: null } });
  expect(updateAsset.asset).toMatchObject({ type: { key: "screen" }, fields: { inches: 27 } });
  expect(await changes(tag)).toEqual([
    [
      "UPDATED",
      { field: "type", from: "laptop", to: "screen" },
      { field: "fields.ram_gb", from: "8", to: null },
      { field: "fields.inches", from: null, to: "27" },
    ],
  ]);
});

test("an inactive type takes no asset, and keeps those it has", async () => {
  const { id } = await laptop();
  await desk.admin.sdk.CreateAssetType({ input: { key: "fax", name: "Fax" } });
  const { createAsset } = await desk.admin.sdk.CreateAsset({ input: { tag: "F-1", name: "Fax", type: "fax" } });
  await desk.admin.sdk.UpdateAssetType({ key: "fax", input: { active: false } });
  const refused = { code: "BAD_USER_INPUT", violations: [{ path: "input.type", rule: "exists" }] };
  expect(await refusal(update(id, { type: "fax" }))).toMatchObject(refused);
  expect(await refusal(laptop({ type: "fax", fields: {} }))).toMatchObject(refused);
  expect((await update(createAsset.asset.id, { type: "fax", name: "Old fax" })).updateAsset.asset.name).toBe("Old fax");
});

test("only who may changes what is theirs to see", async () => {
  const { id } = await laptop();
  const executive = await desk.person("Eva", ["executive"]);
  expect(await refusal(executive.sdk.UpdateAsset({ id, input: { name: "x" } }))).toEqual({ code: "FORBIDDEN" });
  expect(await refusal(update("01900000-0000-700a-8000-000000000000", { name: "x" }))).toEqual({ code: "NOT_FOUND" });
  expect(await refusal(update(id, { tag: null, name: null, type: null, status: null }))).toMatchObject({
    violations: ["tag", "name", "type", "status"].map((name) => ({ path: `input.${name}`, rule: "notNull" })),
  });
  expect(await refusal(update(id, { customerId: desk.admin.id, parentId: "garbage" }))).toMatchObject({
    code: "BAD_USER_INPUT",
  });
});

describe("parts", () => {
  test("make a tree, and no circle, which is refused naming the way round", async () => {
    const [a, b, c] = [await laptop(), await laptop(), await laptop()];
    await update(b.id, { parentId: a.id });
    const { updateAsset } = await update(c.id, { parentId: b.id });
    expect(updateAsset.asset.parent).toEqual({ tag: b.tag });
    expect(await refusal(update(a.id, { parentId: c.id }))).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [
        {
          path: "input.parentId",
          rule: "circle",
          message: `would make the asset a part of itself: ${a.tag} → ${c.tag} → ${b.tag} → ${a.tag}`,
        },
      ],
    });
    expect(await refusal(update(a.id, { parentId: a.id }))).toMatchObject({
      violations: [{ rule: "circle", message: `would make the asset a part of itself: ${a.tag} → ${a.tag}` }],
    });
    const free = await update(b.id, { parentId: null });
    expect(free.updateAsset.asset).toMatchObject({ parent: null, components: [{ tag: c.tag }] });
  });

  test("that are moved into each other at once: one of the moves is refused", async () => {
    for (let i = 0; i < 5; i++) {
      const [a, b] = [await laptop(), await laptop()];
      const moves = await Promise.allSettled([update(a.id, { parentId: b.id }), update(b.id, { parentId: a.id })]);
      expect(moves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const refused = moves.find(({ status }) => status === "rejected") as PromiseRejectedResult;
      expect(await refusal(Promise.reject(refused.reason))).toMatchObject({ violations: [{ rule: "circle" }] });
    }
  });

  test("lie at most 32 deep", async () => {
    let parent = await laptop();
    const root = parent;
    for (let depth = 2; depth <= 32; depth++) parent = await laptop({ parentId: parent.id });
    const tooDeep = { code: "BAD_USER_INPUT", violations: [{ path: "input.parentId", rule: "depth" }] };
    expect(await refusal(laptop({ parentId: parent.id }))).toMatchObject(tooDeep);
    const above = await laptop();
    expect(await refusal(update(root.id, { parentId: above.id }))).toMatchObject(tooDeep);
    await update(root.id, { parentId: null });
  });
});
