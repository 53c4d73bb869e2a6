import { type CoverHouse, openCoverHouse } from "./coverHouse";

let house: CoverHouse;
beforeAll(async () => {
  house = await openCoverHouse();
});
afterAll(() => house.close());

test("a case's policy is its entitlement's, else its contract's, else its type's, else the default", async () => {
  await house.asAdmin(`mutation {
    saveBusinessCalendar(input: { key: "always", name: "Always", timeZone: "UTC", aroundTheClock: true }) { calendar { id } } }`);
  const HOURS = { own: 1, contract: 2, type: 3 };
  for (const [key, hours] of Object.entries(HOURS))
    await house.asAdmin(`mutation ($input: SlaPolicyInput!) { saveSlaPolicy(input: $input) { policy { id } } }`, {
      input: { key, name: key, calendar: "always", targets: [{ priority: "NORMAL", resolution: `PT${hours}H` }] },
    });
  await house.asAdmin(
    `mutation { saveCaseType(input: { key: "repair", name: "Repair", slaPolicy: "type" }) { type { id } } }`,
  );
  const contractId = await house.contract({ slaPolicy: "contract" });
  await house.entitle({ assetId: house.rack, contractId, slaPolicy: "own" });
  await house.entitle({ assetId: house.pump, contractId });
  const hoursOf = async (id: string) => {
    const [row] = await house.rows<{ hours: number }>(
      "SELECT extract(epoch FROM due_at - opened_at)::float8 / 3600 AS hours FROM service_case WHERE id = $1",
      id,
    );
    return Math.round(row!.hours * 1000) / 1000;
  };
  const opened = async (input: Record<string, unknown>) => hoursOf((await house.open({ type: "repair", ...input })).id);
  expect(await opened({ assetId: house.rack })).toBe(1);
  expect(await opened({ assetId: house.pump })).toBe(2);
  // No entitlement covers it: its customer's contract does.
  expect(await opened({})).toBe(2);
  expect(await opened({ customerId: house.other })).toBe(3);
  expect(await opened({ customerId: house.other, type: "other" })).toBe(72);
  // A case that goes to another customer or entitlement follows.
  const { id } = await house.open({ type: "repair", assetId: house.rack });
  const after = async (input: Record<string, unknown>) => {
    expect((await house.update(id, input)).errors).toEqual([]);
    return hoursOf(id);
  };
  expect(await after({ entitlementId: null })).toBe(2);
  expect(await after({ contractId: null })).toBe(3);
  expect(await after({ type: "other" })).toBe(72);
  expect(await after({ customerId: house.other })).toBe(72);
  expect(await after({ customerId: house.customer })).toBe(1);
});
