import { conflict, invalid, notFound, type Violation } from "../platform/errors";
import { typeOfId } from "../platform/ids";
import { raw, type Sql, sql } from "../platform/sql";
import type { FieldChange, Work } from "../platform/work";
import { Case } from "./case.entity";
import { assertCan, type CaseAction, type CaseStanding } from "./case.policy";
import { CaseState, type Priority } from "./settings.entity";
import { EventType, TimelineKind } from "./timeline.events";

/** A case as it stands under the command's lock. */
export interface LockedCase extends CaseStanding {
  readonly id: string;
  readonly version: number;
  readonly externalId: string | null;
  readonly title: string;
  readonly description: string;
  readonly typeId: string;
  readonly typeKey: string;
  readonly reasonId: string;
  readonly reasonKey: string;
  readonly categoryId: string | null;
  readonly categoryKey: string | null;
  readonly statusId: string;
  readonly statusKey: string;
  /** Ids of the statuses that the present one leads to; none: all that the state's own rules allow. */
  readonly allowedNext: readonly string[];
  readonly holdReason: string | null;
  readonly holdUntil: Date | null;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly customerId: string | null;
  readonly contactId: string | null;
  readonly assetId: string | null;
  readonly orderId: string | null;
  readonly orderLineId: string | null;
  readonly productId: string | null;
  readonly entitlementId: string | null;
  readonly contractId: string | null;
  readonly channel: string;
  readonly workOrderId: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly teamKey: string | null;
  readonly branchId: string | null;
  readonly branchKey: string | null;
  readonly confidential: boolean;
  readonly dueAt: Date | null;
  readonly escalationLevel: number;
  readonly parentId: string | null;
  readonly putsAssetInRepair: boolean;
  readonly requiresEntitlement: boolean;
  readonly resolveInLastStageOnly: boolean;
  readonly openedAt: Date;
  readonly firstRespondedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly canceledAt: Date | null;
  readonly reopenCount: number;
}

/** Locks the case that the viewer sees, and refuses unless the viewer may do this to it now. */
export async function takeCase(
  work: Work,
  id: string,
  action: CaseAction,
  expectedVersion?: number | null,
): Promise<LockedCase> {
  const subject = await lockCase(work, id);
  assertCan(work.ctx.viewer, action, subject);
  if (expectedVersion != null && expectedVersion !== subject.version)
    throw conflict(`${subject.number} has moved on to version ${subject.version}.`, {
      currentVersion: subject.version,
    });
  return subject;
}

/**
 * Locks two cases and asks the same of both; answers them in the order given. The smaller id is locked first, so that two
 * who want the same two do not wait for each other.
 */
export async function takeTwoCases(
  work: Work,
  ids: readonly [string, string],
  action: CaseAction,
  /** What is wrong where both are the same; told only to who might do this to it. */
  self: Violation,
): Promise<[LockedCase, LockedCase]> {
  const [first, second] = ids.map((id) => id.toLowerCase()) as [string, string];
  if (first === second) {
    await takeCase(work, first, action);
    throw invalid(self);
  }
  const turned = second < first;
  const one = await lockCase(work, turned ? second : first);
  const other = await lockCase(work, turned ? first : second);
  const both: [LockedCase, LockedCase] = turned ? [other, one] : [one, other];
  for (const subject of both) assertCan(work.ctx.viewer, action, subject);
  return both;
}

const keyOf = (table: string, column: string): Sql =>
  sql`(SELECT k.key FROM ${raw(table)} k WHERE k.id = c.${raw(column)})`;

const ofType = (column: string): Sql => sql`(SELECT k.${raw(column)} FROM case_type k WHERE k.id = c.type_id)`;

/** The lock on a case and all that hangs on it; NOT_FOUND for what the viewer does not see. */
export async function lockCase(work: Work, id: string): Promise<LockedCase> {
  const c = raw("c");
  // No joins: whoever waits for the lock is shown the row as it is then, and a join would drop it where its key has changed.
  const found =
    typeOfId(id) === 23 &&
    (await work.one<LockedCase>(sql`
      SELECT c.id, c.number, c.version, c.external_id AS "externalId", c.title, c.description, c.state, c.priority, c.tags, c.channel,
        c.type_id AS "typeId", ${keyOf("case_type", "type_id")} AS "typeKey",
        c.reason_id AS "reasonId", ${keyOf("reason_code", "reason_id")} AS "reasonKey",
        c.category_id AS "categoryId", ${keyOf("case_category", "category_id")} AS "categoryKey",
        c.status_id AS "statusId", ${keyOf("case_status", "status_id")} AS "statusKey",
        (SELECT k.allowed_next FROM case_status k WHERE k.id = c.status_id) AS "allowedNext",
        c.hold_reason AS "holdReason", c.hold_until AS "holdUntil", c.parent_id AS "parentId",
        c.entitlement_id AS "entitlementId", c.contract_id AS "contractId",
        ${ofType("requires_entitlement")} AS "requiresEntitlement",
        ${ofType("puts_asset_in_repair")} AS "putsAssetInRepair",
        ${ofType("resolve_in_last_stage_only")} AS "resolveInLastStageOnly",
        c.stage_id AS "stageId", c.process_completed AS "processCompleted",
        (SELECT k.position FROM process_stage k WHERE k.id = c.stage_id) AS "stagePosition",
        c.satisfaction_by_customer AS "ratedByCustomer", c.escalation_level AS "escalationLevel",
        (c.assignee_id = ${work.scope.viewerId}) IS TRUE AS "isAssignee",
        c.customer_id AS "customerId", c.contact_id AS "contactId", c.asset_id AS "assetId",
        c.order_id AS "orderId", c.order_line_id AS "orderLineId", c.product_id AS "productId",
        c.work_order_id AS "workOrderId",
        c.assignee_id AS "assigneeId", c.team_id AS "teamId", ${keyOf("team", "team_id")} AS "teamKey",
        c.branch_id AS "branchId", ${keyOf("branch", "branch_id")} AS "branchKey", c.confidential,
        c.due_at AS "dueAt", c.opened_at AS "openedAt",
        c.first_responded_at AS "firstRespondedAt", c.resolved_at AS "resolvedAt", c.closed_at AS "closedAt",
        c.canceled_at AS "canceledAt", c.reopen_count AS "reopenCount", c.merged_into_id AS "mergedIntoId",
        (c.assignee_id = ${work.scope.viewerId} OR EXISTS (SELECT FROM case_collaborator own
          WHERE own.case_id = c.id AND own.person_id = ${work.scope.viewerId})) IS TRUE AS own
      FROM service_case c
      WHERE c.id = ${id} AND ${work.scope.visible(Case, c)}
      FOR UPDATE`));
  if (!found) throw notFound("The case");
  return found;
}

/** Done, but worth a look: a WarningCode, and a sentence. */
export interface CaseWarning {
  readonly code: string;
  readonly message: string;
}

/** The guarded write; the version grows by one and the case says when. */
export const changeCase = (work: Work, subject: LockedCase, values: Record<string, unknown>): Promise<void> =>
  work.update(Case, subject, values);

export interface StatusFound {
  readonly id: string;
  readonly key: string;
  readonly state: CaseState;
}

/** The state's default status. */
export async function defaultStatus(work: Work, state: CaseState): Promise<StatusFound> {
  const found = await work.one<StatusFound>(
    sql`SELECT id, key, state FROM case_status WHERE state = ${state} AND is_default`,
  );
  if (!found) throw new Error(`${state} has no default status`);
  return found;
}

/** A change as the timeline tells it; nothing where nothing changed. */
export const change = (field: string, from: string | null, to: string | null): FieldChange[] =>
  from === to ? [] : [{ field, from, to }];

export const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/**
 * The first work on a new case by staff opens it: the values to write with whatever else the command writes. A status's
 * list of next ones binds people's choices, not what follows by itself.
 */
export async function opening(work: Work, subject: LockedCase): Promise<Record<string, unknown>> {
  if (subject.state !== CaseState.NEW) return {};
  const status = await defaultStatus(work, CaseState.OPEN);
  work.record({
    kind: TimelineKind.STATUS_CHANGED,
    type: EventType.CASE_STATUS_CHANGED,
    subjectId: subject.id,
    caseId: subject.id,
    changes: [...change("status", subject.statusKey, status.key), ...change("state", subject.state, CaseState.OPEN)],
  });
  return { status: status.id, state: CaseState.OPEN };
}

/** Says to PostgreSQL which step this transaction is, so that its wall around finished cases lets that step through. */
export const sayStep = (work: Work, step: "reactivate" | "close" | "rate" | "merge" | "import"): Promise<unknown> =>
  work.query(sql`SELECT set_config('casegraph.step', ${step}, true)`);
