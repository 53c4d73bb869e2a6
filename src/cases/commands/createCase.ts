import { type Origin, putOnCase, takeOrigin } from "../../activities/origin.steps";
import { coverOf } from "../../entitlements/cover.steps";
import { applyEntitlement } from "../../entitlements/entitlement.steps";
import { attachUploads, caseSubject } from "../../evidence/evidence.steps";
import { canSignIn } from "../../people/rules";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { ErrorCode, forbidden, invalid, Refusal } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { raw, sql } from "../../platform/sql";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { teamForReason, toBranchManager } from "../../routing/rules";
import { newClocks } from "../../sla/clock.steps";
import { Channel } from "../case.entity";
import {
  assetById,
  branchByKey,
  caseTypeByKey,
  type CaseTypeFound,
  caseById,
  customerById,
  orderById,
  orderLineById,
  orderLineFound,
  ownerById,
  ownerFound,
  personById,
  productById,
  settingByKey,
  teamByKey,
  teamFound,
  type TeamFound,
  workOrderById,
} from "../case.queries";
import { FINISHED } from "../case.policy";
import { change, instant } from "../case.steps";
import { orderContext } from "../context.rules";
import { intoRepair } from "../ending.steps";
import { firstStage } from "../process.steps";
import { CaseState, type Priority } from "../settings.entity";
import { EventType, TimelineKind } from "../timeline.events";

export interface CreateCase {
  readonly externalId?: string | null;
  readonly title: string;
  readonly description?: string | null;
  /** By key, as are reason, category, team and branch. */
  readonly type?: string | null;
  readonly reason?: string | null;
  readonly category?: string | null;
  readonly priority?: Priority | null;
  readonly channel?: Channel;
  readonly tags?: readonly string[] | null;
  readonly customerId?: string | null;
  readonly contactId?: string | null;
  readonly assetId?: string | null;
  readonly orderId?: string | null;
  /** Brings its order and its product, unless they are given. */
  readonly orderLineId?: string | null;
  readonly productId?: string | null;
  readonly workOrderId?: string | null;
  readonly entitlementId?: string | null;
  readonly contractId?: string | null;
  readonly parentId?: string | null;
  readonly assigneeId?: string | null;
  readonly team?: string | null;
  readonly branch?: string | null;
  readonly confidential?: boolean | null;
  readonly associatedPeople?:
    | readonly { readonly personId: string; readonly relation: string; readonly note?: string | null }[]
    | null;
  readonly collaboratorIds?: readonly string[] | null;
  /** Fresh uploads of one's own: the case's first evidence. */
  readonly uploadIds?: readonly string[] | null;
  /** The incoming call or mail that it is opened from: its customer, who called and the channel come with it. */
  readonly originId?: string | null;
}

conflictOn("service_case_external_id_key", "A case with this externalId is there already.");

/** What of the input only staff may say. */
const STAFFS = [
  "externalId",
  "assigneeId",
  "team",
  "branch",
  "confidential",
  "parentId",
  "collaboratorIds",
  "associatedPeople",
] as const;

/** Opens a case: routed by its reason unless the creator names a team or owner, due by its priority. */
export function createCase(ctx: Ctx, input: CreateCase) {
  const { viewer } = ctx;
  return transact(ctx, async (work) => {
    if (viewer) permit(viewer, Permission.SERVICE_OPEN, Permission.PORTAL);
    const portal = work.scope.portal;
    if (portal && STAFFS.some((field) => input[field] != null))
      throw forbidden(`A customer does not say ${STAFFS.join(", ")}.`);
    const origin: Origin | null = input.originId == null ? null : await takeOrigin(work, input.originId);
    const found = await find(work, input);
    const manager = found.manager !== null && input.assigneeId == null;
    const assigneeId = found.assigneeId ?? found.manager;
    const state = input.assigneeId != null ? CaseState.OPEN : CaseState.NEW;
    const status = found.statuses[state]!;
    const priority = input.priority ?? found.type.priority;
    const said = input.channel ?? Channel.API;
    const channel = portal ? Channel.PORTAL : origin && said === Channel.API ? origin.channel : said;
    const customerId = portal ? viewer!.customerId : (found.customerId ?? origin?.customerId ?? null);
    const contactId = portal ? viewer!.personId : (found.contactId ?? origin?.contactId ?? null);
    const { assetId, productId } = found;
    const { requiresEntitlement } = found.type;
    const cover = await coverOf(work, { customerId, assetId, productId, channel, requiresEntitlement }, input);
    const clocks = await newClocks(work, { typeId: found.type.id, ...cover }, priority);
    const due = clocks.values;
    const stage = found.type.hasProcess ? await firstStage(work, found.type.id) : null;
    const id = newId(23);
    const row = await work.one<{ number: string }>(sql`
      INSERT INTO service_case (id, external_id, title, description, type_id, reason_id, category_id, status_id, state,
        priority, channel, tags, customer_id, contact_id, asset_id, order_id, order_line_id, product_id, work_order_id, entitlement_id, contract_id,
        assignee_id, assigned_at, team_id, branch_id, confidential, parent_id, origin_id, stage_id, stage_entered_at,
        sla_standing, due_at, sla_warn_at, first_response_standing, first_response_due_at, first_response_warn_at,
        opened_at, opened_by_id, created_at, updated_at)
      VALUES (${id}, ${input.externalId ?? null}, ${input.title}, ${input.description ?? ""}, ${found.type.id},
        ${found.reasonId}, ${found.categoryId}, ${status.id}, ${state}, ${priority}, ${channel},
        ${[...new Set(input.tags ?? [])]}, ${customerId}, ${contactId}, ${found.assetId}, ${found.orderId}, ${found.orderLineId},
        ${found.productId}, ${found.workOrderId}, ${cover.entitlementId}, ${cover.contractId}, ${assigneeId},
        ${assigneeId === null ? null : work.now}, ${found.team.id}, ${found.branchId},
        ${input.confidential ?? (portal ? false : found.type.confidential)}, ${found.parentId}, ${origin?.activity.id ?? null},
        ${stage?.id ?? null}, ${stage ? work.now : null},
        ${due.slaStanding}, ${due.dueAt}, ${due.slaWarnAt}, ${due.firstResponseStanding}, ${due.firstResponseDueAt}, ${due.firstResponseWarnAt},
        ${work.now}, ${work.actorId}, ${work.now}, ${work.now})
      RETURNING number`);
    await addPeople(work, id, input);
    const about = { subjectId: id, caseId: id };
    work.record({
      ...about,
      kind: TimelineKind.OPENED,
      type: EventType.CASE_CREATED,
      assetId: found.assetId,
      data: { number: row!.number },
      changes: [
        ...change("status", null, "new"),
        ...change("type", null, input.type ?? "other"),
        ...change("reason", null, input.reason ?? "other"),
        ...change("category", null, input.category ?? null),
        ...change("priority", null, priority),
        ...change("channel", null, channel),
        ...change("customer", null, customerId),
        ...change("contact", null, contactId),
        ...change("asset", null, found.assetId),
        ...change("order", null, found.orderId),
        ...change("orderLine", null, found.orderLineId),
        ...change("product", null, found.productId),
        ...change("workOrder", null, found.workOrderId),
        ...change("entitlement", null, cover.entitlementId),
        ...change("contract", null, cover.contractId),
        ...change("branch", null, input.branch ?? null),
        ...change("origin", null, origin?.activity.id ?? null),
        ...change("dueAt", null, instant(due.dueAt)),
        ...change("stage", null, stage?.key ?? null),
      ],
    });
    if (input.team == null)
      work.record({
        ...about,
        kind: TimelineKind.ROUTED,
        type: EventType.CASE_ROUTED,
        actorId: null,
        changes: [...change("team", null, found.team.key), ...(manager ? change("assignee", null, assigneeId) : [])],
        data: { teamId: found.team.id, assigneeId: manager ? assigneeId : null },
        audience: { assigned: together(found.team.members, manager ? assigneeId : null) },
      });
    if (input.team != null || input.assigneeId != null)
      work.record({
        ...about,
        kind: TimelineKind.ASSIGNED,
        type: EventType.CASE_ASSIGNED,
        changes: [
          ...(input.team == null ? [] : change("team", null, found.team.key)),
          ...change("assignee", null, found.assigneeId),
        ],
        data: { teamId: found.team.id, assigneeId: found.assigneeId },
        audience: { assigned: together(input.team == null ? [] : found.team.members, found.assigneeId) },
      });
    if (state === CaseState.OPEN)
      work.record({
        ...about,
        kind: TimelineKind.STATUS_CHANGED,
        type: EventType.CASE_STATUS_CHANGED,
        changes: [...change("status", found.statuses.NEW!.key, status.key), ...change("state", CaseState.NEW, state)],
      });
    await clocks.begin(id);
    if (cover.entitlementId !== null) applyEntitlement(work, id, cover.entitlementId);
    if (origin) await putOnCase(work, origin, { id, customerId });
    await intoRepair(work, { id, assetId: found.assetId, putsAssetInRepair: found.type.putsAssetInRepair });
    await attachUploads(work, caseSubject(id), { uploadIds: input.uploadIds ?? [], path: "input.uploadIds" });
    return { case: id, warnings: cover.warnings };
  });
}

const together = (members: readonly string[], person: string | null): string[] => [
  ...new Set(person === null ? members : [person, ...members]),
];

const NOTHING = { orderId: null, orderLineId: null, productId: null };

/** Everything that the input names, in one statement. */
async function find(work: Work, input: CreateCase) {
  const reason = input.reason ?? "other";
  const p = raw("p");
  const found = await mustExist(work, {
    type: caseTypeByKey("input.type", input.type ?? "other"),
    reason: settingByKey("input.reason", "reason_code", "reason", reason),
    category: input.category != null && settingByKey("input.category", "case_category", "category", input.category),
    statuses: {
      path: "input",
      message: "no default status",
      select: sql`SELECT json_object_agg(state, json_build_object('id', id, 'key', key))::text
        FROM case_status WHERE is_default AND state IN ('NEW', 'OPEN')`,
    },
    team: teamByKey("input.team", input.team ?? teamForReason(reason)),
    branch: input.branch != null && branchByKey(work, "input.branch", input.branch),
    customer: input.customerId != null && customerById(work, "input.customerId", input.customerId),
    contact: input.contactId != null && personById(work, "input.contactId", input.contactId),
    asset: input.assetId != null && assetById(work, "input.assetId", input.assetId),
    order: input.orderId != null && orderById(work, "input.orderId", input.orderId),
    line: input.orderLineId != null && orderLineById(work, "input.orderLineId", input.orderLineId),
    product: input.productId != null && productById(work, "input.productId", input.productId),
    workOrder: input.workOrderId != null && workOrderById(work, "input.workOrderId", input.workOrderId),
    parent: input.parentId != null && caseById(work, "input.parentId", input.parentId),
    assignee: input.assigneeId != null && ownerById(work, "input.assigneeId", input.assigneeId),
    // Empty where the branch has no manager who could own it: then it stays with the team.
    manager: input.branch != null &&
      input.team == null &&
      toBranchManager(reason) && {
        path: "input.branch",
        message: `no active branch has the key \`${input.branch}\``,
        select: sql`SELECT coalesce((SELECT p.id::text FROM person p WHERE p.id = b.manager_id AND ${canSignIn(p)}), '')
          FROM branch b WHERE b.key = ${input.branch}`,
      },
  });
  if (found.parent !== null) await childless(work, found.parent);
  return {
    type: JSON.parse(found.type!) as CaseTypeFound,
    statuses: JSON.parse(found.statuses!) as Partial<Record<CaseState, { id: string; key: string }>>,
    team: teamFound(found.team) as TeamFound,
    reasonId: found.reason,
    categoryId: found.category,
    branchId: found.branch,
    customerId: found.customer,
    contactId: found.contact,
    assetId: found.asset,
    ...orderContext(
      { orderId: found.order, line: orderLineFound(found.line), productId: found.product ?? undefined },
      NOTHING,
    ),
    workOrderId: found.workOrder,
    parentId: found.parent,
    assigneeId: ownerFound(found.assignee, "input.assigneeId"),
    manager: found.manager || null,
  };
}

/** One level: a child has no children. Held until the end, so that no parent is resolved meanwhile. */
async function childless(work: Work, parentId: string): Promise<void> {
  const parent = await work.one<{ child: boolean; number: string; state: CaseState }>(
    sql`SELECT parent_id IS NOT NULL AS child, number, state FROM service_case WHERE id = ${parentId} FOR SHARE`,
  );
  if (parent && FINISHED.includes(parent.state))
    throw new Refusal(ErrorCode.CASE_READ_ONLY, `${parent.number} is ${parent.state.toLowerCase()}: read-only.`);
  if (parent?.child) throw invalid({ path: "input.parentId", rule: "depth", message: "a child has no children" });
}

async function addPeople(work: Work, id: string, input: CreateCase): Promise<void> {
  const people = input.associatedPeople ?? [];
  const collaborators = input.collaboratorIds ?? [];
  if (people.length === 0 && collaborators.length === 0) return;
  const found = await mustExist(
    work,
    Object.fromEntries([
      ...people.map((person, i) => [
        `p${i}`,
        personById(work, `input.associatedPeople.${i}.personId`, person.personId),
      ]),
      ...collaborators.map((person, i) => [`c${i}`, ownerById(work, `input.collaboratorIds.${i}`, person)]),
    ]),
  );
  for (const [i, person] of people.entries())
    await work.query(sql`INSERT INTO case_person (case_id, person_id, relation, note, added_at)
      VALUES (${id}, ${found[`p${i}`]}, ${person.relation}, ${person.note ?? null}, ${work.now}) ON CONFLICT DO NOTHING`);
  for (const i of collaborators.keys())
    await work.query(sql`INSERT INTO case_collaborator (case_id, person_id, added_at)
      VALUES (${id}, ${ownerFound(found[`c${i}`] ?? null, `input.collaboratorIds.${i}`)}, ${work.now}) ON CONFLICT DO NOTHING`);
}
