import { openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const CREATE = `mutation ($input: RoleInput!) { createRole(input: $input) { role { id key name permissions builtIn } } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateRoleInput!) { updateRole(id: $id, input: $input) { role { name permissions } } }`;
const DELETE = `mutation ($id: ID!) { deleteRole(id: $id) { removedId case { id } } }`;
const idOf = async (key: string): Promise<string> =>
  (await people.rows("SELECT id FROM role WHERE key = $1", key))[0]!.id;

test("a role of one's own: given, changed with effect at once, taken away once nobody has it", async () => {
  const { createRole } = await people.asAdmin(CREATE, {
    input: { key: "auditor", name: "Auditor", permissions: ["PEOPLE_READ", "SERVICE_READ"] },
  });
  const { id, ...role } = createRole.role;
  expect(role).toEqual({
    key: "auditor",
    name: "Auditor",
    permissions: ["SERVICE_READ", "PEOPLE_READ"],
    builtIn: false,
  });
  const auditor = await people.person("audrey", ["auditor"]);
  const mine = async () => (await people.run("{ viewerPermissions }", {}, auditor.bearer)).data.viewerPermissions;
  expect(await mine()).toEqual(["SERVICE_READ", "PEOPLE_READ"]);
  const { updateRole } = await people.asAdmin(UPDATE, { id, input: { permissions: ["AUDIT_READ"] } });
  expect(updateRole.role).toEqual({ name: "Auditor", permissions: ["AUDIT_READ"] });
  expect(await mine()).toEqual(["AUDIT_READ"]);
  const admin = await people.person("boss", ["admin"]);
  expect((await people.run(DELETE, { id }, admin.bearer)).errors).toEqual([
    {
      message: "1 people have this role: take it off them first.",
      code: "CONFLICT",
      extensions: { code: "CONFLICT" },
    },
  ]);
  await people.asAdmin(`mutation ($id: ID!) { updatePerson(id: $id, input: { roles: [] }) { person { id } } }`, {
    id: auditor.id,
  });
  expect(await people.asAdmin(DELETE, { id })).toEqual({ deleteRole: { removedId: id, case: null } });
  expect((await people.run(DELETE, { id }, admin.bearer)).errors[0]!.code).toBe("NOT_FOUND");
});

test("what would break the walls or lock everybody out is refused", async () => {
  const { bearer } = await people.person("keeper", ["owner"]);
  const code = async (text: string, variables: Record<string, unknown>) =>
    (await people.run(text, variables, bearer)).errors[0]?.code ?? "OK";
  const [admin, customer] = [await idOf("admin"), await idOf("customer")];
  expect(await code(UPDATE, { id: admin, input: { permissions: ["SERVICE_READ"] } })).toBe("CONFLICT");
  expect(await code(UPDATE, { id: customer, input: { permissions: ["SERVICE_READ"] } })).toBe("CONFLICT");
  expect(await code(UPDATE, { id: customer, input: { permissions: [] } })).toBe("CONFLICT");
  expect(await code(DELETE, { id: await idOf("buyer") })).toBe("CONFLICT");
  expect(await code(CREATE, { input: { key: "buyer", name: "x", permissions: [] } })).toBe("CONFLICT");
  const { errors } = await people.run(
    CREATE,
    { input: { key: "mixed", name: "x", permissions: ["PORTAL", "SERVICE_READ"] } },
    bearer,
  );
  expect(errors[0]!.extensions.violations).toEqual([
    { path: "input.permissions", rule: "alone", message: "PORTAL stands alone" },
  ]);
  expect(await people.rows("SELECT count(*)::int FROM role WHERE NOT built_in")).toEqual([{ count: 0 }]);
});

test("roles are ACCESS_MANAGE's alone, given, changed and granted", async () => {
  const manager = await people.person("manager", ["manager"]);
  const role = await idOf("buyer");
  const refused = async (text: string, variables: Record<string, unknown>) =>
    (await people.run(text, variables, manager.bearer)).errors[0]?.code;
  expect(await refused(CREATE, { input: { key: "x", name: "x", permissions: [] } })).toBe("FORBIDDEN");
  expect(await refused(UPDATE, { id: role, input: { name: "x" } })).toBe("FORBIDDEN");
  expect(await refused(DELETE, { id: role })).toBe("FORBIDDEN");
});

test("a skill that is taken away is taken off people", async () => {
  const { createSkill } = await people.asAdmin(`mutation { createSkill(name: "Welding") { skill { id } } }`);
  const { id } = createSkill.skill;
  await people.person("welder", ["service"], { skills: ["Welding"] });
  const REMOVE = `mutation ($id: ID!) { deleteSkill(id: $id) { removedId } }`;
  expect(await people.asAdmin(REMOVE, { id })).toEqual({ deleteSkill: { removedId: id } });
  expect(await people.rows("SELECT * FROM person_skill")).toEqual([]);
  const { bearer } = await people.person("technician", ["service"]);
  expect((await people.run(REMOVE, { id }, bearer)).errors[0]!.code).toBe("FORBIDDEN");
});
