import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ActivityKind, ActivityState } from "../../src/activities/activity.entity";
import { ActivityVerb } from "../../src/activities/activity.policy";
import { CaseState } from "../../src/cases/settings.entity";
import type { Ctx } from "../../src/platform/work";
import { ACTIVITY_VERBS, activityCell, activityIn, activityTable, kindFor } from "../support/activityVerbs";
import { type Desk, openDesk, type Somebody } from "../support/desk";
import { outcomeOf, processForAll, VERBS, caseIn } from "../support/verbs";

const STATES = Object.values(ActivityState);
const ALL = Object.values(ActivityVerb);
const FINISHED = [CaseState.RESOLVED, CaseState.CLOSED, CaseState.CANCELED];

let desk: Desk;
let system: Ctx;
let admin: Ctx;
let other: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  system = desk.ctx();
  admin = desk.ctx(await desk.viewer(desk.admin.token));
  await processForAll(system);
  other = await desk.person("Olga", ["service"]);
});
afterAll(() => desk.close());

const everything = () =>
  desk.rows(
    `SELECT (SELECT count(*)::int FROM event) AS events, (SELECT md5(string_agg(a::text, '|' ORDER BY id)) FROM activity a) AS activities,
       (SELECT count(*)::int FROM service_case) AS cases, (SELECT count(*)::int FROM timer) AS timers`,
  );
const stateOf = async (id: string) =>
  (await desk.rows<{ state: string }>("SELECT state FROM activity WHERE id = $1", id))[0]?.state ?? "gone";

describe("what may be done to an activity in which state", () => {
  test.each(ALL)("%s", async (verb) => {
    for (const state of STATES)
      for (const onCase of verb === ActivityVerb.OPEN_CASE ? [false] : [false, true]) {
        const caseId = onCase ? await caseIn(system, CaseState.OPEN) : null;
        const id = await activityIn(admin, state, { kind: kindFor(verb), caseId, assigneeId: desk.admin.id });
        const before = await everything();
        const outcome = await outcomeOf(ACTIVITY_VERBS[verb](admin, id, other.id));
        const expected = activityCell(verb, state);
        const refused = expected === "INVALID_TRANSITION";
        expect([state, onCase, outcome]).toEqual([state, onCase, refused ? expected : "done"]);
        if (refused) expect(await everything()).toEqual(before);
        expect([state, await stateOf(id)]).toEqual([state, refused || expected === "stays" ? state : expected]);
      }
  });

  test("is what ARCHITECTURE.md shows", () => {
    expect(readFileSync(join(__dirname, "../../ARCHITECTURE.md"), "utf8")).toContain(activityTable());
  });
});

describe("on a case that has ended nothing is done to an activity, nor added", () => {
  test.each(FINISHED)("%s", async (end) => {
    const caseId = await caseIn(system, CaseState.OPEN);
    const ids = new Map<string, string>();
    for (const verb of ALL)
      for (const state of [ActivityState.COMPLETED, ActivityState.CANCELED])
        ids.set(
          `${verb} ${state}`,
          await activityIn(admin, state, { kind: kindFor(verb), caseId, assigneeId: desk.admin.id }),
        );
    if (end !== CaseState.CANCELED) await VERBS.RESOLVE(system, caseId, "");
    if (end === CaseState.CLOSED) await VERBS.CLOSE(system, caseId, "");
    if (end === CaseState.CANCELED) await VERBS.CANCEL(system, caseId, "");
    const before = await everything();
    for (const verb of ALL)
      for (const state of [ActivityState.COMPLETED, ActivityState.CANCELED])
        expect([
          verb,
          state,
          await outcomeOf(ACTIVITY_VERBS[verb](admin, ids.get(`${verb} ${state}`)!, other.id)),
        ]).toEqual([verb, state, "CASE_READ_ONLY"]);
    for (const kind of [ActivityKind.TASK, ActivityKind.PHONE_CALL, ActivityKind.APPOINTMENT])
      expect(await outcomeOf(activityIn(admin, ActivityState.OPEN, { kind, caseId }))).toBe("CASE_READ_ONLY");
    expect(await everything()).toEqual(before);
  });

  test("and below the commands the database refuses it too", async () => {
    const caseId = await caseIn(system, CaseState.OPEN);
    const id = await activityIn(admin, ActivityState.COMPLETED, { caseId });
    const open = await activityIn(admin, ActivityState.OPEN, { caseId });
    await expect(
      desk.rows(
        "UPDATE service_case SET state = 'RESOLVED', status_id = (SELECT id FROM case_status WHERE state = 'RESOLVED' AND is_default), resolved_at = now(), version = version + 1 WHERE id = $1",
        caseId,
      ),
    ).rejects.toMatchObject({ code: "CG004" });
    await desk.rows("UPDATE activity SET state = 'CANCELED', version = version + 1 WHERE id = $1", open);
    await VERBS.RESOLVE(system, caseId, "");
    for (const statement of [
      "UPDATE activity SET state = 'OPEN', completed_at = NULL, version = version + 1 WHERE id = $1",
      "UPDATE activity SET case_id = NULL, version = version + 1 WHERE id = $1",
      "DELETE FROM activity WHERE id = $1",
    ])
      await expect(desk.rows(statement, id)).rejects.toMatchObject({ code: "CG003" });
    await expect(
      desk.rows("INSERT INTO activity (kind, subject, case_id) VALUES ('TASK', 'late', $1)", caseId),
    ).rejects.toMatchObject({ code: "CG003" });
  });
});

describe("who may", () => {
  /** Verb by verb what a viewer gets, with an activity of their own hand where they may write. */
  const outcomes = async (
    somebody: Somebody,
    kind: ActivityKind,
    more: { caseId?: string; customerId?: string } = {},
  ) => {
    const ctx = desk.ctx(await desk.viewer(somebody.token));
    const found: Record<string, string> = {};
    for (const verb of ALL) {
      const state = verb === ActivityVerb.REOPEN ? ActivityState.CANCELED : ActivityState.OPEN;
      const id = await activityIn(system, state, { kind, assigneeId: other.id, ...more });
      found[verb] = await outcomeOf(ACTIVITY_VERBS[verb](ctx, id, other.id));
    }
    found.ADD = await outcomeOf(activityIn(ctx, ActivityState.OPEN, { kind, ...more }));
    return found;
  };
  const all = (outcome: string, more: Record<string, string> = {}) => ({
    ...Object.fromEntries([...ALL, "ADD"].map((verb) => [verb, outcome])),
    ...more,
  });
  const KIND = "BAD_USER_INPUT";

  test("who writes does all but what is an assigner's, the assignee's and the author's own", async () => {
    const tech = await desk.person("Tom", ["service"]);
    const lead = await desk.person("Lena", ["support_lead"]);
    const caseId = await caseIn(system, CaseState.OPEN);
    const task = { OPEN_CASE: KIND, RESCHEDULE: KIND, HAND_BACK: "FORBIDDEN" };
    expect(await outcomes(tech, ActivityKind.TASK, { caseId })).toEqual(
      all("done", { ...task, ASSIGN: "FORBIDDEN", DELETE: "FORBIDDEN" }),
    );
    expect(await outcomes(lead, ActivityKind.TASK, { caseId })).toEqual(all("done", task));
    expect(await outcomes(lead, ActivityKind.PHONE_CALL)).toEqual(
      all("done", { RESCHEDULE: KIND, HAND_BACK: "FORBIDDEN" }),
    );
  });

  test.each(["executive", "installer"])("an %s does none of it, and a denial leaves no trace", async (role) => {
    const reader = await desk.person(`Some${role}`, [role]);
    const ctx = desk.ctx(await desk.viewer(reader.token));
    const caseId = await caseIn(system, CaseState.OPEN);
    for (const more of [{ caseId }, {}])
      for (const kind of [ActivityKind.TASK, ActivityKind.PHONE_CALL, ActivityKind.APPOINTMENT]) {
        expect(await outcomes(reader, kind, more)).toEqual(all("FORBIDDEN"));
        const id = await activityIn(system, ActivityState.OPEN, { kind, ...more });
        const before = await everything();
        for (const verb of ALL) await outcomeOf(ACTIVITY_VERBS[verb](ctx, id, other.id));
        expect(await everything()).toEqual(before);
      }
  });

  test("who does not see the case finds no activity of it", async () => {
    const caseId = await caseIn(system, CaseState.OPEN);
    await desk.admin.sdk.UpdateCase({ id: caseId, input: { confidential: true } });
    const support = await desk.person("Sue", ["support"]);
    expect(await outcomes(support, ActivityKind.TASK, { caseId })).toEqual(all("NOT_FOUND"));
  });

  test("a customer's contact does none of it: calls are seen, tasks are not even there", async () => {
    const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
    const customerId = createCustomer.customer.id;
    const contact = await desk.person("Carl", ["customer"], { customerId });
    const caseId = await caseIn(system, CaseState.OPEN, { customerId });
    for (const more of [{ customerId }, { caseId, customerId }]) {
      expect(await outcomes(contact, ActivityKind.PHONE_CALL, more)).toEqual(all("FORBIDDEN"));
      expect(await outcomes(contact, ActivityKind.APPOINTMENT, more)).toEqual(all("FORBIDDEN"));
      expect(await outcomes(contact, ActivityKind.TASK, more)).toEqual(all("NOT_FOUND", { ADD: "FORBIDDEN" }));
    }
  });
});
