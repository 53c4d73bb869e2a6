import { TimelineKind } from "../cases/timeline.events";
import { type Past, toldByKey } from "../platform/read/past";
import { Activity } from "./activity.entity";

const QUEUED = ["QUEUED", "MOVED", "PICKED", "RELEASED", "DEQUEUED", "ACTIVITY_ASSIGNED", "HANDED_BACK"];

/** How activities stood before an event; where the log tells less than the row, which events may have changed it. */
export const ACTIVITY_PAST: Past = {
  entity: () => Activity,
  key: "activity_id",
  begins: TimelineKind.ACTIVITY_ADDED,
  ends: TimelineKind.ACTIVITY_DELETED,
  fields: {
    state: { column: "state" },
    priority: { column: "priority" },
    purpose: { column: "purpose" },
    case: { column: "case_id" },
    customer: { column: "customer_id" },
    assignee: { column: "assignee_id" },
    team: toldByKey("team_id", "team"),
    dueAt: { column: "due_at" },
    startedAt: { column: "started_at" },
    startsAt: { column: "starts_at" },
    endsAt: { column: "ends_at" },
  },
  others: {
    id: [],
    kind: [],
    state: [],
    priority: [],
    purpose: [],
    assigneeId: [],
    team: [],
    caseId: [],
    customerId: [],
    dueAt: [],
    startsAt: [],
    mine: [],
    completedAt: ["ACTIVITY_COMPLETED", "ACTIVITY_REOPENED"],
    // Time alone makes it so; it is told when it does.
    overdue: ["ACTIVITY_OVERDUE"],
    queue: QUEUED,
  },
};
