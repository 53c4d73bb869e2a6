import { type Desk, openDesk } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.admin.sdk.CreateAssetType({
    input: { key: "pump", name: "Pump", fields: [{ key: "power", label: "Power", kind: "NUMBER" }] },
  });
});
afterAll(() => desk.close());

test("an asset's timeline is its own, or one with its cases', by kind and for whom sees them", async () => {
  const { sdk } = desk.admin;
  const create = async (tag: string) =>
    (await sdk.CreateAsset({ input: { tag, name: tag, type: "pump", fields: { power: 1 } } })).createAsset.asset.id;
  const [id, other] = [await create("P-1"), await create("P-2")];
  const open = async (title: string, assetId: string, confidential = false) =>
    (await sdk.CreateCase({ input: { title, assetId, confidential } })).createCase.case;
  const first = await open("Drips", id);
  const secret = await open("Was sabotaged", id, true);
  await open("Elsewhere", other);
  await sdk.UpdateAsset({ id, input: { fields: { power: 2 }, name: "Big pump" } });
  await sdk.CommentOnCase({ id: first.id, body: "Came by" });

  const own = await sdk.AssetTimeline({ tag: "P-1" });
  expect(own.asset!.timeline).toEqual({
    totalCount: 2,
    nodes: [
      { kind: "CREATED", summary: "Created.", actor: { name: expect.any(String) }, changes: [], case: null },
      {
        kind: "UPDATED",
        summary: "Changed fields.power, name.",
        actor: { name: expect.any(String) },
        changes: [
          { field: "fields.power", from: "1", to: "2" },
          { field: "name", from: "P-1", to: "Big pump" },
        ],
        case: null,
      },
    ],
  });

  const history = async (by: typeof sdk, kinds: never[] | null = null) => {
    const { asset } = await by.AssetTimeline({ tag: "P-1", includeCases: true, kinds });
    const { nodes, totalCount } = asset!.timeline;
    expect(totalCount).toBe(nodes.length);
    return nodes.map((entry) => `${entry.kind} ${entry.case?.number ?? ""}`.trim());
  };
  const told = await history(sdk);
  // In the order in which it happened.
  expect(told[0]).toBe("CREATED");
  expect(told.indexOf("UPDATED")).toBeGreaterThan(told.indexOf(`OPENED ${secret.number}`));
  expect(told.indexOf(`COMMENTED ${first.number}`)).toBeGreaterThan(told.indexOf("UPDATED"));
  expect(await history(sdk, ["OPENED", "UPDATED"] as never[])).toEqual([
    `OPENED ${first.number}`,
    `OPENED ${secret.number}`,
    "UPDATED",
  ]);
  // Of what is confidential others see nothing, and no count.
  const technician = await desk.person("Tom", ["service"]);
  expect(await history(technician.sdk, ["OPENED", "UPDATED"] as never[])).toEqual([
    `OPENED ${first.number}`,
    "UPDATED",
  ]);
  const { asset } = await technician.sdk.AssetHistory({ tag: "P-1" });
  expect([asset!.openCaseCount, asset!.cases.totalCount]).toEqual([1, 1]);
  expect((await sdk.AssetHistory({ tag: "P-1" })).asset!.openCaseCount).toBe(2);
});
