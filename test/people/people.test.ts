import { ADMIN, openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const CREATE = `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person {
  id externalId name email phone title timeZone locale active canSignIn capacity version permissions
  roles { key } teams { key } skills { name } branch { key } customer { name }
} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdatePersonInput!, $version: Int) {
  updatePerson(id: $id, input: $input, expectedVersion: $version) { person {
    name email phone title timeZone locale active capacity version roles { key } teams { key } skills { name } branch { key }
  } }
}`;
const update = (bearer: string, id: string, input: Record<string, unknown>, version?: number) =>
  people.run(UPDATE, { id, input, version }, bearer);
const events = (id: string) =>
  people.rows("SELECT kind, type, changes FROM event WHERE subject_id = $1 ORDER BY seq", id);

test("a person with all that one can have", async () => {
  await people.asAdmin(
    `mutation { saveBranch(input: { key: "graz", name: "Graz", timeZone: "Europe/Vienna" }) { branch { id } } }`,
  );
  await people.asAdmin(`mutation { createSkill(name: "Plumbing") { skill { name } } }`);
  const { createCustomer } = await people.asAdmin(
    `mutation { createCustomer(input: { name: "Acme" }) { customer { id } } }`,
  );
  const input = {
    externalId: "sap:1",
    name: "Ada",
    email: "Ada@Example.org",
    phone: "+43 1",
    title: "Engineer",
    locale: "de-AT",
    roles: ["service", "buyer"],
    password: "a good password",
    customerId: createCustomer.customer.id,
    branch: "graz",
    teams: ["support", "warehouse"],
    skills: ["Plumbing"],
    capacity: 5,
  };
  const { createPerson } = await people.asAdmin(CREATE, { input });
  const { id, permissions, ...person } = createPerson.person;
  expect(person).toEqual({
    externalId: "sap:1",
    name: "Ada",
    email: "Ada@Example.org",
    phone: "+43 1",
    title: "Engineer",
    timeZone: "Europe/Vienna",
    locale: "de-AT",
    active: true,
    canSignIn: true,
    capacity: 5,
    version: 1,
    roles: [{ key: "buyer" }, { key: "service" }],
    teams: [{ key: "support" }, { key: "warehouse" }],
    skills: [{ name: "Plumbing" }],
    branch: { key: "graz" },
    customer: { name: "Acme" },
  });
  expect(permissions).toContain("SUPPLIER_RETURN_OPEN");
  expect(await events(id)).toEqual([{ kind: "CREATED", type: "PERSON_CREATED", changes: [] }]);
  const found = `query ($email: EmailAddress, $id: ID, $externalId: String) { person(id: $id, email: $email, externalId: $externalId) { name } }`;
  for (const by of [{ id }, { email: "ADA@EXAMPLE.ORG" }, { externalId: "sap:1" }])
    expect(await people.asAdmin(found, by)).toEqual({ person: { name: "Ada" } });
});

test("taken addresses, unknown keys and broken rules are refused, and nothing is written", async () => {
  const { bearer } = await people.person("creator", ["admin"]);
  const before = await people.rows("SELECT (SELECT count(*) FROM person), (SELECT max(seq) FROM event)");
  const create = async (input: Record<string, unknown>) => (await people.run(CREATE, { input }, bearer)).errors[0]!;
  expect(await create({ name: "x", email: "CREATOR@example.org" })).toEqual({
    message: "A person with this e-mail address is there already.",
    code: "CONFLICT",
    extensions: { code: "CONFLICT" },
  });
  expect((await create({ name: "x", roles: ["service", "king"], teams: ["none"] })).extensions.violations).toEqual([
    { path: "input.roles.1", rule: "exists", message: "no role has the key `king`" },
  ]);
  expect((await create({ name: "x", branch: "nowhere" })).extensions.violations).toEqual([
    { path: "input.branch", rule: "exists", message: "no branch has the key `nowhere`" },
  ]);
  expect((await create({ name: "x", password: "short" })).extensions.violations).toEqual([
    { path: "input.password", rule: "password", message: "a password has 10 to 200 characters" },
  ]);
  expect((await create({ name: " ", title: "a\nb", capacity: -1 })).extensions.violations).toEqual([
    { path: "input.name", rule: "notBlank", message: "this cannot be blank" },
    { path: "input.title", rule: "singleLine", message: "this is a single line" },
    { path: "input.capacity", rule: "min", message: "capacity must not be less than 0" },
  ]);
  expect((await create({ name: "x\0" })).extensions.violations).toEqual([
    { path: "input.name", rule: "noNul", message: "a text holds no NUL characters" },
  ]);
  expect((await create({ name: "x", customerId: "7" })).extensions.violations).toEqual([
    { path: "input.customerId", rule: "id", message: "this is no id" },
  ]);
  expect(await people.rows("SELECT (SELECT count(*) FROM person), (SELECT max(seq) FROM event)")).toEqual(before);
});

test("who may change what of whom", async () => {
  const technician = await people.person("technician", ["service"]);
  const dispatcher = await people.person("desk", ["dispatcher"]);
  const bystander = (await people.asAdmin(CREATE, { input: { name: "Bystander", email: "by@example.org" } }))
    .createPerson.person.id;
  const code = async (...args: Parameters<typeof update>) => (await update(...args)).errors[0]?.code ?? "OK";

  expect(await code(technician.bearer, technician.id, { phone: "1", locale: "de", timeZone: "Europe/Vienna" })).toBe(
    "OK",
  );
  expect(await code(technician.bearer, technician.id, { phone: "1", capacity: 3 })).toBe("FORBIDDEN");
  expect(await code(technician.bearer, technician.id, { roles: ["admin"] })).toBe("FORBIDDEN");
  expect(await code(technician.bearer, technician.id, { email: "me@example.org" })).toBe("FORBIDDEN");
  expect(await code(technician.bearer, bystander, { phone: "1" })).toBe("FORBIDDEN");
  expect(await code(dispatcher.bearer, technician.id, { capacity: 3, teams: ["support"] })).toBe("OK");
  expect(await code(dispatcher.bearer, technician.id, { roles: ["admin"] })).toBe("FORBIDDEN");
  expect(await code(dispatcher.bearer, technician.id, { email: "mine@example.org" })).toBe("FORBIDDEN");
  expect(await code(dispatcher.bearer, technician.id, { active: false })).toBe("FORBIDDEN");
  expect(await code(dispatcher.bearer, bystander, { email: "other@example.org", active: false })).toBe("OK");
  expect(
    (await people.run(CREATE, { input: { name: "x", roles: ["customer"] } }, dispatcher.bearer)).errors[0]!.code,
  ).toBe("FORBIDDEN");
  expect((await people.run(CREATE, { input: { name: "x" } }, technician.bearer)).errors[0]!.code).toBe("FORBIDDEN");
});

test("an update says what changed, once, and guards its version", async () => {
  const { id } = await people.person("updated", ["support"], { phone: "1", teams: ["support"] });
  const { bearer } = await people.person("updater", ["admin"]);
  const { data } = await update(bearer, id, { phone: null, title: "Lead", teams: ["warehouse"], capacity: 2 }, 1);
  expect(data.updatePerson.person).toMatchObject({
    name: "updated",
    phone: null,
    title: "Lead",
    capacity: 2,
    version: 2,
    roles: [{ key: "support" }],
    teams: [{ key: "warehouse" }],
  });
  expect((await events(id)).slice(1)).toEqual([
    {
      kind: "UPDATED",
      type: "PERSON_UPDATED",
      changes: [
        { field: "capacity", from: null, to: "2" },
        { field: "teams", from: "support", to: "warehouse" },
      ],
    },
  ]);
  expect(
    await people.rows(
      "SELECT w.changes FROM event_words w JOIN event e ON e.seq = w.event_seq WHERE e.subject_id = $1",
      id,
    ),
  ).toEqual([
    {
      changes: [
        { field: "phone", from: "1", to: null },
        { field: "title", from: null, to: "Lead" },
      ],
    },
  ]);
  expect((await update(bearer, id, { title: "x" }, 1)).errors[0]).toEqual({
    message: "The person was changed by somebody else.",
    code: "CONFLICT",
    extensions: { code: "CONFLICT", currentVersion: 2 },
  });
  await update(bearer, id, { title: "Lead" });
  expect(await events(id)).toHaveLength(2);
  expect((await update(bearer, id, { name: null })).errors[0]!.extensions.violations).toEqual([
    { path: "input.name", rule: "notNull", message: "this cannot be null" },
  ]);
});

test("a deactivated person is out at once, tokens included", async () => {
  const { id, bearer } = await people.person("leaver", ["support"]);
  const { data } = await people.run(`mutation { createApiToken(input: { name: "x" }) { secret } }`, {}, bearer);
  const { deactivatePerson } = await people.asAdmin(
    `mutation ($id: ID!) { deactivatePerson(id: $id) { person { active canSignIn permissions version } } }`,
    { id },
  );
  expect(deactivatePerson.person).toEqual({ active: false, canSignIn: false, permissions: [], version: 2 });
  for (const token of [bearer, data.createApiToken.secret])
    expect((await people.run(`{ viewer { id } }`, {}, token)).errors[0]!.code).toBe("UNAUTHENTICATED");
  const refused = await people.run(
    `mutation { signIn(input: { email: "leaver@example.org", password: "correct horse battery" }) { session { accessToken } } }`,
  );
  expect(refused.errors[0]!.code).toBe("UNAUTHENTICATED");
});

test("the last active administrator stays one", async () => {
  await people.rows(
    "DELETE FROM person_role USING role, person WHERE role.id = role_id AND person.id = person_id AND role.key = 'admin' AND email <> $1",
    ADMIN.email,
  );
  const { accessToken } = await people.signIn(ADMIN.email, ADMIN.password);
  const { viewer } = (await people.run(`{ viewer { id } }`, {}, accessToken)).data;
  const owner = await people.person("owner", ["owner"]);
  const refused = {
    message: "The last active administrator stays one.",
    code: "CONFLICT",
    extensions: { code: "CONFLICT" },
  };
  expect((await update(accessToken, viewer.id, { roles: ["dispatcher"] })).errors).toEqual([refused]);
  expect((await update(owner.bearer, viewer.id, { active: false })).errors).toEqual([refused]);
  const DEACTIVATE = `mutation ($id: ID!) { deactivatePerson(id: $id) { person { active } } }`;
  expect((await people.run(DEACTIVATE, { id: viewer.id }, owner.bearer)).errors).toEqual([refused]);
  expect((await people.run(`{ viewer { roles { key } active } }`, {}, accessToken)).data).toEqual({
    viewer: { active: true, roles: [{ key: "admin" }, { key: "dispatcher" }] },
  });
});

test("people are filtered and ordered", async () => {
  const names = async (filter: Record<string, unknown>) => {
    const { people: list } = await people.asAdmin(
      `query ($filter: PersonFilter) { people(filter: $filter, orderBy: [{ field: CREATED_AT }]) { totalCount nodes { name } } }`,
      { filter },
    );
    expect(list.totalCount).toBe(list.nodes.length);
    return list.nodes.map((node: { name: string }) => node.name);
  };
  expect(await names({ externalId: { eq: "sap:1" } })).toEqual(["Ada"]);
  expect(await names({ email: { eq: "ADA@example.ORG" } })).toEqual(["Ada"]);
  expect(await names({ email: { in: ["ADA@example.ORG", "desk@example.org"] } })).toEqual(["Ada", "desk"]);
  expect(await names({ search: "ada eng" })).toEqual(["Ada"]);
  expect(await names({ search: "  " })).toEqual([]);
  expect(await names({ role: { in: ["buyer", "owner"] } })).toEqual(["Ada", "owner"]);
  expect(await names({ role: { isNull: true }, name: { startsWith: "by" } })).toEqual(["Bystander"]);
  expect(await names({ team: { eq: "warehouse" } })).toEqual(["Ada", "updated"]);
  expect(await names({ branch: { eq: "graz" } })).toEqual(["Ada"]);
  expect(await names({ skill: { startsWith: "plumb" } })).toEqual(["Ada"]);
  expect(await names({ skill: { isNull: false } })).toEqual(["Ada"]);
  expect(await names({ active: { eq: false } })).toEqual(
    ["leaver", "Bystander"].sort((a) => (a === "Bystander" ? -1 : 1)),
  );
  expect(await names({ staff: false, canSignIn: { eq: false } })).toEqual(expect.arrayContaining(["Bystander"]));
});

test("a duration in a filter reaches away from now, never back over it", async () => {
  const { bearer } = await people.person("filterer", ["support"]);
  const violations = async (text: string, variables = {}) =>
    (await people.run(text, variables, bearer)).errors[0]?.extensions.violations;
  const refused = (path: string) => [{ path, rule: "notNegative", message: "must not be a negative duration" }];
  expect(await violations(`{ people(filter: { updatedAt: { past: "-PT5M" } }) { totalCount } }`)).toEqual(
    refused("filter.updatedAt.past"),
  );
  const QUERY = `query ($f: PersonFilter) { people(filter: $f) { totalCount } }`;
  // The plan of the first is the plan of the second.
  expect(await violations(QUERY, { f: { not: { updatedAt: { next: "PT5M" } } } })).toBeUndefined();
  expect(await violations(QUERY, { f: { not: { updatedAt: { next: "-PT5M" } } } })).toEqual(
    refused("filter.not.updatedAt.next"),
  );
  expect(await violations(QUERY, { f: { updatedAt: { past: "-PT0S" } } })).toBeUndefined();
});

// The last test here: either of the two may win, and the administrator of the others may be the one who loses.
test("of two administrators who demote each other at the same time one stays", async () => {
  const { accessToken } = await people.signIn(ADMIN.email, ADMIN.password);
  const { viewer } = (await people.run(`{ viewer { id } }`, {}, accessToken)).data;
  const second = await people.person("second", ["admin"]);
  const answers = await Promise.all([
    update(accessToken, second.id, { roles: ["support"] }),
    update(second.bearer, viewer.id, { roles: ["support"] }),
  ]);
  const left = await people.rows(
    "SELECT count(*)::int FROM person_role JOIN role ON role.id = role_id WHERE key = 'admin'",
  );
  expect(left).toEqual([{ count: 1 }]);
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
});
