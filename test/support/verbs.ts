import type { PoolClient } from "pg";
import { createTask } from "../../src/activities/commands/createTask";
import { CaseAction } from "../../src/cases/case.policy";
import { addCollaborators } from "../../src/cases/commands/addCollaborators";
import { advanceStage } from "../../src/cases/commands/advanceStage";
import { assignCase } from "../../src/cases/commands/assignCase";
import { associatePerson } from "../../src/cases/commands/associatePerson";
import { cancelCase } from "../../src/cases/commands/cancelCase";
import { closeCase } from "../../src/cases/commands/closeCase";
import { commentOnCase } from "../../src/cases/commands/commentOnCase";
import { createCase } from "../../src/cases/commands/createCase";
import { escalateCase } from "../../src/cases/commands/escalateCase";
import { handBackCase } from "../../src/cases/commands/handBackCase";
import { holdCase } from "../../src/cases/commands/holdCase";
import { mergeCases } from "../../src/cases/commands/mergeCases";
import { rateCase } from "../../src/cases/commands/rateCase";
import { reactivateCase } from "../../src/cases/commands/reactivateCase";
import { resolveCase } from "../../src/cases/commands/resolveCase";
import { resumeCase } from "../../src/cases/commands/resumeCase";
import { returnStage } from "../../src/cases/commands/returnStage";
import { saveBusinessProcess } from "../../src/cases/commands/saveBusinessProcess";
import { saveCaseType } from "../../src/cases/commands/saveCaseType";
import { setCasePriority } from "../../src/cases/commands/setCasePriority";
import { setCaseStatus } from "../../src/cases/commands/setCaseStatus";
import { tagCase } from "../../src/cases/commands/tagCase";
import { updateCase } from "../../src/cases/commands/updateCase";
import { CaseState, Priority } from "../../src/cases/settings.entity";
import { addLink } from "../../src/evidence/commands/addLink";
import { attach } from "../../src/evidence/commands/attach";
import { Refusal } from "../../src/platform/errors";
import type { House } from "../../src/platform/house";
import { newId } from "../../src/platform/ids";
import type { Ctx } from "../../src/platform/work";
import { addToQueue } from "../../src/queues/commands/addToQueue";
import { createQueue } from "../../src/queues/commands/createQueue";
import { pickQueueItem } from "../../src/queues/commands/pickQueueItem";
import { releaseQueueItem } from "../../src/queues/commands/releaseQueueItem";
import { routeCase } from "../../src/routing/commands/routeCase";
import { openSupplierReturn } from "../../src/returns/commands/openSupplierReturn";

/** The case's place in a queue; what is finished has none, and then an id of nothing. */
async function itemOf({ house }: Ctx, id: string): Promise<string> {
  const client = await house.pool.connect();
  try {
    const { rows } = await client.query<{ id: string }>("SELECT id FROM queue_item WHERE case_id = $1", [id]);
    return rows[0]?.id ?? newId(29);
  } finally {
    client.release();
  }
}

/** One command for every action; each does what it does unless right or state forbid it. */
export const VERBS: Readonly<Record<CaseAction, (ctx: Ctx, id: string, person: string) => Promise<unknown>>> = {
  UPDATE: (ctx, id) => updateCase(ctx, { id, input: { title: "Another" } }),
  COMMENT: (ctx, id) => commentOnCase(ctx, { id, body: "Hello" }),
  COMMENT_INTERNALLY: (ctx, id) => commentOnCase(ctx, { id, body: "Hm", internal: true }),
  CHANGE_PRIORITY: (ctx, id) => setCasePriority(ctx, { id, priority: Priority.URGENT }),
  CHANGE_STATUS: (ctx, id) => setCaseStatus(ctx, { id, status: "open" }),
  HOLD: (ctx, id) => holdCase(ctx, { id, reason: "Parts" }),
  RESUME: (ctx, id) => resumeCase(ctx, { id }),
  ASSIGN: (ctx, id, person) => assignCase(ctx, { id, personId: person, team: "warehouse" }),
  ROUTE: (ctx, id) => routeCase(ctx, { id }),
  ADD_TO_QUEUE: (ctx, id) => addToQueue(ctx, { subjectId: id, queue: "elsewhere" }),
  PICK: async (ctx, id) => pickQueueItem(ctx, await itemOf(ctx, id)),
  RELEASE: async (ctx, id) => releaseQueueItem(ctx, await itemOf(ctx, id)),
  HAND_BACK: (ctx, id) => handBackCase(ctx, { id, reason: "Ill" }),
  ESCALATE: (ctx, id) => escalateCase(ctx, { id, reason: "They wait" }),
  ADD_ACTIVITY: (ctx, id) => createTask(ctx, { caseId: id, subject: "Call" }),
  // No such upload: what right and state let through is refused for that alone.
  ATTACH: (ctx, id) => attach(ctx, { subjectId: id, uploadId: newId(46) }),
  LINK: (ctx, id) => addLink(ctx, { subjectId: id, title: "Tracker", url: "https://example.org/1" }),
  TAG: (ctx, id) => tagCase(ctx, { id, tags: [newId(0)] }),
  ASSOCIATE_PERSON: (ctx, id) =>
    associatePerson(ctx, { caseId: id, personId: ctx.viewer?.personId ?? "", relation: newId(0) }),
  COLLABORATE: (ctx, id) => addCollaborators(ctx, { id, personIds: [ctx.viewer?.personId ?? ""] }),
  MERGE: async (ctx, id) => mergeCases(ctx, { sourceId: id, targetId: await mergeTarget(ctx.house) }),
  ADVANCE_STAGE: (ctx, id) => advanceStage(ctx, { caseId: id }),
  RETURN_STAGE: (ctx, id) => returnStage(ctx, { caseId: id }),
  RESOLVE: (ctx, id) => resolveCase(ctx, { id, input: { path: "advised", notes: "Done", cancelOpenActivities: true } }),
  CLOSE: (ctx, id) => closeCase(ctx, { id }),
  RATE: (ctx, id) => rateCase(ctx, { id, satisfaction: { score: 4 } }),
  CANCEL: (ctx, id) => cancelCase(ctx, { id, reason: "A test" }),
  REACTIVATE: (ctx, id) => reactivateCase(ctx, { id, reason: "Again" }),
  SET_CONFIDENTIAL: (ctx, id) => updateCase(ctx, { id, input: { confidential: true } }),
  OPEN_SUPPLIER_RETURN: (ctx, id) => openSupplierReturn(ctx, { caseId: id, supplier: "ACME", quantity: 1 }),
};

const TARGET = "What others are merged into";

async function mergeTarget(house: House): Promise<string> {
  const client = await house.pool.connect();
  const found = await client.query<{ id: string }>("SELECT id FROM service_case WHERE title = $1", [TARGET]);
  client.release();
  return found.rows[0]!.id;
}

/** A type whose process has a stage before and after the one that `caseIn` puts its cases in, the queues, a case to merge into. */
export async function processForAll(system: Ctx): Promise<void> {
  const stages = ["first", "second", "third"].map((key) => ({ key, name: key }));
  await saveBusinessProcess(system, { key: "walk", name: "Walk", stages });
  await saveCaseType(system, { key: "walked", name: "Walked", process: "walk" });
  for (const key of ["somewhere", "elsewhere"]) await createQueue(system, { key, name: key });
  await createCase(system, { title: TARGET });
}

/** A new case, brought to this state, in the middle of its process and in a queue. */
export async function caseIn(
  system: Ctx,
  state: CaseState,
  input: { readonly assigneeId?: string | null; readonly customerId?: string } = {},
): Promise<string> {
  const { assigneeId, ...rest } = input;
  const id = (await createCase(system, { title: "x", type: "walked", ...rest })).case;
  await advanceStage(system, { caseId: id });
  await addToQueue(system, { subjectId: id, queue: "somewhere" });
  if (assigneeId) await assignCase(system, { id, personId: assigneeId });
  if (state === CaseState.NEW) {
    if (assigneeId) await setCaseStatus(system, { id, status: "new" });
  } else await setCaseStatus(system, { id, status: "open" });
  if (state === CaseState.ON_HOLD) await VERBS.HOLD(system, id, "");
  if (state === CaseState.RESOLVED || state === CaseState.CLOSED) await VERBS.RESOLVE(system, id, "");
  if (state === CaseState.CLOSED) await VERBS.CLOSE(system, id, "");
  if (state === CaseState.CANCELED) await VERBS.CANCEL(system, id, "");
  return id;
}

const UNDONE = "A statement of the command had failed, so nothing was committed";

/** The same house, in which every transaction does all that it does and is then rolled back. */
export function withoutCommits(house: House): House {
  const connect = async (): Promise<PoolClient> => {
    const client = await house.pool.connect();
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    return new Proxy(client, {
      get: (target, name) => {
        if (name === "query") return (...given: unknown[]) => query(...(given[0] === "COMMIT" ? ["ROLLBACK"] : given));
        const value = Reflect.get(target, name) as unknown;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  const pool = Object.create(house.pool, { connect: { value: connect } }) as House["pool"];
  return Object.create(house, { pool: { value: pool } }) as House;
}

/** `done`, or the code of the refusal. */
export async function outcomeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    if ((error as Error).message === UNDONE) return "done";
    throw error;
  }
}
