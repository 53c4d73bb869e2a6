import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
let helper: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
  helper = await desk.person("Hugo", ["service"]);
});
afterAll(() => desk.close());

const open = async (more: Record<string, unknown> = {}) =>
  (await desk.admin.sdk.CreateCase({ input: { title: "x", ...more } })).createCase.case.id;

test("lets them see a confidential case and do what its owner may, until they are taken off", async () => {
  const id = await open({ confidential: true, assigneeId: clerk.id });
  const mine = async (who: Somebody) =>
    (await who.sdk.DispatcherList({ filter: { view: "MINE" as never, id: { eq: id } } })).cases.totalCount;
  expect((await refusal(helper.sdk.TagCase({ id, tags: ["a"] }))).code).toBe("NOT_FOUND");
  expect(await mine(helper)).toBe(0);
  const { addCollaborators } = await clerk.sdk.AddCollaborators({ id, personIds: [helper.id, helper.id] });
  expect(addCollaborators.case).toEqual({ id, version: 1, collaborators: [{ id: helper.id, name: "Hugo" }] });
  expect(await mine(helper)).toBe(1);
  await clerk.sdk.AddCollaborators({ id, personIds: [helper.id] });
  expect(await desk.log(id)).toEqual(
    expect.arrayContaining([
      {
        kind: "COLLABORATOR_ADDED",
        type: "CASE_UPDATED",
        audience: { joined: [helper.id] },
        data: { personId: helper.id },
      },
    ]),
  );
  // SERVICE_RESOLVE_OWN: what one owns or works on.
  await helper.sdk.TagCase({ id, tags: ["a"] });
  const { removeCollaborators } = await clerk.sdk.RemoveCollaborators({ id, personIds: [helper.id] });
  expect(removeCollaborators.case.collaborators).toEqual([]);
  expect((await refusal(helper.sdk.TagCase({ id, tags: ["b"] }))).code).toBe("NOT_FOUND");
  const { case: told } = await clerk.sdk.Told({ id, kinds: ["COLLABORATOR_ADDED", "COLLABORATOR_REMOVED"] as never });
  expect(told!.timeline.nodes.map((entry) => entry.summary)).toEqual([
    "Hugo collaborates.",
    "Hugo no longer collaborates.",
  ]);
});

test("lets a technician resolve what he works on beside its owner", async () => {
  const id = await open({ assigneeId: clerk.id });
  const input = { path: "advised", notes: "Done" };
  expect((await refusal(helper.sdk.ResolveCase({ id, input }))).code).toBe("FORBIDDEN");
  await clerk.sdk.AddCollaborators({ id, personIds: [helper.id] });
  expect((await helper.sdk.ResolveCase({ id, input })).resolveCase.case.state).toBe("RESOLVED");
  expect((await refusal(clerk.sdk.AddCollaborators({ id, personIds: [desk.admin.id] }))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(clerk.sdk.RemoveCollaborators({ id, personIds: [helper.id] }))).code).toBe("CASE_READ_ONLY");
});

test("is for staff who can sign in only, one violation for each who cannot", async () => {
  const id = await open();
  const [bystander] = (await desk.rows<{ id: string }>("INSERT INTO person (name) VALUES ('Bert') RETURNING id")) as [
    { id: string },
  ];
  expect(await refusal(clerk.sdk.AddCollaborators({ id, personIds: [helper.id, bystander.id] }))).toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [{ path: "personIds.1", rule: "canSignIn" }],
  });
  expect(await desk.rows("SELECT FROM case_collaborator WHERE case_id = $1", id)).toEqual([]);
});
