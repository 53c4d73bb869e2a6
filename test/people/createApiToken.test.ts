import { openPeopleHouse, type PeopleHouse } from "./peopleHouse";

let people: PeopleHouse;
beforeAll(async () => {
  people = await openPeopleHouse();
});
afterAll(() => people.close());

const CREATE = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { secret apiToken { id name permissions owner { name } expiresAt lastUsedAt revokedAt } }
}`;
const create = (input: Record<string, unknown>, bearer: string) => people.run(CREATE, { input }, bearer);
const rights = async (bearer: string) =>
  (await people.run(`{ viewerPermissions }`, {}, bearer)).data?.viewerPermissions;

test("a token narrows what its owner may do, and follows the owner's roles", async () => {
  const { id, bearer } = await people.person("scripter", ["service"]);
  const { data, errors } = await create({ name: "sync", permissions: ["ASSET_READ", "SERVICE_READ"] }, bearer);
  expect(errors).toEqual([]);
  const { secret, apiToken } = data.createApiToken;
  expect(secret).toMatch(/^cgt_[\w-]{43}$/);
  expect(apiToken).toEqual({
    id: expect.any(String),
    name: "sync",
    permissions: ["SERVICE_READ", "ASSET_READ"],
    owner: { name: "scripter" },
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  });
  expect(await rights(secret)).toEqual(["SERVICE_READ", "ASSET_READ"]);
  expect(JSON.stringify(await people.rows("SELECT * FROM api_token"))).not.toContain(secret);

  const whole = (await create({ name: "all" }, bearer)).data.createApiToken.secret;
  expect(await rights(whole)).toEqual(await rights(bearer));
  await people.asAdmin(
    `mutation ($id: ID!) { updatePerson(id: $id, input: { roles: ["buyer"] }) { person { permissions } } }`,
    { id },
  );
  expect(await rights(secret)).toEqual(["ASSET_READ"]);
  expect(await rights(whole)).toEqual(["SUPPLIER_RETURN_OPEN", "ASSET_READ", "PEOPLE_READ", "KNOWLEDGE_READ"]);
});

test("more than the owner may do is refused, and leaves no trace", async () => {
  const { bearer } = await people.person("greedy", ["service"]);
  const before = await people.rows("SELECT count(*) FROM api_token");
  const { data, errors } = await create({ name: "x", permissions: ["SERVICE_READ", "ACCESS_MANAGE"] }, bearer);
  expect(data).toBeNull();
  expect(errors[0]!.extensions).toEqual({
    code: "BAD_USER_INPUT",
    violations: [
      { path: "input.permissions.1", rule: "narrowing", message: "ACCESS_MANAGE is more than the owner may do" },
    ],
  });
  const past = await create({ name: "x", expiresAt: "2020-01-01T00:00:00Z" }, bearer);
  expect(past.errors[0]!.extensions.violations).toEqual([
    { path: "input.expiresAt", rule: "future", message: "this must lie ahead" },
  ]);
  expect(await people.rows("SELECT count(*) FROM api_token")).toEqual(before);
});

test("a token cannot make one that may do more than itself", async () => {
  const { bearer } = await people.person("nested", ["admin"]);
  const { secret } = (await create({ name: "one", permissions: ["ACCESS_MANAGE", "PEOPLE_READ"] }, bearer)).data
    .createApiToken;
  const inner = (await create({ name: "two" }, secret)).data.createApiToken;
  expect(inner.apiToken.permissions).toEqual(["PEOPLE_READ", "ACCESS_MANAGE"]);
  const { errors } = await create({ name: "three", permissions: ["SERVICE_READ"] }, secret);
  expect(errors[0]!.code).toBe("BAD_USER_INPUT");
});

test("for another person by ACCESS_MANAGE only", async () => {
  const owner = await people.person("owned", ["support"]);
  const other = await people.person("other", ["support"]);
  expect((await create({ name: "x", personId: owner.id }, other.bearer)).errors[0]!.code).toBe("FORBIDDEN");
  const { createApiToken } = await people.asAdmin(CREATE, { input: { name: "x", personId: owner.id } });
  expect(createApiToken.apiToken.owner).toEqual({ name: "owned" });
  const list = `query ($id: ID) { apiTokens(personId: $id) { name } }`;
  expect((await people.run(list, {}, owner.bearer)).data).toEqual({ apiTokens: [{ name: "x" }] });
  expect((await people.run(list, { id: owner.id }, other.bearer)).data).toEqual({ apiTokens: [] });
  expect(await people.asAdmin(list, { id: owner.id })).toEqual({ apiTokens: [{ name: "x" }] });
});

test("revoked or expired it is worth nothing", async () => {
  const { bearer } = await people.person("revoker", ["support"]);
  const other = await people.person("stranger", ["support"]);
  const one = (await create({ name: "one" }, bearer)).data.createApiToken;
  expect(await rights(one.secret)).toHaveLength(11);
  const REVOKE = `mutation ($id: ID!) { revokeApiToken(id: $id) { apiToken { name revokedAt } } }`;
  expect((await people.run(REVOKE, { id: one.apiToken.id }, other.bearer)).errors[0]).toEqual({
    message: "The API token was not found.",
    code: "NOT_FOUND",
    extensions: { code: "NOT_FOUND" },
  });
  const { data } = await people.run(REVOKE, { id: one.apiToken.id }, bearer);
  expect(data.revokeApiToken.apiToken).toEqual({ name: "one", revokedAt: expect.any(String) });
  expect(await rights(one.secret)).toBeUndefined();
  expect((await people.run(REVOKE, { id: one.apiToken.id }, bearer)).data).toEqual(data);

  const expiresAt = new Date(people.clock.now().getTime() + 60_000).toISOString();
  const two = (await create({ name: "two", expiresAt }, bearer)).data.createApiToken;
  expect(await rights(two.secret)).toHaveLength(11);
  people.clock.advance(61_000);
  await people.run(`mutation { signOut { signedOut } }`, {}, bearer);
  expect(await rights(two.secret)).toBeUndefined();
});

test("a token has no session to end and changes no password", async () => {
  const { bearer } = await people.person("robot", ["support"]);
  const { secret } = (await create({ name: "x" }, bearer)).data.createApiToken;
  expect((await people.run(`mutation { signOut { signedOut } }`, {}, secret)).data).toEqual({
    signOut: { signedOut: false },
  });
  const { errors } = await people.run(
    `mutation { changePassword(input: { currentPassword: "correct horse battery", newPassword: "another password" }) { session { accessToken } } }`,
    {},
    secret,
  );
  expect(errors[0]!.code).toBe("FORBIDDEN");
  expect(await rights(bearer)).toHaveLength(11);
});
