import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";
import type { CaseFilter, RoutingRuleInput } from "../support/sdk";

let desk: Desk;
let ann: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  ann = await desk.person("Ann", ["support"]);
  await desk.admin.sdk.CreateQueue({ input: { key: "front", name: "Front desk" } });
});
afterAll(() => desk.close());

const open = async (input: Record<string, unknown> = {}) => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "Broken", ...input } });
  const { case: found } = await desk.admin.sdk.CaseRoute({ id: createCase.case.id });
  return { ...found!, id: createCase.case.id, warnings: createCase.warnings };
};
const rules = async () => (await desk.admin.sdk.RoutingRules()).routingRules;
/** Adds a rule in front of all others. */
const rule = async (input: RoutingRuleInput) => {
  const { id } = (await desk.admin.sdk.CreateRoutingRule({ input })).createRoutingRule.rule;
  await desk.admin.sdk.ReorderRoutingRules({
    ids: [id, ...(await rules()).map((one) => one.id).filter((one) => one !== id)],
  });
  return id;
};
const drop = (id: string) => desk.admin.sdk.DeleteRoutingRule({ id });

describe("the rules that the desk begins with", () => {
  test("are four, in their order, and can be edited", async () => {
    expect(
      (await rules()).map(({ name, team, condition, toBranchManager }) => [
        name,
        team!.key,
        condition,
        toBranchManager,
      ]),
    ).toEqual([
      ["Missing parts", "purchasing", { reason: { eq: "missing_part" } }, false],
      ["Wrong items", "warehouse", { reason: { eq: "wrong_item" } }, false],
      ["Site not ready, no access", "branch_manager", { reason: { in: ["site_not_ready", "access_issue"] } }, true],
      ["Everything else", "support", {}, false],
    ]);
    const [first] = await rules();
    await desk.admin.sdk.UpdateRoutingRule({ id: first!.id, input: { team: "warehouse" } });
    expect((await open({ reason: "missing_part" })).team).toEqual({ key: "warehouse" });
    await desk.admin.sdk.UpdateRoutingRule({ id: first!.id, input: { team: "purchasing" } });
    expect((await open({ reason: "missing_part" })).team).toEqual({ key: "purchasing" });
  });

  test("say on the timeline which one it was, and which were passed", async () => {
    const found = await open({ reason: "wrong_item" });
    expect(found.routedBy).toEqual({ name: "Wrong items" });
    expect(found.timeline.nodes).toEqual([
      {
        summary: "Routed to Warehouse by the rule Wrong items.",
        changes: [
          { field: "team", from: null, to: "warehouse" },
          { field: "rule", from: null, to: "Wrong items" },
          { field: "passed", from: null, to: "Missing parts" },
        ],
      },
    ]);
    const [, wrong] = await rules();
    expect(wrong!.matchCount).toBe(1);
  });
});

describe("a rule", () => {
  test("leads to queue and team, sets priority and tags; what the creator names wins", async () => {
    const id = await rule({
      name: "Floods",
      condition: { and: [{ search: "flood" }, { not: { tags: { any: ["calm"] } } }] },
      queue: "front",
      team: "warehouse",
      setPriority: "URGENT",
      addTags: ["water"],
    });
    const found = await open({ title: "A flooded hall", tags: ["hall"] });
    expect(found).toMatchObject({
      team: { key: "warehouse" },
      priority: "URGENT",
      tags: ["hall", "water"],
      routedBy: { name: "Floods" },
      queueItem: { queue: { key: "front" }, workedBy: null },
    });
    expect((await open({ title: "A flooded hall", tags: ["calm"] })).routedBy).toEqual({ name: "Everything else" });
    const own = await open({ title: "Flood", team: "purchasing", priority: "LOW", assigneeId: ann.id });
    expect(own).toMatchObject({
      team: { key: "purchasing" },
      assignee: { name: "Ann" },
      priority: "LOW",
      tags: ["water"],
      queueItem: { queue: { key: "front" }, workedBy: { name: "Ann" } },
    });
    await drop(id);
    expect((await open({ title: "Flood" })).routedBy).toEqual({ name: "Everything else" });
    // Whoever was routed by it stays; the rule is no more to be seen.
    expect((await desk.admin.sdk.CaseRoute({ id: found.id })).case).toMatchObject({
      routedBy: null,
      team: { key: "warehouse" },
    });
  });

  test("goes to the branch's manager, and without one to the team", async () => {
    const bea = await desk.person("Bea", ["manager"]);
    await desk.rows(
      "INSERT INTO branch (key, name, time_zone, manager_id) VALUES ('north', 'North', 'UTC', $1), ('south', 'South', 'UTC', NULL)",
      bea.id,
    );
    expect(await open({ reason: "access_issue", branch: "north" })).toMatchObject({
      team: { key: "branch_manager" },
      assignee: { name: "Bea" },
    });
    expect(await open({ reason: "access_issue", branch: "south" })).toMatchObject({
      team: { key: "branch_manager" },
      assignee: null,
    });
  });

  test("is refused where it asks who looks, or what is no filter, or names what is not there", async () => {
    const make = (input: Partial<RoutingRuleInput>) =>
      refusal(desk.admin.sdk.CreateRoutingRule({ input: { name: "x", condition: {}, ...input } }));
    expect(await make({ condition: { or: [{ view: "MINE" }] } })).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: "input.condition", rule: "viewer" }],
    });
    expect(await make({ team: "nobody", queue: "nowhere", requiredSkills: ["flying"] })).toMatchObject({
      violations: [{ path: "input.queue" }, { path: "input.team" }],
    });
    expect(await make({ requiredSkills: ["flying"] })).toMatchObject({
      violations: [{ path: "input.requiredSkills.0" }],
    });
    expect(await refusal(ann.sdk.CreateRoutingRule({ input: { name: "x", condition: {} } }))).toEqual({
      code: "FORBIDDEN",
    });
    const ids = (await rules()).map(({ id }) => id);
    for (const wrong of [ids.slice(1), [...ids, ids[0]!], [...ids.slice(1), desk.admin.id]])
      expect(await refusal(desk.admin.sdk.ReorderRoutingRules({ ids: wrong }))).toMatchObject({
        violations: [{ path: "ids", rule: "everyOnce" }],
      });
  });
});

test("a preview says what creating does, and writes nothing", async () => {
  const id = await rule({
    name: "Late ones",
    condition: { title: { contains: "late" } },
    team: "purchasing",
    setPriority: "HIGH",
  });
  const before = await desk.rows(
    "SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM service_case) AS cases",
  );
  const { previewRouting } = await desk.admin.sdk.PreviewRouting({
    input: { title: "Come later", reason: "wrong_item" },
  });
  expect(previewRouting).toEqual({
    rule: { name: "Late ones" },
    queue: null,
    team: { key: "purchasing" },
    person: null,
    priority: "HIGH",
    tags: [],
    trace: [{ rule: { name: "Late ones" }, matched: true }],
  });
  const other = (await desk.admin.sdk.PreviewRouting({ input: { title: "Now", reason: "wrong_item" } })).previewRouting;
  expect(other.trace).toEqual([
    { rule: { name: "Late ones" }, matched: false },
    { rule: { name: "Missing parts" }, matched: false },
    { rule: { name: "Wrong items" }, matched: true },
  ]);
  expect(
    await desk.rows("SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM service_case) AS cases"),
  ).toEqual(before);
  await drop(id);
});

test("a changed reason and routeCase ask the rules again; the owner stays with the team", async () => {
  const c = await open({ reason: "missing_part" });
  await desk.admin.sdk.AssignCase({ id: c.id, personId: ann.id });
  await desk.admin.sdk.UpdateCase({ id: c.id, input: { reason: "wrong_item" } });
  expect((await desk.admin.sdk.CaseRoute({ id: c.id })).case).toMatchObject({
    team: { key: "warehouse" },
    assignee: null,
    routedBy: { name: "Wrong items" },
  });
  expect((await desk.log(c.id)).findLast(({ kind }) => kind === "ROUTED")).toMatchObject({
    audience: { lost: [ann.id] },
  });
  await desk.admin.sdk.AssignCase({ id: c.id, personId: ann.id });
  const { routeCase } = await desk.admin.sdk.RouteCase({ id: c.id });
  expect(routeCase.case).toMatchObject({ assignee: { name: "Ann" }, team: { key: "warehouse" } });
  expect(await refusal((await desk.person("Carl", ["service"])).sdk.RouteCase({ id: c.id }))).toEqual({
    code: "FORBIDDEN",
  });
});

describe("what a condition demands by equality is all that it asks", () => {
  const conditions: CaseFilter[] = [
    {},
    { type: { eq: "damage" } },
    { type: { in: ["damage", "repair"] }, priority: { eq: "HIGH" } },
    { and: [{ reason: { eq: "defect" } }, { type: { eq: "damage" } }] },
    { type: { eq: null } },
    { type: { in: [] } },
    { category: { isNull: true } },
    { category: { eq: "maintenance" } },
    { category: { notIn: ["maintenance"] }, type: { eq: "damage" } },
    { not: { type: { eq: "damage" } } },
    { or: [{ type: { eq: "damage" } }, { reason: { eq: "defect" } }] },
    { channel: { eq: "PHONE" }, type: {} },
  ];

  test("as the list of cases finds them", async () => {
    const made: string[] = [];
    for (const input of [
      { type: "damage", reason: "defect", priority: "HIGH" },
      { type: "repair", priority: "HIGH", category: "maintenance" },
      { type: "damage", channel: "PHONE" },
      { reason: "defect", category: "other" },
    ] as const)
      made.push((await open(input)).id);
    for (const condition of conditions) {
      const id = await rule({ name: "Probe", condition, addTags: ["probe"] });
      const listed = await desk.ask(
        "query ($filter: CaseFilter) { cases(filter: $filter) { nodes { id } } }",
        { filter: { and: [condition, { id: { in: made } }] } },
        desk.admin.token,
      );
      const fits = new Set(listed.data.cases.nodes.map((one: { id: string }) => one.id));
      for (const one of made) {
        await desk.rows("UPDATE service_case SET tags = '{}', version = version + 1 WHERE id = $1", one);
        const { routeCase } = await desk.admin.sdk.RouteCase({ id: one });
        expect([condition, one, routeCase.case.tags.includes("probe")]).toEqual([condition, one, fits.has(one)]);
      }
      await drop(id);
    }
  });
});
