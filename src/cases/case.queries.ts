import { Asset } from "../assets/asset.entity";
import { Order, OrderLine } from "../orders/order.entity";
import { Product } from "../orders/product.entity";
import { WorkOrder } from "../orders/workOrder.entity";
import { Branch } from "../people/branch.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { canSignIn, isStaff } from "../people/rules";
import { invalid } from "../platform/errors";
import { byId, byKey, type Wanted } from "../platform/mustExist";
import type { EntityClass } from "../platform/read/scope";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import type { Priority } from "./settings.entity";
import { Case } from "./case.entity";

const row = raw("r");

/** A setting by key, active ones only; answers its id. */
export const settingByKey = (path: string, table: string, what: string, key: string): Wanted =>
  byKey(path, key, what, sql`SELECT r.id FROM ${raw(table)} r WHERE r.key = ${key} AND r.active`);

/** What a new or changed case takes from its type. */
export interface CaseTypeFound {
  readonly id: string;
  readonly priority: Priority;
  readonly confidential: boolean;
  readonly putsAssetInRepair: boolean;
  readonly requiresEntitlement: boolean;
  readonly hasProcess: boolean;
}

/** Answers a `CaseTypeFound` as JSON text. */
export const caseTypeByKey = (path: string, key: string): Wanted =>
  byKey(
    path,
    key,
    "type",
    sql`SELECT json_build_object('id', r.id, 'priority', r.default_priority, 'confidential', r.confidential,
        'putsAssetInRepair', r.puts_asset_in_repair, 'requiresEntitlement', r.requires_entitlement,
        'hasProcess', r.process_id IS NOT NULL)::text
      FROM case_type r WHERE r.key = ${key} AND r.active`,
  );

const seen = (
  work: Work,
  entity: EntityClass,
  table: string,
  path: string,
  type: number,
  what: string,
  id: string,
): Wanted =>
  byId(
    path,
    type,
    id,
    what,
    (key) => sql`SELECT r.id FROM ${raw(table)} r WHERE r.id = ${key} AND ${work.scope.visible(entity, row)}`,
  );

export const customerById = (work: Work, path: string, id: string) =>
  seen(work, Customer, "customer", path, 6, "customer", id);
export const personById = (work: Work, path: string, id: string) => seen(work, Person, "person", path, 2, "person", id);
export const assetById = (work: Work, path: string, id: string) => seen(work, Asset, "asset", path, 10, "asset", id);
export const caseById = (work: Work, path: string, id: string) =>
  seen(work, Case, "service_case", path, 23, "case", id);

export const orderById = (work: Work, path: string, id: string) =>
  seen(work, Order, "sales_order", path, 15, "order", id);
export const productById = (work: Work, path: string, id: string) =>
  seen(work, Product, "product", path, 13, "product", id);
export const workOrderById = (work: Work, path: string, id: string) =>
  seen(work, WorkOrder, "work_order", path, 16, "work order", id);

/** An order line with its order and product. */
export interface OrderLineFound {
  readonly id: string;
  readonly orderId: string;
  readonly productId: string | null;
}

/** Answers an `OrderLineFound` as JSON text. Locked, so that it is not taken away from its order before it is named. */
export const orderLineById = (work: Work, path: string, id: string): Wanted =>
  byId(
    path,
    14,
    id,
    "order line",
    (key) => sql`SELECT json_build_object('id', r.id, 'orderId', r.order_id, 'productId', r.product_id)::text
      FROM order_line r WHERE r.id = ${key} AND ${work.scope.visible(OrderLine, row)} FOR KEY SHARE OF r`,
  );

export const orderLineFound = (text: string | null): OrderLineFound | null =>
  text === null ? null : (JSON.parse(text) as OrderLineFound);

export const branchByKey = (work: Work, path: string, key: string): Wanted =>
  byKey(
    path,
    key,
    "branch",
    sql`SELECT r.id FROM branch r WHERE r.key = ${key} AND r.active AND ${work.scope.visible(Branch, row)}`,
  );

/** A team with its active members, whom an assignment tells. */
export interface TeamFound {
  readonly id: string;
  readonly key: string;
  readonly members: readonly string[];
}

/** The active members of the team `r`. */
export const TEAM_MEMBERS = sql`ARRAY(SELECT m.person_id FROM team_member m JOIN person p ON p.id = m.person_id
  WHERE m.team_id = r.id AND p.active ORDER BY m.person_id)`;

/** Answers a `TeamFound` as JSON text. */
export const teamByKey = (path: string, key: string): Wanted =>
  byKey(
    path,
    key,
    "team",
    sql`SELECT json_build_object('id', r.id, 'key', r.key, 'members', ${TEAM_MEMBERS})::text FROM team r WHERE r.key = ${key} AND r.active`,
  );

export const teamFound = (text: string | null): TeamFound | null =>
  text === null ? null : (JSON.parse(text) as TeamFound);

/** Whom a team's assignment tells. */
export async function membersOf(work: Work, teamId: string | null): Promise<string[]> {
  if (teamId === null) return [];
  const found = await work.one<{ members: string[] }>(
    sql`SELECT ${TEAM_MEMBERS} AS members FROM team r WHERE r.id = ${teamId}`,
  );
  return found?.members ?? [];
}

/** Somebody who is to own work, held lest a deactivation pass by; answers `id`, with `!` before it where the person cannot. */
export const ownerById = (work: Work, path: string, id: string): Wanted =>
  byId(
    path,
    2,
    id,
    "person",
    (key) => sql`SELECT CASE WHEN ${canSignIn(row)} AND ${isStaff(row)} THEN '' ELSE '!' END || r.id
      FROM person r WHERE r.id = ${key} AND ${work.scope.visible(Person, row)} FOR SHARE`,
  );

/** The id out of what `ownerById` found; refuses who cannot sign in. */
export function ownerFound(found: string | null, path: string): string | null {
  if (found?.startsWith("!"))
    throw invalid({ path, rule: "canSignIn", message: "only staff who can sign in can own work" });
  return found;
}

/** Whether a team still has work. */
export async function teamHasOpenCases(work: Work, teamId: string): Promise<boolean> {
  const open = await work.one(
    sql`SELECT 1 FROM service_case WHERE team_id = ${teamId} AND state IN ('NEW', 'OPEN', 'ON_HOLD') LIMIT 1`,
  );
  return open !== undefined;
}
