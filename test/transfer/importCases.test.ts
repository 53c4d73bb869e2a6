import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

type Rows = Parameters<Somebody["sdk"]["ImportCases"]>[0]["rows"];
const send = async (rows: Rows) => (await desk.admin.sdk.ImportCases({ rows })).importCases.run;
const done = (created: number, updated: number, failed = 0) => ({ created, updated, failed, state: "DONE" });
const caseOf = async (externalId: string) => {
  const [row] = await desk.rows("SELECT id FROM service_case WHERE external_id = $1", externalId);
  return (await desk.admin.sdk.CasePage({ id: row!.id })).case!;
};
const written = () =>
  desk.rows(
    "SELECT (SELECT count(*)::int FROM event) AS events, (SELECT sum(version)::int FROM service_case) AS versions",
  );

test("history is kept: instants as told, on the case and on its timeline", async () => {
  const row = {
    externalId: "a:1",
    title: "Old",
    openedAt: "2020-01-01T00:00:00Z",
    firstRespondedAt: "2020-01-01T01:00:00Z",
    resolvedAt: "2020-01-02T00:00:00Z",
    closedAt: "2020-01-05T00:00:00Z",
    status: "closed",
    priority: "HIGH" as const,
    reopenCount: 2,
    satisfaction: 4,
  };
  expect(await send([row])).toMatchObject({ ...done(1, 0), kind: "CASES", total: 1, done: 1, errors: [] });
  const found = await caseOf("a:1");
  expect(found).toMatchObject({
    title: "Old",
    state: "CLOSED",
    channel: "IMPORT",
    openedAt: "2020-01-01T00:00:00.000Z",
    dueAt: null,
    slaState: "MET",
    team: null,
    reopenCount: 2,
    resolution: { path: { key: "other" }, notes: "" },
  });
  expect(found.timeline.nodes.map(({ kind, at }) => [kind, at])).toEqual([
    ["OPENED", "2020-01-01T00:00:00.000Z"],
    ["RESOLVED", "2020-01-02T00:00:00.000Z"],
    ["CLOSED", "2020-01-05T00:00:00.000Z"],
  ]);
  const before = await written();
  expect(await send([row])).toMatchObject(done(0, 0));
  expect(await written()).toEqual(before);
  expect(await send([{ ...row, title: "Older" }])).toMatchObject(done(0, 1));
  expect(await caseOf("a:1")).toMatchObject({ title: "Older", version: 2, state: "CLOSED" });
});

test("closed without a resolution keeps none, and its clock is met at its closing", async () => {
  await send([
    {
      externalId: "b:1",
      title: "x",
      status: "closed",
      openedAt: "2020-01-01T00:00:00Z",
      closedAt: "2020-01-04T00:00:00Z",
    },
    {
      externalId: "b:2",
      title: "x",
      status: "closed",
      openedAt: "2020-01-01T00:00:00Z",
      closedAt: "2020-01-04T00:00:01Z",
    },
  ]);
  expect(await caseOf("b:1")).toMatchObject({ resolution: null, slaState: "MET" });
  expect(await caseOf("b:2")).toMatchObject({ resolution: null, slaState: "MET_LATE" });
  expect(await desk.rows("SELECT resolved_at FROM service_case WHERE external_id LIKE 'b:%'")).toEqual([
    { resolved_at: null },
    { resolved_at: null },
  ]);
});

test("open cases without a team are routed quietly, closed ones never", async () => {
  await send([
    { externalId: "c:1", title: "x", reason: "wrong_item", status: "open" },
    { externalId: "c:2", title: "x", reason: "wrong_item", status: "closed" },
    { externalId: "c:3", title: "x", reason: "wrong_item", team: "support" },
  ]);
  const teams = [];
  for (const id of ["c:1", "c:2", "c:3"]) teams.push((await caseOf(id)).team?.key ?? null);
  expect(teams).toEqual(["warehouse", null, "support"]);
  const audiences = await desk.rows("SELECT DISTINCT audience FROM event WHERE data ->> 'imported' = 'true'");
  expect(audiences).toEqual([{ audience: {} }]);
});

test("each row has its own outcome, and a bad one names its field", async () => {
  const good = { externalId: "d:good", title: "good" };
  const { errors, ...run } = await send([
    { externalId: "d:1", title: "x", status: "nonsense" },
    { externalId: "d:2", title: " " },
    { externalId: "d:3", title: "x".repeat(256) },
    { externalId: "d:4", title: "x", openedAt: "2020-01-02T00:00:00Z", resolvedAt: "2020-01-01T00:00:00Z" },
    {
      externalId: "d:5",
      title: "x",
      openedAt: "2020-01-01T00:00:00Z",
      resolvedAt: "2020-01-03T00:00:00Z",
      closedAt: "2020-01-02T00:00:00Z",
    },
    good,
    { externalId: "d:6", title: "x", assigneeEmail: "nobody@example.org" },
    { externalId: "d:7", title: "x", reason: "nonsense" },
    { externalId: "d:8", title: "x", type: "nonsense" },
    { externalId: "d:9", title: "x", resolvedAt: "2030-01-01T00:00:00Z", resolutionPath: "nonsense" },
    { externalId: "d:10", title: "x", satisfaction: 6 },
    { externalId: "d:11", title: "x", parentExternalId: "d:none" },
    { externalId: "", title: "x" },
  ]);
  expect(run).toMatchObject({ ...done(1, 0, 12), total: 13, done: 13 });
  expect(errors.map(({ row, externalId, code, path }) => [row, externalId, code, path])).toEqual([
    [0, "d:1", "BAD_USER_INPUT", "status"],
    [1, "d:2", "BAD_USER_INPUT", "title"],
    [2, "d:3", "BAD_USER_INPUT", "title"],
    [3, "d:4", "BAD_USER_INPUT", "resolvedAt"],
    [4, "d:5", "BAD_USER_INPUT", "closedAt"],
    [6, "d:6", "BAD_USER_INPUT", "assigneeEmail"],
    [7, "d:7", "BAD_USER_INPUT", "reason"],
    [8, "d:8", "BAD_USER_INPUT", "type"],
    [9, "d:9", "BAD_USER_INPUT", "resolutionPath"],
    [10, "d:10", "BAD_USER_INPUT", "satisfaction"],
    [11, "d:11", "BAD_USER_INPUT", "parentExternalId"],
    [12, "", "BAD_USER_INPUT", "externalId"],
  ]);
});

test("rows are taken in their order: a child finds its parent, and the second word on a case is the last", async () => {
  expect(
    await send([
      { externalId: "e:1", title: "parent" },
      { externalId: "e:2", title: "child", parentExternalId: "e:1" },
      { externalId: "e:3", title: "grandchild", parentExternalId: "e:2" },
      { externalId: "e:1", title: "parent again" },
    ]),
  ).toMatchObject({ ...done(2, 1, 1), errors: [{ row: 2, path: "parentExternalId" }] });
  expect((await caseOf("e:1")).title).toBe("parent again");
});

test("a finished case that is told open again is open again, and its resolution is history", async () => {
  await send([{ externalId: "f:1", title: "x", openedAt: "2020-01-01T00:00:00Z", resolvedAt: "2020-01-02T00:00:00Z" }]);
  expect(await send([{ externalId: "f:1", title: "x", status: "open" }])).toMatchObject(done(0, 1));
  expect(await caseOf("f:1")).toMatchObject({
    state: "OPEN",
    resolution: null,
    slaState: "BREACHED",
    team: { key: "support" },
  });
});

test("what is told to be on hold has no due time until it goes on, and is held here as before", async () => {
  const row = { externalId: "h:1", title: "Held", status: "on_hold", holdReason: "Parts" };
  await send([row]);
  const held = { state: "ON_HOLD", dueAt: null, slaState: "PAUSED" };
  const { id } = await caseOf("h:1");
  expect(await caseOf("h:1")).toMatchObject({ ...held, version: 1 });
  await desk.admin.sdk.HoldCase({ id, reason: "Longer", until: "2999-01-01T00:00:00Z" });
  expect(await send([{ ...row, title: "Still held" }])).toMatchObject(done(0, 1));
  expect(await caseOf("h:1")).toMatchObject({ ...held, version: 3 });
  const { case: standing } = await desk.admin.sdk.CaseStandingOf({ id });
  expect(standing).toMatchObject({ holdReason: "Parts", holdUntil: "2999-01-01T00:00:00.000Z" });
  await send([{ ...row, holdReason: null, status: "open" }]);
  expect(await caseOf("h:1")).toMatchObject({ state: "OPEN", dueAt: expect.any(String), slaState: "IN_PROGRESS" });
});

test("two imports of the same rows at once make each case once", async () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ externalId: `g:${i}`, title: "x" }));
  const runs = await Promise.all([send(rows), send(rows)]);
  expect(runs.map((run) => run.created).sort((a, b) => a - b)).toEqual([0, 50]);
  expect(runs.map((run) => run.updated)).toEqual([0, 0]);
});

test("a thousand rows at a time, by who may transfer data", async () => {
  const rows = Array.from({ length: 1001 }, (_, i) => ({ externalId: `h:${i}`, title: "x" }));
  expect(await refusal(desk.admin.sdk.ImportCases({ rows }))).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [{ path: "rows", rule: "maxItems" }],
  });
  const dispatcher = await desk.person("Dora", ["dispatcher"]);
  expect(await refusal(dispatcher.sdk.ImportCases({ rows: rows.slice(0, 1) }))).toEqual({ code: "FORBIDDEN" });
  const { importRuns } = await desk.admin.sdk.ImportRuns({ first: 1 });
  expect(importRuns).toHaveLength(1);
});

test("what is unfinished enters its type's process, and enters the next with another type or when it is open again", async () => {
  const { sdk } = desk.admin;
  await sdk.SaveBusinessProcess({
    input: {
      key: "rma",
      name: "RMA",
      stages: [
        { key: "intake", name: "Intake" },
        { key: "check", name: "Check" },
      ],
    },
  });
  await sdk.SaveBusinessProcess({ input: { key: "visit", name: "Visit", stages: [{ key: "plan", name: "Plan" }] } });
  await sdk.SaveCaseType({ input: { key: "warranty", name: "Warranty", process: "rma" } });
  await sdk.SaveCaseType({ input: { key: "site", name: "Site", process: "visit" } });
  const openedAt = "2020-01-01T00:00:00Z";
  const row = { externalId: "p:1", title: "x", type: "warranty", status: "open", openedAt };
  const over = { ...row, externalId: "p:2", status: "closed" };
  await send([row, over]);
  const stands = async (externalId: string) =>
    (
      await desk.rows(
        `SELECT s.key, c.process_completed AS done, c.stage_entered_at = c.opened_at AS "sinceOpened"
         FROM service_case c LEFT JOIN process_stage s ON s.id = c.stage_id WHERE external_id = $1`,
        externalId,
      )
    )[0];
  expect(await stands("p:1")).toEqual({ key: "intake", done: false, sinceOpened: true });
  expect(await stands("p:2")).toEqual({ key: null, done: false, sinceOpened: null });
  const { id } = await caseOf("p:1");
  await sdk.AdvanceStage({ caseId: id });
  // Where it stands now is not told anew by a row that says nothing of it.
  expect(await send([row])).toMatchObject(done(0, 0));
  expect(await send([{ ...row, title: "y" }])).toMatchObject(done(0, 1));
  expect(await stands("p:1")).toEqual({ key: "check", done: false, sinceOpened: false });
  await send([
    { ...row, type: "site" },
    { ...over, status: "open" },
  ]);
  expect(await stands("p:1")).toEqual({ key: "plan", done: false, sinceOpened: false });
  expect(await stands("p:2")).toEqual({ key: "intake", done: false, sinceOpened: false });
  const told = await desk.rows<{ changes: { field: string; from: string | null; to: string | null }[] }>(
    "SELECT changes FROM event WHERE case_id = $1 ORDER BY seq",
    id,
  );
  expect(told.flatMap(({ changes }) => changes).filter(({ field }) => field === "stage")).toEqual([
    { field: "stage", from: null, to: "intake" },
    { field: "stage", from: "intake", to: "check" },
    { field: "stage", from: "check", to: "plan" },
  ]);
});

test("what ended elsewhere leaves no open activity", async () => {
  await send([{ externalId: "e:1", title: "x", openedAt: "2020-01-01T00:00:00Z" }]);
  const { id: caseId } = await caseOf("e:1");
  const { createTask } = await desk.admin.sdk.CreateTask({
    input: { caseId, subject: "Look", assigneeId: desk.admin.id, dueAt: "2099-01-01T00:00:00Z" },
  });
  const { id } = createTask.activity;
  await send([{ externalId: "e:1", title: "x", resolvedAt: "2020-01-02T00:00:00Z" }]);
  expect(await caseOf("e:1")).toMatchObject({ state: "RESOLVED", activities: { nodes: [{ id, state: "CANCELED" }] } });
  expect((await desk.log(id)).at(-1)).toMatchObject({
    kind: "ACTIVITY_CANCELED",
    audience: { canceled: [desk.admin.id] },
  });
  expect(await desk.rows("SELECT 1 FROM timer WHERE subject_id = $1", id)).toEqual([]);
});
