import { backFromRepair, setInRepair } from "../../src/assets/asset.steps";
import { newId } from "../../src/platform/ids";
import { transact } from "../../src/platform/transact";
import type { Work } from "../../src/platform/work";
import { type Desk, openDesk } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.admin.sdk.CreateAssetType({ input: { key: "pump", name: "Pump" } });
});
afterAll(() => desk.close());

const because = { caseId: newId(23) };
const run = async (step: (work: Work) => Promise<boolean>) =>
  (await transact(desk.ctx(), async (work) => ({ moved: await step(work) }))).moved;

let count = 0;
async function pump(status: "IN_STOCK" | "IN_SERVICE" | "IN_REPAIR" | "RETIRED" | "LOST") {
  const input = { tag: `R-${++count}`, name: "Pump", type: "pump", status };
  const { id } = (await desk.admin.sdk.CreateAsset({ input })).createAsset.asset;
  return {
    id,
    repair: () => run((work) => setInRepair(work, id, because)),
    back: () => run((work) => backFromRepair(work, id, because)),
    status: async () => (await desk.rows("SELECT status FROM asset WHERE id = $1", id))[0]!.status,
    changes: async () =>
      (
        await desk.rows("SELECT changes, data FROM event WHERE subject_id = $1 AND kind = 'UPDATED' ORDER BY seq", id)
      ).map(({ changes, data }) => [`${changes[0].field} ${changes[0].from} ${changes[0].to}`, data]),
  };
}

test.each(["IN_STOCK", "IN_SERVICE"] as const)(
  "what is %s goes into repair and back to where it was",
  async (status) => {
    const asset = await pump(status);
    expect(await asset.repair()).toBe(true);
    expect(await asset.status()).toBe("IN_REPAIR");
    expect(await asset.repair()).toBe(false);
    expect(await asset.back()).toBe(true);
    expect(await asset.status()).toBe(status);
    expect(await asset.back()).toBe(false);
    expect(await asset.changes()).toEqual([
      [`status ${status} IN_REPAIR`, because],
      [`status IN_REPAIR ${status}`, because],
    ]);
  },
);

test.each(["IN_REPAIR", "RETIRED", "LOST"] as const)("what a person says is %s stays so", async (status) => {
  const asset = await pump(status);
  expect([await asset.repair(), await asset.back(), await asset.status()]).toEqual([false, false, status]);
});

test("what a person has moved meanwhile is not put back", async () => {
  const asset = await pump("IN_STOCK");
  await asset.repair();
  await desk.admin.sdk.UpdateAsset({ id: asset.id, input: { status: "RETIRED" } });
  await desk.admin.sdk.UpdateAsset({ id: asset.id, input: { status: "IN_REPAIR" } });
  expect([await asset.back(), await asset.status()]).toEqual([false, "IN_REPAIR"]);
});

test("an asset that is not there is not moved", async () => {
  expect(await run((work) => setInRepair(work, newId(10), because))).toBe(false);
});
