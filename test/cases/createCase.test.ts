import { type Desk, openDesk, refusal } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const counts = async () =>
  (
    await desk.rows(
      "SELECT (SELECT count(*)::int FROM service_case) AS cases, (SELECT count(*)::int FROM event) AS events",
    )
  )[0];

test("a case opens with its defaults, routed to support, due in 72 hours, and tells the log", async () => {
  await desk.clock.set("2026-03-02T08:00:00.000Z");
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "The door squeaks" } });
  expect(createCase).toEqual({
    case: {
      id: expect.any(String),
      number: expect.stringMatching(/^C-\d{6}$/),
      title: "The door squeaks",
      state: "NEW",
      status: { key: "new", name: "New" },
      priority: "NORMAL",
      openedAt: expect.stringMatching(/^2026-03-02T08:00:0/),
      dueAt: expect.stringMatching(/^2026-03-05T08:00:0/),
      slaState: "IN_PROGRESS",
      assignee: null,
      team: { key: "support", name: "Support" },
      asset: null,
      currentStep: "New",
      openActivityCount: 0,
      version: 1,
    },
    cursor: expect.any(String),
    warnings: [],
  });
  const { id, number } = createCase.case;
  expect(await desk.log(id)).toEqual([
    { kind: "OPENED", type: "CASE_CREATED", audience: {}, data: { number } },
    {
      kind: "ROUTED",
      type: "CASE_ROUTED",
      audience: { assigned: [] },
      data: { teamId: expect.any(String), assigneeId: null, ruleId: expect.any(String) },
    },
    { kind: "SLA_STARTED", type: "SLA_CHANGED", audience: {}, data: {} },
  ]);
  const { case: page } = await desk.admin.sdk.CasePage({ id });
  expect(page?.timeline.nodes.map((entry) => entry.summary)).toEqual([
    `Opened as ${number}.`,
    "Routed to Support by the rule Everything else.",
    `The resolution clock started, due ${createCase.case.dueAt}.`,
  ]);
  expect(page?.timeline.nodes[2]?.cursor).toBe(createCase.cursor);
});

test.each([
  ["missing_part", "purchasing"],
  ["wrong_item", "warehouse"],
  ["site_not_ready", "branch_manager"],
  ["access_issue", "branch_manager"],
  ["damage", "support"],
  ["defect", "support"],
])("the reason %s goes to %s", async (reason, team) => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", reason } });
  expect(createCase.case).toMatchObject({ team: { key: team }, assignee: null, state: "NEW" });
});

test.each([
  ["URGENT", 4],
  ["HIGH", 24],
  ["NORMAL", 72],
  ["LOW", 168],
] as const)("%s is due after %i hours", async (priority, hours) => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", priority } });
  const { dueAt, openedAt } = createCase.case;
  expect(Date.parse(dueAt!) - Date.parse(openedAt)).toBe(hours * 3_600_000);
});

test("the manager of the case's branch gets what the branch has to see to", async () => {
  const boss = await desk.person("Boss", ["manager"]);
  await desk.rows(
    "INSERT INTO branch (key, name, time_zone, manager_id) VALUES ('graz', 'Graz', 'Europe/Vienna', $1)",
    boss.id,
  );
  const { createCase } = await desk.admin.sdk.CreateCase({
    input: { title: "Locked", reason: "access_issue", branch: "graz" },
  });
  expect(createCase.case).toMatchObject({ assignee: { id: boss.id }, team: { key: "branch_manager" }, state: "NEW" });
  expect((await desk.log(createCase.case.id))[1]).toMatchObject({ kind: "ROUTED", audience: { assigned: [boss.id] } });
});

test("what the creator names wins over the rules", async () => {
  const ann = await desk.person("Ann", ["service"]);
  const { createCase } = await desk.admin.sdk.CreateCase({
    input: { title: "x", reason: "missing_part", team: "warehouse", assigneeId: ann.id },
  });
  expect(createCase.case).toMatchObject({ team: { key: "warehouse" }, assignee: { id: ann.id }, state: "OPEN" });
  expect((await desk.log(createCase.case.id)).map((event) => event.kind)).toEqual([
    "OPENED",
    "ASSIGNED",
    "STATUS_CHANGED",
    "SLA_STARTED",
  ]);
});

test("everything unknown is named, and nothing is written", async () => {
  const before = await counts();
  const nobody = desk.admin.id.replace(/.{12}$/, "000000000000");
  const input = { title: "x", type: "a", reason: "b", category: "c", team: "d", branch: "e", assigneeId: nobody };
  const { code, violations } = await refusal(desk.admin.sdk.CreateCase({ input }));
  expect(code).toBe("BAD_USER_INPUT");
  expect((violations as { path: string; rule: string }[]).map(({ path, rule }) => `${path} ${rule}`).sort()).toEqual([
    "input.assigneeId exists",
    "input.branch exists",
    "input.category exists",
    "input.reason exists",
    "input.team exists",
    "input.type exists",
  ]);
  expect(await counts()).toEqual(before);
});

test.each([
  ["blank", { title: " " }, "input.title", "notBlank"],
  ["too long", { title: "x".repeat(300) }, "input.title", "maxLength"],
  ["with a NUL", { title: "a\0b" }, "input.title", "noNul"],
  ["of no asset", { title: "x", assetId: "nonsense" }, "input.assetId", "id"],
])("a case %s is refused", async (_what, input, path, rule) => {
  const before = await counts();
  const refused = await refusal(desk.admin.sdk.CreateCase({ input }));
  expect(refused).toMatchObject({ code: "BAD_USER_INPUT", violations: [{ path, rule }] });
  expect(await counts()).toEqual(before);
});

test("who cannot sign in cannot own a case", async () => {
  const { createPerson } = await desk.admin.sdk.CreatePerson({ input: { name: "Bystander" } });
  const request = desk.admin.sdk.CreateCase({ input: { title: "x", assigneeId: createPerson.person.id } });
  expect(await refusal(request)).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [{ path: "input.assigneeId", rule: "canSignIn" }],
  });
});

test("a number that a refused case drew is never given again", async () => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", externalId: "same" } });
  expect(await refusal(desk.admin.sdk.CreateCase({ input: { title: "x", externalId: "same" } }))).toMatchObject({
    code: "CONFLICT",
  });
  const { createCase: next } = await desk.admin.sdk.CreateCase({ input: { title: "x" } });
  const of = (number: string) => Number(number.slice(2));
  expect(of(next.case.number)).toBe(of(createCase.case.number) + 2);
});

test("installers open, executives do not; a denial leaves no trace", async () => {
  const installer = await desk.person("Ina", ["installer"]);
  const executive = await desk.person("Eva", ["executive"]);
  expect((await installer.sdk.CreateCase({ input: { title: "x" } })).createCase.case.state).toBe("NEW");
  const before = await counts();
  expect(await refusal(executive.sdk.CreateCase({ input: { title: "x" } }))).toEqual({ code: "FORBIDDEN" });
  expect(await counts()).toEqual(before);
});

test("a customer's case is of the own customer, by the portal, and says nothing of the desk's", async () => {
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
  const customerId = createCustomer.customer.id;
  const contact = await desk.person("Carl", ["customer"], { customerId });
  const { createCase } = await contact.sdk.CreateCase({ input: { title: "Broken" } });
  const { case: page } = await desk.admin.sdk.CasePage({ id: createCase.case.id });
  expect(page).toMatchObject({ channel: "PORTAL", customer: { id: customerId }, contact: { id: contact.id } });
  expect(await refusal(contact.sdk.CreateCase({ input: { title: "x", team: "support" } }))).toMatchObject({
    code: "FORBIDDEN",
  });
});
