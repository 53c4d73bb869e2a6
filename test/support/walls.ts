import type { Permission } from "../../src/platform/access/permissions";
import type { Viewer } from "../../src/platform/access/viewer";
import type { TestHouse } from "./house";
import type { Columns, Walls } from "./oracleRows";

/*
 * Who sees what, said a second time: over rows in memory, from what the product promises rather than from how its
 * predicates are written. A new type needs its line here; until then every test of visibility fails on it.
 */

type Row = Readonly<Record<string, any>>;
type Sees = (viewer: Viewer, row: Row, desk: Desk) => boolean;

/** The tables that walls look into, whole. */
class Desk {
  constructor(private readonly tables: ReadonlyMap<string, readonly Row[]>) {}

  all(table: string): readonly Row[] {
    return this.tables.get(table)!;
  }

  has(table: string, row: Row): boolean {
    return this.all(table).some((one) => Object.entries(row).every(([column, value]) => one[column] === value));
  }

  get(table: string, id: unknown): Row | undefined {
    return this.all(table).find((one) => one.id === id);
  }
}

const TABLES = [
  "service_case",
  "team",
  "team_member",
  "case_collaborator",
  "person_role",
  "role",
  "activity",
  "asset",
  "case_status",
  "sales_order",
  "article",
  "case_article",
  "customer",
  "contract",
  "entitlement",
  "queue",
  "queue_member",
  "queue_item",
];

const may = (viewer: Viewer, permission: string) => viewer.permissions.has(permission as Permission);
/** A customer's contact: PORTAL and nothing else. */
const isPortal = (viewer: Viewer) => may(viewer, "PORTAL") && viewer.permissions.size === 1;
const isStaff = (viewer: Viewer) => !isPortal(viewer);
const everybody: Sees = () => true;
const staff: Sees = (viewer) => isStaff(viewer);

const seesCase: Sees = (viewer, row, desk) => {
  if (isPortal(viewer)) return row.customer_id === viewer.customerId && row.confidential === false;
  const mine =
    row.assignee_id === viewer.personId ||
    desk.has("case_collaborator", { case_id: row.id, person_id: viewer.personId });
  const leads = row.team_id !== null && desk.get("team", row.team_id)!.lead_id === viewer.personId;
  const belongs = desk.has("team_member", { team_id: row.team_id, person_id: viewer.personId });
  if (row.confidential && !may(viewer, "SERVICE_CONFIDENTIAL") && !mine && !leads) return false;
  return may(viewer, "SERVICE_READ") || mine || leads || belongs;
};

const seesCaseOf: Sees = (viewer, row, desk) => seesCase(viewer, desk.get("service_case", row.case_id)!, desk);

const seesActivity: Sees = (viewer, row, desk) => {
  if (row.case_id !== null && !seesCaseOf(viewer, row, desk)) return false;
  if (isStaff(viewer)) return true;
  return row.kind !== "TASK" && (row.case_id !== null || row.customer_id === viewer.customerId);
};

/** Somebody with a role that is more than a customer's. */
const isStaffPerson = (id: unknown, desk: Desk): boolean =>
  desk
    .all("person_role")
    .some((held) => held.person_id === id && desk.get("role", held.role_id)!.permissions.join() !== "PORTAL");

/** A customer's contact sees of others only staff, and of them only the name. */
const seesPerson: Sees = (viewer, row, desk) =>
  row.id === viewer.personId || (isStaff(viewer) ? may(viewer, "PEOPLE_READ") : isStaffPerson(row.id, desk));

const seesAsset: Sees = (viewer, row) =>
  may(viewer, "ASSET_READ") || (isPortal(viewer) && row.customer_id === viewer.customerId);

/** Also work orders. */
const seesOrder: Sees = (viewer, row) => {
  if (isPortal(viewer)) return row.customer_id === viewer.customerId;
  return ["ASSET_READ", "SERVICE_READ", "SUPPLIER_RETURN_OPEN", "INTEGRATION_MANAGE", "DATA_TRANSFER"].some(
    (permission) => may(viewer, permission),
  );
};

const writesArticle = (viewer: Viewer, row: Row): boolean =>
  isStaff(viewer) && (may(viewer, "KNOWLEDGE_WRITE") || row.author_id === viewer.personId);

const seesArticle: Sees = (viewer, row) => {
  if (writesArticle(viewer, row)) return true;
  const open = row.state === "PUBLISHED" && row.internal === false;
  if (isPortal(viewer)) return open;
  return may(viewer, "KNOWLEDGE_READ") ? row.state !== "DRAFT" : open && may(viewer, "PORTAL");
};

const seesCustomer: Sees = (viewer, row) =>
  isPortal(viewer) ? row.id === viewer.customerId : may(viewer, "PEOPLE_READ") || may(viewer, "SERVICE_READ");

/** With the customer whose it is: contracts and entitlements. */
const seesCustomerOf: Sees = (viewer, row, desk) => seesCustomer(viewer, desk.get("customer", row.customer_id)!, desk);

/** With the one thing that evidence or a link hangs on. */
const seesSubject: Sees = (viewer, row, desk) => {
  if (row.case_id) return seesCaseOf(viewer, row, desk);
  if (row.activity_id) return seesActivity(viewer, desk.get("activity", row.activity_id)!, desk);
  if (row.contract_id) return seesCustomerOf(viewer, desk.get("contract", row.contract_id)!, desk);
  if (row.asset_id) return seesAsset(viewer, desk.get("asset", row.asset_id)!, desk);
  return seesCustomer(viewer, desk.get("customer", row.customer_id)!, desk);
};

const isInQueue = (viewer: Viewer, queue: Row, desk: Desk): boolean =>
  desk.has("queue_member", { queue_id: queue.id, person_id: viewer.personId }) ||
  (queue.team_id !== null && desk.has("team_member", { team_id: queue.team_id, person_id: viewer.personId }));

/** Of a private queue only its members, QUEUE_MANAGE and who holds the item; with the case or activity. */
const seesQueueItem: Sees = (viewer, row, desk) => {
  if (!isStaff(viewer)) return false;
  const queue = desk.get("queue", row.queue_id)!;
  const inside = queue.access === "PUBLIC" || may(viewer, "QUEUE_MANAGE") || isInQueue(viewer, queue, desk);
  if (!inside && row.worked_by_id !== viewer.personId) return false;
  return row.case_id
    ? seesCase(viewer, desk.get("service_case", row.case_id)!, desk)
    : seesActivity(viewer, desk.get("activity", row.activity_id)!, desk);
};

const SEES: Readonly<Record<string, Sees>> = {
  Attachment: (viewer, row, desk) => (isStaff(viewer) || row.internal === false) && seesSubject(viewer, row, desk),
  ExternalLink: (viewer, row, desk) => isStaff(viewer) && seesSubject(viewer, row, desk),
  Role: (viewer, row, desk) =>
    isStaff(viewer) || desk.has("person_role", { role_id: row.id, person_id: viewer.personId }),
  Person: seesPerson,
  Team: staff,
  Skill: staff,
  Branch: staff,
  Customer: seesCustomer,
  ApiToken: (viewer, row) =>
    row.owner_id === viewer.personId || (may(viewer, "ACCESS_MANAGE") && may(viewer, "PEOPLE_READ")),
  SignedIn: (viewer, row) => row.person_id === viewer.personId && row.expires_at > NOON,
  AssetType: everybody,
  Asset: seesAsset,
  Product: everybody,
  Order: seesOrder,
  OrderLine: (viewer, row, desk) => seesOrder(viewer, desk.get("sales_order", row.order_id)!, desk),
  WorkOrder: seesOrder,
  SupplierReturn: (viewer, row, desk) =>
    isStaff(viewer) && (may(viewer, "SUPPLIER_RETURN_OPEN") || seesCaseOf(viewer, row, desk)),
  CaseStatus: everybody,
  CaseType: everybody,
  CaseCategory: everybody,
  ReasonCode: everybody,
  ResolutionPath: everybody,
  BusinessProcess: everybody,
  ProcessStage: everybody,
  Case: seesCase,
  CasePerson: (viewer, row, desk) =>
    seesCaseOf(viewer, row, desk) &&
    (row.person_id === viewer.personId || (isStaff(viewer) && seesPerson(viewer, { id: row.person_id }, desk))),
  CaseLink: (viewer, row, desk) =>
    seesCaseOf(viewer, row, desk) && seesCaseOf(viewer, { case_id: row.subject_id }, desk),
  Resolution: seesCaseOf,
  Comment: (viewer, row, desk) => seesCaseOf(viewer, row, desk) && (isStaff(viewer) || row.internal === false),
  TimelineEntry: (viewer, row, desk) =>
    isStaff(viewer) &&
    (row.case_id !== null || row.asset_id !== null || row.activity_id !== null) &&
    (row.case_id === null
      ? (row.asset_id === null || seesAsset(viewer, desk.get("asset", row.asset_id)!, desk)) &&
        (row.activity_id === null || seesActivity(viewer, desk.get("activity", row.activity_id)!, desk))
      : seesCaseOf(viewer, row, desk)),
  SavedView: (viewer, row, desk) =>
    row.owner_id === viewer.personId ||
    (isStaff(viewer) && row.shared && seesPerson(viewer, { id: row.owner_id }, desk)),
  Contract: seesCustomerOf,
  Entitlement: seesCustomerOf,
  EntitlementUse: (viewer, row, desk) => seesCustomerOf(viewer, desk.get("entitlement", row.entitlement_id)!, desk),
  Article: seesArticle,
  ArticleWording: (viewer, row, desk) => writesArticle(viewer, desk.get("article", row.article_id)!),
  Queue: staff,
  QueueItem: seesQueueItem,
  RoutingRule: (viewer, row) => isStaff(viewer) && row.deleted_at === null,
  SlaPolicy: staff,
  SlaRederivation: staff,
  SlaClock: (viewer, row, desk) => isStaff(viewer) && seesCaseOf(viewer, row, desk),
  HolidaySchedule: staff,
  BusinessCalendar: staff,
  ImportRun: (viewer, row) => row.started_by_id === viewer.personId,
  Activity: seesActivity,
};

/** When the world's clock stands. */
const NOON = new Date("2026-11-01T12:00:00Z");
const OPEN = ["NEW", "OPEN", "ON_HOLD"];

type Count = (viewer: Viewer, row: Row, desk: Desk) => unknown;
const openCases =
  (column: string): Count =>
  (viewer, row, desk) =>
    desk
      .all("service_case")
      .filter((one) => one[column] === row.id && OPEN.includes(one.state) && seesCase(viewer, one, desk)).length;

const openActivities = (viewer: Viewer, row: Row, desk: Desk) =>
  desk
    .all("activity")
    .filter((one) => one.case_id === row.id && one.state === "OPEN" && seesActivity(viewer, one, desk));

const items = (viewer: Viewer, row: Row, desk: Desk) =>
  desk.all("queue_item").filter((one) => one.queue_id === row.id && seesQueueItem(viewer, one, desk));

/** What of a person a customer's contact is told in place of the truth, of everybody else. */
const HIDDEN: Readonly<Record<string, unknown>> = {
  externalId: null,
  email: null,
  phone: null,
  title: null,
  timeZone: "UTC",
  locale: null,
  active: true,
  canSignIn: false,
  permissions: [],
  capacity: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  version: 1,
};

/** Fields that count or name other rows: only those that the viewer may see. */
const COUNTS: Readonly<Record<string, Count>> = {
  ...Object.fromEntries(
    Object.entries(HIDDEN).map(([field, shown]): [string, Count] => [
      `Person.${field}`,
      (viewer, row) => (isPortal(viewer) && row.id !== viewer.personId ? shown : undefined),
    ]),
  ),
  "Asset.openCaseCount": openCases("asset_id"),
  "Person.openCaseCount": openCases("assignee_id"),
  "Customer.openCaseCount": openCases("customer_id"),
  "Team.openCaseCount": openCases("team_id"),
  "AssetType.assetCount": (viewer, row, desk) =>
    desk.all("asset").filter((one) => one.type_id === row.id && seesAsset(viewer, one, desk)).length,
  "Article.caseCount": (viewer, row, desk) =>
    desk.all("case_article").filter((one) => one.article_id === row.id && seesCaseOf(viewer, one, desk)).length,
  "RoutingRule.matchCount": (viewer, row, desk) =>
    desk.all("service_case").filter((one) => one.routed_by_id === row.id && seesCase(viewer, one, desk)).length,
  "Queue.itemCount": (viewer, row, desk) => items(viewer, row, desk).length,
  "Queue.unpickedCount": (viewer, row, desk) =>
    items(viewer, row, desk).filter((one) => one.worked_by_id === null).length,
  "Queue.oldestEnteredAt": (viewer, row, desk) => {
    const [oldest] = items(viewer, row, desk).sort((a, b) => a.entered_at - b.entered_at);
    return oldest?.entered_at ?? null;
  },
  "Case.openActivityCount": (viewer, row, desk) => openActivities(viewer, row, desk).length,
  "Case.currentStep": (viewer, row, desk) => {
    const begun = openActivities(viewer, row, desk).filter((one) => one.started_at !== null);
    const [last] = begun.sort((a, b) => b.started_at.getTime() - a.started_at.getTime() || (a.id < b.id ? 1 : -1));
    return last?.subject ?? desk.get("case_status", row.status_id)!.name;
  },
};

/** Reads the house's tables once; they must not change afterwards. */
export async function wallsOf(house: TestHouse): Promise<Walls> {
  const tables = new Map<string, readonly Row[]>();
  for (const table of TABLES) tables.set(table, await house.rows(`SELECT * FROM ${table}`));
  const desk = new Desk(tables);
  return {
    sees(viewer, type, row) {
      const wall = SEES[type];
      if (!wall) throw new Error(`Nothing in walls.ts says who sees a ${type}`);
      return viewer !== null && wall(viewer, row, desk);
    },
    counts: Object.fromEntries(
      Object.entries(COUNTS).map(([field, count]) => [
        field,
        (viewer: Viewer | null, row: Columns) => count(viewer!, row, desk),
      ]),
    ),
  };
}
