import { type Origin, putOnCase, takeOrigin } from "../../activities/origin.steps";
import { applyEntitlement } from "../../entitlements/entitlement.steps";
import { attachUploads, caseSubject } from "../../evidence/evidence.steps";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { forbidden } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { enterQueue, mustBeOpenTo } from "../../queues/queueItem.steps";
import { nobodyWarning, whyOf } from "../../routing/route.steps";
import { routeNew } from "../../routing/routeNew.steps";
import { newClocks } from "../../sla/clock.steps";
import type { Channel } from "../case.entity";
import { overCapacity } from "../capacity.queries";
import { change, instant } from "../case.steps";
import { intoRepair } from "../ending.steps";
import { tellParent } from "../links.steps";
import { addPeople, draftOf, findNamed } from "../newCase.steps";
import { firstStage } from "../process.steps";
import { CaseState, type Priority } from "../settings.entity";
import { EventType, TimelineKind } from "../timeline.events";

export interface CreateCase {
  readonly externalId?: string | null;
  readonly title: string;
  readonly description?: string | null;
  /** By key, as are reason, category, team, queue and branch. */
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
  readonly queue?: string | null;
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
  "queue",
  "branch",
  "confidential",
  "parentId",
  "collaboratorIds",
  "associatedPeople",
] as const;

/** Opens a case: routed by the rules but where the creator names queue, team, owner or priority, due by its priority. */
export function createCase(ctx: Ctx, input: CreateCase) {
  const { viewer } = ctx;
  return transact(ctx, async (work) => {
    if (viewer) permit(viewer, Permission.SERVICE_OPEN, Permission.PORTAL);
    const portal = work.scope.portal;
    if (portal && STAFFS.some((field) => input[field] != null))
      throw forbidden(`A customer does not say ${STAFFS.join(", ")}.`);
    const origin: Origin | null = input.originId == null ? null : await takeOrigin(work, input.originId);
    const found = await findNamed(work, input);
    if (found.queue) mustBeOpenTo(work, found.queue);
    const draft = draftOf(work, input, found, origin);
    const { cover, routed } = await routeNew(work, input, found, draft);
    const { id, state, status, channel, customerId, contactId } = draft;
    const assigneeId = found.assigneeId ?? routed.assigneeId;
    const team = found.team ?? routed.team;
    const queue = found.queue ?? routed.queue;
    const priority = routed.priority ?? draft.priority;
    const tags = [...new Set([...draft.tags, ...routed.tags])];
    // A rule whose every word the creator's own displaced did not route the case.
    const rules =
      routed.team !== null ||
      routed.queue !== null ||
      routed.assigneeId !== null ||
      routed.priority !== null ||
      routed.tags.length > 0;
    const clocks = await newClocks(work, { typeId: found.type.id, ...cover }, priority);
    const due = clocks.values;
    const stage = found.type.hasProcess ? await firstStage(work, found.type.id) : null;
    const row = await work.one<{ number: string }>(sql`
      INSERT INTO service_case (id, external_id, title, description, type_id, reason_id, category_id, status_id, state,
        priority, channel, tags, customer_id, contact_id, asset_id, order_id, order_line_id, product_id, work_order_id, entitlement_id, contract_id,
        assignee_id, assigned_at, team_id, branch_id, confidential, parent_id, origin_id, stage_id, stage_entered_at,
        sla_standing, due_at, sla_warn_at, first_response_standing, first_response_due_at, first_response_warn_at,
        routed_by_id, opened_at, opened_by_id, created_at, updated_at)
      VALUES (${id}, ${input.externalId ?? null}, ${input.title}, ${input.description ?? ""}, ${found.type.id},
        ${found.reasonId}, ${found.categoryId}, ${status.id}, ${state}, ${priority}, ${channel},
        ${tags}, ${customerId}, ${contactId}, ${found.assetId}, ${found.orderId}, ${found.orderLineId},
        ${found.productId}, ${found.workOrderId}, ${cover.entitlementId}, ${cover.contractId}, ${assigneeId},
        ${assigneeId === null ? null : work.now}, ${team?.id ?? null}, ${found.branchId},
        ${draft.confidential}, ${found.parentId}, ${origin?.activity.id ?? null},
        ${stage?.id ?? null}, ${stage ? work.now : null},
        ${due.slaStanding}, ${due.dueAt}, ${due.slaWarnAt}, ${due.firstResponseStanding}, ${due.firstResponseDueAt}, ${due.firstResponseWarnAt},
        ${rules ? routed.rule!.id : null}, ${work.now}, ${work.actorId}, ${work.now}, ${work.now})
      RETURNING number`);
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
        ...change("parent", null, found.parentId),
        ...change("origin", null, origin?.activity.id ?? null),
        ...change("dueAt", null, instant(due.dueAt)),
        ...change("stage", null, stage?.key ?? null),
      ],
    });
    await addPeople(work, id, input);
    if (found.parentId !== null) tellParent(work, { childId: id, parentId: found.parentId, joined: true });
    if (rules)
      work.record({
        ...about,
        kind: TimelineKind.ROUTED,
        type: EventType.CASE_ROUTED,
        actorId: null,
        changes: [
          ...change("team", null, routed.team?.key ?? null),
          ...change("queue", null, routed.queue?.key ?? null),
          ...change("assignee", null, routed.assigneeId),
          ...change("priority", draft.priority, priority),
          ...change("tags", null, routed.tags.join(", ") || null),
          ...whyOf(routed),
        ],
        data: { ruleId: routed.rule!.id, teamId: team?.id ?? null, assigneeId: routed.assigneeId },
        audience: { assigned: together(routed.team?.members ?? [], routed.assigneeId) },
      });
    if (found.team || found.assigneeId !== null)
      work.record({
        ...about,
        kind: TimelineKind.ASSIGNED,
        type: EventType.CASE_ASSIGNED,
        changes: [...change("team", null, found.team?.key ?? null), ...change("assignee", null, found.assigneeId)],
        data: { teamId: team?.id ?? null, assigneeId: found.assigneeId },
        audience: { assigned: together(found.team?.members ?? [], found.assigneeId) },
      });
    if (queue) await enterQueue(work, { ...about, id: newId(29), owner: assigneeId, queue });
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
    return {
      case: id,
      warnings: [
        ...(routed.nobody ? [nobodyWarning(routed)] : []),
        ...(await overCapacity(work, found.assigneeId)),
        ...cover.warnings,
      ],
    };
  });
}

const together = (members: readonly string[], person: string | null): string[] => [
  ...new Set(person === null ? members : [person, ...members]),
];
