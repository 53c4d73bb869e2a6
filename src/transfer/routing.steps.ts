import type { Work } from "../platform/work";
import { enterQueue, moveToQueue, takeOffQueue } from "../queues/queueItem.steps";
import { newId } from "../platform/ids";
import { sql } from "../platform/sql";
import { newApplicant } from "../routing/applicant.queries";
import { firstThatHolds, type Targets, targetsOf } from "../routing/route.steps";
import { type RuleSet, rulesOf } from "../routing/ruleSet.queries";
import { type CaseFacts } from "./caseRow.rules";
import { columnsOf } from "./caseRows.steps";

/** Where the rules lead a row: quietly, to a team, a queue and its person, and by no strategy: what is told is the past. */
export interface RowRoute {
  readonly ruleId: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly queue: { readonly id: string; readonly key: string } | null;
}

/** The rules over the rows of one import; where each leads is looked up once. */
export class RowRouter {
  private rules: RuleSet | undefined;
  private readonly targets = new Map<string, Promise<Targets>>();

  constructor(
    private readonly work: Work,
    /** Ids to keys. */
    private readonly key: (id: string | null) => string | null,
  ) {}

  async route(id: string, facts: CaseFacts): Promise<RowRoute | null> {
    const { work, key } = this;
    this.rules ??= await rulesOf(work);
    const rule = await firstThatHolds(work, this.rules, applicantOf(id, facts, key));
    if (!rule) return null;
    const place = `${rule.id} ${facts.branchId}`;
    const found = this.targets.get(place) ?? targetsOf(work, rule, facts.branchId);
    this.targets.set(place, found);
    const { team, queue, person, manager } = await found;
    const assigneeId = rule.personId !== null ? person : rule.toBranchManager ? manager : null;
    return { ruleId: rule.id, teamId: team?.id ?? null, assigneeId, queue };
  }
}

const applicantOf = (id: string, facts: CaseFacts, key: (id: string | null) => string | null) =>
  newApplicant(
    {
      type: key(facts.typeId),
      reason: key(facts.reasonId),
      category: key(facts.categoryId),
      branch: key(facts.branchId),
    },
    { id, ...columnsOf(facts) },
  );

/** What a row says of its case's queue: a key's, or (null) none. */
export interface RowQueue {
  readonly caseId: string;
  readonly assigneeId: string | null;
  readonly queue: { readonly id: string; readonly key: string } | null;
}

/** Puts cases where their rows say, each out of where it was. */
export async function queueRows(work: Work, rows: readonly RowQueue[]): Promise<void> {
  if (rows.length === 0) return;
  const standing = await work.query<{ id: string; caseId: string; queueId: string; queue: string }>(sql`
    SELECT i.id, i.case_id AS "caseId", i.queue_id AS "queueId", q.key AS queue FROM queue_item i JOIN queue q ON q.id = i.queue_id
    WHERE i.case_id = ANY (${rows.map(({ caseId }) => caseId)}::uuid[]) FOR UPDATE OF i`);
  const items = new Map(standing.map((item) => [item.caseId, item]));
  for (const { caseId, assigneeId, queue } of rows) {
    const of = { subjectId: caseId, caseId, activityId: null };
    const item = items.get(caseId);
    const to = queue && { ...queue, open: true };
    if (!item) {
      if (to) await enterQueue(work, { ...of, id: newId(29), owner: assigneeId, queue: to });
    } else if (to) await moveToQueue(work, { ...item, about: of }, to);
    else await takeOffQueue(work, { ...item, about: of });
  }
}
