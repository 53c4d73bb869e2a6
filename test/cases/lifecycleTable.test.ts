import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CaseAction, FINISHED } from "../../src/cases/case.policy";
import { CaseState } from "../../src/cases/settings.entity";
import type { Ctx } from "../../src/platform/work";
import { type Desk, openDesk, type Somebody } from "../support/desk";
import { cell, lifecycleTable } from "../support/lifecycleTable";
import { caseIn, outcomeOf, processForAll, VERBS, withoutCommits } from "../support/verbs";

const STATES = Object.values(CaseState);
const ACTIONS = Object.values(CaseAction);
const ROLES = [
  "admin",
  "owner",
  "manager",
  "support_lead",
  "support",
  "dispatcher",
  "service",
  "installer",
  "buyer",
  "executive",
];

let desk: Desk;
let system: Ctx;
let admin: Ctx;
let customerId: string;
let other: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  system = desk.ctx();
  admin = desk.ctx(await desk.viewer(desk.admin.token));
  await processForAll(system);
  customerId = (await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } })).createCustomer.customer.id;
  other = await desk.person("Olga", ["service"]);
});
afterAll(() => desk.close());

const stateOf = async (id: string) =>
  (await desk.rows<{ state: CaseState }>("SELECT state FROM service_case WHERE id = $1", id))[0]!.state;
const everything = async (id: string) =>
  (
    await desk.rows(
      "SELECT c::text AS row, (SELECT count(*)::int FROM event) AS events FROM service_case c WHERE id = $1",
      id,
    )
  )[0];

describe("what may be done in which state", () => {
  test.each(ACTIONS)("%s", async (action) => {
    for (const state of STATES) {
      // Nobody may hold what is picked.
      const assigneeId = action === CaseAction.PICK ? null : desk.admin.id;
      const id = await caseIn(system, state, { assigneeId });
      const before = await everything(id);
      const outcome = await outcomeOf(VERBS[action](admin, id, other.id));
      // What is finished is in no queue, so there is nothing to pick or give back.
      const ofItem = action === CaseAction.PICK || action === CaseAction.RELEASE;
      const expected = ofItem && FINISHED.includes(state) ? "NOT_FOUND" : cell(action, state);
      if (["CASE_READ_ONLY", "INVALID_TRANSITION", "NOT_FOUND"].includes(expected)) {
        expect([state, outcome]).toEqual([state, expected]);
        expect(await everything(id)).toEqual(before);
      } else {
        expect([state, outcome]).toEqual([state, action === CaseAction.ATTACH ? "BAD_USER_INPUT" : "done"]);
        const to = action === CaseAction.CHANGE_STATUS ? CaseState.OPEN : expected === "stays" ? state : expected;
        expect([state, await stateOf(id)]).toEqual([state, to]);
      }
    }
  });

  test("is what ARCHITECTURE.md shows", () => {
    expect(readFileSync(join(__dirname, "../../ARCHITECTURE.md"), "utf8")).toContain(lifecycleTable());
  });
});

const REFUSED = ["FORBIDDEN", "CASE_READ_ONLY", "INVALID_TRANSITION", "NOT_FOUND", "ALREADY_PICKED"];

/** What the commands let through, action by action; each is undone. */
async function letThrough(viewer: Somebody, id: string): Promise<string[]> {
  const ctx = { ...desk.ctx(await desk.viewer(viewer.token)), house: withoutCommits(desk.house) };
  const passed: string[] = [];
  for (const action of ACTIONS) {
    // What a customer asks to say internally is said in public: that is COMMENT, and no action of its own.
    if (ctx.viewer!.customerId !== null && action === CaseAction.COMMENT_INTERNALLY) continue;
    const outcome = await outcomeOf(VERBS[action](ctx, id, other.id));
    if (!REFUSED.includes(outcome)) passed.push(action);
  }
  return passed;
}

describe("viewerCan is what the commands then allow", () => {
  const compare = async (viewer: Somebody, input: Parameters<typeof caseIn>[2]) => {
    for (const state of STATES) {
      const id = await caseIn(system, state, input);
      const { case: seen } = await viewer.sdk.CaseStandingOf({ id });
      expect([state, seen?.viewerCan ?? []]).toEqual([state, await letThrough(viewer, id)]);
    }
  };

  test.each(ROLES)("for %s, on one's own and on others' cases", async (role) => {
    const viewer = await desk.person(`Some${role}`, [role]);
    await compare(viewer, { assigneeId: other.id });
    await compare(viewer, { assigneeId: viewer.id });
  });

  test("for a customer's contact", async () => {
    const contact = await desk.person("Carl", ["customer"], { customerId });
    await compare(contact, { customerId });
    await compare(contact, {});
  });
});
