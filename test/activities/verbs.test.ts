import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let tech: Somebody;
let other: Somebody;
let customerId: string;
beforeAll(async () => {
  desk = await openDesk();
  tech = await desk.person("Tom", ["service"]);
  other = await desk.person("Olga", ["service"], { teams: ["support"] });
  customerId = (await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } })).createCustomer.customer.id;
});
afterAll(() => desk.close());

const newCase = async (more = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...more } })).createCase.case.id;
const task = async (input: Record<string, unknown> = {}, by = tech) =>
  (await by.sdk.CreateTask({ input: { subject: "Oil", ...input } })).createTask.activity.id;
const page = async (caseId: string) => (await desk.admin.sdk.ActivityTimeline({ caseId })).case!;

/** Brings a text of the technician's; answers the upload's id. */
async function upload(filename: string, text: string): Promise<string> {
  const { data } = await desk.ask(
    "mutation ($input: UploadInput!) { createUpload(input: $input) { uploadId url headers { name value } } }",
    { input: { filename, contentType: "text/plain", size: text.length } },
    tech.token,
  );
  const { uploadId, url, headers } = data.createUpload;
  const { pathname, search } = new URL(url);
  const sent = await fetch(new URL(pathname + search, desk.url), {
    method: "PUT",
    body: text,
    headers: Object.fromEntries(headers.map((header: { name: string; value: string }) => [header.name, header.value])),
  });
  expect(sent.ok).toBe(true);
  return uploadId;
}

describe("calls and mails", () => {
  test("a call that went out and took place is the first response, opens the case and counts as time put in", async () => {
    const caseId = await newCase({ customerId });
    const { logPhoneCall } = await tech.sdk.LogPhoneCall({
      input: {
        caseId,
        subject: "Asked what squeaks",
        direction: "OUTGOING",
        phone: "+43 1 234",
        withPersonId: other.id,
        duration: "PT7M30S",
        completed: true,
      },
    });
    expect(logPhoneCall.activity).toMatchObject({
      __typename: "PhoneCall",
      state: "COMPLETED",
      direction: "OUTGOING",
      phone: "+43 1 234",
      duration: "PT7M30S",
      timeSpent: "PT7M30S",
      withPerson: { name: "Olga" },
      customer: { id: customerId },
    });
    const seen = await page(caseId);
    expect(seen).toMatchObject({ state: "OPEN", timeSpent: "PT7M30S", firstRespondedAt: expect.any(String) });
    expect(seen.timeline.nodes.slice(3).map((entry) => entry.kind)).toEqual([
      "ACTIVITY_ADDED",
      "ACTIVITY_COMPLETED",
      "STATUS_CHANGED",
    ]);
    // A second one answers nothing anew.
    await tech.sdk.LogPhoneCall({ input: { caseId, subject: "Again", direction: "OUTGOING", completed: true } });
    expect((await page(caseId)).firstRespondedAt).toBe(seen.firstRespondedAt);
  });

  test("what came in, or is still to be done, answers nobody; once done, it does", async () => {
    const caseId = await newCase();
    await tech.sdk.LogPhoneCall({ input: { caseId, subject: "They called", direction: "INCOMING", completed: true } });
    const { logEmail } = await tech.sdk.LogEmail({ input: { caseId, subject: "To write", direction: "OUTGOING" } });
    expect(await page(caseId)).toMatchObject({ state: "NEW", firstRespondedAt: null });
    await tech.sdk.CompleteActivity({ id: logEmail.activity.id });
    expect(await page(caseId)).toMatchObject({ state: "OPEN", firstRespondedAt: expect.any(String) });
  });

  test("a mail keeps its addresses and its attachments", async () => {
    const caseId = await newCase();
    const uploadId = await upload("notes.txt", "It squeaks.");
    const { logEmail } = await tech.sdk.LogEmail({
      input: {
        caseId,
        subject: "It squeaks",
        direction: "INCOMING",
        from: "ann@example.org",
        to: ["desk@example.org", "tom@example.org"],
        cc: ["boss@example.org"],
        messageId: "<1@example.org>",
        uploadIds: [uploadId],
      },
    });
    expect(logEmail.activity).toMatchObject({
      __typename: "Email",
      state: "OPEN",
      from: "ann@example.org",
      to: ["desk@example.org", "tom@example.org"],
      cc: ["boss@example.org"],
      messageId: "<1@example.org>",
      attachments: [{ filename: "notes.txt" }],
    });
    expect(
      await refusal(
        tech.sdk.LogEmail({ input: { caseId, subject: "y", direction: "INCOMING", uploadIds: [uploadId] } }),
      ),
    ).toMatchObject({ code: "BAD_USER_INPUT", violations: [{ path: "input.uploadIds.0", rule: "unused" }] });
  });

  test("a duration is none below nothing", async () => {
    const input = { subject: "x", direction: "INCOMING" as const, duration: "-PT5M" };
    expect(await refusal(tech.sdk.LogPhoneCall({ input }))).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: "input.duration", rule: "range" }],
    });
  });
});

describe("an activity goes its way", () => {
  test("what was started last is the case's current step", async () => {
    const caseId = await newCase();
    const [first, second] = [await task({ caseId, subject: "Drive" }), await task({ caseId, subject: "Weld" })];
    expect((await page(caseId)).currentStep).toBe("New");
    await tech.sdk.StartActivity({ id: first });
    desk.clock.advance(1000);
    await tech.sdk.StartActivity({ id: second });
    expect((await page(caseId)).currentStep).toBe("Weld");
    desk.clock.advance(1000);
    const { startActivity } = await tech.sdk.StartActivity({ id: first });
    expect(startActivity.activity).toMatchObject({ startedAt: expect.any(String), case: { currentStep: "Drive" } });
    await tech.sdk.CompleteActivity({ id: first });
    expect((await page(caseId)).currentStep).toBe("Weld");
  });

  test("completed, opened again, canceled, opened again: its note goes with its end, its time stays", async () => {
    const caseId = await newCase();
    const id = await task({ caseId });
    await tech.sdk.CompleteActivity({ id, note: "Done", timeSpent: "PT1H" });
    const again = (await tech.sdk.ReopenActivity({ id })).reopenActivity.activity;
    expect(again).toMatchObject({ state: "OPEN", outcome: null, timeSpent: "PT1H", version: 3 });
    const gone = (await tech.sdk.CancelActivity({ id, reason: "Sold" })).cancelActivity.activity;
    expect(gone).toMatchObject({ state: "CANCELED", outcome: "Sold" });
    expect((await tech.sdk.ReopenActivity({ id })).reopenActivity.activity).toMatchObject({ state: "OPEN" });
    await tech.sdk.CompleteActivity({ id });
    expect((await page(caseId)).timeSpent).toBe("PT1H");
    const told = (await page(caseId)).timeline.nodes.slice(3).map((entry) => [entry.kind, entry.note]);
    expect(told).toEqual([
      ["ACTIVITY_ADDED", null],
      ["ACTIVITY_COMPLETED", "Done"],
      ["ACTIVITY_REOPENED", null],
      ["ACTIVITY_CANCELED", "Sold"],
      ["ACTIVITY_REOPENED", null],
      ["ACTIVITY_COMPLETED", null],
    ]);
  });

  test("assigned to a person, to both, to a team, to nobody; told are who gets it and who loses it", async () => {
    const id = await task();
    const assign = async (personId: string | null, team: string | null) => {
      const { activity } = (await desk.admin.sdk.AssignActivity({ id, personId, team })).assignActivity;
      return [activity.assignee?.name ?? null, activity.team?.key ?? null];
    };
    expect(await assign(tech.id, null)).toEqual(["Tom", null]);
    expect(await assign(other.id, "support")).toEqual(["Olga", "support"]);
    expect(await assign(null, "warehouse")).toEqual([null, "warehouse"]);
    expect(await assign(tech.id, null)).toEqual(["Tom", "warehouse"]);
    expect(await assign(null, null)).toEqual([null, "warehouse"]);
    const told = (await desk.log(id)).slice(1).map(({ kind, audience }) => [kind, audience]);
    expect(told).toEqual([
      ["ACTIVITY_ASSIGNED", { assigned: [tech.id], lost: [] }],
      ["ACTIVITY_ASSIGNED", { assigned: [other.id], lost: [tech.id] }],
      ["ACTIVITY_ASSIGNED", { assigned: [], lost: [other.id] }],
      ["ACTIVITY_ASSIGNED", { assigned: [tech.id], lost: [] }],
      ["ACTIVITY_ASSIGNED", { assigned: [], lost: [tech.id] }],
    ]);
    expect(await refusal(tech.sdk.AssignActivity({ id, personId: tech.id }))).toEqual({ code: "FORBIDDEN" });
  });

  test("handed back by its assignee alone, with the reason to the dispatchers", async () => {
    const dispatcher = await desk.person("Dora", ["dispatcher"]);
    const id = await task({ assigneeId: tech.id, team: "support" });
    expect(await refusal(other.sdk.HandBackActivity({ id, reason: "x" }))).toEqual({ code: "FORBIDDEN" });
    const { activity } = (await tech.sdk.HandBackActivity({ id, reason: "Ill" })).handBackActivity;
    expect(activity).toMatchObject({ assignee: null, team: { key: "support" } });
    expect((await desk.log(id)).at(-1)).toMatchObject({
      kind: "HANDED_BACK",
      type: "ACTIVITY_ASSIGNED",
      audience: { lost: [tech.id], handedBack: [desk.admin.id, dispatcher.id] },
    });
  });

  test("deleted by its author or SERVICE_ASSIGN, while open; that it was there stays", async () => {
    const caseId = await newCase();
    const id = await task({ caseId, subject: "Slip" });
    expect(await refusal(other.sdk.DeleteActivity({ id }))).toEqual({ code: "FORBIDDEN" });
    const { deleteActivity } = await tech.sdk.DeleteActivity({ id });
    expect(deleteActivity).toEqual({ removedId: id, case: { id: caseId, openActivityCount: 0 } });
    expect((await page(caseId)).timeline.nodes.slice(3)).toMatchObject([
      { kind: "ACTIVITY_ADDED", summary: "Activity added: Slip.", activity: null },
      { kind: "ACTIVITY_DELETED", summary: "Activity deleted: Slip.", activity: null },
    ]);
    expect(await refusal(tech.sdk.DeleteActivity({ id }))).toEqual({ code: "NOT_FOUND" });
    const second = await task({ caseId });
    await desk.admin.sdk.DeleteActivity({ id: second });
    const third = await task({ caseId });
    await tech.sdk.CompleteActivity({ id: third });
    expect(await refusal(tech.sdk.DeleteActivity({ id: third }))).toEqual({
      code: "INVALID_TRANSITION",
      allowed: ["REOPEN"],
    });
  });
});

test("what is deleted takes its attachments along, bytes and all", async () => {
  const caseId = await newCase();
  const uploadId = await upload("more.txt", "It still squeaks.");
  const { logEmail } = await tech.sdk.LogEmail({
    input: { caseId, subject: "Slip", direction: "INCOMING", uploadIds: [uploadId] },
  });
  const { id } = logEmail.activity;
  const [attachment] = await desk.rows("SELECT storage_key FROM attachment WHERE activity_id = $1", id);
  await tech.sdk.DeleteActivity({ id });
  expect(await desk.rows("SELECT 1 FROM attachment WHERE activity_id = $1", id)).toEqual([]);
  // The bytes go by a timer, right after.
  desk.timers!.wake();
  while ((await desk.rows("SELECT 1 FROM timer WHERE kind = 'evidence.discard'")).length > 0);
  const bytes = async () => {
    for await (const chunk of await desk.house.storage.read(attachment!.storage_key, 0, 0)) return chunk;
    return null;
  };
  await expect(bytes()).rejects.toThrow();
});

describe("updateActivity", () => {
  test("changes what is given, tells what changed, and minds the version", async () => {
    const caseId = await newCase();
    const id = await task({ caseId, description: "Before" });
    const { updateActivity } = await tech.sdk.UpdateActivity({
      id,
      expectedVersion: 1,
      input: { subject: "Grease", description: null, priority: "HIGH", dueAt: "2099-01-01T08:00:00Z", customerId },
    });
    expect(updateActivity.activity).toMatchObject({
      subject: "Grease",
      dueAt: "2099-01-01T08:00:00.000Z",
      customer: { id: customerId },
      version: 2,
    });
    expect((await page(caseId)).timeline.nodes.at(-1)).toMatchObject({
      kind: "ACTIVITY_UPDATED",
      summary: "Activity changed: Grease.",
      changes: [
        { field: "priority", from: "NORMAL", to: "HIGH" },
        { field: "dueAt", from: null, to: "2099-01-01T08:00:00.000Z" },
        { field: "customer", from: null, to: customerId },
        { field: "subject", from: "Oil", to: "Grease" },
        { field: "description", from: "Before", to: null },
      ],
    });
    expect(await refusal(tech.sdk.UpdateActivity({ id, expectedVersion: 1, input: { subject: "x" } }))).toEqual({
      code: "CONFLICT",
      currentVersion: 2,
    });
    // Nothing changed: no version, no event.
    await tech.sdk.UpdateActivity({ id, expectedVersion: 2, input: { subject: "Grease" } });
    await tech.sdk.UpdateActivity({ id, expectedVersion: 2, input: { priority: "LOW" } });
    expect(await refusal(tech.sdk.UpdateActivity({ id, input: { subject: null, duration: "PT1M" } }))).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: "input.subject", rule: "notNull" }],
    });
    expect(await refusal(tech.sdk.UpdateActivity({ id, input: { duration: "PT1M", location: "x" } }))).toMatchObject({
      violations: [
        { path: "input.location", rule: "kind" },
        { path: "input.duration", rule: "kind" },
      ],
    });
  });

  test("puts right what was completed", async () => {
    const { logPhoneCall } = await tech.sdk.LogPhoneCall({
      input: { subject: "x", direction: "INCOMING", duration: "PT5M", completed: true },
    });
    const { id } = logPhoneCall.activity;
    const changed = await tech.sdk.UpdateActivity({ id, input: { timeSpent: "PT20M", duration: "PT6M" } });
    expect(changed.updateActivity.activity).toMatchObject({ timeSpent: "PT20M", duration: "PT6M" });
    const cleared = await tech.sdk.UpdateActivity({ id, input: { timeSpent: null } });
    expect(cleared.updateActivity.activity).toMatchObject({ timeSpent: "PT6M" });
  });

  test("goes to another case, told on both timelines, and to none", async () => {
    const [from, to] = [await newCase(), await newCase({ customerId })];
    const id = await task({ caseId: from });
    const { updateActivity } = await tech.sdk.UpdateActivity({ id, input: { caseId: to } });
    expect(updateActivity.activity).toMatchObject({ case: { id: to }, customer: { id: customerId } });
    for (const caseId of [from, to])
      expect((await page(caseId)).timeline.nodes.at(-1)).toMatchObject({
        kind: "ACTIVITY_UPDATED",
        changes: expect.arrayContaining([{ field: "case", from, to }]),
      });
    expect((await tech.sdk.UpdateActivity({ id, input: { caseId: null } })).updateActivity.activity.case).toBeNull();
    expect((await page(to)).timeline.nodes.at(-1)).toMatchObject({ changes: [{ field: "case", from: to, to: null }] });
    const closed = await newCase();
    await desk.admin.sdk.ResolveCase({ id: closed, input: { path: "advised", notes: "x" } });
    expect(await refusal(tech.sdk.UpdateActivity({ id, input: { caseId: closed } }))).toEqual({
      code: "CASE_READ_ONLY",
    });
  });
});

describe("openCaseFromActivity", () => {
  test("an incoming call becomes the origin, once", async () => {
    const { logPhoneCall } = await tech.sdk.LogPhoneCall({
      input: { subject: "It leaks", direction: "INCOMING", customerId, withPersonId: other.id, completed: true },
    });
    const activityId = logPhoneCall.activity.id;
    const { openCaseFromActivity } = await tech.sdk.OpenCaseFromActivity({ activityId, input: { title: "Leak" } });
    const opened = openCaseFromActivity.case;
    expect(opened).toMatchObject({
      channel: "PHONE",
      customer: { id: customerId },
      contact: { name: "Olga" },
      origin: { id: activityId, case: { id: opened.id } },
    });
    expect(await refusal(tech.sdk.OpenCaseFromActivity({ activityId, input: { title: "Twice" } }))).toMatchObject({
      code: "CONFLICT",
    });
    await tech.sdk.UpdateActivity({ id: activityId, input: { caseId: null } });
    expect(await refusal(tech.sdk.OpenCaseFromActivity({ activityId, input: { title: "Twice" } }))).toMatchObject({
      code: "CONFLICT",
    });
    expect(await refusal(desk.admin.sdk.DeleteActivity({ id: activityId }))).toMatchObject({
      code: "INVALID_TRANSITION",
    });
    await tech.sdk.ReopenActivity({ id: activityId });
    expect(await refusal(desk.admin.sdk.DeleteActivity({ id: activityId }))).toMatchObject({ code: "CONFLICT" });
  });

  test("what the input says wins; what went out, or is a task, opens nothing", async () => {
    const mail = async (direction: "INCOMING" | "OUTGOING") =>
      (await tech.sdk.LogEmail({ input: { subject: "Hello", direction, customerId } })).logEmail.activity.id;
    const { openCaseFromActivity } = await tech.sdk.OpenCaseFromActivity({
      activityId: await mail("INCOMING"),
      input: { title: "x", channel: "WEB" },
    });
    expect(openCaseFromActivity.case).toMatchObject({ channel: "WEB", origin: { __typename: "Email", state: "OPEN" } });
    const out = await mail("OUTGOING");
    for (const [activityId, rule] of [
      [out, "incoming"],
      [await task(), "kind"],
    ] as const)
      expect(await refusal(tech.sdk.OpenCaseFromActivity({ activityId, input: { title: "x" } }))).toMatchObject({
        code: "BAD_USER_INPUT",
        violations: [{ path: "activityId", rule }],
      });
  });
});
