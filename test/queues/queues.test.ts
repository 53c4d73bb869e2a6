import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let ann: Somebody;
let bob: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  ann = await desk.person("Ann", ["support"]);
  bob = await desk.person("Bob", ["service"]);
  await desk.admin.sdk.CreateQueue({ input: { key: "front", name: "Front desk" } });
  await desk.admin.sdk.CreateQueue({ input: { key: "back", name: "Back office" } });
});
afterAll(() => desk.close());

const open = async (input: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "Broken", ...input } })).createCase.case;
const put = async (subjectId: string, queue = "front") =>
  (await desk.admin.sdk.AddToQueue({ subjectId, queue })).addToQueue.item;
const board = async (key: string, by = desk.admin) => (await by.sdk.QueueBoard({ key })).queue!;
/** What the log says of it, but for its clocks. */
const log = async (id: string) =>
  (await desk.log(id)).map(({ kind }) => kind).filter((kind) => !kind.startsWith("SLA_"));

describe("a queue", () => {
  test("is made on the spot, for a team or without one, and knows its members", async () => {
    const { createQueue } = await desk.admin.sdk.CreateQueue({
      input: { key: "stock", name: "Stock", team: "warehouse", access: "PRIVATE", memberIds: [ann.id] },
    });
    expect(createQueue.queue).toEqual({
      id: expect.any(String),
      key: "stock",
      name: "Stock",
      access: "PRIVATE",
      active: true,
      team: { key: "warehouse" },
      members: [{ name: "Ann" }],
      viewerIsMember: false,
    });
    await desk.rows("INSERT INTO team_member SELECT id, $1 FROM team WHERE key = 'warehouse'", bob.id);
    const { updateQueue } = await desk.admin.sdk.UpdateQueue({
      key: "stock",
      input: { name: "The stock", description: "Parts" },
    });
    expect(updateQueue.queue).toMatchObject({
      name: "The stock",
      description: "Parts",
      team: { key: "warehouse", queue: { key: "stock" } },
      members: [{ name: "Ann" }, { name: "Bob" }],
    });
    const taken = { key: "stock2", name: "Other stock", team: "warehouse" };
    expect(await refusal(desk.admin.sdk.CreateQueue({ input: taken }))).toMatchObject({ code: "CONFLICT" });
    expect(await refusal(desk.admin.sdk.CreateQueue({ input: { key: "stock", name: "x" } }))).toMatchObject({
      code: "CONFLICT",
    });
    expect(await refusal(ann.sdk.CreateQueue({ input: { key: "mine", name: "Mine" } }))).toEqual({ code: "FORBIDDEN" });
  });

  test("is not deactivated while it holds items, nor gets any after", async () => {
    await desk.admin.sdk.CreateQueue({ input: { key: "brief", name: "Brief" } });
    const item = await put((await open()).id, "brief");
    const off = () => desk.admin.sdk.UpdateQueue({ key: "brief", input: { active: false } });
    expect(await refusal(off())).toEqual({ code: "CONFLICT" });
    await desk.admin.sdk.RemoveFromQueue({ itemId: item.id });
    expect((await off()).updateQueue.queue).toMatchObject({ key: "brief" });
    expect(await refusal(put((await open()).id, "brief"))).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: "queue", rule: "exists" }],
    });
  });
});

describe("an item", () => {
  test("is one a subject, moved rather than made twice", async () => {
    const c = await open();
    const first = await put(c.id);
    expect(first).toMatchObject({ queue: { key: "front" }, workedBy: null, subject: { number: c.number } });
    const second = await put(c.id, "back");
    expect(second).toMatchObject({ id: first.id, queue: { key: "back" } });
    const { moveQueueItem } = await desk.admin.sdk.MoveQueueItem({ itemId: first.id, queue: "front" });
    expect(moveQueueItem.item.queue.key).toBe("front");
    const { removeFromQueue } = await desk.admin.sdk.RemoveFromQueue({ itemId: first.id });
    expect(removeFromQueue).toMatchObject({ removedId: first.id, case: { id: c.id, queueItem: null } });
    expect(await log(c.id)).toEqual(["OPENED", "ROUTED", "QUEUED", "MOVED", "MOVED", "DEQUEUED"]);
    await expect(
      desk.rows(
        `INSERT INTO queue_item (queue_id, case_id) SELECT q.id, $1::uuid FROM queue q WHERE q.key IN ('front', 'back')`,
        c.id,
      ),
    ).rejects.toMatchObject({ constraint: "queue_item_case" });
  });

  test("may be an activity, which leaves once it is done", async () => {
    const { createTask } = await desk.admin.sdk.CreateTask({ input: { subject: "Call them" } });
    const { id } = createTask.activity;
    const item = await put(id);
    expect(item.subject).toEqual({ __typename: "Task", id, subject: "Call them", assignee: null });
    const { pickQueueItem } = await bob.sdk.PickQueueItem({ itemId: item.id });
    expect(pickQueueItem.item).toMatchObject({ workedBy: { name: "Bob" }, subject: { assignee: { name: "Bob" } } });
    await bob.sdk.CompleteActivity({ id });
    expect(await desk.rows("SELECT FROM queue_item WHERE id = $1", item.id)).toEqual([]);
    expect(await log(id)).toEqual(["ACTIVITY_ADDED", "QUEUED", "PICKED", "ACTIVITY_COMPLETED", "DEQUEUED"]);
    expect(await refusal(put(id))).toMatchObject({ code: "INVALID_TRANSITION" });
  });

  test("is picked by one, who is named to the next", async () => {
    const c = await open();
    const item = await put(c.id);
    const { pickQueueItem } = await ann.sdk.PickQueueItem({ itemId: item.id });
    expect(pickQueueItem.item).toMatchObject({ workedBy: { id: ann.id }, subject: { assignee: { id: ann.id } } });
    expect(
      await desk.rows("SELECT state, assigned_at IS NOT NULL AS at FROM service_case WHERE id = $1", c.id),
    ).toEqual([{ state: "OPEN", at: true }]);
    for (const who of [ann, bob])
      expect(await refusal(who.sdk.PickQueueItem({ itemId: item.id }))).toEqual({
        code: "ALREADY_PICKED",
        workedById: ann.id,
      });
    expect(await refusal(bob.sdk.ReleaseQueueItem({ itemId: item.id }))).toEqual({ code: "FORBIDDEN" });
    const { releaseQueueItem } = await ann.sdk.ReleaseQueueItem({ itemId: item.id });
    expect(releaseQueueItem.item).toMatchObject({ workedBy: null, workedSince: null, subject: { assignee: null } });
    expect(await refusal(ann.sdk.ReleaseQueueItem({ itemId: item.id }))).toMatchObject({ code: "INVALID_TRANSITION" });
    await bob.sdk.PickQueueItem({ itemId: item.id });
    await desk.admin.sdk.ReleaseQueueItem({ itemId: item.id });
    expect((await desk.log(c.id)).at(-1)).toMatchObject({ kind: "RELEASED", audience: { lost: [bob.id] } });
  });

  test("is held by who owns its case, whoever gave it", async () => {
    const c = await open();
    const { id } = await put(c.id);
    const held = async () =>
      (await desk.rows("SELECT worked_by_id FROM queue_item WHERE id = $1", id))[0]?.worked_by_id;
    await desk.admin.sdk.AssignCase({ id: c.id, personId: ann.id });
    expect(await held()).toBe(ann.id);
    await desk.admin.sdk.AssignCase({ id: c.id, personId: bob.id });
    expect(await held()).toBe(bob.id);
    await bob.sdk.HandBackCase({ id: c.id, reason: "Ill" });
    expect(await held()).toBeNull();
    expect(await log(c.id)).toEqual([
      "OPENED",
      "ROUTED",
      "QUEUED",
      "ASSIGNED",
      "STATUS_CHANGED",
      "PICKED",
      "ASSIGNED",
      "PICKED",
      "HANDED_BACK",
      "RELEASED",
    ]);
  });

  test("leaves once its case is resolved or canceled", async () => {
    const [a, b] = [await open(), await open()];
    for (const { id } of [a, b]) await put(id);
    await desk.admin.sdk.ResolveCase({ id: a.id, input: { path: "advised", notes: "Done" } });
    await desk.admin.sdk.CancelCase({ id: b.id, reason: "Twice" });
    for (const { id } of [a, b]) {
      expect((await log(id)).at(-1)).toBe("DEQUEUED");
      expect(await desk.rows("SELECT FROM queue_item WHERE case_id = $1", id)).toEqual([]);
      expect(await refusal(put(id))).toMatchObject({ code: "CASE_READ_ONLY" });
    }
  });
});

describe("what presses most", () => {
  test("comes first: priority, then due time, then age", async () => {
    await desk.admin.sdk.CreateQueue({ input: { key: "hot", name: "Hot" } });
    const made: string[] = [];
    for (const priority of ["LOW", "NORMAL", "URGENT", "NORMAL", "HIGH"] as const)
      made.push((await open({ priority })).id);
    for (const id of made) await put(id, "hot");
    // An escalation moves a waiting item up by itself.
    await desk.admin.sdk.EscalateCase({ id: made[3]!, reason: "They wait" });
    const order = [2, 3, 4, 1, 0].map((i) => made[i]);
    const before = await board("hot");
    expect(before.items.nodes.map(({ subject }) => (subject as { id: string }).id)).toEqual(order);
    expect([before.itemCount, before.unpickedCount]).toEqual([5, 5]);
    const { items } = (await desk.admin.sdk.QueueBoard({ key: "hot", first: 2 })).queue!;
    const rest = (await desk.admin.sdk.QueueBoard({ key: "hot", after: items.pageInfo.endCursor })).queue!;
    expect([...items.nodes, ...rest.items.nodes].map(({ id }) => id)).toEqual(before.items.nodes.map(({ id }) => id));
    const picked: unknown[] = [];
    for (let i = 0; i < 3; i++) picked.push((await ann.sdk.PickNext({ queue: "hot" })).pickNext.item!.subject);
    expect(picked.map((subject) => (subject as { id: string }).id)).toEqual(order.slice(0, 3));
    const after = await board("hot");
    expect([after.itemCount, after.unpickedCount]).toEqual([5, 2]);
    expect(
      (await desk.admin.sdk.QueueBoard({ key: "hot", filter: { workedById: { eq: ann.id } } })).queue!.items.totalCount,
    ).toBe(3);
    await ann.sdk.PickNext({ queue: "hot" });
    await ann.sdk.PickNext({ queue: "hot" });
    expect((await ann.sdk.PickNext({ queue: "hot" })).pickNext.item).toBeNull();
  });
});

describe("who sees and may what", () => {
  test("of a private queue its members only", async () => {
    await desk.admin.sdk.CreateQueue({
      input: { key: "quiet", name: "Quiet", access: "PRIVATE", memberIds: [ann.id] },
    });
    const item = await put((await open()).id, "quiet").catch((error: unknown) => error);
    // The administrator manages queues, and is in none of them.
    expect(await refusal(Promise.reject(item))).toEqual({ code: "FORBIDDEN" });
    const c = await open();
    await ann.sdk.AddToQueue({ subjectId: c.id, queue: "quiet" });
    expect(await board("quiet", ann)).toMatchObject({ itemCount: 1, members: [{ name: "Ann" }], viewerIsMember: true });
    expect(await board("quiet")).toMatchObject({ itemCount: 1, members: [{ name: "Ann" }] });
    expect(await board("quiet", bob)).toMatchObject({
      itemCount: 0,
      unpickedCount: 0,
      oldestEnteredAt: null,
      members: [],
      items: { nodes: [] },
    });
    const [row] = await desk.rows("SELECT id FROM queue_item WHERE case_id = $1", c.id);
    expect(await refusal(bob.sdk.PickQueueItem({ itemId: row!.id }))).toEqual({ code: "FORBIDDEN" });
    expect(await refusal(bob.sdk.PickNext({ queue: "quiet" }))).toEqual({ code: "FORBIDDEN" });
    expect((await ann.sdk.PickNext({ queue: "quiet" })).pickNext.item!.id).toBe(row!.id);
  });

  test("what nobody may see is neither picked nor counted", async () => {
    await desk.admin.sdk.CreateQueue({ input: { key: "mixed", name: "Mixed" } });
    await put((await open({ confidential: true, priority: "URGENT" })).id, "mixed");
    const shown = await put((await open({ priority: "LOW" })).id, "mixed");
    expect(await board("mixed", bob)).toMatchObject({ itemCount: 1, items: { totalCount: 1 } });
    expect((await bob.sdk.PickNext({ queue: "mixed" })).pickNext.item!.id).toBe(shown.id);
    expect((await bob.sdk.PickNext({ queue: "mixed" })).pickNext.item).toBeNull();
  });
});
