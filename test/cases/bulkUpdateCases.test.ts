import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
let lead: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
  lead = await desk.person("Lena", ["support_lead"]);
  await desk.admin.sdk.CreateQueue({ input: { key: "parts", name: "Parts" } });
});
afterAll(() => desk.close());

const open = async (more: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...more } })).createCase.case.id;
const bulk = async (ids: string[], input: Record<string, unknown>, who = desk.admin) =>
  (await who.sdk.BulkUpdateCases({ ids, input })).bulkUpdateCases.results;
const eventsOf = async (id: string) => (await desk.log(id)).map((event) => event.kind);
const resolve = { path: "advised", notes: "Done" };

test("does all of it, in its order, to every case", async () => {
  const ids = [await open({ tags: ["old"] }), await open()];
  const before = (await eventsOf(ids[0]!)).length;
  const results = await bulk(ids, {
    type: "repair",
    reason: "defect",
    category: null,
    priority: "URGENT",
    team: "warehouse",
    assigneeId: clerk.id,
    queue: "parts",
    status: "on_hold",
    note: "Waiting for parts",
    addTags: ["a", "b"],
    removeTags: ["old", "a"],
  });
  expect(results.map((one) => [one.id, one.error])).toEqual(ids.map((id) => [id, null]));
  expect(results[0]!.case).toEqual({
    id: ids[0],
    state: "ON_HOLD",
    status: { key: "on_hold" },
    type: { key: "repair" },
    priority: "URGENT",
    version: 8,
    tags: ["b"],
    assignee: { id: clerk.id },
    team: { key: "warehouse" },
    queueItem: { queue: { key: "parts" } },
  });
  expect(await desk.rows("SELECT hold_reason FROM service_case WHERE id = $1", ids[1])).toEqual([
    { hold_reason: "Waiting for parts" },
  ]);
  const told = (await eventsOf(ids[0]!)).slice(before).filter((kind) => !kind.startsWith("SLA_"));
  expect(told).toEqual([
    "UPDATED",
    "PRIORITY_CHANGED",
    "ASSIGNED",
    "STATUS_CHANGED",
    "QUEUED",
    "HELD",
    "TAGGED",
    "UNTAGGED",
    // The rules were asked for the new reason; what was named stays as it was named.
    "ROUTED",
  ]);
  // Null takes the person off; the team stays.
  expect((await bulk(ids, { assigneeId: null }))[1]!.case).toMatchObject({
    assignee: null,
    team: { key: "warehouse" },
  });
  expect((await bulk(ids, { resolve })).map((one) => one.case!.state)).toEqual(["RESOLVED", "RESOLVED"]);
});

test("each case has its own outcome: all of it, or nothing", async () => {
  const [done, busy, ended, foreign] = [await open(), await open(), await open(), await open({ confidential: true })];
  await desk.admin.sdk.CreateTask({ input: { caseId: busy, subject: "Call" } });
  await desk.admin.sdk.ResolveCase({ id: ended, input: resolve });
  const rows = () => desk.rows("SELECT * FROM service_case WHERE id = ANY ($1) ORDER BY id", [busy, ended, foreign]);
  const before = await rows();
  const results = await bulk([done, busy, ended, foreign], { priority: "HIGH", addTags: ["swept"], resolve }, lead);
  expect(results.map(({ id, case: subject, error }) => [id, subject?.state ?? null, error?.code ?? null])).toEqual([
    [done, "RESOLVED", null],
    [busy, null, "OPEN_ACTIVITIES"],
    [ended, null, "CASE_READ_ONLY"],
    [foreign, null, "NOT_FOUND"],
  ]);
  expect(results[3]!.error).toEqual({ code: "NOT_FOUND", message: "The case was not found." });
  expect(await rows()).toEqual(before);
  expect(await eventsOf(busy)).not.toContain("PRIORITY_CHANGED");
});

test("says which field is wrong, and refuses as a whole what is wrong for every case", async () => {
  const id = await open();
  expect((await bulk([id], { type: "none", reason: "none" }))[0]!.error).toEqual({
    code: "BAD_USER_INPUT",
    message: "input.type: no active type has the key `none`; input.reason: no active reason has the key `none`",
  });
  const message = async (input: Record<string, unknown>) => (await bulk([id], input))[0]!.error!.message;
  expect(await message({ status: "none" })).toContain("input.status");
  expect(await message({ status: "on_hold" })).toContain("input.note");
  expect(await message({ queue: "none" })).toContain("input.queue");
  expect(await message({ team: "none" })).toContain("input.team");
  expect(await message({ resolve: { ...resolve, path: "none" } })).toContain("input.resolve.path");
  const rule = async (ids: string[], input: Record<string, unknown>) =>
    ((await refusal(desk.admin.sdk.BulkUpdateCases({ ids, input }))).violations as { path: string; rule: string }[])[0];
  expect(await rule([], { priority: "LOW" })).toMatchObject({ path: "ids", rule: "arrayNotEmpty" });
  expect(await rule([id, id], { priority: "LOW" })).toMatchObject({ path: "ids", rule: "arrayUnique" });
  expect(await rule(Array(501).fill(id), { priority: "LOW" })).toMatchObject({ path: "ids" });
  expect(await rule([id], { type: null })).toMatchObject({ path: "input.type", rule: "notNull" });
  expect(await rule([id], { addTags: [" "] })).toMatchObject({ path: "input.addTags", rule: "notBlank" });
  expect(await desk.rows("SELECT version FROM service_case WHERE id = $1", id)).toEqual([{ version: 1 }]);
});

test("a note without a status stands on the timeline", async () => {
  const id = await open();
  expect((await bulk([id], { note: "Recall of series 7" }, clerk))[0]!.case).toMatchObject({
    state: "NEW",
    version: 1,
  });
  const { case: told } = await clerk.sdk.Told({ id, kinds: ["NOTED"] as never });
  expect(told!.timeline.nodes).toMatchObject([{ note: "Recall of series 7", actor: { id: clerk.id } }]);
});

test("each step asks for its own right; who has none of them is refused as a whole", async () => {
  const id = await open();
  const reader = await desk.person("Rita", ["executive"]);
  expect((await refusal(reader.sdk.BulkUpdateCases({ ids: [id], input: { priority: "LOW" as never } }))).code).toBe(
    "FORBIDDEN",
  );
  expect((await bulk([id], { priority: "LOW", assigneeId: lead.id }, clerk))[0]!.error?.code).toBe("FORBIDDEN");
  expect(await desk.rows("SELECT priority::text, version FROM service_case WHERE id = $1", id)).toEqual([
    { priority: "NORMAL", version: 1 },
  ]);
});

test("500 cases at once; under an Idempotency-Key what was done stays, what was refused is tried again", async () => {
  const ids = (
    await desk.rows<{ id: string }>(`
      INSERT INTO service_case (title, type_id, reason_id, status_id, state)
      SELECT 'Many ' || n, t.id, r.id, s.id, 'NEW' FROM generate_series(1, 500) n, case_type t, reason_code r, case_status s
      WHERE t.key = 'other' AND r.key = 'other' AND s.key = 'new' RETURNING id`)
  ).map((row) => row.id);
  const late = ids[250]!;
  await desk.rows("UPDATE service_case SET confidential = true, version = version + 1 WHERE id = $1", late);
  const query = `mutation ($ids: [ID!]!) { bulkUpdateCases(ids: $ids, input: { addTags: ["many"], note: "Once" }) {
    results { id case { version } error { code } } } }`;
  const send = async () => {
    const response = await fetch(`${desk.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${clerk.token}`,
        "idempotency-key": "bulk-1",
      },
      body: JSON.stringify({ query, variables: { ids } }),
    });
    return (await response.json()) as {
      data: { bulkUpdateCases: { results: { id: string; error: { code: string } | null }[] } };
    };
  };
  const first = (await send()).data.bulkUpdateCases.results;
  expect(first.map((one) => one.id)).toEqual(ids);
  expect(first.filter((one) => one.error)).toEqual([{ id: late, case: null, error: { code: "NOT_FOUND" } }]);
  await desk.rows("UPDATE service_case SET confidential = false, version = version + 1 WHERE id = $1", late);
  const second = (await send()).data.bulkUpdateCases.results;
  expect(second.filter((one) => one.error)).toEqual([]);
  const [counts] = await desk.rows(
    `SELECT (SELECT count(*)::int FROM service_case WHERE tags = '{many}' AND id = ANY ($1)) AS tagged,
      (SELECT count(*)::int FROM event WHERE kind = 'NOTED' AND case_id = ANY ($1)) AS noted`,
    ids,
  );
  expect(counts).toEqual({ tagged: 500, noted: 500 });
});
