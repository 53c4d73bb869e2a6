import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let dispatcher: Somebody;
let tech: Somebody;
let other: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  [dispatcher, tech, other] = await Promise.all([
    desk.person("Dora", ["dispatcher"]),
    desk.person("Tom", ["service"]),
    desk.person("Olga", ["service"]),
  ]);
});
afterAll(() => desk.close());

const open = async (input: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...input } })).createCase.case;
const kinds = async (id: string, from: number) => (await desk.log(id)).slice(from).map((event) => event.kind);
const standing = async (id: string) =>
  (
    await desk.rows(
      "SELECT c::text AS row, (SELECT count(*)::int FROM event) AS events FROM service_case c WHERE id = $1",
      id,
    )
  )[0];

describe("setCasePriority", () => {
  test("derives the due time anew from opening", async () => {
    const { id, openedAt } = await open();
    const { setCasePriority } = await tech.sdk.SetCasePriority({ id, priority: "URGENT", expectedVersion: 1 });
    expect(setCasePriority.case).toMatchObject({ priority: "URGENT", version: 2 });
    expect(Date.parse(setCasePriority.case.dueAt!) - Date.parse(openedAt)).toBe(4 * 3_600_000);
    expect(await kinds(id, 3)).toEqual(["PRIORITY_CHANGED", "SLA_CHANGED"]);
  });

  test("writes nothing where nothing changes", async () => {
    const { id } = await open();
    const before = await standing(id);
    await tech.sdk.SetCasePriority({ id, priority: "NORMAL" });
    expect(await standing(id)).toEqual(before);
  });

  test("refuses a lost update", async () => {
    const { id } = await open();
    await tech.sdk.SetCasePriority({ id, priority: "HIGH" });
    const before = await standing(id);
    expect(await refusal(tech.sdk.SetCasePriority({ id, priority: "LOW", expectedVersion: 1 }))).toEqual({
      code: "CONFLICT",
      currentVersion: 2,
    });
    expect(await standing(id)).toEqual(before);
  });
});

describe("assignCase", () => {
  test("to a person: the team stays, the case opens, and only that person is told", async () => {
    const { id } = await open();
    const { assignCase } = await dispatcher.sdk.AssignCase({ id, personId: tech.id });
    expect(assignCase.case).toMatchObject({
      assignee: { id: tech.id },
      team: { key: "support" },
      state: "OPEN",
      version: 2,
      assignedAt: expect.any(String),
    });
    const log = await desk.log(id);
    expect(log[3]).toMatchObject({
      kind: "ASSIGNED",
      type: "CASE_ASSIGNED",
      audience: { assigned: [tech.id], lost: [] },
    });
    expect(log[4]).toMatchObject({ kind: "STATUS_CHANGED" });
  });

  test("to a team: the person is taken off, and told of it", async () => {
    await desk.admin.sdk.UpdateTeam({ key: "warehouse", input: { memberIds: [other.id] } });
    const { id } = await open({ assigneeId: tech.id });
    const { assignCase } = await dispatcher.sdk.AssignCase({ id, team: "warehouse" });
    expect(assignCase.case).toMatchObject({ assignee: null, team: { key: "warehouse" }, assignedAt: null });
    expect((await desk.log(id)).at(-1)).toMatchObject({ audience: { assigned: [other.id], lost: [tech.id] } });
  });

  test("to neither: the person is taken off, the team stays", async () => {
    const { id } = await open({ assigneeId: tech.id });
    const { assignCase } = await dispatcher.sdk.AssignCase({ id });
    expect(assignCase.case).toMatchObject({ assignee: null, team: { key: "support" } });
    expect((await desk.log(id)).at(-1)).toMatchObject({
      kind: "UNASSIGNED",
      audience: { assigned: [], lost: [tech.id] },
    });
  });

  test("is not a technician's to do, and to nobody who cannot own", async () => {
    const { id } = await open();
    const { createPerson } = await desk.admin.sdk.CreatePerson({ input: { name: "Bystander" } });
    const before = await standing(id);
    expect(await refusal(tech.sdk.AssignCase({ id, personId: tech.id }))).toEqual({ code: "FORBIDDEN" });
    expect(await refusal(dispatcher.sdk.AssignCase({ id, personId: createPerson.person.id }))).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: "personId", rule: "canSignIn" }],
    });
    expect(await refusal(dispatcher.sdk.AssignCase({ id, team: "nowhere" }))).toMatchObject({
      violations: [{ path: "team", rule: "exists" }],
    });
    expect(await standing(id)).toEqual(before);
  });
});

describe("commentOnCase", () => {
  test("staff's first opens the case, and their first public one is the first response", async () => {
    const { id } = await open();
    const internal = await tech.sdk.CommentOnCase({ id, body: "Between us", internal: true });
    expect(internal.commentOnCase.comment).toMatchObject({
      body: "Between us",
      internal: true,
      author: { id: tech.id },
      case: { state: "OPEN", firstRespondedAt: null, version: 2 },
    });
    const answer = await tech.sdk.CommentOnCase({ id, body: "We come" });
    const { firstRespondedAt, version } = answer.commentOnCase.comment.case;
    expect({ firstRespondedAt, version }).toEqual({ firstRespondedAt: expect.any(String), version: 3 });
    const more = await tech.sdk.CommentOnCase({ id, body: "Soon" });
    expect(more.commentOnCase.comment.case).toMatchObject({ firstRespondedAt, version: 3 });
    expect(await kinds(id, 3)).toEqual(["COMMENTED", "STATUS_CHANGED", "COMMENTED", "COMMENTED"]);
  });

  test("a customer's is public and opens nothing", async () => {
    const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
    const customerId = createCustomer.customer.id;
    const contact = await desk.person("Carl", ["customer"], { customerId });
    const { id } = await open({ customerId });
    await tech.sdk.CommentOnCase({ id, body: "Secret", internal: true });
    const { commentOnCase } = await contact.sdk.CommentOnCase({ id, body: "Hello?", internal: true });
    expect(commentOnCase.comment).toMatchObject({ internal: false, case: { firstRespondedAt: null } });
    const { case: page } = await contact.sdk.CasePage({ id });
    expect(page?.comments.nodes.map((comment) => comment.body)).toEqual(["Hello?"]);
    expect(page?.timeline.nodes).toEqual([]);
  });
});

describe("updateCase", () => {
  test("changes what is given, clears with null, and says words beside the log", async () => {
    const { id } = await open({ category: "maintenance", description: "long" });
    const { updateCase } = await tech.sdk.UpdateCase({
      id,
      input: { title: "New title", category: null, description: null, type: "repair" },
      expectedVersion: 1,
    });
    expect(updateCase.case).toMatchObject({
      title: "New title",
      description: "",
      category: null,
      type: { key: "repair" },
      reason: { key: "other" },
      version: 2,
    });
    const { case: page } = await tech.sdk.CasePage({ id });
    expect(page?.timeline.nodes.at(-1)).toMatchObject({
      kind: "UPDATED",
      summary: "Changed type, category, title, description.",
      changes: [
        { field: "type", from: "other", to: "repair" },
        { field: "category", from: "maintenance", to: null },
        { field: "title", from: "x", to: "New title" },
        { field: "description", from: "long", to: "" },
      ],
    });
    const [event] = await desk.rows("SELECT changes FROM event WHERE subject_id = $1 AND kind = 'UPDATED'", id);
    expect(JSON.stringify(event)).not.toContain("New title");
  });

  test("only who still sees it makes a case confidential", async () => {
    const { id } = await open();
    expect(await refusal(tech.sdk.UpdateCase({ id, input: { confidential: true } }))).toEqual({ code: "FORBIDDEN" });
    await dispatcher.sdk.AssignCase({ id, personId: tech.id });
    expect((await tech.sdk.UpdateCase({ id, input: { confidential: true } })).updateCase.case.confidential).toBe(true);
    expect((await other.sdk.CasePage({ id })).case).toBeNull();
    expect(await refusal(other.sdk.SetCasePriority({ id, priority: "LOW" }))).toEqual({ code: "NOT_FOUND" });
    expect((await tech.sdk.CasePage({ id })).case?.id).toBe(id);
  });
});

describe("resolveCase and reactivateCase", () => {
  test("open activities stand in the way, unless they are canceled with it", async () => {
    const { id } = await open({ assigneeId: tech.id });
    const { createTask } = await tech.sdk.CreateTask({ input: { caseId: id, subject: "Look at it" } });
    const input = { path: "repaired", notes: "Oiled" };
    const before = await standing(id);
    expect(await refusal(tech.sdk.ResolveCase({ id, input }))).toEqual({
      code: "OPEN_ACTIVITIES",
      activityIds: [createTask.activity.id],
    });
    expect(await standing(id)).toEqual(before);
    const { resolveCase } = await tech.sdk.ResolveCase({ id, input: { ...input, cancelOpenActivities: true } });
    expect(resolveCase.case).toMatchObject({
      state: "RESOLVED",
      status: { key: "resolved" },
      dueAt: null,
      slaState: "MET",
      openActivityCount: 0,
      assignee: { id: tech.id },
      resolution: { path: { key: "repaired" }, notes: "Oiled", resolvedBy: { id: tech.id } },
      viewerCan: ["CLOSE", "RATE", "REACTIVATE"],
    });
    expect(await desk.rows("SELECT state, version FROM activity WHERE case_id = $1", id)).toEqual([
      { state: "CANCELED", version: 2 },
    ]);
    expect((await kinds(id, 4)).slice(-2)).toEqual(["RESOLVED", "SLA_MET"]);
  });

  test("open children stand in the way", async () => {
    const parent = await open();
    const child = await open({ parentId: parent.id });
    expect(await refusal(desk.admin.sdk.ResolveCase({ id: parent.id, input: { path: "other", notes: "n" } }))).toEqual({
      code: "OPEN_CHILD_CASES",
      caseIds: [child.id],
    });
  });

  test("a technician resolves the own cases only", async () => {
    const { id } = await open({ assigneeId: other.id });
    expect(await refusal(tech.sdk.ResolveCase({ id, input: { path: "other", notes: "n" } }))).toEqual({
      code: "FORBIDDEN",
    });
    expect((await other.sdk.ResolveCase({ id, input: { path: "other", notes: "n" } })).resolveCase.case.state).toBe(
      "RESOLVED",
    );
  });

  test("reactivated, the clock goes on, and what ended it stays as history", async () => {
    await desk.clock.set("2026-05-04T08:00:00.000Z");
    const { id } = await open({ priority: "HIGH", assigneeId: tech.id });
    await tech.sdk.ResolveCase({ id, input: { path: "advised", notes: "Told them" } });
    await desk.clock.set("2026-05-06T08:00:00.000Z");
    const { reactivateCase } = await tech.sdk.ReactivateCase({ id, reason: "Still squeaks" });
    expect(reactivateCase.case).toMatchObject({
      state: "OPEN",
      status: { key: "open" },
      assignee: { id: tech.id },
      resolvedAt: null,
      reopenCount: 1,
      resolution: null,
      resolutions: [{ notes: "Told them" }],
      slaState: "IN_PROGRESS",
      // The day from opening, and the time it was resolved: two days but for the moments in between.
      dueAt: expect.stringMatching(/^2026-05-07T0(7:59:|8:00:)/),
    });
    expect(await refusal(tech.sdk.ReactivateCase({ id, reason: "again" }))).toMatchObject({
      code: "INVALID_TRANSITION",
    });
    await tech.sdk.ResolveCase({ id, input: { path: "repaired", notes: "Oiled" } });
    const [{ resolutions }] = (await desk.rows(
      "SELECT json_agg(json_build_array(notes, current) ORDER BY resolved_at) AS resolutions FROM case_resolution WHERE case_id = $1",
      id,
    )) as [{ resolutions: unknown }];
    expect(resolutions).toEqual([
      ["Told them", false],
      ["Oiled", true],
    ]);
  });
});

describe("a resolved case is read-only", () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await open({ assigneeId: tech.id }));
    await tech.sdk.ResolveCase({ id, input: { path: "other", notes: "n" } });
  });

  test.each([
    ["updateCase", () => tech.sdk.UpdateCase({ id, input: { title: "y" } })],
    ["setCasePriority", () => tech.sdk.SetCasePriority({ id, priority: "LOW" })],
    ["assignCase", () => dispatcher.sdk.AssignCase({ id })],
    ["commentOnCase", () => tech.sdk.CommentOnCase({ id, body: "y" })],
    ["createTask", () => tech.sdk.CreateTask({ input: { caseId: id, subject: "y" } })],
    ["resolveCase", () => tech.sdk.ResolveCase({ id, input: { path: "other", notes: "n" } })],
  ])("to %s", async (_name, request) => {
    const before = await standing(id);
    expect(await refusal(request())).toEqual({ code: "CASE_READ_ONLY" });
    expect(await standing(id)).toEqual(before);
  });

  test.each([
    "UPDATE service_case SET title = 'y', version = version + 1 WHERE id = $1",
    "UPDATE service_case SET state = 'OPEN', status_id = (SELECT id FROM case_status WHERE key = 'open'), version = version + 1 WHERE id = $1",
    "INSERT INTO comment (case_id, body) VALUES ($1, 'y')",
    "INSERT INTO activity (kind, subject, case_id) VALUES ('TASK', 'y', $1)",
    "DELETE FROM case_resolution WHERE case_id = $1",
    "INSERT INTO case_collaborator (case_id, person_id) SELECT $1, id FROM person LIMIT 1",
  ])("below every policy: %s", async (statement) => {
    await expect(desk.rows(statement, id)).rejects.toMatchObject({ code: "CG003" });
  });

  test("and no version skips one", async () => {
    const { id: live } = await open();
    await expect(desk.rows("UPDATE service_case SET title = 'y' WHERE id = $1", live)).rejects.toMatchObject({
      code: "CG001",
    });
  });
});
