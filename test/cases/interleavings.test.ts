import { CaseAction } from "../../src/cases/case.policy";
import { mergeCases } from "../../src/cases/commands/mergeCases";
import { CaseState } from "../../src/cases/settings.entity";
import type { Ctx } from "../../src/platform/work";
import { attach } from "../../src/evidence/commands/attach";
import { replayBreaches } from "../support/replay";
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
  MERGE,
  ATTACH,
  TAG,
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
  MERGE,
  ATTACH,
  TAG,
];
/** What makes a case read-only, or takes that away: met by everything. */
const ENDS = [RESOLVE, REACTIVATE, CANCEL, CLOSE, MERGE];
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
  MERGE: ["MERGED", 1],
  ATTACH: ["EVIDENCE_ADDED", 0],
  TAG: ["TAGGED", 1],
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

/** As everywhere, but with bytes that have come: an attachment that is let through is there. */
async function run(action: CaseAction, id: string): Promise<unknown> {
  if (action !== ATTACH) return VERBS[action](ctx, id, other.id);
  const [upload] = await desk.rows<{ id: string }>(
    `INSERT INTO upload (owner_id, filename, content_type, size, sha256, blocks, storage_key, stored_at)
     VALUES ($1, 'a.txt', 'text/plain', 1, repeat('0', 64), decode(repeat('00', 32), 'hex'), gen_random_uuid()::text, casegraph_now())
     RETURNING id`,
    desk.admin.id,
  );
  return attach(ctx, { subjectId: id, uploadId: upload!.id });
}

/** Lets the commands through to the case in this order, all of them under way at once. */
const through = (id: string, commands: readonly (() => Promise<unknown>)[]): Promise<string[]> =>
  meetAt(
    desk,
    id,
    commands.map((command) => () => outcomeOf(command())),
  );

const meet = (id: string, actions: readonly CaseAction[]): Promise<string[]> =>
  through(
    id,
    actions.map((action) => () => run(action, id)),
  );

const kindsOf = async (id: string) =>
  (await desk.rows<{ kind: string }>("SELECT kind FROM event WHERE case_id = $1 ORDER BY seq", id)).map(
    ({ kind }) => kind,
  );

/** What a case is like before others meet at it: its version, and how often its timeline tells of what. */
interface Before {
  readonly version: number;
  readonly kinds: Readonly<Record<string, number>>;
}

async function standing(id: string): Promise<Before> {
  const [row] = await desk.rows<{ version: number }>("SELECT version FROM service_case WHERE id = $1", id);
  const kinds: Record<string, number> = {};
  for (const kind of await kindsOf(id)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return { version: row!.version, kinds };
}

async function mustHold(id: string, before: Before, actions: readonly CaseAction[], outcomes: string[]) {
  const said = `${actions.join(", ")}: ${outcomes.join(", ")}`;
  const [row] = await desk.rows(
    `SELECT c.state, c.version, c.merged_into_id, (SELECT count(*)::int FROM activity a WHERE a.case_id = c.id AND a.state = 'OPEN') AS open,
       (SELECT count(*)::int FROM case_resolution r WHERE r.case_id = c.id AND r.current) AS resolutions
     FROM service_case c WHERE c.id = $1`,
    id,
  );
  const kinds = await kindsOf(id);
  const finished = ["RESOLVED", "CLOSED", "CANCELED"].includes(row!.state);
  if (finished) expect([said, row!.open]).toEqual([said, 0]);
  expect([said, row!.resolutions]).toEqual([said, row!.state === "RESOLVED" || row!.state === "CLOSED" ? 1 : 0]);

  // Done again, a priority or an assignment changes nothing.
  const done = actions.filter(
    (action, i) =>
      outcomes[i] === "done" && !((action === CHANGE_PRIORITY || action === ASSIGN) && actions.indexOf(action) < i),
  );
  const grown = done.reduce((sum, action) => sum + TOLD[action]![1], before.version);
  expect([said, row!.version]).toEqual([said, grown]);
  // What was done is told as often as it was done, and what was refused is not.
  for (const action of new Set(actions)) {
    const times = done.filter((one) => one === action).length;
    expect([said, kinds.filter((kind) => kind === TOLD[action]![0]).length]).toEqual([
      said,
      times + (before.kinds[TOLD[action]![0]] ?? 0),
    ]);
  }
  // What an event tells of is there, here or where the case was merged into.
  const [lost] = await desk.rows(
    `SELECT count(*)::int AS n FROM event e WHERE e.case_id = $1 AND (
       (e.comment_id IS NOT NULL AND NOT EXISTS (SELECT FROM comment r WHERE r.id = e.comment_id AND r.case_id = ANY ($2))) OR
       (e.activity_id IS NOT NULL AND NOT EXISTS (SELECT FROM activity r WHERE r.id = e.activity_id AND r.case_id = ANY ($2))) OR
       (e.attachment_id IS NOT NULL AND NOT EXISTS (SELECT FROM attachment r WHERE r.id = e.attachment_id AND r.case_id = ANY ($2))))`,
    id,
    [row!.merged_into_id ?? id],
  );
  expect([said, lost!.n]).toEqual([said, 0]);
  expect([said, await replayBreaches(desk, id)]).toEqual([said, []]);

  // Nothing is told of a case that has ended but what its end brings.
  let over = false;
  for (const kind of kinds) {
    if (kind === "REACTIVATED") over = false;
    if (over) expect([said, OF_THE_END]).toEqual([said, expect.arrayContaining([kind])]);
    if (["RESOLVED", "CLOSED", "CANCELED", "MERGED"].includes(kind)) over = true;
  }
}

async function meetFrom(state: CaseState, actions: readonly CaseAction[]) {
  const id = await caseIn(system, state);
  const before = await standing(id);
  await mustHold(id, before, actions, await meet(id, actions));
}

describe.each([CaseState.OPEN, CaseState.RESOLVED])("two sessions at a case that is %s", (state) => {
  test.each(MEETING)("%s first", async (first) => {
    const others = ENDS.includes(first) ? MEETING : [...ENDS, first];
    for (const second of others) await meetFrom(state, [first, second]);
  });
});

test.each([
  [RESOLVE, ADD_ACTIVITY, REACTIVATE],
  [RESOLVE, ATTACH, MERGE],
  [RESOLVE, COMMENT_INTERNALLY, ESCALATE],
  [RESOLVE, CHANGE_PRIORITY, TAG],
  [MERGE, ADD_ACTIVITY, CANCEL],
])("three sessions: %s, %s and %s in every order", async (...three) => {
  for (const a of three)
    for (const b of three)
      for (const c of three) if (a !== b && b !== c && a !== c) await meetFrom(CaseState.OPEN, [a, b, c]);
});

test("three sessions at what is resolved", async () => {
  await meetFrom(CaseState.RESOLVED, [REACTIVATE, ADD_ACTIVITY, RESOLVE]);
  await meetFrom(CaseState.RESOLVED, [ADD_ACTIVITY, REACTIVATE, ESCALATE]);
});

test("a case that is resolved takes in no other, and one that took in another is resolved with all that came", async () => {
  for (const resolvedFirst of [true, false]) {
    const [source, target] = [await caseIn(system, CaseState.OPEN), await caseIn(system, CaseState.OPEN)];
    const { activity } = (await VERBS.ADD_ACTIVITY(ctx, source, other.id)) as { activity: string };
    const merge = () => mergeCases(ctx, { sourceId: source, targetId: target });
    const resolve = () => run(RESOLVE, target);
    const outcomes = await through(target, resolvedFirst ? [resolve, merge] : [merge, resolve]);
    expect(outcomes).toEqual(resolvedFirst ? ["done", "CASE_READ_ONLY"] : ["done", "done"]);
    const [row] = await desk.rows(
      "SELECT a.state, a.case_id, c.state AS at FROM activity a JOIN service_case c ON c.id = a.case_id WHERE a.id = $1",
      activity,
    );
    expect(row).toEqual(
      resolvedFirst
        ? { state: "OPEN", case_id: source, at: "OPEN" }
        : { state: "CANCELED", case_id: target, at: "RESOLVED" },
    );
    for (const id of [source, target]) expect(await replayBreaches(desk, id)).toEqual([]);
  }
});

test("a gate that is not there lets a task under a resolved case: the check can fail", async () => {
  const id = await caseIn(system, CaseState.OPEN);
  const before = await standing(id);
  await desk.rows("ALTER TABLE activity DISABLE TRIGGER activity_wall");
  const outcomes = await meet(id, [RESOLVE]);
  await desk.rows("INSERT INTO activity (kind, subject, case_id) VALUES ('TASK', 'late', $1)", id);
  await desk.rows("ALTER TABLE activity ENABLE TRIGGER activity_wall");
  await expect(mustHold(id, before, [RESOLVE], outcomes)).rejects.toThrow();
});
