import { openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const STAFF = "admin owner manager support_lead support dispatcher service installer buyer executive";

/** Which roles have which permission: the product's promise, cell by cell. */
const TABLE: Record<string, string> = {
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
  ASSET_WRITE: "admin owner manager support_lead support dispatcher service",
  PEOPLE_READ: STAFF,
  PEOPLE_WRITE: "admin owner manager support_lead support dispatcher",
  KNOWLEDGE_READ: STAFF,
  KNOWLEDGE_WRITE: "admin owner manager support_lead support",
  QUEUE_MANAGE: "admin owner manager support_lead",
  ROUTING_MANAGE: "admin owner manager",
  SLA_MANAGE: "admin owner manager",
  SETTINGS_MANAGE: "admin owner",
  ACCESS_MANAGE: "admin owner",
  INTEGRATION_MANAGE: "admin owner",
  AUDIT_READ: "admin owner",
  DATA_TRANSFER: "admin owner manager",
  PORTAL: "customer",
};

test("the seeded roles have exactly their permissions", async () => {
  const { roles } = await people.asAdmin(`{ roles { key permissions builtIn } }`);
  const keys = `${STAFF} customer`.split(" ");
  const expected = keys.sort().map((key) => ({
    key,
    permissions: Object.keys(TABLE).filter((permission) => TABLE[permission]!.split(" ").includes(key)),
    builtIn: true,
  }));
  expect(roles).toEqual(expected);
  const { __type } = await people.asAdmin(`{ __type(name: "Permission") { enumValues { name } } }`);
  expect(__type.enumValues.map((v: { name: string }) => v.name).sort()).toEqual(Object.keys(TABLE).sort());
});

test("several roles add up, and the first administrator is a dispatcher too", async () => {
  const { viewer, viewerPermissions } = await people.asAdmin(
    `{ viewer { name email canSignIn roles { key } permissions timeZone } viewerPermissions }`,
  );
  expect(viewer).toEqual({
    name: "Administrator",
    email: "admin@localhost",
    canSignIn: true,
    roles: [{ key: "admin" }, { key: "dispatcher" }],
    permissions: viewerPermissions,
    timeZone: "UTC",
  });
  expect(viewerPermissions).toEqual(
    Object.keys(TABLE).filter((permission) => /\b(admin|dispatcher)\b/.test(TABLE[permission]!)),
  );
});

test("the seeded teams stand", async () => {
  const { teams } = await people.asAdmin(`{ teams { key name active lead { id } members { id } } }`);
  expect(teams).toEqual([
    { key: "branch_manager", name: "Branch managers", active: true, lead: null, members: [] },
    { key: "purchasing", name: "Purchasing", active: true, lead: null, members: [] },
    { key: "support", name: "Support", active: true, lead: null, members: [] },
    { key: "warehouse", name: "Warehouse", active: true, lead: null, members: [] },
  ]);
});
