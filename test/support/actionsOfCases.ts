import { Permission } from "../../src/platform/access/permissions";
import type { Action } from "./actions";

const {
  SERVICE_OPEN,
  SERVICE_WRITE,
  SERVICE_ASSIGN,
  SERVICE_ESCALATE,
  SERVICE_RESOLVE,
  SERVICE_RESOLVE_OWN,
  SERVICE_CONFIDENTIAL,
  SETTINGS_MANAGE,
  SUPPLIER_RETURN_OPEN,
  PORTAL,
} = Permission;

const WRITE = [SERVICE_WRITE];
const RESOLVE = { by: [SERVICE_RESOLVE], mine: [SERVICE_RESOLVE_OWN] };
const reason = "A test";

/** On cases. */
export const CASE_ACTIONS: readonly Action[] = [
  { mutation: "createCase", by: [SERVICE_OPEN, PORTAL], given: () => ({ input: { title: "x" } }) },
  { mutation: "updateCase", by: WRITE, given: (_, { open }) => ({ id: open, input: { title: "y" } }) },
  {
    mutation: "updateCase",
    way: "in secret",
    by: [[SERVICE_WRITE, SERVICE_CONFIDENTIAL]],
    mine: WRITE,
    given: (_, { open }) => ({ id: open, input: { confidential: true } }),
  },
  { mutation: "setCasePriority", by: WRITE, given: (_, { open }) => ({ id: open, priority: "URGENT" }) },
  { mutation: "setCaseStatus", by: WRITE, given: (_, { open }) => ({ id: open, status: "new" }) },
  { mutation: "holdCase", by: WRITE, given: (_, { open }) => ({ id: open, reason }) },
  { mutation: "resumeCase", by: WRITE, given: (_, { held }) => ({ id: held }) },
  { mutation: "assignCase", by: [SERVICE_ASSIGN], given: (_, { open }) => ({ id: open, team: "warehouse" }) },
  { mutation: "routeCase", by: [SERVICE_ASSIGN], given: (_, { open }) => ({ id: open }) },
  { mutation: "handBackCase", by: [], mine: WRITE, given: (_, { open }) => ({ id: open, reason }) },
  { mutation: "escalateCase", by: [SERVICE_ESCALATE], given: (_, { open }) => ({ id: open, reason }) },
  { mutation: "advanceStage", by: WRITE, given: (_, { open }) => ({ caseId: open }) },
  { mutation: "returnStage", by: WRITE, given: (_, { open }) => ({ caseId: open }) },
  {
    mutation: "resolveCase",
    ...RESOLVE,
    given: (_, { open }) => ({ id: open, input: { path: "advised", notes: "Done", cancelOpenActivities: true } }),
  },
  { mutation: "closeCase", ...RESOLVE, given: (_, { resolved }) => ({ id: resolved }) },
  {
    mutation: "rateCase",
    by: [SERVICE_RESOLVE, PORTAL],
    mine: [SERVICE_RESOLVE_OWN],
    given: (_, { resolved }) => ({ id: resolved, satisfaction: { score: 4 } }),
  },
  { mutation: "cancelCase", by: [SERVICE_RESOLVE], given: (_, { open }) => ({ id: open, reason }) },
  { mutation: "reactivateCase", by: [SERVICE_WRITE, PORTAL], given: (_, { resolved }) => ({ id: resolved, reason }) },
  { mutation: "commentOnCase", by: [SERVICE_WRITE, PORTAL], given: (_, { open }) => ({ id: open, body: "Hello" }) },
  { mutation: "mergeCases", by: WRITE, given: (_, { open, held }) => ({ sourceId: held, targetId: open }) },
  {
    mutation: "bulkUpdateCases",
    by: WRITE,
    each: true,
    given: (_, { open }) => ({ ids: [open], input: { note: "Seen" } }),
  },
  // With the right to comment; a customer's contact by PORTAL.
  {
    mutation: "editComment",
    by: [],
    mine: [SERVICE_WRITE, PORTAL],
    given: (_, { comment }) => ({ id: comment, body: "y" }),
  },
  {
    mutation: "deleteComment",
    by: [SETTINGS_MANAGE],
    mine: [SERVICE_WRITE, PORTAL],
    given: (_, { comment }) => ({ id: comment }),
  },
  {
    mutation: "linkCases",
    by: WRITE,
    given: (_, { open, held }) => ({ fromId: open, toId: held, kind: "BLOCKS" }),
  },
  { mutation: "unlinkCases", by: WRITE, given: (_, { caseLink }) => ({ linkId: caseLink }) },
  { mutation: "setParentCase", by: WRITE, given: (_, { open, held }) => ({ id: open, parentId: held }) },
  { mutation: "addToQueue", by: WRITE, given: (_, { open }) => ({ subjectId: open, queue: "spare" }) },
  { mutation: "moveQueueItem", by: WRITE, given: (_, { free }) => ({ itemId: free, queue: "other" }) },
  { mutation: "removeFromQueue", by: WRITE, given: (_, { free }) => ({ itemId: free }) },
  { mutation: "pickQueueItem", by: WRITE, given: (_, { free }) => ({ itemId: free }) },
  { mutation: "pickNext", by: WRITE, given: () => ({ queue: "spare" }) },
  {
    mutation: "releaseQueueItem",
    by: [SERVICE_ASSIGN],
    mine: WRITE,
    given: (_, { picked }) => ({ itemId: picked }),
  },
  { mutation: "tagCase", by: WRITE, given: (_, { open }) => ({ id: open, tags: ["blue"] }) },
  { mutation: "untagCase", by: WRITE, given: (_, { open }) => ({ id: open, tags: ["red"] }) },
  {
    mutation: "associatePerson",
    by: WRITE,
    given: (w, { open }) => ({ caseId: open, personId: w.colleague.id, relation: "reporter" }),
  },
  { mutation: "dissociatePerson", by: WRITE, given: (w, { open }) => ({ caseId: open, personId: w.nobody }) },
  { mutation: "addCollaborators", by: WRITE, given: (w, { open }) => ({ id: open, personIds: [w.desk.admin.id] }) },
  { mutation: "removeCollaborators", by: WRITE, given: (w, { open }) => ({ id: open, personIds: [w.colleague.id] }) },
  { mutation: "linkArticle", by: WRITE, given: (w, { held }) => ({ caseId: held, articleId: w.article }) },
  { mutation: "unlinkArticle", by: WRITE, given: (w, { open }) => ({ caseId: open, articleId: w.article }) },
  {
    mutation: "openSupplierReturn",
    by: [SUPPLIER_RETURN_OPEN],
    given: (_, { open }) => ({ input: { caseId: open, supplier: "ACME", quantity: 1 } }),
  },
  {
    mutation: "updateSupplierReturn",
    by: [SUPPLIER_RETURN_OPEN],
    given: (_, { supplierReturn }) => ({ id: supplierReturn, status: "OPEN", notes: "Asked" }),
  },
  {
    mutation: "attach",
    by: [SERVICE_WRITE, PORTAL],
    // No such upload: what the right lets through is refused for that alone.
    answers: "BAD_USER_INPUT",
    given: (w, { open }) => ({ subjectId: open, uploadId: w.article }),
  },
  { mutation: "removeAttachment", by: WRITE, given: (_, { attachment }) => ({ id: attachment }) },
  {
    mutation: "addLink",
    by: WRITE,
    given: (_, { open }) => ({ subjectId: open, title: "Other", url: "https://example.org/2" }),
  },
  { mutation: "removeLink", by: WRITE, given: (_, { link }) => ({ id: link }) },
];

/** On activities. */
export const ACTIVITY_ACTIONS: readonly Action[] = [
  { mutation: "createTask", by: WRITE, given: (_, { open }) => ({ input: { caseId: open, subject: "Do" } }) },
  {
    mutation: "createTask",
    way: "without a case",
    by: WRITE,
    given: () => ({ input: { subject: "Do" } }),
  },
  {
    mutation: "logPhoneCall",
    by: WRITE,
    given: (_, { open }) => ({ input: { caseId: open, subject: "Ring", direction: "OUTGOING" } }),
  },
  {
    mutation: "logEmail",
    by: WRITE,
    given: (_, { open }) => ({ input: { caseId: open, subject: "Mail", direction: "OUTGOING" } }),
  },
  {
    mutation: "scheduleAppointment",
    by: WRITE,
    given: (_, { open }) => ({
      input: { caseId: open, subject: "Visit", startsAt: "2032-01-01T09:00:00Z", endsAt: "2032-01-01T10:00:00Z" },
    }),
  },
  {
    mutation: "rescheduleAppointment",
    by: WRITE,
    given: (_, { appointment }) => ({
      id: appointment,
      startsAt: "2032-02-01T09:00:00Z",
      endsAt: "2032-02-01T10:00:00Z",
    }),
  },
  { mutation: "updateActivity", by: WRITE, given: (_, { task }) => ({ id: task, input: { subject: "Other" } }) },
  { mutation: "assignActivity", by: [SERVICE_ASSIGN], given: (_, { task }) => ({ id: task, team: "warehouse" }) },
  { mutation: "handBackActivity", by: [], mine: WRITE, given: (_, { task }) => ({ id: task, reason }) },
  { mutation: "startActivity", by: WRITE, given: (_, { task }) => ({ id: task }) },
  { mutation: "completeActivity", by: WRITE, given: (_, { task }) => ({ id: task }) },
  { mutation: "reopenActivity", by: WRITE, given: (_, { canceled }) => ({ id: canceled }) },
  { mutation: "cancelActivity", by: WRITE, given: (_, { task }) => ({ id: task }) },
  {
    mutation: "deleteActivity",
    by: [[SERVICE_WRITE, SERVICE_ASSIGN]],
    mine: WRITE,
    given: (_, { task }) => ({ id: task }),
  },
  {
    mutation: "openCaseFromActivity",
    by: [[SERVICE_WRITE, SERVICE_OPEN]],
    given: (_, { call }) => ({ activityId: call, input: { title: "From a call" } }),
  },
];
