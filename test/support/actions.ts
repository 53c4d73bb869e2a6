import { Permission } from "../../src/platform/access/permissions";
import { ACTIVITY_ACTIONS, CASE_ACTIONS } from "./actionsOfCases";
import { HOUSE_ACTIONS } from "./actionsOfHouse";
import type { Subjects, World } from "./actionsWorld";

/** One mutation, or one way to call it that asks for other rights. */
export interface Action {
  readonly mutation: string;
  /** Which way, where there are several. */
  readonly way?: string;
  /** Whoever has all of one of these may; `anybody`: who is signed in. */
  readonly by: readonly (Permission | readonly Permission[])[] | "anybody";
  /** Who may besides, on what they own or work on themselves. */
  readonly mine?: readonly Permission[];
  readonly given: (world: World, of: Subjects) => Record<string, unknown>;
  /** What who may is answered, where that is not success: what they ask for is refused for another reason. */
  readonly answers?: string;
  /** It answers case by case: not undone after a try, and asked what it says of its one case. */
  readonly each?: true;
}

/** Every mutation of the schema: who may, and what it is called with. */
export const ACTIONS: readonly Action[] = [...CASE_ACTIONS, ...ACTIVITY_ACTIONS, ...HOUSE_ACTIONS];

/** The seeded roles, in the order of the table. */
export const ROLES = [
  "admin",
  "owner",
  "manager",
  "support_lead",
  "support",
  "dispatcher",
  "service",
  "installer",
  "buyer",
  "executive",
  "customer",
] as const;
export type Role = (typeof ROLES)[number];

const STAFF = "admin owner manager support_lead support dispatcher service installer buyer executive";

/** Who has what: the product's own promise, told here once more and not read from the database. */
export const GRANTED: Readonly<Record<string, string>> = {
  SERVICE_READ: "admin owner manager support_lead support dispatcher service installer executive",
  SERVICE_OPEN: "admin owner manager support_lead support dispatcher service installer",
  SERVICE_WRITE: "admin owner manager support_lead support dispatcher service",
  SERVICE_ASSIGN: "admin owner manager support_lead support dispatcher",
  SERVICE_ESCALATE: "admin owner manager support_lead support",
  SERVICE_RESOLVE: "admin owner manager support_lead",
  SERVICE_RESOLVE_OWN: "service",
  SERVICE_DISPATCH: "dispatcher",
  SERVICE_CONFIDENTIAL: "admin owner manager",
  SUPPLIER_RETURN_OPEN: "admin owner manager buyer",
  ASSET_READ: STAFF,
  PEOPLE_READ: STAFF,
  KNOWLEDGE_READ: STAFF,
  ASSET_WRITE: "admin owner manager support_lead support dispatcher service",
  PEOPLE_WRITE: "admin owner manager support_lead support dispatcher",
  KNOWLEDGE_WRITE: "admin owner manager support_lead support",
  QUEUE_MANAGE: "admin owner manager support_lead",
  ROUTING_MANAGE: "admin owner manager",
  SLA_MANAGE: "admin owner manager",
  DATA_TRANSFER: "admin owner manager",
  SETTINGS_MANAGE: "admin owner",
  ACCESS_MANAGE: "admin owner",
  INTEGRATION_MANAGE: "admin owner",
  AUDIT_READ: "admin owner",
  PORTAL: "customer",
};

const has = (role: Role, permission: Permission): boolean => GRANTED[permission]!.split(" ").includes(role);

/** Whether a role may: on anything it sees, only on what is its holder's own, or not at all. */
export function cellOf({ by, mine = [] }: Action, role: Role): "may" | "own" | "no" {
  if (by === "anybody" || by.some((one) => [one].flat().every((permission) => has(role, permission as Permission))))
    return "may";
  return mine.some((permission) => has(role, permission)) ? "own" : "no";
}

const nameOf = ({ mutation, way }: Action): string => (way ? `\`${mutation}\` ${way}` : `\`${mutation}\``);

const rightsOf = ({ by, mine = [] }: Action): string =>
  by === "anybody"
    ? "signed in"
    : [...by.map((one) => [one].flat().join(" and ")), ...mine.map((permission) => `${permission} (own)`)].join(", ");

/** The table as docs/permissions.md shows it. */
export const actionsTable = (): string =>
  [
    `| | by | ${ROLES.join(" | ")} |`,
    `| --- | --- |${" --- |".repeat(ROLES.length)}`,
    ...[...ACTIONS]
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
      .map((action) => {
        const cells = ROLES.map((role) => ({ may: "✓", own: "own", no: "–" })[cellOf(action, role)]);
        return `| ${nameOf(action)} | ${rightsOf(action)} | ${cells.join(" | ")} |`;
      }),
  ].join("\n");
