import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
});
afterAll(() => desk.close());

const open = async (more: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...more } })).createCase.case;
const set = async (id: string, parentId: string | null) =>
  (await clerk.sdk.SetParentCase({ id, parentId })).setParentCase.case;
const told = async (id: string) =>
  (await clerk.sdk.Told({ id, kinds: ["PARENT_CHANGED"] as never })).case!.timeline.nodes;
const input = { path: "advised", notes: "Done" };

test("makes a case a part of another, which cannot be resolved before it", async () => {
  const [parent, child, other] = [await open(), await open(), await open()];
  expect(await set(child.id, parent.id)).toEqual({
    id: child.id,
    version: 2,
    parent: { id: parent.id, number: parent.number },
  });
  expect((await set(child.id, parent.id)).version).toBe(2);
  expect((await clerk.sdk.Relatives({ id: parent.id })).case!.children.nodes).toEqual([{ id: child.id, state: "NEW" }]);
  expect(await refusal(desk.admin.sdk.ResolveCase({ id: parent.id, input }))).toMatchObject({
    code: "OPEN_CHILD_CASES",
    caseIds: [child.id],
  });
  expect(await set(child.id, other.id)).toMatchObject({ version: 3, parent: { id: other.id } });
  expect(await set(child.id, null)).toEqual({ id: child.id, version: 4, parent: null });
  expect((await told(child.id)).map(({ summary, changes }) => [summary, changes])).toEqual([
    [`Became a part of ${parent.number}.`, [{ field: "parent", from: null, to: parent.id }]],
    [`Became a part of ${other.number}.`, [{ field: "parent", from: parent.id, to: other.id }]],
    [`No longer a part of ${other.number}.`, [{ field: "parent", from: other.id, to: null }]],
  ]);
  expect((await told(parent.id)).map((entry) => entry.summary)).toEqual([
    `Became the parent of ${child.number}.`,
    `No longer the parent of ${child.number}.`,
  ]);
  await desk.admin.sdk.ResolveCase({ id: parent.id, input });
});

test("said at its opening, both timelines tell it as well", async () => {
  const parent = await open();
  const child = await open({ parentId: parent.id, collaboratorIds: [clerk.id] });
  expect((await told(parent.id)).map((entry) => entry.summary)).toEqual([`Became the parent of ${child.number}.`]);
  const [opened] = (await clerk.sdk.Told({ id: child.id, kinds: ["OPENED"] as never })).case!.timeline.nodes;
  expect(opened!.changes).toContainEqual({ field: "parent", from: null, to: parent.id });
  expect(await desk.log(child.id)).toContainEqual({
    kind: "COLLABORATOR_ADDED",
    type: "CASE_UPDATED",
    audience: { joined: [clerk.id] },
    data: { personId: clerk.id },
  });
});

test("one level only, and never of itself", async () => {
  const [top, middle, bottom] = [await open(), await open(), await open()];
  await set(middle.id, top.id);
  const depth = { code: "BAD_USER_INPUT", violations: [{ path: "parentId", rule: "depth" }] };
  expect(await refusal(set(bottom.id, middle.id))).toMatchObject(depth);
  expect(await refusal(set(top.id, bottom.id))).toMatchObject(depth);
  expect(await refusal(set(top.id, top.id))).toMatchObject({ violations: [{ path: "parentId", rule: "self" }] });
});

test("not of what has ended, and not once it has ended itself", async () => {
  const [parent, child] = [await open(), await open()];
  await desk.admin.sdk.ResolveCase({ id: parent.id, input });
  expect((await refusal(set(child.id, parent.id))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(set(parent.id, child.id))).code).toBe("CASE_READ_ONLY");
  const reader = await desk.person("Rita", ["executive"]);
  expect((await refusal(reader.sdk.SetParentCase({ id: child.id, parentId: null }))).code).toBe("FORBIDDEN");
});
