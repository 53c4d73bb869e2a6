import { type Desk, openDesk, refusal } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.admin.sdk.CreateAssetType({
    input: {
      key: "laptop",
      name: "Laptop",
      fields: [
        { key: "ram_gb", label: "Memory", kind: "NUMBER", required: true, unit: "GB", min: 1, max: 1024 },
        { key: "os", label: "System", kind: "CHOICE", options: ["linux", "windows"] },
        { key: "bought_new", label: "Bought new", kind: "BOOLEAN" },
        { key: "since", label: "In use since", kind: "DATE" },
        { key: "manual", label: "Manual", kind: "URL" },
        { key: "ports", label: "Ports", kind: "MULTI_CHOICE", options: ["usb", "hdmi"] },
        { key: "remark", label: "Remark", kind: "TEXT" },
      ],
    },
  });
});
afterAll(() => desk.close());

const create = (fields: Record<string, unknown>, tag = "T-1") =>
  desk.admin.sdk.CreateAsset({ input: { tag, name: "Ada's laptop", type: "laptop", fields } });

test("an asset keeps the values of its type's fields", async () => {
  const fields = { ram_gb: 16, os: "linux", bought_new: true, since: "2026-01-31", ports: ["usb"], remark: "ok" };
  const { createAsset } = await create(fields);
  expect(createAsset.asset).toEqual({
    id: expect.any(String),
    tag: "T-1",
    name: "Ada's laptop",
    status: "IN_SERVICE",
    fields,
    underWarranty: false,
    type: { key: "laptop" },
    customer: null,
    holder: null,
  });
  const { asset } = await desk.admin.sdk.AssetHistory({ tag: "T-1" });
  expect(asset?.timeline.nodes).toEqual([{ kind: "CREATED", summary: "Created.", case: null }]);
  expect(await refusal(create({ ram_gb: 16 }))).toMatchObject({ code: "CONFLICT" });
});

test.each([
  ["left out", {}, "ram_gb", "required"],
  ["no number", { ram_gb: "16" }, "ram_gb", "number"],
  ["too little", { ram_gb: 0 }, "ram_gb", "min"],
  ["too much", { ram_gb: 2000 }, "ram_gb", "max"],
  ["not on offer", { ram_gb: 1, os: "dos" }, "os", "choice"],
  ["neither yes nor no", { ram_gb: 1, bought_new: "yes" }, "bought_new", "boolean"],
  ["no date", { ram_gb: 1, since: "yesterday" }, "since", "date"],
  ["no address", { ram_gb: 1, manual: "page 3" }, "manual", "url"],
  ["partly not on offer", { ram_gb: 1, ports: ["usb", "scsi"] }, "ports", "choice"],
  ["no text", { ram_gb: 1, remark: 1 }, "remark", "text"],
  ["of no field", { ram_gb: 1, colour: "red" }, "colour", "known"],
])("a value %s is refused by name", async (_what, fields, key, rule) => {
  expect(await refusal(create(fields, "T-2"))).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [{ path: `input.fields.${key}`, rule }],
  });
  expect((await desk.admin.sdk.AssetHistory({ tag: "T-2" })).asset).toBeNull();
});

test("only who may sets up types and assets", async () => {
  const executive = await desk.person("Eva", ["executive"]);
  const input = { tag: "T-3", name: "x", type: "laptop", fields: { ram_gb: 1 } };
  expect(await refusal(executive.sdk.CreateAsset({ input }))).toEqual({ code: "FORBIDDEN" });
  expect(await refusal(executive.sdk.CreateAssetType({ input: { key: "x", name: "x" } }))).toEqual({
    code: "FORBIDDEN",
  });
});

test("an asset shows what happened to its cases", async () => {
  const { createAsset } = await create({ ram_gb: 8 }, "T-4");
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "Hot", assetId: createAsset.asset.id } });
  const { asset } = await desk.admin.sdk.AssetHistory({ tag: "T-4" });
  expect(asset).toMatchObject({
    openCaseCount: 1,
    cases: { totalCount: 1, nodes: [{ number: createCase.case.number, title: "Hot", state: "NEW" }] },
  });
  expect(asset?.timeline.nodes.map((entry) => entry.kind)).toEqual(["CREATED", "OPENED", "ROUTED", "SLA_STARTED"]);
});
