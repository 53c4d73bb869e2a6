import { Case } from "../cases/case.entity";
import { CaseAction, caseSeen } from "../cases/case.policy";
import { Permission } from "../platform/access/permissions";
import { can, type Viewer } from "../platform/access/viewer";
import { ErrorCode, forbidden, invalid, Refusal } from "../platform/errors";
import type { Scope, Visible } from "../platform/read/scope";
import { and, or, raw, type Sql, sql, TRUE } from "../platform/sql";
import { ActivityKind, ActivityState, Direction } from "./activity.entity";

/** Of a case that the viewer sees: customers never see tasks, not even in a count. */
export const onSeenCase = (activity: Sql, scope: Scope): Sql => (scope.portal ? sql`${activity}.kind <> 'TASK'` : TRUE);

/**
 * With the case where there is one, else for staff. A portal customer sees what involves the own customer: calls, mails
 * and appointments, never tasks.
 */
export const activityVisible: Visible = (activity, scope) => {
  const seen = caseSeen(sql`${activity}.case_id`, scope, true);
  if (scope.portal) {
    const mine = raw("my_case");
    // The customer's few cases first: row by row, a page of few would look at the activities of all customers.
    const onMine = sql`${activity}.case_id = ANY (ARRAY(SELECT my_case.id FROM service_case my_case WHERE ${scope.visible(Case, mine)}))`;
    return and(
      onSeenCase(activity, scope),
      or(
        sql`(${activity}.case_id IS NULL AND ${activity}.customer_id = ${scope.customerId})`,
        seen === TRUE ? sql`${activity}.case_id IS NOT NULL` : onMine,
      ),
    );
  }
  return seen === TRUE ? TRUE : or(sql`${activity}.case_id IS NULL`, seen);
};

/** What can be done to an activity that is there. */
export enum ActivityVerb {
  UPDATE = "UPDATE",
  RESCHEDULE = "RESCHEDULE",
  ASSIGN = "ASSIGN",
  HAND_BACK = "HAND_BACK",
  START = "START",
  COMPLETE = "COMPLETE",
  REOPEN = "REOPEN",
  CANCEL = "CANCEL",
  DELETE = "DELETE",
  OPEN_CASE = "OPEN_CASE",
}

/** What a command knows of the activity that it has locked. */
export interface ActivityStanding {
  readonly kind: ActivityKind;
  readonly state: ActivityState;
  readonly direction: Direction | null;
  readonly assigneeId: string | null;
  readonly createdById: string | null;
}

export interface ActivityRule {
  /** The right that its case must give, or, where it has none, the viewer's roles. */
  readonly on: CaseAction.ADD_ACTIVITY | CaseAction.ASSIGN;
  readonly from: readonly ActivityState[];
  /** The state that it leads to, where it leads to another. */
  readonly to?: ActivityState;
  readonly kinds?: readonly ActivityKind[];
  /** Which of those that the right lets through; the others are FORBIDDEN. */
  readonly who?: (viewer: Viewer, activity: ActivityStanding) => boolean;
}

const { ADD_ACTIVITY, ASSIGN } = CaseAction;
const { OPEN, COMPLETED, CANCELED } = ActivityState;

/** The one table of what may be done to an activity in which state; its case must be open besides, where it has one. */
export const ACTIVITY_RULES: Readonly<Record<ActivityVerb, ActivityRule>> = {
  // What is completed can be put right: the time that it took, above all.
  UPDATE: { on: ADD_ACTIVITY, from: [OPEN, COMPLETED] },
  RESCHEDULE: { on: ADD_ACTIVITY, from: [OPEN], kinds: [ActivityKind.APPOINTMENT] },
  ASSIGN: { on: ASSIGN, from: [OPEN] },
  HAND_BACK: { on: ADD_ACTIVITY, from: [OPEN], who: (viewer, activity) => activity.assigneeId === viewer.personId },
  START: { on: ADD_ACTIVITY, from: [OPEN] },
  COMPLETE: { on: ADD_ACTIVITY, from: [OPEN], to: COMPLETED },
  REOPEN: { on: ADD_ACTIVITY, from: [COMPLETED, CANCELED], to: OPEN },
  CANCEL: { on: ADD_ACTIVITY, from: [OPEN], to: CANCELED },
  DELETE: {
    on: ADD_ACTIVITY,
    from: [OPEN],
    who: (viewer, activity) => activity.createdById === viewer.personId || can(viewer, Permission.SERVICE_ASSIGN),
  },
  // A call that was taken is mostly logged as completed already.
  OPEN_CASE: { on: ADD_ACTIVITY, from: [OPEN, COMPLETED], kinds: [ActivityKind.PHONE_CALL, ActivityKind.EMAIL] },
};

/** The steps to another state that are allowed from here: what INVALID_TRANSITION tells. */
export const stepsFrom = (state: ActivityState): ActivityVerb[] =>
  Object.values(ActivityVerb).filter((verb) => {
    const rule = ACTIVITY_RULES[verb];
    return rule.to !== undefined && rule.from.includes(state);
  });

/** FORBIDDEN, BAD_USER_INPUT or INVALID_TRANSITION unless the viewer may do this to the activity now; null is the system. */
export function assertVerb(viewer: Viewer | null, verb: ActivityVerb, activity: ActivityStanding): void {
  const rule = ACTIVITY_RULES[verb];
  if (viewer && rule.who && !rule.who(viewer, activity)) throw forbidden();
  if (rule.kinds && !rule.kinds.includes(activity.kind)) {
    const word = (kind: ActivityKind) => kind.toLowerCase().replace("_", " ");
    const path = verb === ActivityVerb.OPEN_CASE ? "activityId" : "id";
    throw invalid({ path, rule: "kind", message: `this is no ${rule.kinds.map(word).join(" or ")}` });
  }
  if (rule.from.includes(activity.state)) return;
  throw new Refusal(
    ErrorCode.INVALID_TRANSITION,
    `The activity is ${activity.state.toLowerCase()}: this cannot be done now.`,
    { allowed: stepsFrom(activity.state) },
  );
}
