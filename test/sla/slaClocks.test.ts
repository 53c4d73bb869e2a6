import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

/*
 * Clocks through the API, on a calendar with hours and a day off, at instants that the test sets.
 */

let desk: Desk;
/** Signed in for good: these tests go through weeks. */
interface Lasting {
  readonly id: string;
  readonly token: string;
}
let chief: Lasting;
let lead: Lasting;
let tech: Lasting;
let customerId: string;

async function lasting({ id, token }: Somebody): Promise<Lasting> {
  const { data } = await desk.ask(`mutation { createApiToken(input: { name: "lasting" }) { secret } }`, {}, token);
  return { id, token: data.createApiToken.secret };
}
const people: Record<string, Lasting> = {};
const somebody = async (name: string, roles: string[], more = {}): Promise<Lasting> =>
  (people[name] = await lasting(await desk.person(name, roles, more)));

/** A Monday; the desk is open 09:00 to 17:00 UTC on weekdays, and Wednesday the 4th is off. */
const MONDAY = "2027-03-01T10:00:00.000Z";
const POLICY = {
  key: "hours",
  name: "Hours",
  calendar: "day",
  warnAfter: 0.75,
  targets: [
    { priority: "URGENT", firstResponse: "PT1H", resolution: "PT4H" },
    { priority: "NORMAL", firstResponse: "PT2H", resolution: "PT16H" },
    { priority: "LOW", resolutionDays: 3 },
  ],
};

beforeAll(async () => {
  desk = await openDesk();
  chief = await lasting(desk.admin);
  lead = await somebody("lead", ["support_lead"]);
  tech = await somebody("tech", ["service"]);
  await somebody("disp", ["dispatcher"]);
  await somebody("idle", ["service"]);
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "ACME" } });
  customerId = createCustomer.customer.id;
  await somebody("carla", ["customer"], { customerId });
  await run(
    `mutation { saveHolidaySchedule(input: { key: "off", name: "Off", holidays: [{ date: "2027-03-03", name: "Day off" }] }) { schedule { id } } }`,
  );
  const hours = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"].map((weekday) => ({
    weekday,
    opens: "09:00",
    closes: "17:00",
  }));
  await run("mutation ($input: BusinessCalendarInput!) { saveBusinessCalendar(input: $input) { calendar { id } } }", {
    input: { key: "day", name: "Day", timeZone: "UTC", hours, holidaySchedule: "off" },
  });
  await policy(POLICY);
  await run(
    `mutation { saveCaseType(input: { key: "warranty", name: "Warranty", slaPolicy: "hours" }) { type { id } } }`,
  );
});
afterAll(() => desk.close());
beforeEach(() => at(MONDAY));

/** The clock goes on while a test runs: what it answers is right to the minute here, and to the millisecond elsewhere. */
const minute = (text: string) => expect.stringMatching(text);
const at = (instant: string) => desk.clock.set(instant);

async function run(query: string, variables: object = {}, who: Lasting = chief): Promise<any> {
  const { data, errors } = await desk.ask(query, variables as Record<string, unknown>, who.token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const policy = (input: object, applyTo = "OPEN_CLOCKS") =>
  run(
    `mutation ($input: SlaPolicyInput!, $applyTo: SlaChangeScope!) {
      saveSlaPolicy(input: $input, applyTo: $applyTo) { policy { revision } } }`,
    { input, applyTo },
  );

const open = async (more: object = {}): Promise<string> =>
  (
    await run("mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }", {
      input: { title: "A squeak", type: "warranty", ...more },
    })
  ).createCase.case.id;

const CASE = `id state priority dueAt slaState firstResponseDueAt firstResponseState firstRespondedAt version
  slaClocks { kind state policy { key } policyRevision target targetDays startedAt dueAt warnAt pausedAt remaining elapsed
    pausedFor metAt breachedAt explanation { kind from until note } }`;
const see = async (id: string, who = chief) =>
  (await run(`query ($id: ID!) { case(id: $id) { ${CASE} } }`, { id }, who)).case;
const clock = async (id: string, kind = "RESOLUTION") =>
  (await see(id)).slaClocks.find((one: { kind: string }) => one.kind === kind);
const told = async (id: string) =>
  (await desk.rows("SELECT kind, sla_kind FROM event WHERE case_id = $1 AND kind LIKE 'SLA%' ORDER BY seq", id)).map(
    ({ kind, sla_kind }) => `${kind.slice(4)} ${sla_kind === "RESOLUTION" ? "resolution" : "response"}`,
  );

test("a case has its clocks from its opening, under its type's policy", async () => {
  const id = await open();
  expect(await see(id)).toMatchObject({
    dueAt: minute("2027-03-04T10:00"),
    slaState: "IN_PROGRESS",
    firstResponseDueAt: minute("2027-03-01T12:00"),
    firstResponseState: "IN_PROGRESS",
    slaClocks: [
      { kind: "FIRST_RESPONSE", target: "PT2H", warnAt: minute("2027-03-01T11:30"), policy: { key: "hours" } },
      {
        kind: "RESOLUTION",
        state: "IN_PROGRESS",
        policyRevision: 1,
        target: "PT16H",
        targetDays: null,
        startedAt: expect.stringMatching("2027-03-01T10:00"),
        pausedAt: null,
        metAt: null,
        breachedAt: null,
      },
    ],
  });
  expect(await told(id)).toEqual(["STARTED response", "STARTED resolution"]);
  const other = await open({ type: "repair" });
  expect(await see(other)).toMatchObject({
    firstResponseDueAt: null,
    firstResponseState: "NONE",
    slaClocks: [{ kind: "RESOLUTION", policy: { key: "default" }, target: "PT72H" }],
  });
});

test("the due time is counted from opening again when the priority or the type changes", async () => {
  const id = await open();
  at("2027-03-01T11:01:00.000Z");
  await run("mutation ($id: ID!) { setCasePriority(id: $id, priority: URGENT) { case { id } } }", { id });
  expect(await see(id)).toMatchObject({
    dueAt: minute("2027-03-01T14:00"),
    firstResponseDueAt: minute("2027-03-01T11:00"),
    firstResponseState: "BREACHED",
  });
  await run("mutation ($id: ID!) { setCasePriority(id: $id, priority: LOW) { case { id } } }", { id });
  expect(await see(id)).toMatchObject({
    dueAt: minute("2027-03-05T10:00"),
    firstResponseDueAt: null,
    firstResponseState: "CANCELED",
    slaClocks: [{ state: "CANCELED" }, { target: null, targetDays: 3 }],
  });
  await run(`mutation ($id: ID!) { updateCase(id: $id, input: { type: "repair" }) { case { id } } }`, { id });
  expect(await see(id)).toMatchObject({ slaClocks: [{}, { policy: { key: "default" }, target: "PT168H" }] });
  await run(`mutation ($id: ID!) { updateCase(id: $id, input: { title: "Loud" }) { case { id } } }`, { id });
  expect((await told(id)).slice(2).filter((kind) => kind.endsWith("resolution"))).toEqual([
    "CHANGED resolution",
    "CHANGED resolution",
    "CHANGED resolution",
  ]);
});

test("the first public answer of staff meets the first response, and what comes later does not change that", async () => {
  const id = await open();
  at("2027-03-01T11:59:00.000Z");
  await run(
    `mutation ($id: ID!) { commentOnCase(id: $id, body: "Hm", internal: true) { comment { id } } }`,
    { id },
    tech,
  );
  expect((await see(id)).firstResponseState).toBe("NEARING");
  await run(`mutation ($id: ID!) { commentOnCase(id: $id, body: "We look into it") { comment { id } } }`, { id }, tech);
  expect(await see(id)).toMatchObject({ firstResponseState: "MET", firstResponseDueAt: null });
  await run("mutation ($id: ID!) { setCasePriority(id: $id, priority: URGENT) { case { id } } }", { id });
  expect(await clock(id, "FIRST_RESPONSE")).toMatchObject({ state: "MET", target: "PT2H", breachedAt: null });
  expect(await told(id)).toContain("MET response");
});

test("a hold stops the resolution clock in working time, and the first response's never", async () => {
  const id = await open();
  at("2027-03-01T15:00:00.000Z");
  const hold = `mutation ($id: ID!, $reason: String!) { holdCase(id: $id, reason: $reason) { case { id } } }`;
  await run(hold, { id, reason: "A part is ordered" });
  expect(await see(id)).toMatchObject({ dueAt: null, slaState: "PAUSED", firstResponseState: "BREACHED" });
  at("2027-03-02T08:00:00.000Z");
  await run(hold, { id, reason: "The customer is away" });
  expect(await clock(id)).toMatchObject({
    pausedAt: expect.stringMatching("2027-03-01T15:00"),
    elapsed: expect.stringMatching(/^PT(5H|4H59M)/),
  });
  at("2027-03-02T11:00:30.000Z");
  await run("mutation ($id: ID!) { resumeCase(id: $id) { case { id } } }", { id });
  const { dueAt, pausedFor, explanation } = await clock(id);
  // Two working hours on Monday and two on Tuesday; Wednesday is off.
  expect(dueAt).toMatch("2027-03-04T14:00");
  expect(pausedFor).toMatch(/^PT(4H|3H59M)/);
  expect(explanation.map((span: { kind: string; note: string | null }) => `${span.kind} ${span.note ?? ""}`)).toEqual([
    "COUNTED ",
    "PAUSED A part is ordered",
    "PAUSED The customer is away",
    "COUNTED ",
  ]);
  at("2027-03-04T09:30:00.000Z");
  expect(
    (await clock(id)).explanation.map(
      (span: { kind: string; note: string | null }) => `${span.kind} ${span.note ?? ""}`,
    ),
  ).toEqual([
    "COUNTED ",
    "PAUSED A part is ordered",
    "PAUSED The customer is away",
    "COUNTED ",
    "OUTSIDE_HOURS ",
    "HOLIDAY Day off",
    "OUTSIDE_HOURS ",
    "COUNTED ",
  ]);
  expect((await told(id)).filter((kind) => kind.endsWith("resolution"))).toEqual([
    "STARTED resolution",
    "PAUSED resolution",
    "RESUMED resolution",
  ]);
});

const RESOLVE = `mutation ($id: ID!) { resolveCase(id: $id, input: { path: "repaired", notes: "Oiled" }) { case { id } } }`;
const REACTIVATE = `mutation ($id: ID!) { reactivateCase(id: $id, reason: "Again") { case { id } } }`;

test("resolving meets the clock; reactivating takes the resolved time out", async () => {
  const id = await open();
  at("2027-03-01T14:00:00.000Z");
  await run(RESOLVE, { id });
  expect(await see(id)).toMatchObject({ slaState: "MET", dueAt: null, firstResponseState: "CANCELED" });
  expect(await clock(id)).toMatchObject({
    metAt: expect.stringMatching("2027-03-01T14:00"),
    elapsed: expect.stringMatching(/^PT(4H|3H59M)/),
  });
  at("2027-03-02T10:00:30.000Z");
  expect(await clock(id)).toMatchObject({ remaining: expect.stringMatching(/^PT1[12]H/) });
  await run(REACTIVATE, { id });
  // Twelve hours are left: seven on Tuesday, five on Thursday.
  expect((await see(id)).dueAt).toMatch("2027-03-04T14:00");
  expect(await see(id)).toMatchObject({ slaState: "IN_PROGRESS", firstResponseState: "BREACHED" });
  at("2027-03-04T15:00:00.000Z");
  await run(RESOLVE, { id });
  expect(await clock(id)).toMatchObject({ state: "MET_LATE", breachedAt: expect.stringMatching("2027-03-04T14:00") });
});

test("or starts afresh, as the policy says", async () => {
  await policy({ ...POLICY, key: "fresh", name: "Fresh", onReactivation: "RESTART" });
  await run(
    `mutation { saveCaseType(input: { key: "upgrade", name: "Upgrade", slaPolicy: "fresh" }) { type { id } } }`,
  );
  const id = await open({ type: "upgrade" });
  at("2027-03-01T14:00:00.000Z");
  await run(RESOLVE, { id });
  at("2027-03-04T10:00:00.000Z");
  await run(REACTIVATE, { id });
  expect((await clock(id)).startedAt).toMatch("2027-03-04T10:00");
  expect((await see(id)).dueAt).toMatch("2027-03-08T10:00");
  expect(await clock(id)).toMatchObject({ pausedFor: "PT0S" });
});

test("canceling calls the clocks off", async () => {
  const id = await open();
  await run(`mutation ($id: ID!) { cancelCase(id: $id, reason: "A test") { case { id } } }`, { id });
  expect(await see(id)).toMatchObject({ slaState: "CANCELED", dueAt: null, firstResponseState: "CANCELED" });
  expect(
    await desk.rows("SELECT 1 FROM timer t JOIN sla_clock k ON k.id = t.subject_id WHERE k.case_id = $1", id),
  ).toEqual([]);
});

test("warnings and breaches are told once, to who owns or leads the case or dispatches", async () => {
  const after = (await run("{ currentCursor }")).currentCursor;
  const listen = (who: Lasting) =>
    desk.socket(who.token).iterate<any>({
      query: `subscription ($after: EventCursor) { slaAlerts(after: $after) { type case { id } entry { slaKind } } }`,
      variables: { after },
    });
  const [owner, dispatcher, idle] = [listen(tech), listen(people.disp!), listen(people.idle!)];
  const id = await open({ assigneeId: tech.id });
  /** The next alert about this case; other cases of this desk are due as well. */
  const next = async (stream: AsyncIterableIterator<any>): Promise<string> => {
    for (;;) {
      const { data, errors } = (await stream.next()).value;
      if (errors) throw new Error(JSON.stringify(errors));
      if (data.slaAlerts.case.id === id) return `${data.slaAlerts.type} ${data.slaAlerts.entry.slaKind}`;
    }
  };
  at("2027-03-01T12:01:00.000Z");
  for (const stream of [owner, dispatcher]) {
    expect(await next(stream)).toBe("SLA_WARNED FIRST_RESPONSE");
    expect(await next(stream)).toBe("SLA_BREACHED FIRST_RESPONSE");
  }
  expect(await clock(id, "FIRST_RESPONSE")).toMatchObject({
    state: "BREACHED",
    breachedAt: minute("2027-03-01T12:00"),
  });
  at("2027-03-04T10:01:00.000Z");
  for (const stream of [owner, dispatcher]) {
    expect(await next(stream)).toBe("SLA_WARNED RESOLUTION");
    expect(await next(stream)).toBe("SLA_BREACHED RESOLUTION");
  }
  expect((await see(id)).slaState).toBe("BREACHED");
  const overdue = await run("{ cases(filter: { view: OVERDUE }) { nodes { id } } }");
  expect(overdue.cases.nodes).toContainEqual({ id });
  // A later due time is another generation, and is told for itself.
  await run("mutation ($id: ID!) { setCasePriority(id: $id, priority: LOW) { case { id } } }", { id });
  expect(await see(id)).toMatchObject({ slaState: "IN_PROGRESS", dueAt: minute("2027-03-05T10:00") });
  at("2027-03-05T10:01:00.000Z");
  expect(await next(owner)).toBe("SLA_WARNED RESOLUTION");
  expect(await next(owner)).toBe("SLA_BREACHED RESOLUTION");
  expect((await told(id)).filter((kind) => kind.startsWith("BREACHED"))).toEqual([
    "BREACHED response",
    "BREACHED resolution",
    "BREACHED resolution",
  ]);
  // Who neither owns nor leads it nor dispatches hears of the own case alone, which comes last.
  const own = await open({ assigneeId: people.idle!.id });
  at("2027-03-08T12:01:00.000Z");
  expect((await idle.next()).value.data.slaAlerts).toMatchObject({ case: { id: own }, type: "SLA_WARNED" });
});

test("filters and orders go by both clocks", async () => {
  const id = await open();
  const list = async (filter: object) =>
    (
      await run(
        "query ($filter: CaseFilter) { cases(filter: $filter, orderBy: [{ field: FIRST_RESPONSE_DUE_AT, direction: ASC }]) { nodes { id } } }",
        { filter: { id: { eq: id }, ...filter } },
      )
    ).cases.nodes.length;
  at("2027-03-01T11:31:00.000Z");
  expect(await list({ firstResponseState: { in: ["NEARING"] }, slaState: { eq: "IN_PROGRESS" } })).toBe(1);
  expect(await list({ firstResponseState: { in: ["BREACHED", "NONE"] } })).toBe(0);
  expect(await list({ firstResponseDueAt: { lt: "2027-03-01T12:00:01Z", gt: "2027-03-01T11:59:59Z" } })).toBe(1);
});

test("customers see their case's due times, and no clocks", async () => {
  const id = await open({ customerId });
  expect(await see(id, people.carla)).toMatchObject({ slaState: "IN_PROGRESS", slaClocks: [] });
});

test("a calendar that clocks go by stays", async () => {
  await open();
  const other = { ...POLICY, calendar: "always" };
  await policy({ ...other, key: "hours" }, "NEW_CASES");
  await policy({ ...other, key: "fresh", name: "Fresh" }, "NEW_CASES");
  const remove = desk.ask(`mutation { deleteBusinessCalendar(key: "day") { removedId } }`, {}, chief.token);
  expect((await remove).errors?.[0]?.message).toBe("The calendar is still in use by a clock of a case.");
  await policy(POLICY);
});

test("only who manages service levels changes them", async () => {
  expect(
    await refusal(
      Promise.reject({
        response: await desk.ask(
          `mutation { saveSlaPolicy(input: { key: "x", name: "X", calendar: "always", targets: [] }, applyTo: NEW_CASES) { policy { id } } }`,
          {},
          lead.token,
        ),
      }),
    ),
  ).toEqual({ code: "FORBIDDEN" });
});

test("the entitlement's policy goes before the contract's, the contract's before the type's, the type's before the default", async () => {
  for (const key of ["entitled", "contracted"]) await policy({ ...POLICY, key, name: key });
  const input = { customerId, startsOn: "2027-01-01", endsOn: "2027-12-31" };
  const contract = await run(
    "mutation ($input: ContractInput!) { createContract(input: $input) { contract { id } } }",
    { input: { ...input, number: "K-1", name: "Care", slaPolicy: "contracted" } },
  );
  const policyOf = async (id: string) => (await clock(id)).policy.key;
  expect(await policyOf(await open({ customerId }))).toBe("contracted");
  expect(await policyOf(await open({ customerId, contractId: null }))).toBe("hours");
  expect(await policyOf(await open({ customerId, contractId: null, type: "repair" }))).toBe("default");
  await run("mutation ($input: EntitlementInput!) { createEntitlement(input: $input) { entitlement { id } } }", {
    input: {
      ...input,
      contractId: contract.createContract.contract.id,
      name: "Calls",
      unit: "UNLIMITED",
      slaPolicy: "entitled",
    },
  });
  const id = await open({ customerId });
  expect(await policyOf(id)).toBe("entitled");
  // Another customer's case is under another policy, and its clock is counted from opening again.
  await run("mutation ($id: ID!) { updateCase(id: $id, input: { customerId: null }) { case { id } } }", { id });
  expect(await policyOf(id)).toBe("hours");
});

test("an import's clocks are right in retrospect, and nobody is told what is past", async () => {
  const send = async (row: object) => {
    const { importCases } = await run(
      "mutation ($rows: [ImportCaseInput!]!) { importCases(rows: $rows) { run { created updated failed errors { path } } } }",
      { rows: [{ externalId: "OLD-1", title: "Old", type: "warranty", ...row }] },
    );
    return importCases.run;
  };
  const openedAt = "2027-02-22T10:00:00Z";
  expect(await send({ openedAt })).toMatchObject({ created: 1 });
  const { id } = (await run(`{ case(externalId: "OLD-1") { id } }`)).case;
  // Seven hours on Monday, eight on Tuesday, one on Wednesday.
  expect(await see(id)).toMatchObject({
    dueAt: "2027-02-24T10:00:00.000Z",
    slaState: "BREACHED",
    firstResponseState: "BREACHED",
    slaClocks: [{}, { breachedAt: "2027-02-24T10:00:00.000Z", startedAt: "2027-02-22T10:00:00.000Z" }],
  });
  expect(await send({ openedAt })).toMatchObject({ created: 0, updated: 0 });
  const answered = { openedAt, firstRespondedAt: "2027-02-22T11:00:00Z", resolvedAt: "2027-02-24T10:00:00Z" };
  expect(await send(answered)).toMatchObject({ updated: 1 });
  expect(await see(id)).toMatchObject({
    slaState: "MET",
    firstResponseState: "MET",
    slaClocks: [
      { metAt: "2027-02-22T11:00:00.000Z", elapsed: "PT1H", breachedAt: null },
      { metAt: "2027-02-24T10:00:00.000Z", elapsed: "PT16H", remaining: "PT0S", breachedAt: null },
    ],
  });
  expect(await send({ ...answered, resolvedAt: "2027-02-24T10:00:00.001Z" })).toMatchObject({ updated: 1 });
  expect(await see(id)).toMatchObject({ slaState: "MET_LATE" });
  expect(await send({ ...answered, resolvedAt: "2027-02-21T10:00:00Z" })).toMatchObject({
    failed: 1,
    errors: [{ path: "resolvedAt" }],
  });
  expect(await told(id)).toEqual([]);
  expect(
    await desk.rows("SELECT 1 FROM timer t JOIN sla_clock k ON k.id = t.subject_id WHERE k.case_id = $1", id),
  ).toEqual([]);
});
