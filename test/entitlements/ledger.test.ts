import { type CoverHouse, openCoverHouse } from "./coverHouse";

let house: CoverHouse;
beforeAll(async () => {
  house = await openCoverHouse();
});
afterAll(() => house.close());

/** An entitlement of a fresh asset, so that tests do not meet. */
let assets = 0;
async function owed(input: Record<string, unknown>): Promise<{ assetId: string; id: string }> {
  const { createAsset } = await house.asAdmin(
    `mutation ($input: AssetInput!) { createAsset(input: $input) { asset { id } } }`,
    { input: { tag: `a-${++assets}`, name: "A", type: "thing", customerId: house.customer } },
  );
  const assetId = createAsset.asset.id;
  return { assetId, id: await house.entitle({ assetId, ...input }) };
}

const told = async (id: string) =>
  (
    await house.asAdmin(
      `query ($id: ID) { case(id: $id) { timeline(kinds: [ENTITLEMENT_APPLIED, ENTITLEMENT_USED, ENTITLEMENT_RETURNED]) {
        nodes { kind summary } } } }`,
      { id },
    )
  ).case.timeline.nodes.map((entry: { summary: string }) => entry.summary);

test("a case is charged once, at its resolution, and gets it back when it is canceled", async () => {
  const { assetId, id } = await owed({ total: 2 });
  const one = await house.open({ assetId });
  expect(await house.look(id)).toEqual({
    name: "Gold",
    total: 2,
    remaining: 2,
    unit: "CASES",
    state: "ACTIVE",
    active: true,
    version: 1,
    uses: { totalCount: 0, nodes: [] },
  });
  const { data } = await house.resolve(one.id);
  expect(data.resolveCase).toMatchObject({ case: { resolution: { billableTime: null } }, warnings: [] });
  expect(await house.look(id)).toMatchObject({ remaining: 1, version: 2, uses: { totalCount: 1 } });
  await house.reactivate(one.id);
  expect(await house.look(id)).toMatchObject({ remaining: 1, version: 2 });
  await house.resolve(one.id);
  expect(await house.look(id)).toMatchObject({ remaining: 1, version: 2 });
  await house.reactivate(one.id);
  await house.cancel(one.id);
  expect(await house.look(id)).toMatchObject({
    remaining: 2,
    version: 3,
    uses: {
      totalCount: 2,
      nodes: [
        { amount: -1, note: "Canceled.", case: { id: one.id } },
        { amount: 1, note: "Resolved.", case: { id: one.id } },
      ],
    },
  });
  await house.reactivate(one.id);
  await house.resolve(one.id);
  expect(await house.look(id)).toMatchObject({ remaining: 1, version: 4 });
  expect(await told(one.id)).toEqual([
    "Entitlement applied: Gold.",
    "Entitlement used: Gold.",
    "Entitlement given back: Gold.",
    "Entitlement used: Gold.",
  ]);
  // What was never resolved was never charged.
  const two = await house.open({ assetId });
  await house.cancel(two.id);
  expect(await house.look(id)).toMatchObject({ remaining: 1, version: 4 });
});

test("hours are the activities' time, as far as it was not charged before, or what is said", async () => {
  const { assetId, id } = await owed({ unit: "HOURS", total: 2 });
  const { id: caseId } = await house.open({ assetId });
  const work = async (subject: string, timeSpent: string) => {
    const { createTask } = await house.asAdmin(
      `mutation ($input: TaskInput!) { createTask(input: $input) { activity { id } } }`,
      { input: { caseId, subject } },
    );
    await house.asAdmin(
      `mutation ($id: ID!, $t: Duration) { completeActivity(id: $id, timeSpent: $t) { activity { id } } }`,
      {
        id: createTask.activity.id,
        t: timeSpent,
      },
    );
  };
  await work("one", "PT20M");
  await work("two", "PT20M");
  const first = await house.resolve(caseId);
  expect(first.data.resolveCase).toMatchObject({ case: { resolution: { billableTime: "PT40M" } }, warnings: [] });
  expect((await house.look(id)).remaining).toBe(4_800_000 / 3_600_000);
  await house.reactivate(caseId);
  await work("three", "PT20M");
  const again = await house.resolve(caseId);
  expect(again.data.resolveCase.case.resolution.billableTime).toBe("PT20M");
  // Three thirds are one whole.
  expect((await house.look(id)).remaining).toBe(1);
  await house.reactivate(caseId);
  const said = await house.resolve(caseId, { billableTime: "PT90M" });
  expect(said.data.resolveCase).toEqual({
    case: expect.objectContaining({ resolution: { billableTime: "PT1H" } }),
    warnings: [{ code: "NO_ENTITLEMENT", message: "Of the entitlement 1 of 1.5 hours were left." }],
  });
  expect(await house.look(id)).toMatchObject({ remaining: 0, state: "EXHAUSTED", active: false });
  await house.reactivate(caseId);
  await house.cancel(caseId);
  expect(await house.look(id)).toMatchObject({ remaining: 2, state: "ACTIVE" });
  expect((await told(caseId)).slice(-2)).toEqual([
    "Entitlement used: Gold, 1.00 hours.",
    "Entitlement given back: Gold, 2.00 hours.",
  ]);
  const other = await owed({ unit: "HOURS", total: 1 });
  const { id: zero } = await house.open({ assetId: other.assetId });
  expect((await house.resolve(zero, { billableTime: "PT0S" })).data.resolveCase.case.resolution).toEqual({
    billableTime: "PT0S",
  });
  expect((await house.look(other.id)).uses.totalCount).toBe(0);
  const { errors } = await house.resolve(zero, { billableTime: "-PT1H" });
  expect(errors[0]!.code).toBe("BAD_USER_INPUT");
});

test("nothing left and nothing demanded: resolved all the same, with a warning", async () => {
  const { assetId, id } = await owed({ total: 1 });
  const [one, two] = [await house.open({ assetId }), await house.open({ assetId })];
  await house.resolve(one.id);
  const { data } = await house.resolve(two.id);
  expect(data.resolveCase).toMatchObject({
    case: { entitlement: { id } },
    warnings: [{ code: "NO_ENTITLEMENT", message: "Of the entitlement nothing was left." }],
  });
  // Time that no entitlement in hours takes is not charged, and that is said.
  const none = await house.open({ entitlementId: null });
  expect((await house.resolve(none.id, { billableTime: "PT1H" })).data.resolveCase).toMatchObject({
    case: { resolution: { billableTime: null } },
    warnings: [{ code: "NO_ENTITLEMENT", message: "The case has no entitlement in hours to charge." }],
  });
});

test("an unlimited one counts its cases, and never ends by use", async () => {
  const { assetId, id } = await owed({ unit: "UNLIMITED", total: null });
  for (let n = 0; n < 2; n++) await house.resolve((await house.open({ assetId })).id);
  expect(await house.look(id)).toMatchObject({
    total: null,
    remaining: null,
    state: "ACTIVE",
    uses: { totalCount: 2 },
  });
});

test("a canceled one is still charged by the cases that have it", async () => {
  const { assetId, id } = await owed({ total: 1 });
  const { id: caseId } = await house.open({ assetId });
  await house.asAdmin(`mutation ($id: ID!) { cancelEntitlement(id: $id, reason: "Moved") { entitlement { state } } }`, {
    id,
  });
  expect((await house.open({ assetId })).entitlement).toBe(null);
  await house.resolve(caseId);
  expect(await house.look(id)).toMatchObject({ remaining: 0, state: "CANCELED" });
});

test("a case that is charged to another entitlement gives the first one back", async () => {
  const [from, to] = [await owed({ total: 1 }), await house.entitle({ name: "Silver", total: 1 })];
  const { id } = await house.open({ assetId: from.assetId });
  await house.resolve(id);
  await house.reactivate(id);
  expect((await house.update(id, { entitlementId: to })).errors).toEqual([]);
  expect(await house.look(from.id)).toMatchObject({ remaining: 1 });
  await house.resolve(id);
  expect(await house.look(to)).toMatchObject({ remaining: 0 });
  expect(await told(id)).toEqual([
    "Entitlement applied: Gold.",
    "Entitlement used: Gold.",
    "Entitlement given back: Gold.",
    "Entitlement applied: Silver.",
    "Entitlement used: Silver.",
  ]);
});

test("a case that is merged into another gives back what it was charged", async () => {
  const { assetId, id } = await owed({ total: 1 });
  const [source, target] = [await house.open({ assetId }), await house.open({ entitlementId: null })];
  await house.resolve(source.id);
  await house.reactivate(source.id);
  await house.asAdmin(`mutation ($s: ID!, $t: ID!) { mergeCases(sourceId: $s, targetId: $t) { case { id } } }`, {
    s: source.id,
    t: target.id,
  });
  expect(await house.look(id)).toMatchObject({ remaining: 1, uses: { totalCount: 2 } });
});

test("a case that an import moves to another customer, or cancels, gives back what it was charged", async () => {
  const { assetId, id } = await owed({ total: 2 });
  const beta = await house.asAdmin(
    `mutation ($id: ID!) { updateCustomer(id: $id, input: { externalId: "beta" }) { customer { id } } }`,
    { id: house.other },
  );
  expect(beta.updateCustomer.customer.id).toBe(house.other);
  const cases = [];
  for (const externalId of ["x:moved", "x:canceled"]) {
    const { id: caseId } = await house.open({ assetId, externalId });
    await house.resolve(caseId);
    cases.push(caseId);
  }
  expect(await house.look(id)).toMatchObject({ remaining: 0 });
  const { importCases } = await house.asAdmin(
    `mutation { importCases(rows: [
      { externalId: "x:moved", title: "Broken", customerExternalId: "beta" },
      { externalId: "x:canceled", title: "Broken", status: "canceled", resolvedAt: null }
    ]) { run { state failed errors { message } } } }`,
  );
  expect(importCases.run).toEqual({ state: "DONE", failed: 0, errors: [] });
  expect(await house.look(id)).toMatchObject({ remaining: 2, uses: { totalCount: 4 } });
  expect(
    await house.rows(
      "SELECT entitlement_id IS NULL AS gone FROM service_case WHERE id = ANY ($1) ORDER BY number_seq",
      cases,
    ),
  ).toEqual([{ gone: true }, { gone: false }]);
  const [told] = await house.rows(
    "SELECT changes @> $2::jsonb AS told FROM event WHERE case_id = $1 AND kind = 'UPDATED' ORDER BY seq DESC LIMIT 1",
    cases[0],
    JSON.stringify([{ field: "entitlement", from: id, to: null }]),
  );
  expect(told).toEqual({ told: true });
});

test("of those who race for the last unit exactly one is charged; where it is demanded the others are refused", async () => {
  await house.asAdmin(
    `mutation { saveCaseType(input: { key: "maintenance", name: "Maintenance", requiresEntitlement: true }) { type { id } } }`,
  );
  for (const type of ["maintenance", "other"]) {
    const { assetId, id } = await owed({ total: 3 });
    const cases = [];
    for (let n = 0; n < 8; n++) cases.push((await house.open({ assetId, type })).id);
    const answers = await Promise.all(cases.map((one) => house.resolve(one)));
    const codes = answers.map(({ data, errors }) => errors[0]?.code ?? data.resolveCase.warnings[0]?.code ?? "CHARGED");
    const left = type === "other" ? "NO_ENTITLEMENT" : "ENTITLEMENT_EXHAUSTED";
    expect(codes.sort()).toEqual([...Array(3).fill("CHARGED"), ...Array(5).fill(left)].sort());
    expect(await house.look(id)).toMatchObject({ remaining: 0, version: 4, uses: { totalCount: 3 } });
    expect(
      await house.rows("SELECT count(*)::int AS n FROM service_case WHERE id = ANY ($1) AND state = 'RESOLVED'", cases),
    ).toEqual([{ n: type === "other" ? 8 : 3 }]);
  }
});

test("the ledger is only ever added to, and nothing else says what was used", async () => {
  const { assetId, id } = await owed({ total: 2 });
  const { id: caseId } = await house.open({ assetId });
  await house.resolve(caseId);
  const refuses = (text: string, ...values: unknown[]) => expect(house.rows(text, ...values)).rejects.toThrow();
  await refuses("UPDATE entitlement_use SET amount = 2 WHERE entitlement_id = $1", id);
  await refuses("DELETE FROM entitlement_use WHERE entitlement_id = $1", id);
  await refuses("TRUNCATE entitlement_use");
  await refuses("UPDATE entitlement SET used = 0, version = version + 1 WHERE id = $1", id);
  // Not on a finished case, and not beyond what there is.
  await refuses("INSERT INTO entitlement_use (entitlement_id, case_id, amount) VALUES ($1, $2, 1)", id, caseId);
  const { id: open } = await house.open({ assetId });
  await refuses("INSERT INTO entitlement_use (entitlement_id, case_id, amount) VALUES ($1, $2, 2)", id, open);
  await refuses("INSERT INTO entitlement_use (entitlement_id, case_id, amount) VALUES ($1, $2, -2)", id, open);
  expect(await house.look(id)).toMatchObject({ remaining: 1, version: 2, uses: { totalCount: 1 } });
});
