import { type Desk, openDesk, type Somebody } from "../support/desk";
import { openTestHouse, type TestServer } from "../support/house";

let desk: Desk;
let other: TestServer;
beforeAll(async () => {
  desk = await openDesk();
  other = await openTestHouse({ serve: true, databaseUrl: desk.databaseUrl, timers: false });
});
afterAll(async () => {
  await other.close();
  await desk.close();
});

const DEACTIVATE = `mutation ($id: ID!) { deactivatePerson(id: $id) { person { active openCaseCount } } }`;
const ACTIVE = `mutation ($id: ID!, $active: Boolean!) { updatePerson(id: $id, input: { active: $active }) { person { active canSignIn } } }`;

/** A technician with an open case, an activity on another case, and a case that is over. */
async function busy(name: string): Promise<{ who: Somebody; cases: string[]; task: string }> {
  const who = await desk.person(name, ["service"]);
  const opened = async (title: string, more = {}) =>
    (await desk.admin.sdk.CreateCase({ input: { title, ...more } })).createCase.case.id;
  const cases = [
    await opened("Open", { assigneeId: who.id, team: "warehouse" }),
    await opened("Somebody else's"),
    await opened("Over", { assigneeId: who.id }),
  ];
  await desk.admin.sdk.ResolveCase({ id: cases[2]!, input: { path: "repaired", notes: "Done." } });
  const { createTask } = await desk.admin.sdk.CreateTask({
    input: { caseId: cases[1]!, subject: "Fit it", assigneeId: who.id, team: "support" },
  });
  return { who, cases, task: createTask.activity.id };
}

test("open work goes back to its team and says so; what is over keeps its owner; the dispatchers are told", async () => {
  const { who, cases, task } = await busy("Leaver");
  const { data } = await desk.ask(DEACTIVATE, { id: who.id }, desk.admin.token);
  expect(data).toEqual({ deactivatePerson: { person: { active: false, openCaseCount: 0 } } });
  expect(
    await desk.rows(
      "SELECT c.title, c.assignee_id, t.key AS team, c.version FROM service_case c JOIN team t ON t.id = c.team_id WHERE c.id = ANY ($1) ORDER BY c.number",
      cases,
    ),
  ).toEqual([
    { title: "Open", assignee_id: null, team: "warehouse", version: 2 },
    { title: "Somebody else's", assignee_id: null, team: "support", version: 1 },
    { title: "Over", assignee_id: who.id, team: "support", version: 2 },
  ]);
  expect(await desk.rows("SELECT assignee_id, state FROM activity WHERE id = $1", task)).toEqual([
    { assignee_id: null, state: "OPEN" },
  ]);
  const told = { lost: [who.id], handedBack: [desk.admin.id] };
  expect((await desk.log(cases[0]!)).at(-1)).toEqual({
    kind: "HANDED_BACK",
    type: "CASE_ASSIGNED",
    audience: told,
    data: { assigneeId: null, teamId: expect.any(String), lostAssigneeId: who.id, lostTeamId: null },
  });
  expect((await desk.log(task)).at(-1)).toMatchObject({
    kind: "HANDED_BACK",
    type: "ACTIVITY_ASSIGNED",
    audience: told,
  });
  const { data: page } = await desk.ask(
    `query ($id: ID!) { case(id: $id) { timeline(last: 1) { nodes { kind summary changes { field from to } } } } }`,
    { id: cases[0] },
    desk.admin.token,
  );
  expect(page.case.timeline.nodes).toEqual([
    {
      kind: "HANDED_BACK",
      summary: "Handed back by Leaver.",
      changes: [{ field: "assignee", from: who.id, to: null }],
    },
  ]);
});

test("an open socket ends within two seconds on every server, and nothing arrives on it after", async () => {
  const { who, cases } = await busy("Watcher");
  const watched = [desk, other].map((server) => {
    const arrived: unknown[] = [];
    let closed: (code: number) => void;
    const end = new Promise<number>((resolve) => {
      closed = resolve;
    });
    const client = server.socket(who.token, { on: { closed: (event) => closed((event as { code: number }).code) } });
    client.subscribe(
      { query: `subscription ($id: ID!) { caseChanged(id: $id) { type } }`, variables: { id: cases[1] } },
      { next: ({ data }) => arrived.push(data), error: () => {}, complete: () => {} },
    );
    return { arrived, end };
  });
  // Both streams are open once both have told of the same comment.
  let comments = 0;
  while (watched.some(({ arrived }) => arrived.length === 0)) {
    await desk.admin.sdk.CommentOnCase({ id: cases[1]!, body: `${++comments}`, internal: true });
  }
  const begun = performance.now();
  await desk.ask(ACTIVE, { id: who.id, active: false }, desk.admin.token);
  expect(await Promise.all(watched.map(({ end }) => end))).toEqual([4403, 4403]);
  expect(performance.now() - begun).toBeLessThan(2000);
  const before = watched.map(({ arrived }) => arrived.length);
  await desk.admin.sdk.CommentOnCase({ id: cases[1]!, body: "Gone?", internal: true });
  expect((await other.ask(`{ viewer { id } }`, {}, who.token)).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
  expect(watched.map(({ arrived }) => arrived.length)).toEqual(before);
});

test("brought back, a person signs in again with the same password; tokens and work stay gone", async () => {
  const { who, cases } = await busy("Returner");
  await desk.ask(ACTIVE, { id: who.id, active: false }, desk.admin.token);
  const { data } = await desk.ask(ACTIVE, { id: who.id, active: true }, desk.admin.token);
  expect(data).toEqual({ updatePerson: { person: { active: true, canSignIn: true } } });
  expect((await desk.ask(`{ viewer { id } }`, {}, who.token)).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
  const token = await desk.signIn("returner@example.org", "correct horse battery");
  const mine = `{ viewer { name assignedCases { nodes { id } } } }`;
  expect((await desk.ask(mine, {}, token)).data).toEqual({
    viewer: { name: "Returner", assignedCases: { nodes: [{ id: cases[2] }] } },
  });
});

test("nobody is given work while going: an assignment and a deactivation at once leave no case with who is gone", async () => {
  for (let i = 0; i < 5; i++) {
    const who = await desk.person(`Racer${i}`, ["service"]);
    const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "Raced" } });
    await Promise.all([
      desk.ask(DEACTIVATE, { id: who.id }, desk.admin.token),
      desk.ask(
        `mutation ($id: ID!, $personId: ID!) { assignCase(id: $id, personId: $personId) { case { id } } }`,
        { id: createCase.case.id, personId: who.id },
        desk.admin.token,
      ),
    ]);
    expect(await desk.rows("SELECT assignee_id FROM service_case WHERE id = $1", createCase.case.id)).toEqual([
      { assignee_id: null },
    ]);
  }
});
