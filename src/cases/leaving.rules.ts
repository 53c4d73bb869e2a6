import { type Past, toldByKey } from "../platform/read/past";
import { sql } from "../platform/sql";
import { Case } from "./case.entity";
import { TimelineKind } from "./timeline.events";

const CLOCK = ["SLA_STARTED", "SLA_CHANGED", "SLA_PAUSED", "SLA_RESUMED", "SLA_MET", "SLA_CANCELED", "SLA_BREACHED"];
const STEPS = ["OPENED", "UPDATED", "HELD", "RESUMED", "PRIORITY_CHANGED", "ESCALATED"];
const ENDS = ["RESOLVED", "CLOSED", "CANCELED", "MERGED", "REACTIVATED", "UPDATED"];
const COLLABORATORS = ["COLLABORATOR_ADDED", "COLLABORATOR_REMOVED", "MERGED"];
const TAGS = ["TAGGED", "UNTAGGED", "MERGED", "ROUTED", "UPDATED"];
const RATED = ["SATISFACTION_RECORDED", "CLOSED", "UPDATED"];
const PEOPLE = ["PERSON_ASSOCIATED", "PERSON_DISSOCIATED", "MERGED"];
const ARTICLES = ["ARTICLE_LINKED", "ARTICLE_UNLINKED", "MERGED"];
const QUEUED = ["QUEUED", "MOVED", "PICKED", "RELEASED", "DEQUEUED", "ROUTED", "ASSIGNED", "UNASSIGNED", "HANDED_BACK"];
const ACTIVITIES = [
  "ACTIVITY_ADDED",
  "ACTIVITY_UPDATED",
  "ACTIVITY_COMPLETED",
  "ACTIVITY_REOPENED",
  "ACTIVITY_CANCELED",
  "ACTIVITY_DELETED",
  "MERGED",
];
const WRITTEN = ["UPDATED", "COMMENTED", "COMMENT_EDITED", "COMMENT_DELETED", "MERGED"];

/** How cases stood before an event; where the log tells less than the row, which events may have changed it. */
export const CASE_PAST: Past = {
  entity: () => Case,
  key: "case_id",
  begins: TimelineKind.OPENED,
  fields: {
    externalId: { column: "external_id" },
    title: { column: "title" },
    description: { column: "description" },
    type: toldByKey("type_id", "case_type"),
    reason: toldByKey("reason_id", "reason_code"),
    category: toldByKey("category_id", "case_category"),
    status: toldByKey("status_id", "case_status"),
    state: { column: "state" },
    priority: { column: "priority" },
    channel: { column: "channel" },
    team: toldByKey("team_id", "team"),
    branch: toldByKey("branch_id", "branch"),
    customer: { column: "customer_id" },
    contact: { column: "contact_id" },
    asset: { column: "asset_id" },
    order: { column: "order_id" },
    orderLine: { column: "order_line_id" },
    product: { column: "product_id" },
    workOrder: { column: "work_order_id" },
    entitlement: { column: "entitlement_id" },
    contract: { column: "contract_id" },
    parent: { column: "parent_id" },
    assignee: { column: "assignee_id" },
    confidential: { column: "confidential" },
    holdUntil: { column: "hold_until" },
    escalationLevel: { column: "escalation_level" },
    openedAt: { column: "opened_at" },
  },
  others: {
    view: [...COLLABORATORS, ...CLOCK, "REACTIVATED"],
    search: WRITTEN,
    collaboratorId: COLLABORATORS,
    id: [],
    number: [],
    externalId: [],
    title: [],
    state: [],
    status: [],
    type: [],
    reason: [],
    category: [],
    team: [],
    branch: [],
    priority: [],
    channel: [],
    confidential: [],
    tags: TAGS,
    asset: [],
    customer: [],
    assigneeId: [],
    customerId: [],
    contactId: [],
    assetId: [],
    orderId: [],
    orderLineId: [],
    productId: [],
    workOrderId: [],
    parentId: [],
    openedById: [],
    openedAt: [],
    holdUntil: ["RESUMED", ...ENDS],
    escalationLevel: [],
    associatedPersonId: PEOPLE,
    articleId: ARTICLES,
    resolvedById: ENDS,
    reopenCount: ENDS,
    openActivityCount: ACTIVITIES,
    satisfaction: RATED,
    firstRespondedAt: ["COMMENTED", "UPDATED", "SLA_MET"],
    escalatedAt: ["ESCALATED", "UPDATED"],
    resolvedAt: ENDS,
    closedAt: ENDS,
    dueAt: [...CLOCK, ...STEPS, ...ENDS],
    slaState: [...CLOCK, ...STEPS, ...ENDS],
    firstResponseDueAt: [...CLOCK, ...STEPS, ...ENDS, "COMMENTED"],
    firstResponseState: [...CLOCK, ...STEPS, ...ENDS, "COMMENTED"],
    queue: QUEUED,
    routedById: ["ROUTED"],
    contractId: [],
    entitlementId: [],
  },
  hid: (event, { viewerId }) =>
    sql`(${event}.kind = 'COLLABORATOR_REMOVED' AND ${event}.data->>'personId' = ${viewerId}::text)`,
};
