import { Permission } from "../../src/platform/access/permissions";
import type { Action } from "./actions";
import { ADMIN } from "./settings";

const {
  ACCESS_MANAGE,
  ASSET_WRITE,
  DATA_TRANSFER,
  INTEGRATION_MANAGE,
  KNOWLEDGE_WRITE,
  PEOPLE_WRITE,
  PORTAL,
  SERVICE_OPEN,
  SERVICE_WRITE,
  QUEUE_MANAGE,
  ROUTING_MANAGE,
  SETTINGS_MANAGE,
  SLA_MANAGE,
} = Permission;

const saved = (mutation: string, by: Permission, input: Record<string, unknown> = {}): Action => ({
  mutation,
  by: [by],
  given: () => ({ input: { key: "another", name: "Another", ...input } }),
});
const told = (mutation: string, row: Record<string, unknown>): Action => ({
  mutation,
  by: [DATA_TRANSFER],
  given: () => ({ rows: [row] }),
});
const kept = (mutation: string, input: Record<string, unknown>): Action => ({
  mutation,
  by: [INTEGRATION_MANAGE, DATA_TRANSFER],
  given: () => ({ input }),
});
const ofPeople = (mutation: string, given: Action["given"]): Action => ({ mutation, by: [PEOPLE_WRITE], given });
const named = { externalId: "x:1", name: "Another" };

const ACCESS: readonly Action[] = [
  {
    mutation: "signIn",
    by: "anybody",
    given: () => ({ input: { email: ADMIN.email, password: ADMIN.password } }),
  },
  { mutation: "refreshSession", by: "anybody", answers: "UNAUTHENTICATED", given: () => ({ refreshToken: "x" }) },
  { mutation: "signOut", by: "anybody", given: () => ({}) },
  // Only what is one's own can be named: the session of another is none.
  { mutation: "endSession", by: "anybody", answers: "NOT_FOUND", given: (w) => ({ id: w.apiToken }) },
  {
    mutation: "changePassword",
    by: "anybody",
    answers: "BAD_USER_INPUT",
    given: () => ({ input: { currentPassword: "wrong wrong wrong", newPassword: "another long word" } }),
  },
  {
    mutation: "setPassword",
    by: [ACCESS_MANAGE],
    given: (w) => ({ personId: w.colleague.id, newPassword: "another long word" }),
  },
  { mutation: "createApiToken", by: "anybody", given: () => ({ input: { name: "mine" } }) },
  {
    mutation: "createApiToken",
    way: "for another",
    by: [ACCESS_MANAGE],
    given: (w) => ({ input: { name: "theirs", personId: w.colleague.id } }),
  },
  { mutation: "revokeApiToken", way: "of another", by: [ACCESS_MANAGE], given: (w) => ({ id: w.apiToken }) },
  {
    mutation: "createRole",
    by: [ACCESS_MANAGE],
    given: () => ({ input: { key: "another", name: "Another", permissions: ["SERVICE_READ"] } }),
  },
  { mutation: "updateRole", by: [ACCESS_MANAGE], given: (w) => ({ id: w.role, input: { name: "Other" } }) },
  { mutation: "deleteRole", by: [ACCESS_MANAGE], given: (w) => ({ id: w.role }) },
];

const PEOPLE: readonly Action[] = [
  ofPeople("createPerson", () => ({ input: { name: "Another" } })),
  {
    mutation: "createPerson",
    way: "with roles",
    by: [[PEOPLE_WRITE, ACCESS_MANAGE]],
    given: () => ({ input: { name: "Another", email: "another@example.org", roles: ["service"] } }),
  },
  ofPeople("updatePerson", (w) => ({ id: w.nobody, input: { name: "Somebody" } })),
  {
    mutation: "updatePerson",
    way: "with roles",
    by: [[PEOPLE_WRITE, ACCESS_MANAGE]],
    given: (w) => ({ id: w.colleague.id, input: { roles: ["support"] } }),
  },
  ofPeople("deactivatePerson", (w) => ({ id: w.nobody })),
  {
    mutation: "deactivatePerson",
    way: "who signs in",
    by: [[PEOPLE_WRITE, ACCESS_MANAGE]],
    given: (w) => ({ id: w.colleague.id }),
  },
  ofPeople("createCustomer", () => ({ input: { name: "Another" } })),
  ofPeople("updateCustomer", (w) => ({ id: w.customer, input: { name: "Other" } })),
  ofPeople("createTeam", () => ({ input: { key: "another", name: "Another" } })),
  ofPeople("updateTeam", () => ({ key: "spare", input: { name: "Other" } })),
  ofPeople("createSkill", () => ({ name: "Soldering" })),
  ofPeople("deleteSkill", (w) => ({ id: w.skill })),
];

const THINGS: readonly Action[] = [
  saved("createAssetType", SETTINGS_MANAGE),
  {
    mutation: "updateAssetType",
    by: [SETTINGS_MANAGE],
    given: () => ({ key: "pump", input: { name: "Other" } }),
  },
  { mutation: "createAsset", by: [ASSET_WRITE], given: () => ({ input: { tag: "P-2", name: "Pump", type: "pump" } }) },
  { mutation: "updateAsset", by: [ASSET_WRITE], given: (w) => ({ id: w.asset, input: { name: "Other" } }) },
  {
    mutation: "createUpload",
    by: [SERVICE_WRITE, SERVICE_OPEN, ASSET_WRITE, PEOPLE_WRITE, PORTAL],
    given: () => ({ input: { filename: "a.txt", contentType: "text/plain", size: 3 } }),
  },
  { mutation: "createArticle", by: [KNOWLEDGE_WRITE], given: () => ({ input: { title: "Other", body: "x" } }) },
  { mutation: "updateArticle", by: [KNOWLEDGE_WRITE], given: (w) => ({ id: w.article, input: { title: "Other" } }) },
  { mutation: "publishArticle", by: [KNOWLEDGE_WRITE], given: (w) => ({ id: w.draft }) },
  { mutation: "archiveArticle", by: [KNOWLEDGE_WRITE], given: (w) => ({ id: w.article }) },
];

const SETTINGS: readonly Action[] = [
  saved("saveBranch", SETTINGS_MANAGE, { timeZone: "UTC" }),
  saved("saveCaseStatus", SETTINGS_MANAGE, { state: "OPEN" }),
  saved("saveCaseType", SETTINGS_MANAGE),
  saved("saveCaseCategory", SETTINGS_MANAGE),
  saved("saveReasonCode", SETTINGS_MANAGE),
  saved("saveResolutionPath", SETTINGS_MANAGE),
  saved("saveBusinessProcess", SETTINGS_MANAGE, { stages: [{ key: "one", name: "One" }] }),
  saved("saveBusinessCalendar", SLA_MANAGE, { timeZone: "UTC", aroundTheClock: true }),
  saved("saveHolidaySchedule", SLA_MANAGE),
  saved("saveSlaPolicy", SLA_MANAGE, {
    calendar: "spare",
    targets: ["URGENT", "HIGH", "NORMAL", "LOW"].map((priority) => ({ priority, resolution: "PT8H" })),
  }),
  { mutation: "deleteBusinessCalendar", by: [SLA_MANAGE], given: () => ({ key: "spare" }) },
  { mutation: "deleteHolidaySchedule", by: [SLA_MANAGE], given: () => ({ key: "spare" }) },
];

const dates = { startsOn: "2020-01-01", endsOn: "2040-01-01" };
const owed = (mutation: string, given: Action["given"]): Action => ({ mutation, by: [SLA_MANAGE], given });

const WORK: readonly Action[] = [
  saved("createQueue", QUEUE_MANAGE),
  { mutation: "updateQueue", by: [QUEUE_MANAGE], given: () => ({ key: "spare", input: { name: "Other" } }) },
  { mutation: "saveView", by: "anybody", given: () => ({ input: { name: "Mine", filter: { view: "OPEN" } } }) },
  {
    mutation: "saveView",
    way: "of another",
    by: [SETTINGS_MANAGE],
    given: (w) => ({ id: w.view, input: { name: "Open ones" } }),
  },
  { mutation: "deleteView", way: "of another", by: [SETTINGS_MANAGE], given: (w) => ({ id: w.view }) },
  {
    mutation: "createRoutingRule",
    by: [ROUTING_MANAGE],
    given: () => ({ input: { name: "Hot", condition: { priority: { eq: "URGENT" } }, team: "support" } }),
  },
  { mutation: "updateRoutingRule", by: [ROUTING_MANAGE], given: (w) => ({ id: w.rule, input: { name: "Cold" } }) },
  { mutation: "reorderRoutingRules", by: [ROUTING_MANAGE], given: (w) => ({ ids: w.rules }) },
  { mutation: "deleteRoutingRule", by: [ROUTING_MANAGE], given: (w) => ({ id: w.rule }) },
  owed("createContract", (w) => ({ input: { customerId: w.customer, name: "K", number: "K-2", ...dates } })),
  owed("updateContract", (w) => ({ id: w.contract, input: { name: "Other" } })),
  owed("createEntitlement", (w) => ({ input: { customerId: w.customer, name: "E", unit: "UNLIMITED", ...dates } })),
  owed("updateEntitlement", (w) => ({ id: w.entitlement, input: { name: "Other" } })),
  owed("cancelEntitlement", (w) => ({ id: w.entitlement, reason: "A test" })),
];

const TRANSFER: readonly Action[] = [
  kept("upsertOrder", { number: "O-1" }),
  kept("upsertProduct", { sku: "S-1", name: "Pump" }),
  kept("upsertWorkOrder", { number: "W-1" }),
  told("importOrders", { number: "O-1" }),
  told("importProducts", { sku: "S-1", name: "Pump" }),
  told("importWorkOrders", { number: "W-1" }),
  told("importCases", { externalId: "x:1", title: "x" }),
  told("importComments", {
    externalId: "x:1",
    caseExternalId: "none",
    body: "x",
    internal: false,
    createdAt: "2020-01-01T00:00:00Z",
  }),
  told("importAssets", { externalId: "x:1", tag: "P-9", name: "Pump", type: "pump" }),
  told("importPeople", named),
  told("importCustomers", named),
];

/** On everything else. */
export const HOUSE_ACTIONS: readonly Action[] = [...ACCESS, ...PEOPLE, ...THINGS, ...SETTINGS, ...WORK, ...TRANSFER];
