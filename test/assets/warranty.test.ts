import { type Desk, openDesk } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.admin.sdk.CreateAssetType({ input: { key: "pump", name: "Pump" } });
});
afterAll(() => desk.close());

test("a warranty ends with its last day where the customer is", async () => {
  const { sdk } = desk.admin;
  const branch = { input: { key: "tokyo", name: "Tokyo", timeZone: "Asia/Tokyo" } };
  await desk.ask(
    "mutation ($input: BranchInput!) { saveBranch(input: $input) { branch { id } } }",
    branch,
    desk.admin.token,
  );
  const customer = async (name: string, more: object) =>
    (await sdk.CreateCustomer({ input: { name, ...more } })).createCustomer.customer.id;
  const customers = {
    nobody: null,
    nowhere: await customer("Nowhere", {}),
    vienna: await customer("Vienna", { timeZone: "Europe/Vienna", branch: "tokyo" }),
    tokyo: await customer("Tokyo", { branch: "tokyo" }),
  };
  for (const [tag, customerId] of Object.entries(customers))
    await sdk.CreateAsset({ input: { tag, name: tag, type: "pump", customerId, warrantyUntil: "2026-11-30" } });
  await sdk.CreateAsset({ input: { tag: "none", name: "none", type: "pump" } });
  const covered = async () => {
    const { data } = await desk.ask("{ assets { nodes { tag underWarranty } } }", {}, desk.admin.token);
    const nodes = data!.assets.nodes as { tag: string; underWarranty: boolean }[];
    return nodes.flatMap(({ tag, underWarranty }) => (underWarranty ? [tag] : [])).join(" ");
  };
  desk.clock.set("2026-11-30T14:59:00Z");
  expect(await covered()).toBe("nobody nowhere tokyo vienna");
  desk.clock.set("2026-11-30T15:00:00Z");
  expect(await covered()).toBe("nobody nowhere vienna");
  desk.clock.set("2026-11-30T23:00:00Z");
  expect(await covered()).toBe("nobody nowhere");
  desk.clock.set("2026-12-01T00:00:00Z");
  expect(await covered()).toBe("");
});
