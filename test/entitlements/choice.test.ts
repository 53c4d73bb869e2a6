import { type CoverHouse, openCoverHouse } from "./coverHouse";

let house: CoverHouse;
beforeEach(async () => {
  house = await openCoverHouse();
});
afterEach(() => house.close());

test("the most specific entitlement is chosen, then the one that ends first; it brings its contract", async () => {
  const contractId = await house.contract();
  const late = await house.entitle({ name: "late" });
  const early = await house.entitle({ name: "early", endsOn: "2026-07-01", contractId });
  const ofProduct = await house.entitle({ name: "product", productId: house.product });
  const ofAsset = await house.entitle({ name: "asset", assetId: house.rack });
  await house.entitle({ name: "theirs", customerId: house.other, endsOn: "2026-06-30" });
  const chosen = async (input: Record<string, unknown>) => (await house.open(input)).entitlement?.name ?? null;
  expect(await chosen({})).toBe("early");
  expect(await chosen({ assetId: house.pump })).toBe("early");
  expect(await chosen({ assetId: house.rack })).toBe("asset");
  expect(await chosen({ productId: house.product })).toBe("product");
  expect(await chosen({ customerId: house.other })).toBe("theirs");
  expect(await chosen({ customerId: null })).toBe(null);
  const { contract, warnings } = await house.open();
  expect([contract, warnings]).toEqual([{ id: contractId }, []]);
  const stop = (id: string) =>
    house.asAdmin(`mutation ($id: ID!) { cancelEntitlement(id: $id, reason: "Over") { entitlement { state } } }`, {
      id,
    });
  await stop(ofAsset);
  // The rack is of the product.
  expect(await chosen({ assetId: house.rack })).toBe("product");
  for (const id of [ofProduct, early, late]) await stop(id);
  const without = await house.open({ assetId: house.rack });
  // Canceled ones are as if they were not: no warning, and the customer's own contract in force.
  expect([without.entitlement, without.contract, without.warnings]).toEqual([null, { id: contractId }, []]);
});

test("channels, and an entitlement with nothing left, are passed over: with a warning where nothing covers the case", async () => {
  await house.entitle({ name: "calls", channels: ["PHONE", "EMAIL"] });
  const used = await house.entitle({ name: "one", total: 1, channels: ["WEB"] });
  const { id } = await house.open({ channel: "WEB" });
  expect((await house.resolve(id)).data.resolveCase.case.entitlement).toEqual({ id: used, name: "one" });
  expect((await house.open({ channel: "PHONE" })).entitlement.name).toBe("calls");
  for (const channel of ["WEB", "API"]) {
    const { entitlement, warnings } = await house.open({ channel });
    expect([entitlement, warnings]).toEqual([
      null,
      [
        {
          code: "NO_ENTITLEMENT",
          message: "No entitlement of the customer's with something left covers this case.",
        },
      ],
    ]);
  }
});

test("days are the customer's: in its own zone, else its branch's, else UTC", async () => {
  // 15 June ends at 04:00 UTC in New York, and at 22:00 UTC in Vienna.
  const [own, plain] = [house.customer, house.other];
  const made =
    await house.asAdmin(`mutation { saveBranch(input: { key: "wien", name: "Wien", timeZone: "Europe/Vienna" }) { branch { id } }
    createCustomer(input: { name: "Gamma", branch: "wien" }) { customer { id } } }`);
  const branch = made.createCustomer.customer.id;
  for (const customerId of [own, plain, branch])
    await house.entitle({ customerId, startsOn: "2026-06-15", endsOn: "2026-06-15" });
  const covered = async (at: string) => {
    house.clock.set(at);
    const cases = [];
    for (const customerId of [own, plain, branch]) cases.push((await house.open({ customerId })).entitlement !== null);
    return cases;
  };
  expect(await covered("2026-06-14T21:59:00Z")).toEqual([false, false, false]);
  expect(await covered("2026-06-14T22:01:00Z")).toEqual([false, false, true]);
  expect(await covered("2026-06-15T00:01:00Z")).toEqual([false, true, true]);
  expect(await covered("2026-06-15T04:01:00Z")).toEqual([true, true, true]);
  expect(await covered("2026-06-15T22:01:00Z")).toEqual([true, true, false]);
  expect(await covered("2026-06-16T03:59:00Z")).toEqual([true, false, false]);
  expect(await covered("2026-06-16T04:01:00Z")).toEqual([false, false, false]);
});

test("a type that demands one refuses cases without", async () => {
  await house.asAdmin(
    `mutation { saveCaseType(input: { key: "repair", name: "Repair", requiresEntitlement: true }) { type { requiresEntitlement } } }`,
  );
  const refused = async (input: Record<string, unknown>) => {
    const { errors } = await house.tryOpen({ type: "repair", ...input });
    return [errors[0]?.code, errors[0]?.message];
  };
  expect(await refused({})).toEqual([
    "ENTITLEMENT_EXHAUSTED",
    "Cases of this type need an entitlement with something left, and none covers this one.",
  ]);
  expect((await refused({ customerId: null }))[0]).toBe("ENTITLEMENT_EXHAUSTED");
  const id = await house.entitle({ total: 1 });
  expect((await refused({ entitlementId: null }))[0]).toBe("ENTITLEMENT_EXHAUSTED");
  const first = await house.open({ type: "repair" });
  expect(first.entitlement.id).toBe(id);
  const plain = await house.open({ entitlementId: null });
  expect(plain.entitlement).toBe(null);
  // A case that stands becomes one of the type: it gets one, or is refused.
  const { data } = await house.update(plain.id, { type: "repair" });
  expect(data.updateCase.case.entitlement.id).toBe(id);
  const none = await house.open({ customerId: house.other });
  expect((await house.update(none.id, { type: "repair" })).errors[0]!.code).toBe("ENTITLEMENT_EXHAUSTED");
  expect((await house.resolve(first.id)).errors).toEqual([]);
  expect((await refused({}))[0]).toBe("ENTITLEMENT_EXHAUSTED");
  expect(await refused({ entitlementId: id })).toEqual([
    "ENTITLEMENT_EXHAUSTED",
    "Cases of this type need an entitlement, and nothing is left of this one.",
  ]);
  expect((await house.resolve(plain.id)).errors[0]).toMatchObject({ code: "ENTITLEMENT_EXHAUSTED" });
  expect(await house.rows("SELECT state FROM service_case WHERE id = $1", plain.id)).toEqual([{ state: "NEW" }]);
});

test("one that is named must cover the case; what is wrong is said by name", async () => {
  const wrong = async (input: Record<string, unknown>) => {
    const { errors } = await house.tryOpen(input);
    return errors[0]!.extensions.violations.map((one: { path: string; rule: string }) => [one.path, one.rule]);
  };
  const named = async (input: Record<string, unknown>) => wrong({ entitlementId: await house.entitle(input) });
  const path = "input.entitlementId";
  expect(await named({ customerId: house.other })).toEqual([[path, "ofCustomer"]]);
  expect(await named({ startsOn: "2026-06-16" })).toEqual([[path, "inForce"]]);
  expect(await named({ endsOn: "2026-06-14" })).toEqual([[path, "inForce"]]);
  expect(await named({ assetId: house.rack })).toEqual([[path, "covers"]]);
  expect(await named({ productId: house.product })).toEqual([[path, "covers"]]);
  expect(await named({ channels: ["PHONE"] })).toEqual([[path, "covers"]]);
  expect(await wrong({ entitlementId: house.customer })).toEqual([[path, "exists"]]);
  const [mine, another] = [await house.contract(), await house.contract()];
  const theirs = await house.contract({ customerId: house.other });
  expect(await wrong({ contractId: theirs })).toEqual([["input.contractId", "ofCustomer"]]);
  expect(await wrong({ contractId: await house.contract({ endsOn: "2026-06-14" }) })).toEqual([
    ["input.contractId", "inForce"],
  ]);
  const entitlementId = await house.entitle({ contractId: mine });
  expect(await wrong({ entitlementId, contractId: another })).toEqual([["input.contractId", "ofEntitlement"]]);
  expect(await wrong({ customerId: null, entitlementId })).toEqual([[path, "ofCustomer"]]);
  // The automatic choice keeps to a contract that is named.
  expect((await house.open({ contractId: another })).entitlement).toBe(null);
  const both = await house.open({ contractId: mine });
  expect([both.entitlement.id, both.contract.id]).toEqual([entitlementId, mine]);
});

test("a changed case keeps what it has, unless it is another customer's or about something else", async () => {
  const [mine, theirs] = [await house.entitle(), await house.entitle({ name: "Beta", customerId: house.other })];
  const ofRack = await house.entitle({ name: "rack", assetId: house.rack });
  const contractId = await house.contract({ customerId: house.other });
  const { id } = await house.open({ assetId: house.rack });
  const after = async (input: Record<string, unknown>) => {
    const { data, errors } = await house.update(id, input);
    expect(errors).toEqual([]);
    const { entitlement, contract } = data.updateCase.case;
    return [entitlement?.id ?? null, contract?.id ?? null];
  };
  expect(await after({ title: "Other" })).toEqual([ofRack, null]);
  expect(await after({ assetId: house.pump })).toEqual([mine, null]);
  expect(await after({ assetId: house.rack })).toEqual([mine, null]);
  expect(await after({ entitlementId: null })).toEqual([null, null]);
  expect(await after({ assetId: null })).toEqual([null, null]);
  expect(await after({ entitlementId: mine.toUpperCase() })).toEqual([mine, null]);
  expect(await after({ customerId: house.other })).toEqual([theirs, contractId]);
  expect(await after({ contractId: null })).toEqual([theirs, null]);
  expect(await after({ contractId })).toEqual([theirs, contractId]);
  expect(await after({ customerId: null })).toEqual([null, null]);
  const told = await house.rows(
    "SELECT kind, changes FROM event WHERE case_id = $1 AND (kind = 'ENTITLEMENT_APPLIED' OR changes @> '[{\"field\": \"entitlement\"}]') ORDER BY seq",
    id,
  );
  expect(told.map((event) => event.kind)).toEqual([
    "OPENED",
    "ENTITLEMENT_APPLIED",
    "UPDATED",
    "ENTITLEMENT_APPLIED",
    "UPDATED",
    "UPDATED",
    "ENTITLEMENT_APPLIED",
    "UPDATED",
    "ENTITLEMENT_APPLIED",
    "UPDATED",
  ]);
});

test("cases are found by entitlement and contract, in the order of every list", async () => {
  const contractId = await house.contract();
  const id = await house.entitle({ contractId });
  const [one, two] = [await house.open(), await house.open({ entitlementId: null, contractId: null })];
  const { errors, data } = await house.run(
    `query ($entitlement: CaseFilter, $contract: CaseFilter, $none: CaseFilter) {
      a: cases(filter: $entitlement) { nodes { id } } b: cases(filter: $contract) { nodes { id } } c: cases(filter: $none) { nodes { id } } }`,
    {
      entitlement: { entitlementId: { eq: id } },
      contract: { contractId: { in: [contractId] } },
      none: { contractId: { isNull: true } },
    },
    (await house.person("lister", ["support"])).bearer,
  );
  expect([errors, data]).toEqual([
    [],
    { a: { nodes: [{ id: one.id }] }, b: { nodes: [{ id: one.id }] }, c: { nodes: [{ id: two.id }] } },
  ]);
});

test("one that is canceled while a case is being opened is not chosen: the next best is", async () => {
  const [best, next] = [await house.entitle({ endsOn: "2026-07-01" }), await house.entitle()];
  const gate = await house.house.pool.connect();
  let opening: ReturnType<CoverHouse["open"]>;
  try {
    await gate.query("BEGIN");
    await gate.query(
      "UPDATE entitlement SET canceled_at = casegraph_now(), cancel_reason = 'Over', version = version + 1 WHERE id = $1",
      [best],
    );
    opening = house.open();
    const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await house.rows(waiting)).length === 0);
  } finally {
    await gate.query("COMMIT");
    gate.release();
  }
  expect((await opening).entitlement.id).toBe(next);
});
