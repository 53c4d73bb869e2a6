import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

const HOUR = 3_600_000;
/** Little enough that nobody has to sign in anew. */
const A_WHILE = 120_000;

let desk: Desk;
let dispatcher: Somebody;
let lead: Somebody;
let tech: Somebody;
let customerId: string;
let contact: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  customerId = (await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } })).createCustomer.customer.id;
  [dispatcher, lead, tech, contact] = await Promise.all([
    desk.person("Dora", ["dispatcher"]),
    desk.person("Lena", ["support_lead"]),
    desk.person("Tom", ["service"]),
    desk.person("Carl", ["customer"], { customerId }),
  ]);
});
afterAll(() => desk.close());

const open = async (input: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...input } })).createCase.case;
const resolved = async (input: Record<string, unknown> = {}) => {
  const { id } = await open(input);
  await lead.sdk.ResolveCase({ id, input: { path: "advised", notes: "done" } });
  return id;
};
const standing = async (id: string) => (await desk.admin.sdk.CaseStandingOf({ id })).case!;
const kinds = async (id: string, from: number) => (await desk.log(id)).slice(from).map((event) => event.kind);
const row = async (id: string) =>
  (
    await desk.rows(
      "SELECT c::text AS row, (SELECT count(*)::int FROM event) AS events FROM service_case c WHERE id = $1",
      id,
    )
  )[0];
/** Until the database says so; for what the clock does. */
const until = async (id: string, state: string) => {
  for (;;) {
    const now = await standing(id);
    if (now.state === state) return now;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe("holdCase and resumeCase", () => {
  test("nothing is due while it is on hold, and later by that time afterwards", async () => {
    const { id, dueAt } = await open();
    const held = (await tech.sdk.HoldCase({ id, reason: "Waiting for the part" })).holdCase.case;
    expect(held).toMatchObject({
      state: "ON_HOLD",
      status: { key: "on_hold" },
      holdReason: "Waiting for the part",
      holdUntil: null,
      dueAt: null,
      slaState: "PAUSED",
      version: 2,
    });
    desk.clock.advance(A_WHILE);
    const going = (await tech.sdk.ResumeCase({ id, expectedVersion: 2 })).resumeCase.case;
    expect(going).toMatchObject({ state: "OPEN", holdReason: null, slaState: "IN_PROGRESS", version: 3 });
    const later = Date.parse(going.dueAt!) - Date.parse(dueAt!);
    expect(later).toBeGreaterThanOrEqual(A_WHILE);
    expect(later).toBeLessThan(A_WHILE + 60_000);
    expect(await kinds(id, 3)).toEqual(["HELD", "SLA_PAUSED", "RESUMED", "SLA_RESUMED"]);
  });

  test("resumes by itself when its time has come, once, by the system", async () => {
    const { id } = await open();
    const at = new Date(desk.clock.now().getTime() + A_WHILE);
    const { holdCase } = await tech.sdk.HoldCase({ id, reason: "Tomorrow", until: at.toISOString() });
    expect(holdCase.case.holdUntil).toBe(at.toISOString());
    expect(await desk.rows("SELECT due FROM timer WHERE kind = 'case.resume' AND subject_id = $1", id)).toEqual([
      { due: at },
    ]);
    desk.clock.advance(A_WHILE + 1000);
    expect(await until(id, "OPEN")).toMatchObject({ holdReason: null, holdUntil: null, version: 3 });
    expect(await kinds(id, 3)).toEqual(["HELD", "SLA_PAUSED", "RESUMED", "SLA_RESUMED"]);
    expect((await desk.rows("SELECT actor_id FROM event WHERE case_id = $1 AND kind = 'RESUMED'", id))[0]).toEqual({
      actor_id: null,
    });
    expect(await desk.rows("SELECT 1 FROM timer WHERE kind = 'case.resume' AND subject_id = $1", id)).toEqual([]);
  });

  test("held again it has the new reason and time; whoever ends the hold ends its timer", async () => {
    const { id } = await open();
    const at = new Date(desk.clock.now().getTime() + A_WHILE).toISOString();
    await tech.sdk.HoldCase({ id, reason: "One", until: at });
    const again = (await tech.sdk.HoldCase({ id, reason: "Two" })).holdCase.case;
    expect(again).toMatchObject({ state: "ON_HOLD", holdReason: "Two", holdUntil: null, slaState: "PAUSED" });
    await tech.sdk.HoldCase({ id, reason: "Three", until: at });
    await lead.sdk.ResolveCase({ id, input: { path: "advised", notes: "done" } });
    expect(await standing(id)).toMatchObject({ state: "RESOLVED", holdReason: null, holdUntil: null, slaState: "MET" });
    expect(await desk.rows("SELECT 1 FROM timer WHERE kind = 'case.resume' AND subject_id = $1", id)).toEqual([]);
  });

  test("refuses a past time, a blank reason and what is not on hold, and writes nothing", async () => {
    const { id } = await open();
    const before = await row(id);
    expect(await refusal(tech.sdk.HoldCase({ id, reason: "x", until: "2001-01-01T00:00:00.000Z" }))).toMatchObject({
      violations: [{ path: "until", rule: "future" }],
    });
    expect(await refusal(tech.sdk.HoldCase({ id, reason: " " }))).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: "reason", rule: "notBlank" }],
    });
    expect(await refusal(tech.sdk.HoldCase({ id, reason: "x", status: "open" }))).toMatchObject({
      violations: [{ path: "status", rule: "state" }],
    });
    expect(await refusal(tech.sdk.ResumeCase({ id }))).toEqual({
      code: "INVALID_TRANSITION",
      allowed: ["HOLD", "MERGE"],
    });
    expect(await row(id)).toEqual(before);
  });

  test("a priority that changes meanwhile counts once it goes on", async () => {
    const { id, openedAt } = await open();
    await tech.sdk.HoldCase({ id, reason: "x" });
    const { setCasePriority } = await tech.sdk.SetCasePriority({ id, priority: "URGENT" });
    expect(setCasePriority.case).toMatchObject({ dueAt: null, slaState: "PAUSED" });
    desk.clock.advance(A_WHILE);
    const { dueAt } = (await tech.sdk.ResumeCase({ id })).resumeCase.case;
    const total = Date.parse(dueAt!) - Date.parse(openedAt);
    expect(total).toBeGreaterThanOrEqual(4 * HOUR + A_WHILE);
    expect(total).toBeLessThan(4 * HOUR + A_WHILE + 60_000);
  });
});

describe("setCaseStatus", () => {
  test("moves among what is not finished; on hold the note is the reason, and needed", async () => {
    const { id } = await open();
    expect((await tech.sdk.SetCaseStatus({ id, status: "open" })).setCaseStatus.case).toMatchObject({
      state: "OPEN",
      version: 2,
    });
    expect(await refusal(tech.sdk.SetCaseStatus({ id, status: "on_hold" }))).toMatchObject({
      violations: [{ path: "note", rule: "required" }],
    });
    const held = await tech.sdk.SetCaseStatus({ id, status: "on_hold", note: "Parts" });
    expect(held.setCaseStatus.case).toMatchObject({ state: "ON_HOLD", holdReason: "Parts", dueAt: null });
    const again = await tech.sdk.SetCaseStatus({ id, status: "new" });
    expect(again.setCaseStatus.case).toMatchObject({ state: "NEW", holdReason: null, dueAt: expect.any(String) });
    expect(await kinds(id, 3)).toEqual(["STATUS_CHANGED", "HELD", "SLA_PAUSED", "RESUMED", "SLA_RESUMED"]);
  });

  test("does nothing where nothing changes, and refuses another state's statuses and what is not there", async () => {
    const { id } = await open();
    const before = await row(id);
    await tech.sdk.SetCaseStatus({ id, status: "new" });
    expect(await refusal(tech.sdk.SetCaseStatus({ id, status: "resolved" }))).toEqual({
      code: "INVALID_TRANSITION",
      allowed: ["open", "on_hold"],
    });
    expect(await refusal(tech.sdk.SetCaseStatus({ id, status: "nowhere" }))).toMatchObject({
      violations: [{ path: "status", rule: "exists" }],
    });
    expect(await row(id)).toEqual(before);
  });
});

describe("escalateCase", () => {
  test("raises to HIGH and one level up, with its due time, and tells owner and team lead why", async () => {
    await desk.admin.sdk.UpdateTeam({ key: "support", input: { leadId: lead.id } });
    const { id, openedAt } = await open({ assigneeId: tech.id });
    const { escalateCase } = await lead.sdk.EscalateCase({ id, reason: "They wait" });
    expect(escalateCase.case).toMatchObject({
      priority: "HIGH",
      escalationLevel: 1,
      escalatedAt: expect.any(String),
      version: 2,
    });
    expect(Date.parse(escalateCase.case.dueAt!) - Date.parse(openedAt)).toBe(24 * HOUR);
    const [told, clock] = (await desk.log(id)).slice(-2);
    expect(told).toMatchObject({ kind: "ESCALATED", audience: { escalated: [tech.id, lead.id] } });
    expect(clock).toMatchObject({ kind: "SLA_CHANGED" });
  });

  test("keeps URGENT", async () => {
    const { id } = await open({ priority: "URGENT" });
    await lead.sdk.EscalateCase({ id, reason: "a" });
    const { escalateCase } = await lead.sdk.EscalateCase({ id, reason: "b", expectedVersion: 2 });
    expect(escalateCase.case).toMatchObject({ priority: "URGENT", escalationLevel: 2, version: 3 });
    expect(await kinds(id, 3)).toEqual(["ESCALATED", "ESCALATED"]);
    expect(await refusal(tech.sdk.EscalateCase({ id, reason: "c" }))).toEqual({ code: "FORBIDDEN" });
  });
});

describe("closeCase and rateCase", () => {
  test("closes what is resolved, with how content the customer was", async () => {
    const id = await resolved();
    const { closeCase } = await lead.sdk.CloseCase({ id, satisfaction: { score: 4, comment: "Nice" } });
    expect(closeCase.case).toMatchObject({
      state: "CLOSED",
      closedAt: expect.any(String),
      satisfaction: { score: 4, comment: "Nice", recordedBy: { id: lead.id } },
      viewerCan: ["RATE", "REACTIVATE"],
    });
    expect((await kinds(id, 0)).slice(-2)).toEqual(["CLOSED", "SATISFACTION_RECORDED"]);
    expect(await refusal(lead.sdk.CloseCase({ id }))).toEqual({ code: "CASE_READ_ONLY" });
  });

  test("the customer's word replaces staff's, and stands", async () => {
    const id = await resolved({ customerId });
    await lead.sdk.RateCase({ id, satisfaction: { score: 5 } });
    const { rateCase } = await contact.sdk.RateCase({ id, satisfaction: { score: 2, comment: "Slow" } });
    expect(rateCase.case.satisfaction).toMatchObject({ score: 2, comment: "Slow", recordedBy: { id: contact.id } });
    expect(await refusal(lead.sdk.RateCase({ id, satisfaction: { score: 5 } }))).toEqual({ code: "FORBIDDEN" });
    expect((await refusal(lead.sdk.CloseCase({ id, satisfaction: { score: 5 } }))).code).toBe("CONFLICT");
    await lead.sdk.CloseCase({ id });
    const again = await contact.sdk.RateCase({ id, satisfaction: { score: 3 } });
    expect(again.rateCase.case).toMatchObject({ state: "CLOSED", satisfaction: { score: 3 } });
  });

  test("only once it is resolved, only the own customer's, only 1 to 5", async () => {
    const { id } = await open({ customerId });
    expect((await refusal(lead.sdk.RateCase({ id, satisfaction: { score: 5 } }))).code).toBe("INVALID_TRANSITION");
    expect((await refusal(contact.sdk.RateCase({ id, satisfaction: { score: 5 } }))).code).toBe("INVALID_TRANSITION");
    const other = await resolved();
    expect((await refusal(contact.sdk.RateCase({ id: other, satisfaction: { score: 5 } }))).code).toBe("NOT_FOUND");
    expect(await refusal(lead.sdk.RateCase({ id: other, satisfaction: { score: 6 } }))).toMatchObject({
      violations: [{ path: "satisfaction.score", rule: "max" }],
    });
  });
});

describe("cancelCase and reactivateCase", () => {
  test("cancels open activities with it, and says why", async () => {
    const { id } = await open();
    await lead.sdk.CreateTask({ input: { caseId: id, subject: "Call" } });
    const { cancelCase } = await lead.sdk.CancelCase({ id, reason: "A test" });
    expect(cancelCase.case).toMatchObject({
      state: "CANCELED",
      cancelReason: "A test",
      canceledAt: expect.any(String),
      dueAt: null,
      slaState: "CANCELED",
    });
    expect(await desk.rows("SELECT state, outcome FROM activity WHERE case_id = $1", id)).toEqual([
      { state: "CANCELED", outcome: "A test" },
    ]);
    expect((await kinds(id, 3)).sort()).toEqual(["CANCELED", "SLA_CANCELED"]);
  });

  test("open children stand in the way, and no child is added to what is finished", async () => {
    const { id } = await open();
    const child = await open({ parentId: id });
    expect(await refusal(lead.sdk.CancelCase({ id, reason: "x" }))).toEqual({
      code: "OPEN_CHILD_CASES",
      caseIds: [child.id],
    });
    await lead.sdk.CancelCase({ id: child.id, reason: "x" });
    await lead.sdk.CancelCase({ id, reason: "x" });
    expect((await refusal(open({ parentId: id }))).code).toBe("CASE_READ_ONLY");
  });

  test("reactivated, it has the status that is named, keeps its resolution as history and must be resolved again", async () => {
    await desk.admin.sdk.SaveCaseStatus({ input: { key: "reopened", name: "Reopened", state: "OPEN" } });
    const id = await resolved();
    const { reactivateCase } = await lead.sdk.ReactivateCase({ id, reason: "Again", status: "reopened" });
    expect(reactivateCase.case).toMatchObject({ state: "OPEN", resolution: null, resolutions: [{ notes: "done" }] });
    expect(await standing(id)).toMatchObject({ status: { key: "reopened" } });
    expect((await refusal(lead.sdk.CloseCase({ id }))).code).toBe("INVALID_TRANSITION");
    await lead.sdk.ResolveCase({ id, input: { path: "repaired", notes: "again" } });
    expect((await standing(id)).resolutions).toEqual([{ notes: "again" }, { notes: "done" }]);
  });
});

describe("handBackCase", () => {
  test("its owner gives it back; the dispatcher is told why", async () => {
    const { id } = await open({ assigneeId: tech.id });
    expect(await refusal(lead.sdk.HandBackCase({ id, reason: "x" }))).toEqual({ code: "FORBIDDEN" });
    const { handBackCase } = await tech.sdk.HandBackCase({ id, reason: "Ill" });
    expect(handBackCase.case).toMatchObject({ assignee: null, team: { key: "support" } });
    const told = (await desk.log(id)).at(-1)!;
    expect(told).toMatchObject({ kind: "HANDED_BACK", type: "CASE_ASSIGNED", audience: { lost: [tech.id] } });
    expect(told.audience.handedBack).toContain(dispatcher.id);
    expect((await desk.admin.sdk.CasePage({ id })).case!.timeline.nodes.at(-1)).toMatchObject({ note: "Ill" });
  });
});
