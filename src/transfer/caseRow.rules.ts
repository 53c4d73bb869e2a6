import type { Channel } from "../cases/case.entity";
import { CaseState, type Priority } from "../cases/settings.entity";
import { ErrorCode } from "../platform/errors";

/** A case as another system tells it; others are named by what that system calls them, settings by key. */
export interface CaseRow {
  readonly externalId: string;
  readonly title: string;
  readonly description?: string | null;
  readonly type?: string | null;
  readonly reason?: string | null;
  readonly category?: string | null;
  readonly status?: string | null;
  readonly priority?: Priority | null;
  readonly channel?: Channel | null;
  readonly tags?: readonly string[] | null;
  readonly customerExternalId?: string | null;
  readonly contactEmail?: string | null;
  readonly assetTag?: string | null;
  readonly assigneeEmail?: string | null;
  readonly team?: string | null;
  readonly queue?: string | null;
  readonly branch?: string | null;
  readonly orderNumber?: string | null;
  readonly productSku?: string | null;
  readonly workOrderNumber?: string | null;
  readonly parentExternalId?: string | null;
  readonly confidential?: boolean | null;
  readonly holdReason?: string | null;
  readonly cancelReason?: string | null;
  readonly escalationLevel?: number | null;
  readonly openedAt?: Date | null;
  readonly firstRespondedAt?: Date | null;
  readonly resolvedAt?: Date | null;
  readonly resolvedByEmail?: string | null;
  readonly closedAt?: Date | null;
  readonly canceledAt?: Date | null;
  readonly resolutionPath?: string | null;
  readonly resolutionNotes?: string | null;
  readonly satisfaction?: number | null;
  readonly reopenCount?: number | null;
}

/** What the rows of one call name, as it stands; keys as they were given, addresses in small letters. */
export interface Named {
  readonly types: Readonly<
    Record<string, { id: string; priority: Priority; confidential: boolean; firstStageId: string | null }>
  >;
  /** Keys of the stages of processes, by id. */
  readonly stages: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly categories: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, { id: string; state: CaseState; isDefault: boolean }>>;
  readonly paths: Readonly<Record<string, string>>;
  readonly teams: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<string, string>>;
  readonly branches: Readonly<Record<string, { id: string; managerId: string | null }>>;
  readonly customers: Readonly<Record<string, string>>;
  readonly assets: Readonly<Record<string, string>>;
  readonly orders: Readonly<Record<string, string>>;
  readonly products: Readonly<Record<string, string>>;
  readonly workOrders: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, { id: string; canOwn: boolean }>>;
  readonly parents: Readonly<Record<string, { id: string; child: boolean }>>;
}

/** The columns of a case that an import says, in the form in which they are written and compared. */
export interface CaseFacts {
  readonly title: string;
  readonly description: string;
  readonly typeId: string;
  readonly reasonId: string;
  readonly categoryId: string | null;
  readonly statusId: string;
  readonly state: CaseState;
  readonly priority: Priority;
  readonly channel: string;
  readonly tags: readonly string[];
  readonly customerId: string | null;
  readonly contactId: string | null;
  readonly assetId: string | null;
  readonly orderId: string | null;
  readonly orderLineId: string | null;
  readonly productId: string | null;
  readonly workOrderId: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly branchId: string | null;
  readonly parentId: string | null;
  readonly confidential: boolean;
  readonly holdReason: string | null;
  readonly cancelReason: string | null;
  readonly escalationLevel: number;
  readonly satisfaction: number | null;
  readonly reopenCount: number;
  readonly openedAt: number;
  readonly firstRespondedAt: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly canceledAt: number | null;
  /** Of its type's process. */
  readonly stageId: string | null;
  /** Of the present resolution; null without one. */
  readonly pathId: string | null;
  readonly notes: string | null;
  readonly resolvedById: string | null;
}

/** A case that is there already. */
export interface Standing extends CaseFacts {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly merged: boolean;
  readonly dueAt: number | null;
  readonly entitlementId: string | null;
  readonly contractId: string | null;
}

/** Why a row was not taken. */
export class RowRefusal extends Error {
  constructor(
    readonly path: string,
    message: string,
    readonly code: ErrorCode = ErrorCode.BAD_USER_INPUT,
  ) {
    super(message);
  }
}

const refuse = (path: string, message: string): never => {
  throw new RowRefusal(path, message);
};

function texts(row: CaseRow): void {
  const most = (path: keyof CaseRow, length: number) => {
    const value = row[path];
    if (typeof value === "string" && value.length > length) refuse(path, `has at most ${length} characters`);
  };
  if (!/\S/.test(row.externalId)) refuse("externalId", "cannot be blank");
  if (!/\S/.test(row.title)) refuse("title", "cannot be blank");
  most("externalId", 255);
  most("title", 255);
  most("description", 100_000);
  most("holdReason", 10_000);
  most("cancelReason", 10_000);
  most("resolutionNotes", 10_000);
  if ((row.tags?.length ?? 0) > 50) refuse("tags", "are 50 at most");
  for (const tag of row.tags ?? [])
    if (!/\S/.test(tag) || tag.length > 64) refuse("tags", "have 1 to 64 characters each");
  const least = (path: "escalationLevel" | "reopenCount") => {
    if ((row[path] ?? 0) < 0) refuse(path, "cannot be negative");
  };
  least("escalationLevel");
  least("reopenCount");
  if (row.satisfaction != null && (row.satisfaction < 1 || row.satisfaction > 5))
    refuse("satisfaction", "is from 1 to 5");
}

/** Instants are taken as told, in the order of life: opened, resolved, closed. */
function order(row: CaseRow, openedAt: number): void {
  const at = (path: "firstRespondedAt" | "resolvedAt" | "closedAt" | "canceledAt", from: number, what: string) => {
    const told = row[path]?.getTime();
    if (told !== undefined && told < from) refuse(path, `is before ${what}`);
  };
  at("firstRespondedAt", openedAt, "openedAt");
  at("resolvedAt", openedAt, "openedAt");
  at("closedAt", openedAt, "openedAt");
  at("canceledAt", openedAt, "openedAt");
  if (row.resolvedAt) at("closedAt", row.resolvedAt.getTime(), "resolvedAt");
}

/** What was named by `value`, or the refusal that names the field; null where nothing was named. */
function found<T>(table: Readonly<Record<string, T>>, path: string, value: string, what: string): T {
  return Object.hasOwn(table, value) ? table[value]! : refuse(path, `no ${what} is called \`${value}\``);
}

/** What a row makes of a case that stands, or of none. `route` answers where an open case without a team goes. */
export function factsOf(row: CaseRow, standing: Standing | null, named: Named, now: number): CaseFacts {
  texts(row);
  const openedAt = row.openedAt?.getTime() ?? standing?.openedAt ?? now;
  order(row, openedAt);
  /** Left out stays, null clears, anything else is looked up. */
  const ref = <T>(
    path: keyof CaseRow,
    table: Readonly<Record<string, T>>,
    what: string,
    id: (one: T) => string,
    was: string | null,
  ) => {
    const value = row[path];
    if (value === undefined) return was;
    return value === null
      ? null
      : id(found(table, path, path.endsWith("Email") ? String(value).toLowerCase() : String(value), what));
  };
  const self = (id: string) => id;
  const type = row.type != null || !standing ? found(named.types, "type", row.type ?? "other", "type") : null;
  const status = statusOf(row, standing, named);
  const finished = status.state === CaseState.RESOLVED || status.state === CaseState.CLOSED;
  const open = !finished && status.state !== CaseState.CANCELED;
  const priority = row.priority ?? standing?.priority ?? type!.priority;
  const resolvedThen = row.resolvedAt === undefined ? standing?.resolvedAt : row.resolvedAt?.getTime();
  const unsaid = status.state === CaseState.RESOLVED ? Math.max(now, openedAt) : null;
  const resolvedAt = finished ? (resolvedThen ?? unsaid) : null;
  const closedAt =
    status.state === CaseState.CLOSED
      ? (row.closedAt?.getTime() ?? standing?.closedAt ?? resolvedAt ?? Math.max(now, openedAt))
      : null;
  if (closedAt !== null && resolvedAt !== null && closedAt < resolvedAt) refuse("closedAt", "is before resolvedAt");
  const canceledAt =
    status.state === CaseState.CANCELED
      ? (row.canceledAt?.getTime() ?? standing?.canceledAt ?? Math.max(now, openedAt))
      : null;
  const assigneeId = ref("assigneeEmail", named.people, "person", (p) => p.id, standing?.assigneeId ?? null);
  if (open && row.assigneeEmail != null && !named.people[row.assigneeEmail.toLowerCase()]!.canOwn)
    refuse("assigneeEmail", "only staff who can sign in can own work");
  const teamId = ref("team", named.teams, "team", self, standing?.teamId ?? null);
  const branchId = ref("branch", named.branches, "branch", (b) => b.id, standing?.branchId ?? null);
  if (row.queue != null) found(named.queues, "queue", row.queue, "active queue");
  const orderId = ref("orderNumber", named.orders, "order", self, standing?.orderId ?? null);
  const parent =
    row.parentExternalId != null ? found(named.parents, "parentExternalId", row.parentExternalId, "case") : null;
  if (parent?.child) refuse("parentExternalId", "a child has no children");
  if (parent && parent.id === standing?.id) refuse("parentExternalId", "a case is not its own parent");
  const resolved = resolvedAt !== null;
  return {
    title: row.title,
    description: row.description ?? (row.description === null ? "" : (standing?.description ?? "")),
    typeId: type?.id ?? standing!.typeId,
    reasonId:
      row.reason != null || !standing
        ? found(named.reasons, "reason", row.reason ?? "other", "reason")
        : standing.reasonId,
    categoryId: ref("category", named.categories, "category", self, standing?.categoryId ?? null),
    statusId: status.id,
    state: status.state,
    priority,
    channel: row.channel ?? standing?.channel ?? "IMPORT",
    tags: row.tags === undefined ? (standing?.tags ?? []) : [...new Set(row.tags ?? [])],
    customerId: ref("customerExternalId", named.customers, "customer", self, standing?.customerId ?? null),
    contactId: ref("contactEmail", named.people, "person", (p) => p.id, standing?.contactId ?? null),
    orderId,
    // A row names no line; one of another order than the row's goes.
    orderLineId: orderId === standing?.orderId ? standing.orderLineId : null,
    productId: ref("productSku", named.products, "product", self, standing?.productId ?? null),
    workOrderId: ref("workOrderNumber", named.workOrders, "work order", self, standing?.workOrderId ?? null),
    assetId: ref("assetTag", named.assets, "asset", self, standing?.assetId ?? null),
    assigneeId,
    teamId,
    branchId,
    parentId: row.parentExternalId === undefined ? (standing?.parentId ?? null) : (parent?.id ?? null),
    confidential: row.confidential ?? standing?.confidential ?? type!.confidential,
    holdReason:
      status.state !== CaseState.ON_HOLD
        ? null
        : row.holdReason === undefined
          ? (standing?.holdReason ?? null)
          : row.holdReason,
    cancelReason:
      status.state !== CaseState.CANCELED
        ? null
        : row.cancelReason === undefined
          ? (standing?.cancelReason ?? null)
          : row.cancelReason,
    escalationLevel: row.escalationLevel ?? standing?.escalationLevel ?? 0,
    satisfaction: row.satisfaction === undefined ? (standing?.satisfaction ?? null) : row.satisfaction,
    reopenCount: row.reopenCount ?? standing?.reopenCount ?? 0,
    openedAt,
    firstRespondedAt:
      row.firstRespondedAt === undefined
        ? (standing?.firstRespondedAt ?? null)
        : (row.firstRespondedAt?.getTime() ?? null),
    resolvedAt,
    closedAt,
    canceledAt,
    stageId: stageOf(type, standing, open, named),
    pathId: resolved
      ? row.resolutionPath != null
        ? found(named.paths, "resolutionPath", row.resolutionPath, "resolution path")
        : (standing?.pathId ?? named.paths.other ?? refuse("resolutionPath", "no resolution path is called `other`"))
      : checked(row, named),
    notes: resolved ? (row.resolutionNotes ?? standing?.notes ?? "") : null,
    resolvedById: ref("resolvedByEmail", named.people, "person", (p) => p.id, standing?.resolvedById ?? null),
  };
}

/**
 * An unfinished case enters its type's process, as one that is created; so does one whose type is another now, and one that
 * is open again. What came in finished went through no stages that anybody told of.
 */
function stageOf(
  type: { readonly id: string; readonly firstStageId: string | null } | null,
  standing: Standing | null,
  open: boolean,
  named: Named,
): string | null {
  const typeId = type?.id ?? standing!.typeId;
  const first = () => Object.values(named.types).find((one) => one.id === typeId)?.firstStageId ?? null;
  if (!standing || standing.typeId !== typeId) return open ? first() : null;
  const reopened = open && !UNFINISHED.includes(standing.state);
  return standing.stageId ?? (reopened ? first() : null);
}

/** A path that says nothing is still one that must exist. */
function checked(row: CaseRow, named: Named): null {
  if (row.resolutionPath != null) found(named.paths, "resolutionPath", row.resolutionPath, "resolution path");
  return null;
}

const UNFINISHED: readonly CaseState[] = [CaseState.NEW, CaseState.OPEN, CaseState.ON_HOLD];

/** The status told, else what the instants told mean, else the one it has, else new. */
function statusOf(row: CaseRow, standing: Standing | null, named: Named): { id: string; state: CaseState } {
  if (row.status != null) return found(named.statuses, "status", row.status, "status");
  const meant = row.canceledAt
    ? CaseState.CANCELED
    : row.closedAt
      ? CaseState.CLOSED
      : row.resolvedAt
        ? CaseState.RESOLVED
        : null;
  if (standing && (meant === null || meant === standing.state)) return { id: standing.statusId, state: standing.state };
  const state = meant ?? CaseState.NEW;
  const status = Object.values(named.statuses).find((one) => one.isDefault && one.state === state);
  return status ?? refuse("status", `no status is the default of ${state}`);
}
