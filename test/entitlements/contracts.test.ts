import { type CoverHouse, openCoverHouse } from "./coverHouse";

let house: CoverHouse;
beforeAll(async () => {
  house = await openCoverHouse();
});
afterAll(() => house.close());

const CONTRACT = `contract { id externalId number name startsOn endsOn customer { name } slaPolicy { key } entitlements { name }
  documents { id } version }`;
const ENTITLEMENT = `entitlement { id name customer { name } contract { id } asset { tag } product { sku } startsOn endsOn unit
  total remaining channels slaPolicy { key } state active version }`;
const CREATE = {
  contract: `mutation ($input: ContractInput!) { createContract(input: $input) { ${CONTRACT} } }`,
  entitlement: `mutation ($input: EntitlementInput!) { createEntitlement(input: $input) { ${ENTITLEMENT} } }`,
};
const UPDATE = {
  contract: `mutation ($id: ID!, $input: UpdateContractInput!, $v: Int) { updateContract(id: $id, input: $input, expectedVersion: $v) { ${CONTRACT} } }`,
  entitlement: `mutation ($id: ID!, $input: UpdateEntitlementInput!, $v: Int) { updateEntitlement(id: $id, input: $input, expectedVersion: $v) { ${ENTITLEMENT} } }`,
};
let manager: string;
beforeAll(async () => {
  manager = (await house.person("contracting", ["manager"])).bearer;
  await house.asAdmin(`mutation {
    saveBusinessCalendar(input: { key: "always", name: "Always", timeZone: "UTC", aroundTheClock: true }) { calendar { id } }
    saveSlaPolicy(input: { key: "gold", name: "Gold", targets: [], calendar: "always" }) { policy { id } } }`);
});
const run = (text: string, variables: Record<string, unknown>, bearer = manager) => house.run(text, variables, bearer);
const wrong = async (text: string, variables: Record<string, unknown>) => {
  const { errors } = await run(text, variables);
  return (errors[0]?.extensions.violations ?? [errors[0]?.code]).map((one: any) =>
    one.path ? [one.path, one.rule] : one,
  );
};
const TERM = { startsOn: "2026-01-01", endsOn: "2026-12-31" };

test("a contract is added, found by each of its keys, and changed", async () => {
  const input = {
    number: "S-1",
    externalId: "erp:1",
    name: "Service",
    customerId: house.customer,
    startsOn: "2026-01-01",
    slaPolicy: "gold",
  };
  const { data } = await run(CREATE.contract, { input });
  const { id, ...made } = data.createContract.contract;
  expect(made).toEqual({
    externalId: "erp:1",
    number: "S-1",
    name: "Service",
    startsOn: "2026-01-01",
    endsOn: null,
    customer: { name: "Acme" },
    slaPolicy: { key: "gold" },
    entitlements: [],
    documents: [],
    version: 1,
  });
  for (const by of [{ id }, { number: "S-1" }, { externalId: "erp:1" }])
    expect(
      (
        await run(
          `query ($id: ID, $number: String, $externalId: String) { contract(id: $id, number: $number, externalId: $externalId) { id } }`,
          by,
        )
      ).data,
    ).toEqual({ contract: { id } });
  expect(await wrong(CREATE.contract, { input })).toEqual(["CONFLICT"]);
  expect(await wrong(CREATE.contract, { input: { ...input, number: "S-2" } })).toEqual(["CONFLICT"]);
  const changed = await run(UPDATE.contract, {
    id,
    input: { name: "Full service", endsOn: "2026-12-31", slaPolicy: null, externalId: null },
    v: 1,
  });
  expect(changed.data.updateContract.contract).toMatchObject({
    name: "Full service",
    endsOn: "2026-12-31",
    slaPolicy: null,
    externalId: null,
    version: 2,
  });
  // What changes nothing is no new version.
  expect(
    (await run(UPDATE.contract, { id, input: { name: "Full service" } })).data.updateContract.contract.version,
  ).toBe(2);
  expect((await run(UPDATE.contract, { id, input: { name: "x" }, v: 1 })).errors[0]).toMatchObject({
    code: "CONFLICT",
    extensions: { currentVersion: 2 },
  });
  expect(await wrong(UPDATE.contract, { id, input: { startsOn: "2027-01-01" } })).toEqual([
    ["input.endsOn", "notBefore"],
  ]);
  expect(await wrong(UPDATE.contract, { id, input: { name: null } })).toEqual([["input.name", "notNull"]]);
  expect(await wrong(UPDATE.contract, { id: house.customer, input: {} })).toEqual(["NOT_FOUND"]);
});

test("what is wrong with a new contract or entitlement is said by name", async () => {
  const contract = { number: "W-1", name: "W", customerId: house.customer, ...TERM };
  const bad = (input: Record<string, unknown>) => wrong(CREATE.contract, { input: { ...contract, ...input } });
  expect(await bad({ endsOn: "2025-12-31" })).toEqual([["input.endsOn", "notBefore"]]);
  expect(await bad({ customerId: house.rack, slaPolicy: "none" })).toEqual([
    ["input.customerId", "exists"],
    ["input.slaPolicy", "exists"],
  ]);
  expect(await bad({ number: " " })).toEqual([["input.number", "notBlank"]]);
  const entitlement = { name: "E", customerId: house.customer, unit: "CASES", total: 1, ...TERM };
  const off = (input: Record<string, unknown>) => wrong(CREATE.entitlement, { input: { ...entitlement, ...input } });
  expect(await off({ total: null })).toEqual([["input.total", "required"]]);
  expect(await off({ total: 0 })).toEqual([["input.total", "range"]]);
  expect(await off({ total: 1.5 })).toEqual([["input.total", "whole"]]);
  expect(await off({ total: 1e12 })).toEqual([["input.total", "range"]]);
  expect(await off({ unit: "HOURS", total: 1e-9 })).toEqual([["input.total", "range"]]);
  expect(await off({ unit: "UNLIMITED" })).toEqual([["input.total", "unlimited"]]);
  expect(await off({ endsOn: "2025-01-01" })).toEqual([["input.endsOn", "notBefore"]]);
  expect(await off({ assetId: house.theirs })).toEqual([["input.assetId", "ofCustomer"]]);
  expect(await off({ contractId: await house.contract({ customerId: house.other }) })).toEqual([
    ["input.contractId", "ofCustomer"],
  ]);
  expect(await off({ contractId: house.rack, productId: house.rack })).toEqual([
    ["input.contractId", "exists"],
    ["input.productId", "exists"],
  ]);
  expect(await off({ channels: ["PHONE", "PHONE"] })).toEqual([["input.channels", "arrayUnique"]]);
});

test("an entitlement is added, changed and canceled once", async () => {
  const contractId = await house.contract();
  const { data, errors } = await run(CREATE.entitlement, {
    input: {
      name: "Gold",
      customerId: house.customer,
      contractId,
      assetId: house.rack,
      productId: house.product,
      unit: "HOURS",
      total: 2.5,
      channels: ["PHONE"],
      slaPolicy: "gold",
      ...TERM,
    },
  });
  expect(errors).toEqual([]);
  const { id, ...made } = data.createEntitlement.entitlement;
  expect(made).toEqual({
    name: "Gold",
    customer: { name: "Acme" },
    contract: { id: contractId },
    asset: { tag: "rack-1" },
    product: { sku: "rack" },
    ...TERM,
    unit: "HOURS",
    total: 2.5,
    remaining: 2.5,
    channels: ["PHONE"],
    slaPolicy: { key: "gold" },
    state: "ACTIVE",
    active: true,
    version: 1,
  });
  const update = (input: Record<string, unknown>, v?: number) => run(UPDATE.entitlement, { id, input, v });
  expect(
    (await update({ total: 1, channels: null, slaPolicy: null, endsOn: "2026-06-14" }, 1)).data.updateEntitlement
      .entitlement,
  ).toMatchObject({
    total: 1,
    channels: [],
    slaPolicy: null,
    state: "EXPIRED",
    active: false,
    version: 2,
  });
  expect(
    (await update({ startsOn: "2026-06-16", endsOn: "2026-06-17" })).data.updateEntitlement.entitlement.state,
  ).toBe("WAITING");
  expect((await update({ startsOn: "2026-06-15" })).data.updateEntitlement.entitlement.state).toBe("ACTIVE");
  const { id: caseId } = await house.open({ entitlementId: id, assetId: house.rack });
  await house.resolve(caseId, { billableTime: "PT30M" });
  expect((await update({ total: 0.4 })).errors[0]!.extensions.violations).toEqual([
    { path: "input.total", rule: "notBelowUsed", message: "0.5 were used already" },
  ]);
  expect((await update({ total: 0.5 })).data.updateEntitlement.entitlement).toMatchObject({
    remaining: 0,
    state: "EXHAUSTED",
  });
  expect((await update({ total: null })).errors[0]!.extensions.violations[0]).toMatchObject({
    path: "input.total",
    rule: "required",
  });
  expect((await update({}, 1)).errors[0]!.code).toBe("CONFLICT");
  const CANCEL = `mutation ($id: ID!) { cancelEntitlement(id: $id, reason: "Moved") { entitlement { state active } } }`;
  expect((await run(CANCEL, { id })).data.cancelEntitlement.entitlement).toEqual({ state: "CANCELED", active: false });
  expect((await run(CANCEL, { id })).errors[0]!.code).toBe("CONFLICT");
  expect((await update({ name: "x" })).errors[0]!.code).toBe("CONFLICT");
});

test("lists: what ends first, first; filtered; of a customer and of a contract", async () => {
  const customerId = (await house.asAdmin(`mutation { createCustomer(input: { name: "Lists" }) { customer { id } } }`))
    .createCustomer.customer.id;
  const its = { customerId };
  const open = await house.contract({ ...its, number: "L-open" });
  const [late, soon] = [
    await house.contract({ ...its, number: "L-late", endsOn: "2027-01-01" }),
    await house.contract({ ...its, number: "M-soon", endsOn: "2026-07-01" }),
  ];
  const one = await house.entitle({ ...its, name: "one", contractId: late });
  const two = await house.entitle({
    ...its,
    name: "two",
    contractId: late,
    endsOn: "2026-06-30",
    productId: house.product,
  });
  const over = await house.entitle({ ...its, name: "over", endsOn: "2026-06-01" });
  const { data, errors } = await run(
    `query ($id: ID!, $e: ContractFilter, $n: ContractFilter, $none: ContractFilter, $s: EntitlementFilter, $not: EntitlementFilter, $p: EntitlementFilter, $k: EntitlementFilter, $d: EntitlementFilter) {
      customer(id: $id) { contracts { id entitlements { id } } entitlements { id } }
      e: contracts(filter: $e) { nodes { id } totalCount } n: contracts(filter: $n) { nodes { id } } none: contracts(filter: $none) { nodes { id } }
      s: entitlements(filter: $s) { nodes { id } } not: entitlements(filter: $not) { nodes { id } } p: entitlements(filter: $p) { nodes { id } }
      k: entitlements(filter: $k, first: 1) { nodes { id } pageInfo { hasNextPage } } d: entitlements(filter: $d) { nodes { id } } }`,
    {
      id: customerId,
      e: { customerId: { eq: customerId } },
      n: { customerId: { eq: customerId }, number: { startsWith: "L-" } },
      none: { customerId: { eq: customerId }, endsOn: { lte: "2026-12-31" } },
      s: { customerId: { eq: customerId }, state: { eq: "EXPIRED" } },
      not: { customerId: { eq: customerId }, state: { notIn: ["EXPIRED"] } },
      p: { customerId: { eq: customerId }, productId: { eq: house.product } },
      k: { contractId: { eq: late } },
      d: { customerId: { eq: customerId }, endsOn: { gt: "2026-06-30" } },
    },
  );
  expect(errors).toEqual([]);
  const ids = (...all: string[]) => all.map((id) => ({ id }));
  expect(data).toEqual({
    customer: {
      contracts: [
        { id: soon, entitlements: [] },
        { id: late, entitlements: ids(two, one) },
        { id: open, entitlements: [] },
      ],
      entitlements: ids(over, two, one),
    },
    e: { nodes: ids(soon, late, open), totalCount: 3 },
    n: { nodes: ids(late, open) },
    none: { nodes: ids(soon) },
    s: { nodes: ids(over) },
    not: { nodes: ids(two, one) },
    p: { nodes: ids(two) },
    k: { nodes: ids(two), pageInfo: { hasNextPage: true } },
    d: { nodes: ids(one) },
  });
});

test("written by SLA_MANAGE, seen by who sees customers; a portal customer sees the own ones", async () => {
  const [mine, theirs] = [await house.contract(), await house.contract({ customerId: house.other })];
  const [owed, foreign] = [
    await house.entitle({ name: "Mine" }),
    await house.entitle({ name: "Theirs", customerId: house.other }),
  ];
  const { id: caseId } = await house.open({ entitlementId: owed, confidential: true });
  await house.resolve(caseId);
  const seen: Record<string, unknown> = {};
  for (const role of ["admin", "manager", "support", "installer", "executive", "customer"]) {
    const { bearer } = await house.person(
      `looking-${role}`,
      [role],
      role === "customer" ? { customerId: house.customer } : {},
    );
    const { data } = await house.run(
      `query ($a: ID, $b: ID, $c: ID!, $d: ID!) { a: contract(id: $a) { id } b: contract(id: $b) { id }
        c: entitlement(id: $c) { slaPolicy { key } uses { nodes { amount case { id } } } } d: entitlement(id: $d) { id } }`,
      { a: mine, b: theirs, c: owed, d: foreign },
      bearer,
    );
    const made = await house.run(
      CREATE.contract,
      { input: { number: role, name: role, customerId: house.customer, startsOn: "2026-01-01" } },
      bearer,
    );
    const stopped = await house.run(UPDATE.entitlement, { id: owed, input: { name: "Mine" } }, bearer);
    seen[role] = [
      !!data.a,
      !!data.b,
      data.c?.uses.nodes,
      !!data.d,
      made.errors[0]?.code ?? "OK",
      stopped.errors[0]?.code ?? "OK",
    ];
  }
  const use = [{ amount: 1, case: { id: caseId } }];
  const hidden = [{ amount: 1, case: null }];
  expect(seen).toEqual({
    admin: [true, true, use, true, "OK", "OK"],
    manager: [true, true, use, true, "OK", "OK"],
    support: [true, true, hidden, true, "FORBIDDEN", "FORBIDDEN"],
    installer: [true, true, hidden, true, "FORBIDDEN", "FORBIDDEN"],
    executive: [true, true, hidden, true, "FORBIDDEN", "FORBIDDEN"],
    customer: [true, false, hidden, false, "FORBIDDEN", "FORBIDDEN"],
  });
});

test("a portal customer's case gets what the customer is owed", async () => {
  const contact = await house.person("owed", ["customer"], { customerId: house.other });
  const id = await house.entitle({
    name: "Portal",
    customerId: house.other,
    channels: ["PORTAL"],
    endsOn: "2026-06-20",
  });
  const { data, errors } = await house.run(
    `mutation { createCase(input: { title: "Help" }) { case { entitlement { id name } } warnings { code } } }`,
    {},
    contact.bearer,
  );
  expect([errors, data]).toEqual([[], { createCase: { case: { entitlement: { id, name: "Portal" } }, warnings: [] } }]);
});
