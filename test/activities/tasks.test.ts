import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let tech: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  tech = await desk.person("Tom", ["service"]);
});
afterAll(() => desk.close());

test("a task is added to a case, told to who gets it, and completed with what it took", async () => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x" } });
  const { id } = createCase.case;
  const { createTask } = await desk.admin.sdk.CreateTask({
    input: { caseId: id, subject: "Oil it", assigneeId: tech.id, dueAt: "2026-12-01T10:00:00Z", priority: "HIGH" },
  });
  expect(createTask.activity).toEqual({
    __typename: "Task",
    id: expect.any(String),
    subject: "Oil it",
    description: null,
    state: "OPEN",
    priority: "HIGH",
    dueAt: "2026-12-01T10:00:00.000Z",
    assignee: { id: tech.id },
    team: null,
    case: { id, openActivityCount: 1 },
  });
  const task = createTask.activity.id;
  expect(await desk.log(task)).toMatchObject([
    { kind: "ACTIVITY_ADDED", type: "ACTIVITY_CREATED", audience: {} },
    { kind: "ACTIVITY_ASSIGNED", type: "ACTIVITY_ASSIGNED", audience: { assigned: [tech.id] } },
  ]);
  const { activities } = await tech.sdk.MyActivities();
  expect(activities).toMatchObject({ totalCount: 1, nodes: [{ subject: "Oil it" }] });
  const { completeActivity } = await tech.sdk.CompleteActivity({ id: task, note: "Done", timeSpent: "PT90M" });
  expect(completeActivity.activity).toMatchObject({
    state: "COMPLETED",
    outcome: "Done",
    timeSpent: "PT1H30M",
    completedBy: { id: tech.id },
    version: 2,
  });
  expect(await refusal(tech.sdk.CompleteActivity({ id: task }))).toEqual({
    code: "INVALID_TRANSITION",
    allowed: ["REOPEN"],
  });
  const { case: page } = await tech.sdk.CasePage({ id });
  expect(page?.timeline.nodes.slice(3).map((entry) => [entry.summary, entry.note])).toEqual([
    ["Activity added: Oil it.", null],
    ["Activity assigned to Tom: Oil it.", null],
    ["Activity completed: Oil it.", "Done"],
  ]);
});

test("a task may stand by itself", async () => {
  const { createTask } = await tech.sdk.CreateTask({ input: { subject: "Tidy up" } });
  expect(createTask.activity).toMatchObject({ case: null, state: "OPEN" });
});

test("executives read and customers do not see tasks; a denial leaves no trace", async () => {
  const executive = await desk.person("Eva", ["executive"]);
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
  const customerId = createCustomer.customer.id;
  const contact = await desk.person("Carl", ["customer"], { customerId });
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", customerId } });
  const caseId = createCase.case.id;
  const { createTask } = await tech.sdk.CreateTask({ input: { caseId, subject: "Secret" } });
  const count = () =>
    desk.rows("SELECT count(*)::int AS events, (SELECT count(*)::int FROM activity) AS activities FROM event");
  const before = await count();
  expect(await refusal(executive.sdk.CreateTask({ input: { caseId, subject: "y" } }))).toEqual({ code: "FORBIDDEN" });
  expect(await refusal(executive.sdk.CreateTask({ input: { subject: "y" } }))).toEqual({ code: "FORBIDDEN" });
  expect(await refusal(contact.sdk.CompleteActivity({ id: createTask.activity.id }))).toEqual({ code: "NOT_FOUND" });
  expect((await contact.sdk.CasePage({ id: caseId })).case).toMatchObject({
    activities: { nodes: [] },
    openActivityCount: 0,
  });
  expect((await contact.sdk.MyActivities({ filter: {} })).activities.totalCount).toBe(0);
  expect(await count()).toEqual(before);
});
