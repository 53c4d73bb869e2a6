import { registerEnumType } from "type-graphql";
import { Person } from "../people/person.entity";
import { seenWhole } from "../people/rules";
import { Activity } from "../activities/activity.entity";
import { Asset } from "../assets/asset.entity";
import { Permission } from "../platform/access/permissions";
import { can, type Viewer } from "../platform/access/viewer";
import { ErrorCode, forbidden, Refusal } from "../platform/errors";
import type { Scope, Visible } from "../platform/read/scope";
import { and, FALSE, join, literal, or, raw, type Sql, sql, TRUE } from "../platform/sql";
import { isOpenTo } from "../queues/queue.rules";
import { Case } from "./case.entity";
import { CaseState } from "./settings.entity";

const collaborates = (subject: Sql, scope: Scope): Sql =>
  sql`EXISTS (SELECT FROM case_collaborator own WHERE own.case_id = ${subject}.id AND own.person_id = ${scope.viewerId})`;
const works = (subject: Sql, scope: Scope): Sql =>
  or(sql`${subject}.assignee_id = ${scope.viewerId}`, collaborates(subject, scope));
const leads = (subject: Sql, scope: Scope): Sql =>
  sql`EXISTS (SELECT FROM team own WHERE own.id = ${subject}.team_id AND own.lead_id = ${scope.viewerId})`;
const isMember = (subject: Sql, scope: Scope): Sql =>
  sql`EXISTS (SELECT FROM team_member own WHERE own.team_id = ${subject}.team_id AND own.person_id = ${scope.viewerId})`;

/**
 * SERVICE_READ sees every case, other staff those of their teams and their own work, a portal customer the own
 * customer's; a confidential one only who owns it, works on it, leads its team, or has SERVICE_CONFIDENTIAL.
 */
export const caseVisible: Visible = (subject, scope) => {
  if (scope.portal) return sql`(${subject}.customer_id = ${scope.customerId} AND NOT ${subject}.confidential)`;
  const open = scope.can(Permission.SERVICE_CONFIDENTIAL)
    ? TRUE
    : or(sql`NOT ${subject}.confidential`, works(subject, scope), leads(subject, scope));
  if (scope.can(Permission.SERVICE_READ)) return open;
  return and(or(works(subject, scope), isMember(subject, scope), leads(subject, scope)), open);
};

/**
 * The condition over a row that the case whose id `column` holds is there and visible. `each`: where it is one of two ways to
 * see the row, looked up for each row; the planner would rather read all cases first.
 */
export function caseSeen(column: Sql, scope: Scope, each = false): Sql {
  if (scope.knows(Case, column)) return TRUE;
  const seen = raw("seen_case");
  const visible = scope.visible(Case, seen);
  return visible === TRUE
    ? TRUE
    : sql`EXISTS (SELECT FROM service_case seen_case WHERE seen_case.id = ${column} AND ${visible}${raw(each ? " OFFSET 0" : "")})`;
}

/** With the case; internal ones for staff only. */
export const commentVisible: Visible = (comment, scope) =>
  and(scope.portal && sql`NOT ${comment}.internal`, caseSeen(sql`${comment}.case_id`, scope));

/** With the case. */
export const onCaseVisible: Visible = (row, scope) => caseSeen(sql`${row}.case_id`, scope);

/** With both cases. */
export const caseLinkVisible: Visible = (link, scope) =>
  and(caseSeen(sql`${link}.subject_id`, scope), caseSeen(sql`${link}.case_id`, scope));

/**
 * With the case, where the person may be seen too: an association without its person says nothing. A customer's contact
 * does not read what staff noted of anybody else.
 */
export const casePersonVisible: Visible = (row, scope) => {
  const who = raw("seen_person");
  const visible = scope.portal ? seenWhole(who, scope) : scope.visible(Person, who);
  const seen = sql`EXISTS (SELECT FROM person seen_person WHERE seen_person.id = ${row}.person_id AND ${visible})`;
  return and(visible !== TRUE && seen, caseSeen(sql`${row}.case_id`, scope));
};

/** Staff only; with the case where it is about one, else with the asset, or the activity as long as that is there. */
export const timelineVisible: Visible = (entry, scope) => {
  if (scope.portal) return FALSE;
  // Read by way of its case, which is therefore named and seen.
  if (scope.knows(Case, sql`${entry}.case_id`)) return TRUE;
  const seen = caseSeen(sql`${entry}.case_id`, scope, true);
  const told = sql`(${entry}.case_id IS NOT NULL OR ${entry}.asset_id IS NOT NULL OR ${entry}.activity_id IS NOT NULL)`;
  const asset = scope.visible(Asset, raw("seen_asset"));
  const activity = scope.visible(Activity, raw("seen_activity"));
  return and(
    told,
    seen !== TRUE && or(sql`${entry}.case_id IS NULL`, seen),
    asset !== TRUE &&
      or(
        sql`${entry}.case_id IS NOT NULL`,
        sql`${entry}.asset_id IS NULL`,
        sql`EXISTS (SELECT FROM asset seen_asset WHERE seen_asset.id = ${entry}.asset_id AND ${asset})`,
      ),
    // Told while it was by itself: since then it may have been put on a case that not everybody sees.
    activity !== TRUE &&
      or(
        sql`${entry}.case_id IS NOT NULL`,
        sql`${entry}.activity_id IS NULL`,
        sql`NOT EXISTS (SELECT FROM activity seen_activity WHERE seen_activity.id = ${entry}.activity_id AND (${activity}) IS NOT TRUE)`,
      ),
  );
};

/** In the order in which `viewerCan` tells them. */
export enum CaseAction {
  UPDATE = "UPDATE",
  COMMENT = "COMMENT",
  COMMENT_INTERNALLY = "COMMENT_INTERNALLY",
  CHANGE_PRIORITY = "CHANGE_PRIORITY",
  CHANGE_STATUS = "CHANGE_STATUS",
  HOLD = "HOLD",
  RESUME = "RESUME",
  ASSIGN = "ASSIGN",
  ROUTE = "ROUTE",
  ADD_TO_QUEUE = "ADD_TO_QUEUE",
  PICK = "PICK",
  RELEASE = "RELEASE",
  HAND_BACK = "HAND_BACK",
  ESCALATE = "ESCALATE",
  ADD_ACTIVITY = "ADD_ACTIVITY",
  ATTACH = "ATTACH",
  LINK = "LINK",
  TAG = "TAG",
  ASSOCIATE_PERSON = "ASSOCIATE_PERSON",
  COLLABORATE = "COLLABORATE",
  MERGE = "MERGE",
  ADVANCE_STAGE = "ADVANCE_STAGE",
  RETURN_STAGE = "RETURN_STAGE",
  RESOLVE = "RESOLVE",
  CLOSE = "CLOSE",
  RATE = "RATE",
  CANCEL = "CANCEL",
  REACTIVATE = "REACTIVATE",
  SET_CONFIDENTIAL = "SET_CONFIDENTIAL",
  OPEN_SUPPLIER_RETURN = "OPEN_SUPPLIER_RETURN",
}
registerEnumType(CaseAction, { name: "CaseAction", description: "What can be done to a case." });

/** A condition over the case's row, once for statements and once for commands. */
interface Condition {
  readonly sql: (subject: Sql, scope: Scope) => Sql;
  readonly holds: (subject: CaseStanding) => boolean;
}

export interface Rule {
  /** Who may, on any case that they see. */
  readonly anyOf: readonly Permission[];
  /** Who may on a case that they own or work on. */
  readonly own?: readonly Permission[];
  /** Who may on a case that they own. */
  readonly owner?: readonly Permission[];
  /** States in which a portal customer may. */
  readonly portal?: readonly CaseState[];
  readonly states: readonly CaseState[];
  /** The state that it leads to, where it leads to another. */
  readonly to?: CaseState;
  /** Done by staff to what is NEW, it opens it. */
  readonly opens?: boolean;
  /** Which of the staff that the permissions let through; the others are FORBIDDEN. */
  readonly staff?: Condition;
  /** What must hold of the case besides its state. */
  readonly when?: Condition;
  /** What must hold of its place in a queue. */
  readonly queued?: Condition;
}

export const UNFINISHED: readonly CaseState[] = [CaseState.NEW, CaseState.OPEN, CaseState.ON_HOLD];
export const FINISHED: readonly CaseState[] = [CaseState.RESOLVED, CaseState.CLOSED, CaseState.CANCELED];

const WRITE = [Permission.SERVICE_WRITE];
const FIRST_STAGE = (subject: Sql): Sql =>
  sql`(SELECT stage.position FROM process_stage stage WHERE stage.id = ${subject}.stage_id) = 1`;

const inQueue = (subject: Sql, condition: Sql): Sql =>
  sql`EXISTS (SELECT FROM queue_item item JOIN queue its_queue ON its_queue.id = item.queue_id
    WHERE item.case_id = ${subject}.id AND ${condition})`;

/** The one table of who may do what in which state; `viewerCan`, every command and ARCHITECTURE.md ask it. */
export const RULES: Readonly<Record<CaseAction, Rule>> = {
  UPDATE: { anyOf: WRITE, states: UNFINISHED },
  COMMENT: { anyOf: WRITE, portal: UNFINISHED, states: UNFINISHED, opens: true },
  COMMENT_INTERNALLY: { anyOf: WRITE, states: UNFINISHED, opens: true },
  CHANGE_PRIORITY: { anyOf: WRITE, states: UNFINISHED },
  CHANGE_STATUS: { anyOf: WRITE, states: UNFINISHED },
  // What is on hold may be held on: for another reason, or longer.
  HOLD: { anyOf: WRITE, states: UNFINISHED, to: CaseState.ON_HOLD },
  RESUME: { anyOf: WRITE, states: [CaseState.ON_HOLD], to: CaseState.OPEN },
  ASSIGN: { anyOf: [Permission.SERVICE_ASSIGN], states: UNFINISHED, opens: true },
  ROUTE: { anyOf: [Permission.SERVICE_ASSIGN], states: UNFINISHED },
  ADD_TO_QUEUE: { anyOf: WRITE, states: UNFINISHED },
  PICK: {
    anyOf: WRITE,
    states: UNFINISHED,
    opens: true,
    queued: {
      sql: (subject, scope) =>
        inQueue(subject, sql`item.worked_by_id IS NULL AND ${isOpenTo(raw("its_queue"), scope.viewerId)}`),
      holds: (subject) => subject.queued !== undefined,
    },
  },
  RELEASE: {
    anyOf: [Permission.SERVICE_ASSIGN],
    owner: WRITE,
    states: UNFINISHED,
    queued: {
      sql: (subject) => inQueue(subject, sql`item.worked_by_id IS NOT NULL`),
      holds: (subject) => subject.queued === "held",
    },
  },
  HAND_BACK: {
    anyOf: WRITE,
    states: UNFINISHED,
    staff: {
      sql: (subject, scope) => sql`${subject}.assignee_id = ${scope.viewerId}`,
      holds: (subject) => subject.isAssignee,
    },
  },
  ESCALATE: { anyOf: [Permission.SERVICE_ESCALATE], states: UNFINISHED },
  ADD_ACTIVITY: { anyOf: WRITE, states: UNFINISHED },
  ATTACH: { anyOf: WRITE, portal: UNFINISHED, states: UNFINISHED },
  LINK: { anyOf: WRITE, states: UNFINISHED },
  TAG: { anyOf: WRITE, states: UNFINISHED },
  ASSOCIATE_PERSON: { anyOf: WRITE, states: UNFINISHED },
  COLLABORATE: { anyOf: WRITE, states: UNFINISHED },
  // Asked of both; the one that goes into the other is canceled.
  MERGE: { anyOf: WRITE, states: UNFINISHED, to: CaseState.CANCELED },
  ADVANCE_STAGE: {
    anyOf: WRITE,
    states: UNFINISHED,
    when: {
      sql: (subject) => sql`(${subject}.stage_id IS NOT NULL AND NOT ${subject}.process_completed)`,
      holds: (subject) => subject.stageId !== null && !subject.processCompleted,
    },
  },
  RETURN_STAGE: {
    anyOf: WRITE,
    states: UNFINISHED,
    when: {
      sql: (subject) => sql`(${subject}.process_completed OR NOT ${FIRST_STAGE(subject)})`,
      holds: (subject) => subject.processCompleted || (subject.stagePosition ?? 1) > 1,
    },
  },
  RESOLVE: {
    anyOf: [Permission.SERVICE_RESOLVE],
    own: [Permission.SERVICE_RESOLVE_OWN],
    states: UNFINISHED,
    to: CaseState.RESOLVED,
  },
  CLOSE: {
    anyOf: [Permission.SERVICE_RESOLVE],
    own: [Permission.SERVICE_RESOLVE_OWN],
    states: [CaseState.RESOLVED],
    to: CaseState.CLOSED,
  },
  RATE: {
    anyOf: [Permission.SERVICE_RESOLVE],
    own: [Permission.SERVICE_RESOLVE_OWN],
    portal: [CaseState.RESOLVED, CaseState.CLOSED],
    states: [CaseState.RESOLVED, CaseState.CLOSED],
    // Once its customer has rated it, that word stands.
    staff: {
      sql: (subject) => sql`NOT ${subject}.satisfaction_by_customer`,
      holds: (subject) => !subject.ratedByCustomer,
    },
  },
  CANCEL: { anyOf: [Permission.SERVICE_RESOLVE], states: UNFINISHED, to: CaseState.CANCELED },
  REACTIVATE: {
    anyOf: WRITE,
    portal: [CaseState.RESOLVED],
    states: FINISHED,
    to: CaseState.OPEN,
    when: {
      sql: (subject) => sql`${subject}.merged_into_id IS NULL`,
      holds: (subject) => subject.mergedIntoId === null,
    },
  },
  // Who would lose sight of the case by it may not.
  SET_CONFIDENTIAL: { anyOf: [Permission.SERVICE_CONFIDENTIAL], own: WRITE, states: UNFINISHED },
  OPEN_SUPPLIER_RETURN: { anyOf: [Permission.SUPPLIER_RETURN_OPEN], states: UNFINISHED },
};

const inStates = (subject: Sql, states: readonly CaseState[]): Sql =>
  sql`${subject}.state IN (${join(states.map(literal), ", ")})`;

/** What the viewer's rights and the case's state allow, as a text array in the order of the enum. */
export function viewerCan(subject: Sql, scope: Scope): Sql {
  const allowed = Object.values(CaseAction).flatMap((action): Sql[] => {
    const rule = RULES[action];
    const mine = (permissions: readonly Permission[] = []) => permissions.some((p) => scope.can(p));
    const states = scope.portal ? rule.portal : rule.states;
    if (!states) return [];
    const who =
      scope.portal || mine(rule.anyOf)
        ? TRUE
        : or(
            mine(rule.own) && works(subject, scope),
            mine(rule.owner) && sql`${subject}.assignee_id = ${scope.viewerId}`,
          );
    const staff = !scope.portal && rule.staff?.sql(subject, scope);
    const when = and(
      who,
      inStates(subject, states),
      staff,
      rule.when?.sql(subject, scope),
      rule.queued?.sql(subject, scope),
    );
    return when === FALSE ? [] : [sql`CASE WHEN ${when} THEN ${literal(action)} END`];
  });
  return allowed.length === 0 ? sql`'{}'::text[]` : sql`array_remove(ARRAY[${join(allowed, ", ")}], NULL)`;
}

/** What a command knows of the case that it has locked. */
export interface CaseStanding {
  readonly number: string;
  readonly state: CaseState;
  readonly mergedIntoId: string | null;
  /** The viewer owns it or works on it. */
  readonly own: boolean;
  /** The viewer owns it. */
  readonly isAssignee: boolean;
  readonly stageId: string | null;
  readonly stagePosition: number | null;
  readonly processCompleted: boolean;
  readonly ratedByCustomer: boolean;
  /** Its place in a queue, where the command is about that. */
  readonly queued?: "free" | "held";
}

const isPortal = (viewer: Viewer): boolean => viewer.permissions.size === 1 && can(viewer, Permission.PORTAL);

/** Whether the viewer's rights reach this far, whatever the state; null is the system. */
function hasRight(viewer: Viewer | null, rule: Rule, subject: CaseStanding): boolean {
  if (!viewer) return true;
  if (isPortal(viewer))
    return rule.portal !== undefined && (rule.portal.includes(subject.state) || !rule.states.includes(subject.state));
  const mine = (permissions: readonly Permission[] = []) => permissions.some((p) => can(viewer, p));
  const may = mine(rule.anyOf) || (subject.own && mine(rule.own)) || (subject.isAssignee && mine(rule.owner));
  return may && (rule.staff?.holds(subject) ?? true);
}

const fits = (rule: Rule, subject: CaseStanding): boolean =>
  rule.states.includes(subject.state) && (rule.when?.holds(subject) ?? true) && (rule.queued?.holds(subject) ?? true);

/** The steps to another state, or another stage, that the viewer may take now: what INVALID_TRANSITION tells. */
const stepsFrom = (viewer: Viewer | null, subject: CaseStanding): CaseAction[] =>
  Object.values(CaseAction).filter((action) => {
    const rule = RULES[action];
    return (rule.to !== undefined || rule.when !== undefined) && hasRight(viewer, rule, subject) && fits(rule, subject);
  });

const stateOf = (subject: CaseStanding): string =>
  subject.mergedIntoId ? "merged" : subject.state.toLowerCase().replace("_", " ");

/** CASE_READ_ONLY once the case has ended, whoever asks. */
export function assertUnfinished(subject: CaseStanding): void {
  if (!FINISHED.includes(subject.state)) return;
  throw new Refusal(
    ErrorCode.CASE_READ_ONLY,
    `${subject.number} is ${stateOf(subject)}: read-only${subject.mergedIntoId ? "" : " until reactivated"}.`,
  );
}

/** FORBIDDEN, CASE_READ_ONLY or INVALID_TRANSITION unless the viewer may do this to the case now; null is the system. */
export function assertCan(viewer: Viewer | null, action: CaseAction, subject: CaseStanding): void {
  const rule = RULES[action];
  if (!hasRight(viewer, rule, subject)) throw forbidden();
  if (fits(rule, subject)) return;
  assertUnfinished(subject);
  const state = stateOf(subject);
  throw new Refusal(
    ErrorCode.INVALID_TRANSITION,
    `${subject.number} is ${state}${rule.states.includes(subject.state) ? (rule.queued ? ", and in no queue that allows it" : ", and no stage lies that way") : ""}: this cannot be done now.`,
    { allowed: stepsFrom(viewer, subject) },
  );
}
