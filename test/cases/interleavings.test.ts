import { CaseAction } from "../../src/cases/case.policy";
import { CaseState } from "../../src/cases/settings.entity";
import type { Ctx } from "../../src/platform/work";
import { type Desk, openDesk, type Somebody } from "../support/desk";
import { meetAt } from "../support/meeting";
import { caseIn, outcomeOf, processForAll, VERBS } from "../support/verbs";

const {
  RESOLVE,
  REACTIVATE,
  ADD_ACTIVITY,
  COMMENT_INTERNALLY,
  ESCALATE,
  CHANGE_PRIORITY,
  ASSIGN,
  HOLD,
  CANCEL,
  CLOSE,
} = CaseAction;
const MEETING = [
  RESOLVE,
  REACTIVATE,
  ADD_ACTIVITY,
  COMMENT_INTERNALLY,
  ESCALATE,
  CHANGE_PRIORITY,
  ASSIGN,
  HOLD,
  CANCEL,
  CLOSE,
];
/** What makes a case read-only, or takes that away: met by everything. */
const ENDS = [RESOLVE, REACTIVATE, CANCEL, CLOSE];
/** What each writes to the timeline first, and whether it makes a new version of the case. */
const TOLD: Readonly<Partial<Record<CaseAction, readonly [kind: string, version: number]>>> = {
  RESOLVE: ["RESOLVED", 1],
  REACTIVATE: ["REACTIVATED", 1],
  ADD_ACTIVITY: ["ACTIVITY_ADDED", 0],
  COMMENT_INTERNALLY: ["COMMENTED", 0],
  ESCALATE: ["ESCALATED", 1],
  CHANGE_PRIORITY: ["PRIORITY_CHANGED", 1],
  ASSIGN: ["ASSIGNED", 1],
  HOLD: ["HELD", 1],
  CANCEL: ["CANCELED", 1],
  CLOSE: ["CLOSED", 1],
};
/** What belongs to an end itself, and may be told after it. */
const OF_THE_END = ["SLA_MET", "SLA_CANCELED", "ACTIVITY_CANCELED", "DEQUEUED", "CLOSED", "REACTIVATED"];

let desk: Desk;
let system: Ctx;
let ctx: Ctx;
let other: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  system = desk.ctx();
  ctx = desk.ctx(await desk.viewer(desk.admin.token));
  await processForAll(system);
  other = await desk.person("Olga", ["service"]);
});
afterAll(() => desk.close());

/** Lets the actions through to the case in this order, all of them under way at once. */
const meet = (id: string, actions: readonly CaseAction[]): Promise<string[]> =>
  meetAt(
    desk,
    id,
    actions.map((action) => () => outcomeOf(VERBS[action](ctx, id, other.id))),
  );

async function mustHold(id: string, before: number, actions: readonly CaseAction[], outcomes: string[]) {
  const said = `${actions.join(", ")}: ${outcomes.join(", ")}`;
  const [row] = await desk.rows(
    `SELECT c.state, c.version, c.priority::text, (SELECT count(*)::int FROM activity a WHERE a.case_id = c.id AND a.state = 'OPEN') AS open,
       (SELECT count(*)::int FROM case_resolution r WHERE r.case_id = c.id AND r.current) AS resolutions
     FROM service_case c WHERE c.id = $1`,
    id,
  );
  const events = await desk.rows<{ kind: string; changes: { field: string; to: string | null }[] }>(
    "SELECT kind, changes FROM event WHERE case_id = $1 ORDER BY seq",
    id,
  );
  const kinds = events.map((event) => event.kind);
  const finished = ["RESOLVED", "CLOSED", "CANCELED"].includes(row!.state);
  if (finished) expect([said, row!.open]).toEqual([said, 0]);
  expect([said, row!.resolutions]).toEqual([said, row!.state === "RESOLVED" || row!.state === "CLOSED" ? 1 : 0]);

  // Done again, a priority or an assignment changes nothing.
  const done = actions.filter(
    (action, i) =>
      outcomes[i] === "done" && !((action === CHANGE_PRIORITY || action === ASSIGN) && actions.indexOf(action) < i),
  );
  const grown = done.reduce((sum, action) => sum + TOLD[action]![1], before);
  expect([said, row!.version]).toEqual([said, grown]);
  for (const [kind] of done.map((action) => TOLD[action]!))
    expect([said, kinds]).toEqual([said, expect.arrayContaining([kind])]);

  // The timeline replays to the row.
  const last = (field: string) =>
    events
      .flatMap((event) => event.changes)
      .filter((change) => change.field === field)
      .at(-1)?.to;
  expect([said, last("state"), last("priority")]).toEqual([said, row!.state, row!.priority]);

  // Nothing is told of a case that has ended but what its end brings.
  let over = false;
  for (const kind of kinds) {
    if (kind === "REACTIVATED") over = false;
    if (over) expect([said, OF_THE_END]).toEqual([said, expect.arrayContaining([kind])]);
    if (kind === "RESOLVED" || kind === "CLOSED" || kind === "CANCELED") over = true;
  }
}

const versionOf = async (id: string) =>
  (await desk.rows<{ version: number }>("SELECT version FROM service_case WHERE id = $1", id))[0]!.version;

async function meetFrom(state: CaseState, actions: readonly CaseAction[]) {
  const id = await caseIn(system, state);
  const before = await versionOf(id);
  await mustHold(id, before, actions, await meet(id, actions));
}

describe.each([CaseState.OPEN, CaseState.RESOLVED])("two sessions at a case that is %s", (state) => {
  test.each(MEETING)("%s first", async (first) => {
    const others = ENDS.includes(first) ? MEETING : [...ENDS, first];
    for (const second of others) await meetFrom(state, [first, second]);
  });
});

test("three sessions", async () => {
  const three = [RESOLVE, ADD_ACTIVITY, REACTIVATE];
  for (const a of three)
    for (const b of three)
      for (const c of three) if (a !== b && b !== c && a !== c) await meetFrom(CaseState.OPEN, [a, b, c]);
  await meetFrom(CaseState.RESOLVED, [REACTIVATE, ADD_ACTIVITY, RESOLVE]);
  await meetFrom(CaseState.RESOLVED, [ADD_ACTIVITY, REACTIVATE, ESCALATE]);
});

test("a gate that is not there lets a task under a resolved case: the check can fail", async () => {
  const id = await caseIn(system, CaseState.OPEN);
  const before = await versionOf(id);
  await desk.rows("ALTER TABLE activity DISABLE TRIGGER activity_wall");
  const outcomes = await meet(id, [RESOLVE]);
  await desk.rows("INSERT INTO activity (kind, subject, case_id) VALUES ('TASK', 'late', $1)", id);
  await desk.rows("ALTER TABLE activity ENABLE TRIGGER activity_wall");
  await expect(mustHold(id, before, [RESOLVE], outcomes)).rejects.toThrow();
});
