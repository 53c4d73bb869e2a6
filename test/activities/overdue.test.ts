import { type Desk, openDesk, type Somebody } from "../support/desk";
import { openTestHouse } from "../support/house";

let desk: Desk;
let tech: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  tech = await desk.person("Tom", ["service"]);
});
afterAll(() => desk.close());

const MINUTE = 60_000;
const inMinutes = (minutes: number) => new Date(desk.clock.now().getTime() + minutes * MINUTE).toISOString();
const task = async (input: Record<string, unknown>) =>
  (await tech.sdk.CreateTask({ input: { subject: "Oil", ...input } })).createTask.activity.id;
const told = (id: string) =>
  desk.rows(
    "SELECT actor_id, case_id, type, data, audience FROM event WHERE subject_id = $1 AND kind = 'ACTIVITY_OVERDUE'",
    id,
  );
/** Asks again and again until it was told so often. */
async function untilTold(id: string, times = 1): Promise<Record<string, any>[]> {
  for (;;) {
    const found = await told(id);
    if (found.length >= times) return found;
  }
}
const timers = (id: string) =>
  desk.rows("SELECT due FROM timer WHERE kind = 'activity.overdue' AND subject_id = $1", id);

test("what is still open at its due time is told once, by the system, to its assignee, else to its team", async () => {
  const { createCase } = await tech.sdk.CreateCase({ input: { title: "x" } });
  const caseId = createCase.case.id;
  const dueAt = inMinutes(1);
  const own = await task({ caseId, dueAt, assigneeId: tech.id });
  const teams = await task({ dueAt, team: "support" });
  const member = await desk.person("Sue", ["support"], { teams: ["support"] });
  expect(await timers(own)).toEqual([{ due: new Date(dueAt) }]);
  expect((await tech.sdk.MyActivities({ filter: { overdue: true, caseId: { eq: caseId } } })).activities.nodes).toEqual(
    [],
  );
  desk.clock.advance(MINUTE + 1);
  expect(await untilTold(own)).toEqual([
    { actor_id: null, case_id: caseId, type: "ACTIVITY_UPDATED", data: { dueAt }, audience: { overdue: [tech.id] } },
  ]);
  expect(await untilTold(teams)).toMatchObject([{ case_id: null, audience: { overdue: [member.id] } }]);
  expect((await tech.sdk.ActivityTimeline({ caseId })).case!.timeline.nodes.at(-1)).toMatchObject({
    kind: "ACTIVITY_OVERDUE",
    summary: "Activity overdue: Oil.",
  });
  expect(
    (await tech.sdk.MyActivities({ filter: { overdue: true, caseId: { eq: caseId } } })).activities.nodes,
  ).toMatchObject([{ id: own }]);
  // Opened again it is overdue still, and that was told; for another due time it is told again, and not twice for one.
  await tech.sdk.CompleteActivity({ id: own });
  await tech.sdk.ReopenActivity({ id: own });
  expect(await timers(own)).toEqual([]);
  const later = inMinutes(1);
  await tech.sdk.UpdateActivity({ id: own, input: { dueAt: later } });
  await tech.sdk.UpdateActivity({ id: own, input: { dueAt } });
  expect(await timers(own)).toEqual([]);
  await tech.sdk.UpdateActivity({ id: own, input: { dueAt: later } });
  const after = await task({ dueAt: inMinutes(2) });
  desk.clock.advance(2 * MINUTE + 1);
  await untilTold(after);
  await untilTold(own, 2);
  expect((await told(own)).map((event) => event.data.dueAt)).toEqual([dueAt, later]);
});

test("what is done, canceled, deleted, without a due time or due later is not", async () => {
  const dueAt = inMinutes(1);
  const [completed, canceled, deleted, cleared, moved] = [
    await task({ dueAt }),
    await task({ dueAt }),
    await task({ dueAt }),
    await task({ dueAt }),
    await task({ dueAt }),
  ];
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x" } });
  const withCase = await task({ dueAt, caseId: createCase.case.id });
  await tech.sdk.CompleteActivity({ id: completed });
  await tech.sdk.CancelActivity({ id: canceled });
  await tech.sdk.DeleteActivity({ id: deleted });
  await tech.sdk.UpdateActivity({ id: cleared, input: { dueAt: null } });
  await tech.sdk.UpdateActivity({ id: moved, input: { dueAt: inMinutes(9) } });
  await desk.admin.sdk.ResolveCase({
    id: createCase.case.id,
    input: { path: "advised", notes: "x", cancelOpenActivities: true },
  });
  const all = [completed, canceled, deleted, cleared, withCase];
  for (const id of all) expect(await timers(id)).toEqual([]);
  const last = await task({ dueAt: inMinutes(2) });
  desk.clock.advance(2 * MINUTE + 1);
  await untilTold(last);
  for (const id of [...all, moved]) expect(await told(id)).toEqual([]);
});

test("two servers on one database tell each activity once", async () => {
  const second = await openTestHouse({ databaseUrl: desk.databaseUrl });
  try {
    const dueAt = inMinutes(1);
    const ids: string[] = [];
    for (let i = 0; i < 30; i++) ids.push(await task({ dueAt }));
    second.clock.set(new Date(desk.clock.now().getTime() + MINUTE + 1));
    desk.clock.advance(MINUTE + 1);
    for (const id of ids) await untilTold(id);
    const counts = await desk.rows(
      "SELECT count(*)::int AS n FROM event WHERE kind = 'ACTIVITY_OVERDUE' AND subject_id = ANY ($1) GROUP BY subject_id",
      ids,
    );
    expect(counts.map(({ n }) => n)).toEqual(ids.map(() => 1));
    expect(
      await desk.rows("SELECT 1 FROM timer WHERE kind = 'activity.overdue' AND subject_id = ANY ($1)", ids),
    ).toEqual([]);
  } finally {
    await second.close();
  }
});
