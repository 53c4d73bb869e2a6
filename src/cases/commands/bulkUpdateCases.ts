import { GraphQLError } from "graphql";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import type { ErrorCode } from "../../platform/errors";
import { mustExist } from "../../platform/mustExist";
import { tell } from "../../platform/tell";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { queueByKey, queueFound } from "../../queues/queue.queries";
import { lockSubject, mustBeOpenTo, putInQueue } from "../../queues/queueItem.steps";
import { mayQueue } from "../../queues/rights.steps";
import { assignWith } from "../assigning.steps";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { resolveWith } from "../closing.steps";
import { prioritizeWith } from "../priority.steps";
import type { Priority } from "../settings.entity";
import { setStatusWith } from "../status.steps";
import { tagWith } from "../tags.steps";
import { EventType, TimelineKind } from "../timeline.events";
import { updateWith } from "../updating.steps";
import type { ResolveCase } from "./resolveCase";

/** What is done to each case; what is left out is not done. */
export interface BulkCase {
  /** By key, as are reason, category, team, queue and status. */
  readonly type?: string | null;
  readonly reason?: string | null;
  /** Null takes it away. */
  readonly category?: string | null;
  readonly priority?: Priority | null;
  readonly team?: string | null;
  /** Null takes the person off. */
  readonly assigneeId?: string | null;
  readonly queue?: string | null;
  readonly status?: string | null;
  /** With a status its note (of a hold: the reason), else a note on the timeline. */
  readonly note?: string | null;
  readonly addTags?: readonly string[] | null;
  readonly removeTags?: readonly string[] | null;
  readonly resolve?: ResolveCase | null;
}

interface Outcome {
  readonly id: string;
  readonly case: string | null;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

/** Who may do any of it to any case. */
const SOME = [
  Permission.SERVICE_WRITE,
  Permission.SERVICE_ASSIGN,
  Permission.SERVICE_RESOLVE,
  Permission.SERVICE_RESOLVE_OWN,
] as const;

/**
 * Does the same to many cases, one after the other, each as a whole or not at all and with an outcome of its own. Under an
 * Idempotency-Key what was done is not done again, and what was refused is tried again.
 */
export async function bulkUpdateCases(ctx: Ctx, { ids, input }: { ids: readonly string[]; input: BulkCase }) {
  if (ctx.viewer) permit(ctx.viewer, ...SOME);
  const results: Outcome[] = [];
  for (const id of ids) results.push(await outcomeOf(ctx, id, input));
  return { results };
}

async function outcomeOf(ctx: Ctx, id: string, input: BulkCase): Promise<Outcome> {
  const { idempotency } = ctx;
  const own = idempotency && { ...idempotency, slot: `${idempotency.slot}.${id.toLowerCase()}` };
  try {
    const done = await transact({ ...ctx, idempotency: own }, (work) => update(work, id, input));
    return { id, case: done.case, error: null };
  } catch (error) {
    // Told, or masked and logged, as it would be alone.
    const original = error instanceof Error ? error : new Error(String(error));
    const told = tell(new GraphQLError(original.message, { originalError: original }), ctx.house.log, ctx.requestId);
    return { id, case: null, error: { code: told.extensions!.code as ErrorCode, message: told.message } };
  }
}

/** In the order of the input's fields; every step takes the case as the one before has left it. */
async function update(work: Work, id: string, input: BulkCase): Promise<{ case: string }> {
  const { type, reason, category, priority, team, assigneeId, queue, status, note } = input;
  if (type !== undefined || reason !== undefined || category !== undefined)
    await updateWith(work, { id, input: { type, reason, category } });
  if (priority != null) await prioritizeWith(work, { id, priority });
  if (team != null || assigneeId !== undefined)
    await assignWith(work, { id, personId: assigneeId, team }, { person: "input.assigneeId", team: "input.team" });
  if (queue != null) await queueWith(work, id, queue);
  if (status != null) await setStatusWith(work, { id, status, note }, "input.status");
  else if (note != null) await noteWith(work, id, note);
  if (input.addTags) await tagWith(work, { id, add: input.addTags }, "input.addTags");
  if (input.removeTags) await tagWith(work, { id, remove: input.removeTags }, "input.removeTags");
  if (input.resolve) await resolveWith(work, { id, input: input.resolve }, "input.resolve");
  return { case: id.toLowerCase() };
}

async function queueWith(work: Work, id: string, key: string): Promise<void> {
  const of = await lockSubject(work, { caseId: id, activityId: null });
  mayQueue(work, of, CaseAction.ADD_TO_QUEUE);
  const found = await mustExist(work, { queue: queueByKey(work, "input.queue", key) });
  const queue = queueFound(found.queue)!;
  mustBeOpenTo(work, queue);
  await putInQueue(work, of, queue);
}

async function noteWith(work: Work, id: string, note: string): Promise<void> {
  const subject = await takeCase(work, id, CaseAction.UPDATE);
  work.record({
    kind: TimelineKind.NOTED,
    type: EventType.CASE_UPDATED,
    subjectId: subject.id,
    caseId: subject.id,
    words: { note },
  });
}
