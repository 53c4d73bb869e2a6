import { MovedOn } from "../platform/faults";
import { join, raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import type { ClockColumns } from "../sla/derivation";
import type { CaseFacts } from "./caseRow.rules";

/** A case that an import writes. */
export interface Written {
  readonly id: string;
  readonly externalId: string;
  readonly facts: CaseFacts;
  /** Null: it is new. */
  readonly version: number | null;
  /** The rule that chose its team; null where the row did, or nobody. */
  readonly ruleId: string | null;
}

/** Columns by the fact that they hold; instants travel as RFC 3339. */
const COLUMNS = {
  title: "text",
  description: "text",
  type_id: "uuid",
  reason_id: "uuid",
  category_id: "uuid",
  status_id: "uuid",
  state: "text",
  priority: "priority",
  channel: "text",
  tags: "text[]",
  customer_id: "uuid",
  contact_id: "uuid",
  asset_id: "uuid",
  order_id: "uuid",
  order_line_id: "uuid",
  product_id: "uuid",
  work_order_id: "uuid",
  assignee_id: "uuid",
  assigned_at: "timestamptz",
  team_id: "uuid",
  routed_by_id: "uuid",
  branch_id: "uuid",
  parent_id: "uuid",
  confidential: "boolean",
  hold_reason: "text",
  cancel_reason: "text",
  escalation_level: "int",
  satisfaction_score: "int",
  satisfaction_at: "timestamptz",
  reopen_count: "int",
  opened_at: "timestamptz",
  first_responded_at: "timestamptz",
  resolved_at: "timestamptz",
  closed_at: "timestamptz",
  canceled_at: "timestamptz",
  stage_id: "uuid",
  stage_entered_at: "timestamptz",
  sla_standing: "text",
  due_at: "timestamptz",
  sla_warn_at: "timestamptz",
  first_response_standing: "text",
  first_response_due_at: "timestamptz",
  first_response_warn_at: "timestamptz",
} as const;

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What a row says of a case, as columns; for the table, and for rules that are asked before it is there. */
export const columnsOf = (facts: CaseFacts) => ({
  title: facts.title,
  description: facts.description,
  type_id: facts.typeId,
  reason_id: facts.reasonId,
  category_id: facts.categoryId,
  status_id: facts.statusId,
  state: facts.state,
  priority: facts.priority,
  channel: facts.channel,
  tags: facts.tags,
  customer_id: facts.customerId,
  contact_id: facts.contactId,
  asset_id: facts.assetId,
  order_id: facts.orderId,
  order_line_id: facts.orderLineId,
  product_id: facts.productId,
  work_order_id: facts.workOrderId,
  assignee_id: facts.assigneeId,
  branch_id: facts.branchId,
  parent_id: facts.parentId,
  confidential: facts.confidential,
  escalation_level: facts.escalationLevel,
  reopen_count: facts.reopenCount,
  opened_at: instant(facts.openedAt),
});

function rowOf({ id, externalId, facts, version, ruleId }: Written, clocks: ClockColumns, now: Date, n: number) {
  const ended = facts.closedAt ?? facts.resolvedAt ?? facts.canceledAt;
  return {
    n,
    id,
    external_id: externalId,
    version,
    ...columnsOf(facts),
    assigned_at: facts.assigneeId === null ? null : instant(facts.openedAt),
    team_id: facts.teamId,
    routed_by_id: ruleId,
    hold_reason: facts.holdReason,
    cancel_reason: facts.cancelReason,
    satisfaction_score: facts.satisfaction,
    satisfaction_at: facts.satisfaction === null ? null : (instant(ended) ?? now.toISOString()),
    first_responded_at: instant(facts.firstRespondedAt),
    resolved_at: instant(facts.resolvedAt),
    closed_at: instant(facts.closedAt),
    canceled_at: instant(facts.canceledAt),
    stage_id: facts.stageId,
    // A new case's process begins with it.
    stage_entered_at: facts.stageId === null ? null : version === null ? instant(facts.openedAt) : now.toISOString(),
    sla_standing: clocks.slaStanding,
    due_at: clocks.dueAt,
    sla_warn_at: clocks.slaWarnAt,
    first_response_standing: clocks.firstResponseStanding,
    first_response_due_at: clocks.firstResponseDueAt,
    first_response_warn_at: clocks.firstResponseWarnAt,
  };
}

const NAMES = raw(Object.keys(COLUMNS).join(", "));
const TYPED = raw(
  `n int, id uuid, external_id text, version int, ${Object.entries(COLUMNS)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ")}`,
);

/** Writes new cases, in their order, and answers their numbers by id. */
export async function insertCases(
  work: Work,
  cases: readonly Written[],
  clocks: (id: string) => ClockColumns,
): Promise<Map<string, string>> {
  if (cases.length === 0) return new Map();
  const rows = await work.query<{ id: string; number: string }>(sql`
    INSERT INTO service_case (id, external_id, created_at, updated_at, opened_by_id, ${NAMES})
    SELECT id, external_id, ${work.now}, ${work.now}, NULL, ${NAMES}
    FROM json_to_recordset(${JSON.stringify(cases.map((one, n) => rowOf(one, clocks(one.id), work.now, n)))}::json) AS told (${TYPED})
    ORDER BY n
    ON CONFLICT (external_id) DO NOTHING
    RETURNING id, number`);
  // Another import made one of them between our look and our write: look again.
  if (rows.length < cases.length) throw new MovedOn("An imported case");
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** Writes cases that were there, each only if it is still the one that was read. */
export async function updateCases(
  work: Work,
  cases: readonly Written[],
  clocks: (id: string) => ClockColumns,
): Promise<void> {
  if (cases.length === 0) return;
  // When a present owner got it, and when a customer was asked, is not told anew by a row that does not change it.
  const own = {
    routed_by_id: "coalesce(told.routed_by_id, c.routed_by_id)",
    assigned_at:
      "CASE WHEN c.assignee_id IS DISTINCT FROM told.assignee_id THEN told.assigned_at ELSE c.assigned_at END",
    satisfaction_at:
      "CASE WHEN c.satisfaction_score IS DISTINCT FROM told.satisfaction_score THEN told.satisfaction_at ELSE c.satisfaction_at END",
    stage_entered_at:
      "CASE WHEN c.stage_id IS DISTINCT FROM told.stage_id THEN told.stage_entered_at ELSE c.stage_entered_at END",
  } as Record<string, string>;
  const set = Object.keys(COLUMNS).map((name) => raw(`${name} = ${own[name] ?? `told.${name}`}`));
  const rows = await work.query(sql`
    UPDATE service_case c SET ${join(set, ", ")},
      process_completed = c.process_completed AND c.stage_id IS NOT DISTINCT FROM told.stage_id,
      -- Who pays for the former customer's case does not pay for the new one's.
      entitlement_id = CASE WHEN c.customer_id IS NOT DISTINCT FROM told.customer_id THEN c.entitlement_id END,
      contract_id = CASE WHEN c.customer_id IS NOT DISTINCT FROM told.customer_id THEN c.contract_id END,
      hold_until = CASE WHEN told.state = 'ON_HOLD' THEN c.hold_until END, version = c.version + 1, updated_at = ${work.now}
    FROM json_to_recordset(${JSON.stringify(cases.map((one, n) => rowOf(one, clocks(one.id), work.now, n)))}::json) AS told (${TYPED})
    WHERE c.id = told.id AND c.version = told.version
    RETURNING c.id`);
  if (rows.length < cases.length) throw new MovedOn("An imported case");
}

/** Makes the present resolution of each case what its facts say; a case that is open again keeps the former as history. */
export async function writeResolutions(work: Work, cases: readonly Written[]): Promise<void> {
  const reopened = cases.filter((one) => one.version !== null && one.facts.resolvedAt === null).map((one) => one.id);
  if (reopened.length > 0)
    await work.query(
      sql`UPDATE case_resolution SET current = false WHERE case_id = ANY (${reopened}::uuid[]) AND current`,
    );
  const resolved = cases.filter((one) => one.facts.resolvedAt !== null);
  if (resolved.length === 0) return;
  await work.query(sql`
    INSERT INTO case_resolution (case_id, path_id, notes, resolved_at, resolved_by_id)
    SELECT case_id, path_id, notes, resolved_at, resolved_by_id
    FROM json_to_recordset(${JSON.stringify(
      resolved.map(({ id, facts }) => ({
        case_id: id,
        path_id: facts.pathId,
        notes: facts.notes,
        resolved_at: instant(facts.resolvedAt),
        resolved_by_id: facts.resolvedById,
      })),
    )}::json) AS told (case_id uuid, path_id uuid, notes text, resolved_at timestamptz, resolved_by_id uuid)
    ON CONFLICT (case_id) WHERE current DO UPDATE SET path_id = excluded.path_id, notes = excluded.notes,
      resolved_at = excluded.resolved_at, resolved_by_id = excluded.resolved_by_id`);
}
