import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let tech: Somebody;
const ids: Record<string, string> = {};
beforeAll(async () => {
  desk = await openDesk();
  tech = await desk.person("Tom", ["service"]);
  await desk.admin.sdk.UpdateTeam({ key: "warehouse", input: { memberIds: [tech.id] } });
  const open = async (title: string, input: Record<string, unknown> = {}) => {
    ids[title] = (await desk.admin.sdk.CreateCase({ input: { title, ...input } })).createCase.case.id;
  };
  await open("calm", { priority: "LOW", tags: ["door", "oil"] });
  await open("hot", { priority: "URGENT", tags: ["door"] });
  await open("mine", { assigneeId: tech.id });
  await open("together", { collaboratorIds: [tech.id] });
  await open("warehouse", { reason: "wrong_item" });
  await open("done", { assigneeId: tech.id });
  await tech.sdk.ResolveCase({ id: ids.done!, input: { path: "other", notes: "n" } });
  await desk.admin.sdk.ImportCases({
    rows: [{ externalId: "late", title: "late", status: "open", openedAt: "2020-01-01T00:00:00Z" }],
  });
});
afterAll(() => desk.close());

const titles = async (variables: Parameters<Somebody["sdk"]["DispatcherList"]>[0]) => {
  const { cases } = await tech.sdk.DispatcherList(variables);
  expect(cases.totalCount).toBe(cases.nodes.length);
  return cases.nodes.map((one) => one.title);
};

test("unless told, the most pressing due time comes first, and what has none last", async () => {
  expect(await titles({})).toEqual(["late", "hot", "mine", "together", "warehouse", "calm", "done"]);
});

test.each([
  ["OPEN", ["late", "hot", "mine", "together", "warehouse", "calm"]],
  ["UNASSIGNED", ["late", "hot", "together", "warehouse", "calm"]],
  ["MINE", ["mine", "together"]],
  ["RESOLVED", ["done"]],
  ["MY_RESOLVED", ["done"]],
  ["MY_TEAMS", ["warehouse"]],
  ["OVERDUE", ["late"]],
] as const)("the view %s", async (view, expected) => {
  expect(await titles({ filter: { view } })).toEqual(expected);
});

test.each([
  ["priority", { priority: { in: ["LOW", "URGENT"] } }, ["hot", "calm"]],
  ["reason by key", { reason: { eq: "wrong_item" } }, ["warehouse"]],
  ["no such key", { reason: { eq: "nothing" } }, []],
  ["team", { team: { in: ["warehouse", "purchasing"] } }, ["warehouse"]],
  ["status", { status: { notIn: ["new", "open"] } }, ["done"]],
  ["state", { state: { eq: "RESOLVED" } }, ["done"]],
  ["a clock that is breached", { slaState: { eq: "BREACHED" } }, ["late"]],
  ["any tag", { tags: { any: ["oil", "water"] } }, ["calm"]],
  ["all tags", { tags: { all: ["door"], none: ["oil"] } }, ["hot"]],
  ["a collaborator", { collaboratorId: { isNull: false } }, ["together"]],
  ["open activities", { openActivityCount: { gt: 0 } }, []],
  ["channel", { channel: { eq: "IMPORT" } }, ["late"]],
  ["externalId", { externalId: { eq: "late" } }, ["late"]],
  ["title", { title: { startsWith: "TO" } }, ["together"]],
  ["or", { or: [{ title: { eq: "hot" } }, { title: { eq: "calm" } }] }, ["hot", "calm"]],
  ["not", { not: { assigneeId: { isNull: true } } }, ["mine", "done"]],
] as const)("a filter on %s", async (_what, filter, expected) => {
  expect(await titles({ filter: filter as never })).toEqual(expected);
});

test.each([
  ["PRIORITY", "DESC", "hot", "calm"],
  ["NUMBER", "ASC", "calm", "late"],
  ["TITLE", "ASC", "calm", "warehouse"],
  ["STATUS", "DESC", "done", "calm"],
  ["RESOLVED_AT", "DESC", "done", "calm"],
  ["OPENED_AT", "ASC", "late", "done"],
] as const)("in the order of %s %s", async (field, direction, first, last) => {
  const found = await titles({ orderBy: [{ field, direction }] });
  expect([found[0], found.at(-1)]).toEqual([first, last]);
});

test("pages follow one another, and a page of 100,000 is refused", async () => {
  const first = await tech.sdk.DispatcherList({ first: 3 });
  expect(first.cases.pageInfo.hasNextPage).toBe(true);
  const rest = await tech.sdk.DispatcherList({ first: 10, after: first.cases.pageInfo.endCursor });
  expect([...first.cases.nodes, ...rest.cases.nodes].map((one) => one.title)).toEqual(await titles({}));
  expect(await refusal(tech.sdk.DispatcherList({ first: 100_000 }))).toMatchObject({ code: "BAD_USER_INPUT" });
});

test("staff without SERVICE_READ see what their team has and what they own", async () => {
  const buyer = await desk.person("Bert", ["buyer"]);
  expect((await buyer.sdk.DispatcherList()).cases.nodes).toEqual([]);
  await desk.admin.sdk.UpdateTeam({ key: "warehouse", input: { memberIds: [tech.id, buyer.id] } });
  await desk.admin.sdk.AssignCase({ id: ids.calm!, personId: buyer.id });
  expect((await buyer.sdk.DispatcherList()).cases.nodes.map((one) => one.title)).toEqual(["warehouse", "calm"]);
});

test("the form offers what is seeded", async () => {
  const form = await tech.sdk.CaseForm();
  const keys = (list: readonly { key: string }[]) => list.map((one) => one.key);
  expect(keys(form.caseStatuses)).toEqual(["new", "open", "on_hold", "resolved", "closed", "canceled"]);
  expect(keys(form.caseTypes)).toEqual([
    "warranty",
    "damage",
    "repair",
    "complaint",
    "maintenance",
    "upgrade",
    "inspection",
    "other",
  ]);
  expect(keys(form.reasonCodes)).toEqual([
    "missing_part",
    "wrong_item",
    "damage",
    "site_not_ready",
    "access_issue",
    "defect",
    "other",
  ]);
  expect(keys(form.resolutionPaths)).toEqual([
    "repaired",
    "replaced",
    "refunded",
    "part_sent",
    "advised",
    "no_fault_found",
    "other",
  ]);
  expect(keys(form.caseCategories)).toEqual([
    "physical_damage",
    "hardware_upgrade",
    "firmware_upgrade",
    "maintenance",
    "content_inspection",
    "other",
  ]);
});
