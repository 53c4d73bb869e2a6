import type { Origin } from "../activities/origin.steps";
import type { Cover, CoverFacts } from "../entitlements/cover.steps";
import { ErrorCode, invalid, Refusal } from "../platform/errors";
import { mustExist } from "../platform/mustExist";
import { newId } from "../platform/ids";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { queueByKey, queueFound } from "../queues/queue.queries";
import { type Applicant, newApplicant } from "../routing/applicant.queries";
import { routingRevision } from "../routing/ruleSet.queries";
import {
  assetById,
  branchByKey,
  caseById,
  caseTypeByKey,
  type CaseTypeFound,
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
  workOrderById,
} from "./case.queries";
import { Channel } from "./case.entity";
import { FINISHED } from "./case.policy";
import type { CreateCase } from "./commands/createCase";
import { change } from "./case.steps";
import { orderContext } from "./context.rules";
import { tellAssociated, tellJoined } from "./people.steps";
import { CaseState, type Priority } from "./settings.entity";

const NOTHING = { orderId: null, orderLineId: null, productId: null };

/** Everything that the input names, in one statement. */
export async function findNamed(work: Work, input: CreateCase) {
  const reason = input.reason ?? "other";
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
    team: input.team != null && teamByKey("input.team", input.team),
    queue: input.queue != null && queueByKey(work, "input.queue", input.queue),
    revision: routingRevision,
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
  });
  if (found.parent !== null) await childless(work, found.parent);
  return {
    type: JSON.parse(found.type!) as CaseTypeFound,
    statuses: JSON.parse(found.statuses!) as Partial<Record<CaseState, { id: string; key: string }>>,
    team: teamFound(found.team),
    queue: queueFound(found.queue),
    revision: found.revision,
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
  };
}

export type NamedThings = Awaited<ReturnType<typeof findNamed>>;

/** A case as its creator says it, before any rule is asked. */
export interface Draft {
  readonly id: string;
  readonly state: CaseState;
  readonly status: { readonly id: string; readonly key: string };
  readonly priority: Priority;
  readonly channel: Channel;
  readonly tags: readonly string[];
  readonly customerId: string | null;
  readonly contactId: string | null;
  readonly confidential: boolean;
}

/** What the creator, the type and the origin say of a new case. */
export function draftOf(work: Work, input: CreateCase, found: NamedThings, origin: Origin | null): Draft {
  const { portal } = work.scope;
  const { viewer } = work.ctx;
  const id = newId(23);
  const state = input.assigneeId != null ? CaseState.OPEN : CaseState.NEW;
  const status = found.statuses[state]!;
  const said = input.channel ?? Channel.API;
  const tags = [...new Set(input.tags ?? [])];
  return {
    id,
    state,
    status,
    tags,
    priority: input.priority ?? found.type.priority,
    channel: portal ? Channel.PORTAL : origin && said === Channel.API ? origin.channel : said,
    customerId: portal ? viewer!.customerId : (found.customerId ?? origin?.customerId ?? null),
    contactId: portal ? viewer!.personId : (found.contactId ?? origin?.contactId ?? null),
    confidential: input.confidential ?? (portal ? false : found.type.confidential),
  };
}

/** What decides who pays for it. */
export const coverFactsOf = (found: NamedThings, { customerId, channel }: Draft): CoverFacts => ({
  customerId,
  channel,
  assetId: found.assetId,
  productId: found.productId,
  requiresEntitlement: found.type.requiresEntitlement,
});

/** The new case as rules are asked of it. */
export function applicantOf(
  work: Work,
  input: CreateCase,
  found: NamedThings,
  draft: Draft,
  cover: Pick<Cover, "entitlementId" | "contractId">,
): Applicant {
  return newApplicant(
    {
      type: input.type ?? "other",
      reason: input.reason ?? "other",
      category: input.category ?? null,
      branch: input.branch ?? null,
    },
    {
      id: draft.id,
      external_id: input.externalId ?? null,
      title: input.title,
      description: input.description ?? "",
      type_id: found.type.id,
      reason_id: found.reasonId,
      category_id: found.categoryId,
      status_id: draft.status.id,
      state: draft.state,
      priority: draft.priority,
      channel: draft.channel,
      tags: draft.tags,
      customer_id: draft.customerId,
      contact_id: draft.contactId,
      asset_id: found.assetId,
      order_id: found.orderId,
      order_line_id: found.orderLineId,
      product_id: found.productId,
      work_order_id: found.workOrderId,
      entitlement_id: cover.entitlementId,
      contract_id: cover.contractId,
      assignee_id: found.assigneeId,
      team_id: found.team?.id ?? null,
      branch_id: found.branchId,
      confidential: draft.confidential,
      parent_id: found.parentId,
      escalation_level: 0,
      reopen_count: 0,
      opened_at: work.now,
      opened_by_id: work.actorId,
      updated_at: work.now,
    },
    {
      associated: (input.associatedPeople ?? []).map(({ personId }) => personId),
      collaborators: input.collaboratorIds ?? [],
    },
  );
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

/** Who works on it and whom it concerns, from the start. */
export async function addPeople(work: Work, id: string, input: CreateCase): Promise<void> {
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
  for (const [i, { relation, note = null }] of people.entries()) {
    const added = await work.one<{
      personId: string;
    }>(sql`INSERT INTO case_person (case_id, person_id, relation, note, added_at)
      VALUES (${id}, ${found[`p${i}`]}, ${relation}, ${note}, ${work.now}) ON CONFLICT DO NOTHING
      RETURNING person_id AS "personId"`);
    if (added) tellAssociated(work, id, { ...added, note, changes: change("relation", null, relation) });
  }
  for (const i of collaborators.keys()) {
    const person = ownerFound(found[`c${i}`] ?? null, `input.collaboratorIds.${i}`);
    const added = await work.one<{ id: string }>(sql`INSERT INTO case_collaborator (case_id, person_id, added_at)
      VALUES (${id}, ${person}, ${work.now}) ON CONFLICT DO NOTHING RETURNING person_id AS id`);
    if (added) tellJoined(work, id, added.id);
  }
}
