import { FINISHED, UNFINISHED } from "../../cases/case.policy";
import { change, instant, sayStep } from "../../cases/case.steps";
import { cancelActivities } from "../../cases/ending.steps";
import { CaseState } from "../../cases/settings.entity";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { ErrorCode } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { transact } from "../../platform/transact";
import type { Ctx, FieldChange, NewEvent, Work } from "../../platform/work";
import { type ImportedCase, importedClocks } from "../../sla/importedClocks.steps";
import { type CaseFacts, type CaseRow, factsOf, type Named, RowRefusal, type Standing } from "../caseRow.rules";
import { goesElsewhere, returnCharges } from "../covers.steps";
import { standingCases, whatIsNamed } from "../caseRows.queries";
import { insertCases, updateCases, type Written, writeResolutions } from "../caseRows.steps";
import { type ImportError, ImportKind } from "../importRun.entity";
import { queueRows, type RowQueue, RowRouter } from "../routing.steps";
import { takeRows, tellRun } from "../importRun.steps";

/**
 * Takes cases as another system tells them, each row with its own outcome, set by set. Told instants are kept, nobody is
 * notified, and a row that says what is so already writes nothing.
 */
export function importCases(ctx: Ctx, rows: readonly CaseRow[]) {
  return transact(
    ctx,
    async (work) => {
      takeRows(work, rows);
      const named = await whatIsNamed(work, rows);
      await sayStep(work, "import");
      const tally: Counting = { created: 0, updated: 0, errors: [] };
      // One externalId told twice is two turns: the second finds what the first made.
      for (const turn of turnsOf(rows)) await takeTurn(work, turn, named, tally);
      return { run: await tellRun(work, ImportKind.CASES, rows.length, tally) };
    },
    { timeoutMs: 60_000 },
  );
}

interface Place {
  readonly n: number;
  readonly row: CaseRow;
}

interface Counting {
  created: number;
  updated: number;
  readonly errors: ImportError[];
}

function turnsOf(rows: readonly CaseRow[]): Place[][] {
  const turns: Place[][] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, n) => {
    const turn = seen.get(row.externalId) ?? 0;
    seen.set(row.externalId, turn + 1);
    turns[turn] ??= [];
    turns[turn].push({ n, row });
  });
  return turns;
}

async function takeTurn(work: Work, turn: readonly Place[], named: Named, tally: Counting): Promise<void> {
  const known = await standingCases(
    work,
    turn.map(({ row }) => row.externalId),
  );
  const parents = { ...named.parents };
  const fresh: Written[] = [];
  const changed: (Written & { readonly was: Standing })[] = [];
  const queued: RowQueue[] = [];
  const keys = keysOf(named);
  const router = new RowRouter(work, keys);
  for (const { n, row } of turn) {
    const standing = known.get(row.externalId) ?? null;
    try {
      if (standing?.merged)
        throw new RowRefusal("externalId", `${standing.number} is merged`, ErrorCode.CASE_READ_ONLY);
      const told = factsOf(row, standing, { ...named, parents }, work.now.getTime());
      const id = standing?.id ?? newId(23);
      const to = told.teamId === null && UNFINISHED.includes(told.state) ? await router.route(id, told) : null;
      const facts = to ? { ...told, teamId: to.teamId, assigneeId: told.assigneeId ?? to.assigneeId } : told;
      const ruleId = to && facts.teamId !== standing?.teamId ? to.ruleId : null;
      if (!standing) fresh.push({ id, externalId: row.externalId, facts, version: null, ruleId });
      else if (!same(standing, facts))
        changed.push({ id, externalId: row.externalId, facts, version: standing.version, ruleId, was: standing });
      const queue = row.queue == null ? null : { id: named.queues[row.queue]!, key: row.queue };
      if (UNFINISHED.includes(facts.state) && (row.queue !== undefined || to?.queue))
        queued.push({
          caseId: id,
          assigneeId: facts.assigneeId,
          queue: queue ?? (row.queue === undefined ? to!.queue : null),
        });
      // Later rows of the same call may name this one as their parent.
      parents[row.externalId] = { id, child: facts.parentId !== null };
    } catch (error) {
      if (!(error instanceof RowRefusal)) throw error;
      const { code, path, message } = error;
      tally.errors.push({ row: n, externalId: row.externalId, code, path, message });
    }
  }
  const clocks = await importedClocks(work, [...fresh, ...changed].map(courseOf));
  const numbers = await insertCases(work, fresh, clocks.columns);
  await returnCharges(work, changed);
  await updateCases(work, changed, clocks.columns);
  // What ended elsewhere leaves nothing to do here.
  await cancelActivities(
    work,
    changed.filter(({ facts }) => FINISHED.includes(facts.state)).map(({ id }) => id),
  );
  await clocks.write();
  await writeResolutions(work, [...fresh, ...changed]);
  Object.assign(named.parents, parents);
  for (const one of fresh) tellNew(work, one, numbers.get(one.id)!, keys, clocks.columns(one.id).dueAt);
  for (const one of changed) tellChanged(work, one, keys, clocks.columns(one.id).dueAt);
  await queueRows(work, queued);
  tally.created += fresh.length;
  tally.updated += changed.length;
}

/** What of a told case its clocks are derived from. */
function courseOf({ id, facts, version }: Written): ImportedCase {
  const {
    typeId,
    customerId,
    priority,
    openedAt,
    firstRespondedAt,
    resolvedAt,
    closedAt,
    canceledAt,
    state,
    holdReason,
  } = facts;
  const at = resolvedAt ?? closedAt ?? canceledAt;
  return {
    id,
    typeId,
    customerId,
    isNew: version === null,
    priority,
    openedAt,
    firstRespondedAt,
    ended: at === null ? null : { at, canceled: state === CaseState.CANCELED },
    held: state === CaseState.ON_HOLD,
    holdReason,
  };
}

const same = (standing: Standing, facts: CaseFacts): boolean =>
  (Object.keys(facts) as (keyof CaseFacts)[]).every((field) =>
    field === "tags" ? JSON.stringify(standing.tags) === JSON.stringify(facts.tags) : standing[field] === facts[field],
  );

/** Ids back to keys, for the timeline. */
type Keys = (id: string | null) => string | null;
function keysOf(named: Named): Keys {
  const keys = new Map<string, string>();
  for (const [key, { id }] of [
    ...Object.entries(named.types),
    ...Object.entries(named.statuses),
    ...Object.entries(named.branches),
  ])
    keys.set(id, key);
  for (const [id, key] of Object.entries(named.stages)) keys.set(id, key);
  for (const table of [named.reasons, named.categories, named.paths, named.teams])
    for (const [key, id] of Object.entries(table)) keys.set(id, key);
  return (id) => (id === null ? null : (keys.get(id) ?? id));
}

const at = (told: number | null): Date => new Date(told!);
const about = (id: string, facts: CaseFacts): Pick<NewEvent, "subjectId" | "caseId" | "assetId"> => ({
  subjectId: id,
  caseId: id,
  assetId: facts.assetId,
});

function tellNew(work: Work, { id, facts, ruleId }: Written, number: string, key: Keys, due: Date | null): void {
  work.record({
    ...about(id, facts),
    kind: TimelineKind.OPENED,
    type: EventType.CASE_CREATED,
    at: at(facts.openedAt),
    data: { number, imported: true },
    changes: changesBetween(null, facts, key, due),
  });
  if (ruleId !== null) tellRouted(work, id, facts, ruleId, at(facts.openedAt));
  tellEnds(work, id, null, facts, key);
}

/** Quietly: the rules' choice is on the timeline, and nobody is told. */
function tellRouted(work: Work, id: string, facts: CaseFacts, ruleId: string, when: Date): void {
  work.record({
    ...about(id, facts),
    kind: TimelineKind.ROUTED,
    type: EventType.CASE_ROUTED,
    at: when,
    actorId: null,
    data: { imported: true, ruleId, teamId: facts.teamId, assigneeId: facts.assigneeId },
  });
}

function tellChanged(
  work: Work,
  { id, facts, ruleId, was }: Written & { readonly was: Standing },
  key: Keys,
  due: Date | null,
): void {
  const changes = changesBetween(was, facts, key, due);
  const words = [
    ...change("title", was.title, facts.title),
    ...change("description", was.description, facts.description),
  ];
  work.record({
    ...about(id, facts),
    kind: TimelineKind.UPDATED,
    type: EventType.CASE_UPDATED,
    data: { imported: true },
    changes,
    ...(words.length > 0 && { words: { changes: words } }),
  });
  if (ruleId !== null) tellRouted(work, id, facts, ruleId, work.now);
  tellEnds(work, id, was, facts, key);
}

/** The ends of a case's life that this row told first, each at its own instant. */
function tellEnds(work: Work, id: string, was: Standing | null, facts: CaseFacts, key: Keys): void {
  const data = { imported: true };
  if (facts.resolvedAt !== null && facts.resolvedAt !== was?.resolvedAt)
    work.record({
      ...about(id, facts),
      kind: TimelineKind.RESOLVED,
      type: EventType.CASE_RESOLVED,
      at: at(facts.resolvedAt),
      actorId: facts.resolvedById,
      data: { ...data, path: key(facts.pathId) },
      ...(facts.notes && { words: { note: facts.notes } }),
    });
  if (facts.closedAt !== null && facts.closedAt !== was?.closedAt)
    work.record({
      ...about(id, facts),
      kind: TimelineKind.CLOSED,
      type: EventType.CASE_CLOSED,
      at: at(facts.closedAt),
      actorId: null,
      data,
    });
  if (facts.canceledAt !== null && facts.canceledAt !== was?.canceledAt)
    work.record({
      ...about(id, facts),
      kind: TimelineKind.CANCELED,
      type: EventType.CASE_CANCELED,
      at: at(facts.canceledAt),
      actorId: null,
      data,
      ...(facts.cancelReason && { words: { note: facts.cancelReason } }),
    });
  const finished = (state: CaseState | undefined) =>
    state === CaseState.RESOLVED || state === CaseState.CLOSED || state === CaseState.CANCELED;
  if (was && finished(was.state) && !finished(facts.state))
    work.record({ ...about(id, facts), kind: TimelineKind.REACTIVATED, type: EventType.CASE_REACTIVATED, data });
}

type OrderContextId = "orderId" | "orderLineId" | "productId" | "workOrderId";

function changesBetween(was: Standing | null, facts: CaseFacts, key: Keys, due: Date | null): FieldChange[] {
  const when = (value: number | null | undefined) => (value == null ? null : instant(new Date(value)));
  const number = (value: number | null | undefined) => (value == null ? null : String(value));
  const keyed = (
    field: string,
    name: "statusId" | "typeId" | "reasonId" | "categoryId" | "teamId" | "branchId" | "stageId",
  ) => change(field, key(was?.[name] ?? null), key(facts[name]));
  const plain = (field: "priority" | "channel" | "state") => change(field, was?.[field] ?? null, facts[field]);
  const id = (
    field: string,
    name: "customerId" | "contactId" | "assetId" | "assigneeId" | "parentId" | OrderContextId,
  ) => change(field, was?.[name] ?? null, facts[name]);
  const told = (field: "openedAt" | "firstRespondedAt" | "resolvedAt" | "closedAt" | "canceledAt") =>
    change(field, when(was?.[field]), when(facts[field]));
  return [
    ...keyed("status", "statusId"),
    ...(was ? plain("state") : []),
    ...keyed("type", "typeId"),
    ...keyed("reason", "reasonId"),
    ...keyed("category", "categoryId"),
    ...plain("priority"),
    ...plain("channel"),
    ...keyed("team", "teamId"),
    ...keyed("branch", "branchId"),
    ...id("assignee", "assigneeId"),
    ...id("customer", "customerId"),
    ...id("contact", "contactId"),
    ...id("asset", "assetId"),
    ...id("order", "orderId"),
    ...id("orderLine", "orderLineId"),
    ...id("product", "productId"),
    ...id("workOrder", "workOrderId"),
    ...id("parent", "parentId"),
    ...(was && goesElsewhere(was, facts)
      ? [...change("entitlement", was.entitlementId, null), ...change("contract", was.contractId, null)]
      : []),
    ...(was ? (["openedAt", "firstRespondedAt", "resolvedAt", "closedAt", "canceledAt"] as const).flatMap(told) : []),
    ...keyed("stage", "stageId"),
    ...(was ? change("reopenCount", number(was.reopenCount), number(facts.reopenCount)) : []),
    ...change("confidential", was ? String(was.confidential) : "false", String(facts.confidential)),
    ...change("escalationLevel", number(was?.escalationLevel ?? 0), number(facts.escalationLevel)),
    ...change("satisfaction", number(was?.satisfaction), number(facts.satisfaction)),
    ...change("dueAt", when(was?.dueAt), instant(due)),
  ];
}
