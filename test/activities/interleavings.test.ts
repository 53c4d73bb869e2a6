import { ActivityState, Direction } from "../../src/activities/activity.entity";
import { logPhoneCall } from "../../src/activities/commands/logPhoneCall";
import { updateActivity } from "../../src/activities/commands/updateActivity";
import { createCase } from "../../src/cases/commands/createCase";
import { resolveCase } from "../../src/cases/commands/resolveCase";
import { CaseState } from "../../src/cases/settings.entity";
import type { Ctx } from "../../src/platform/work";
import { ACTIVITY_VERBS, activityIn } from "../support/activityVerbs";
import { type Desk, openDesk, type Somebody } from "../support/desk";
import { caseIn, outcomeOf, processForAll, VERBS } from "../support/verbs";

/*
 * Commands that meet at one activity and its case. A gate holds the case's row; each command is started once the one before
 * waits for it, so that they are let through in a known order, and each is under way before the other has written.
 */

let desk: Desk;
let system: Ctx;
let ctx: Ctx;
let other: Somebody;
let elsewhere: string;
beforeAll(async () => {
  desk = await openDesk();
  system = desk.ctx();
  ctx = desk.ctx(await desk.viewer(desk.admin.token));
  await processForAll(system);
  other = await desk.person("Olga", ["service"]);
  elsewhere = await caseIn(system, CaseState.OPEN);
});
afterAll(() => desk.close());

interface Where {
  readonly caseId: string;
  readonly id: string;
}
type Act = (where: Where) => Promise<unknown>;

/** What is done to the activity, or adds one. */
const ACTS = {
  ADD: ({ caseId }) => activityIn(ctx, ActivityState.OPEN, { caseId }),
  ANSWER: ({ caseId }) => logPhoneCall(ctx, { caseId, subject: "x", direction: Direction.OUTGOING, completed: true }),
  COMPLETE: ({ id }) => ACTIVITY_VERBS.COMPLETE(ctx, id, ""),
  REOPEN: ({ id }) => ACTIVITY_VERBS.REOPEN(ctx, id, ""),
  CANCEL: ({ id }) => ACTIVITY_VERBS.CANCEL(ctx, id, ""),
  ASSIGN: ({ id }) => ACTIVITY_VERBS.ASSIGN(ctx, id, other.id),
  START: ({ id }) => ACTIVITY_VERBS.START(ctx, id, ""),
  UPDATE: ({ id }) => ACTIVITY_VERBS.UPDATE(ctx, id, ""),
  DELETE: ({ id }) => ACTIVITY_VERBS.DELETE(ctx, id, ""),
  MOVE_AWAY: ({ id }) => updateActivity(ctx, { id, input: { caseId: elsewhere } }),
} satisfies Record<string, Act>;

/** What ends the case, or undoes its end. */
const ENDS = {
  RESOLVE: ({ caseId }) => resolveCase(ctx, { id: caseId, input: { path: "advised", notes: "Done" } }),
  RESOLVE_ALL: ({ caseId }) => VERBS.RESOLVE(ctx, caseId, ""),
  CANCEL_CASE: ({ caseId }) => VERBS.CANCEL(ctx, caseId, ""),
  CLOSE: ({ caseId }) => VERBS.CLOSE(ctx, caseId, ""),
  REACTIVATE: ({ caseId }) => VERBS.REACTIVATE(ctx, caseId, ""),
} satisfies Record<string, Act>;

const ALL: Readonly<Record<string, Act>> = { ...ACTS, ...ENDS };
/** Events by which an activity gets a new version, one each. */
const CHANGES = [
  "ACTIVITY_UPDATED",
  "ACTIVITY_ASSIGNED",
  "ACTIVITY_STARTED",
  "ACTIVITY_COMPLETED",
  "ACTIVITY_REOPENED",
  "ACTIVITY_CANCELED",
];
const OF_THE_END = ["SLA_MET", "SLA_CANCELED", "ACTIVITY_CANCELED", "DEQUEUED", "CLOSED", "REACTIVATED"];

const waiting = async (): Promise<number> =>
  (
    await desk.rows<{ n: number }>(
      "SELECT count(DISTINCT pid)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()",
    )
  )[0]!.n;

/** Lets the acts through to the case in this order, all of them under way at once. */
async function meet(where: Where, acts: readonly string[]): Promise<string[]> {
  const gate = await desk.house.pool.connect();
  const running: Promise<string>[] = [];
  try {
    await gate.query("BEGIN");
    await gate.query("SELECT FROM service_case WHERE id = $1 FOR UPDATE", [where.caseId]);
    for (const [i, act] of acts.entries()) {
      running.push(outcomeOf(ALL[act]!(where)));
      while ((await waiting()) < i + 1);
    }
  } finally {
    await gate.query("COMMIT");
    gate.release();
  }
  return Promise.all(running);
}

async function mustHold({ caseId, id }: Where, said: string): Promise<void> {
  const [subject] = await desk.rows(
    "SELECT state, (SELECT count(*)::int FROM activity a WHERE a.case_id = c.id AND a.state = 'OPEN') AS open FROM service_case c WHERE id = $1",
    caseId,
  );
  if (["RESOLVED", "CLOSED", "CANCELED"].includes(subject!.state)) expect([said, subject!.open]).toEqual([said, 0]);

  // Each activity of the case tells as many changes as it has versions, and replays to its state.
  const activities = await desk.rows(
    "SELECT id, version, state FROM activity WHERE case_id = $1 OR id = $2",
    caseId,
    id,
  );
  for (const activity of activities) {
    const events = await desk.rows("SELECT kind, changes FROM event WHERE activity_id = $1 ORDER BY seq", activity.id);
    const born = events.filter(({ kind }) => kind === "ACTIVITY_ADDED").length;
    // Moved from case to case it is told on both.
    const moved = events.filter(
      ({ kind, changes }) =>
        kind === "ACTIVITY_UPDATED" && changes.some(({ field }: { field: string }) => field === "case"),
    ).length;
    const logged = events.some(
      ({ kind }, i) =>
        kind === "ACTIVITY_COMPLETED" && events[i - 1]?.kind === "ACTIVITY_ADDED" && activity.version === 1,
    );
    const changed = events.filter(({ kind }) => CHANGES.includes(kind)).length - moved / 2 - (logged ? 1 : 0);
    expect([said, born, activity.version]).toEqual([said, 1, 1 + changed]);
    const state = events
      .flatMap(({ changes }) => changes as { field: string; to: string }[])
      .filter(({ field }) => field === "state")
      .at(-1)?.to;
    expect([said, state ?? "OPEN"]).toEqual([said, activity.state]);
  }
  if (activities.every((activity) => activity.id !== id))
    expect([said, (await desk.log(id)).at(-1)?.kind]).toEqual([said, "ACTIVITY_DELETED"]);

  // Nothing is told of a case that has ended but what its end brings.
  let over = false;
  for (const { kind } of await desk.rows("SELECT kind FROM event WHERE case_id = $1 ORDER BY seq", caseId)) {
    if (kind === "REACTIVATED") over = false;
    if (over) expect([said, OF_THE_END]).toEqual([said, expect.arrayContaining([kind])]);
    if (["RESOLVED", "CLOSED", "CANCELED"].includes(kind)) over = true;
  }
}

async function meetFrom(state: ActivityState, ended: boolean, acts: readonly string[]): Promise<string> {
  const caseId = await caseIn(system, CaseState.OPEN);
  const where = { caseId, id: await activityIn(ctx, state, { caseId }) };
  if (ended) await ENDS.RESOLVE_ALL(where);
  const outcomes = await meet(where, acts);
  const said = `${state}${ended ? " under a resolved case" : ""}: ${acts.map((act, i) => `${act} ${outcomes[i]}`).join(", ")}`;
  await mustHold(where, said);
  return said;
}

const names = (of: object) => Object.keys(of);
const { OPEN, COMPLETED } = ActivityState;

describe("two sessions", () => {
  /** The state in which the act does something. */
  const before = (act: string) => (act === "REOPEN" ? COMPLETED : OPEN);

  test.each(names(ACTS))("%s and what ends its case, both ways round", async (act) => {
    for (const end of names(ENDS))
      for (const acts of [
        [act, end],
        [end, act],
      ])
        await meetFrom(before(act), false, acts);
  });

  test.each(["ADD", "REOPEN", "UPDATE", "MOVE_AWAY"])("%s and what undoes the end of its case", async (act) => {
    for (const acts of [
      [act, "REACTIVATE"],
      ["REACTIVATE", act],
      ["CLOSE", act],
    ])
      await meetFrom(COMPLETED, true, acts);
  });

  test.each(names(ACTS))("%s and everything else that is done to it", async (act) => {
    for (const second of names(ACTS)) await meetFrom(before(act), false, [act, second]);
  });

  test("of two that end it one does, and a resolution sees what came before it", async () => {
    expect(await meetFrom(OPEN, false, ["COMPLETE", "CANCEL"])).toBe("OPEN: COMPLETE done, CANCEL INVALID_TRANSITION");
    expect(await meetFrom(OPEN, false, ["COMPLETE", "RESOLVE"])).toBe("OPEN: COMPLETE done, RESOLVE done");
    expect(await meetFrom(OPEN, false, ["RESOLVE", "COMPLETE"])).toBe("OPEN: RESOLVE OPEN_ACTIVITIES, COMPLETE done");
    expect(await meetFrom(COMPLETED, false, ["REOPEN", "RESOLVE"])).toBe(
      "COMPLETED: REOPEN done, RESOLVE OPEN_ACTIVITIES",
    );
    expect(await meetFrom(COMPLETED, false, ["RESOLVE", "REOPEN"])).toBe(
      "COMPLETED: RESOLVE done, REOPEN CASE_READ_ONLY",
    );
    expect(await meetFrom(OPEN, false, ["DELETE", "RESOLVE"])).toBe("OPEN: DELETE done, RESOLVE done");
    expect(await meetFrom(OPEN, false, ["MOVE_AWAY", "RESOLVE"])).toBe("OPEN: MOVE_AWAY done, RESOLVE done");
    expect(await meetFrom(COMPLETED, true, ["REACTIVATE", "REOPEN"])).toBe(
      "COMPLETED under a resolved case: REACTIVATE done, REOPEN done",
    );
  });
});

test("three sessions", async () => {
  for (const acts of [
    ["REOPEN", "RESOLVE", "ADD"],
    ["RESOLVE", "REACTIVATE", "REOPEN"],
    ["RESOLVE_ALL", "REOPEN", "REACTIVATE"],
    ["ANSWER", "RESOLVE", "MOVE_AWAY"],
    ["CANCEL_CASE", "REACTIVATE", "DELETE"],
  ])
    for (const state of [OPEN, COMPLETED]) {
      await meetFrom(state, false, acts);
      await meetFrom(state, false, [...acts].reverse());
    }
});

test("onto one case from two sides: moves that cross do not hold each other up for good", async () => {
  const [one, two] = [await caseIn(system, CaseState.OPEN), await caseIn(system, CaseState.OPEN)];
  const [a, b] = [await activityIn(ctx, OPEN, { caseId: one }), await activityIn(ctx, OPEN, { caseId: two })];
  for (let i = 0; i < 10; i++) {
    const to = (from: string) => (from === one ? two : one);
    const at = i % 2 === 0 ? [one, two] : [two, one];
    const moved = await Promise.all([
      outcomeOf(updateActivity(ctx, { id: a, input: { caseId: to(at[0]!) } })),
      outcomeOf(updateActivity(ctx, { id: b, input: { caseId: to(at[1]!) } })),
    ]);
    expect(moved).toEqual(["done", "done"]);
  }
});

test("of many who open a case from one call one does", async () => {
  const { activity: originId } = await logPhoneCall(ctx, { subject: "x", direction: Direction.INCOMING });
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => outcomeOf(createCase(ctx, { title: "x", originId }))),
  );
  expect(outcomes.sort()).toEqual([...Array.from({ length: 7 }, () => "CONFLICT"), "done"]);
  expect(await desk.rows("SELECT count(*)::int AS n FROM service_case WHERE origin_id = $1", originId)).toEqual([
    { n: 1 },
  ]);
});

test("a lock that is not taken lets an activity open under a resolved case: the check can fail", async () => {
  const caseId = await caseIn(system, CaseState.OPEN);
  const where = { caseId, id: await activityIn(ctx, COMPLETED, { caseId }) };
  await desk.rows("ALTER TABLE activity DISABLE TRIGGER activity_wall");
  await ENDS.RESOLVE(where);
  await desk.rows(
    "UPDATE activity SET state = 'OPEN', completed_at = NULL, version = version + 1 WHERE id = $1",
    where.id,
  );
  await desk.rows("ALTER TABLE activity ENABLE TRIGGER activity_wall");
  await expect(mustHold(where, "past the lock")).rejects.toThrow();
});
