import {
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { type Desk, openDesk, type Somebody } from "../support/desk";

let desk: Desk;
let contact: Somebody;
let technician: Somebody;
let own: { case: string; confidential: string; asset: string; customer: string };
let foreign: { case: string; customer: string };

beforeAll(async () => {
  desk = await openDesk();
  technician = await desk.person("Tess", ["service"], {
    phone: "+43 1",
    title: "Technician",
    timeZone: "Europe/Vienna",
    locale: "de-AT",
    externalId: "sap:tess",
    capacity: 7,
    teams: ["support"],
  });
  const sdk = desk.admin.sdk;
  const customer = async (name: string) => (await sdk.CreateCustomer({ input: { name } })).createCustomer.customer.id;
  const [acme, other] = [await customer("Acme"), await customer("Other")];
  contact = await desk.person("Cora", ["customer"], { customerId: acme });
  await sdk.CreateAssetType({ input: { key: "pump", name: "Pump" } });
  const asset = (await sdk.CreateAsset({ input: { tag: "P-1", name: "Pump", type: "pump", customerId: acme } }))
    .createAsset.asset.id;
  const opened = async (customerId: string, more = {}) =>
    (await sdk.CreateCase({ input: { title: "Leaks", customerId, assigneeId: technician.id, ...more } })).createCase
      .case.id;
  own = { case: await opened(acme), confidential: await opened(acme, { confidential: true }), asset, customer: acme };
  foreign = { case: await opened(other), customer: other };
  await technician.sdk.CommentOnCase({ id: own.case, body: "On my way." });
});
afterAll(() => desk.close());

/** Every field of a person that takes no required argument, with something of what is under it. */
function everything(type: GraphQLOutputType, depth = 0): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "{ __typename }";
  const fields = Object.values(named.getFields()).filter(
    (field) => !field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined),
  );
  const parts = fields.flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    if (getNamedType(field.type).name.endsWith("Connection"))
      return [`${field.name} { totalCount nodes { __typename } }`];
    return depth > 0 ? [] : [`${field.name} { __typename }`];
  });
  return `{ ${parts.join(" ")} }`;
}

test("staff are met by name where the own customer's cases name them, and nothing else of them is told", async () => {
  const person = everything(desk.schema.getType("Person") as GraphQLOutputType);
  const { data, errors } = await desk.ask(
    `query ($id: ID!) { case(id: $id) { assignee ${person} comments { nodes { author { name } } } team { key } } }`,
    { id: own.case },
    contact.token,
  );
  expect(errors).toBeUndefined();
  const { id, name, ...rest } = data.case.assignee;
  expect({ id, name }).toEqual({ id: technician.id, name: "Tess" });
  expect(data.case.comments.nodes).toEqual([{ author: { name: "Tess" } }]);
  expect(data.case.team).toBeNull();
  const neutral: Record<string, unknown> = {
    timeZone: "UTC",
    active: true,
    canSignIn: false,
    openCaseCount: 0,
    version: 1,
    createdAt: "1970-01-01T00:00:00.000Z",
    updatedAt: "1970-01-01T00:00:00.000Z",
  };
  for (const [field, value] of Object.entries(rest)) {
    const empty = Array.isArray(value)
      ? []
      : (value as { nodes?: unknown[] } | null)?.nodes
        ? { totalCount: 0, nodes: [] }
        : null;
    expect([field, value]).toEqual([field, field in neutral ? neutral[field] : empty]);
  }
});

test("nobody of the staff is found: no list, look-up or filter answers for what is kept back", async () => {
  const look = async (query: string) => (await desk.ask(query, {}, contact.token)).data;
  expect(await look("{ people { totalCount nodes { name } } }")).toEqual({
    people: { totalCount: 1, nodes: [{ name: "Cora" }] },
  });
  expect(await look('{ people(filter: { email: { startsWith: "tess" } }) { totalCount } }')).toEqual({
    people: { totalCount: 0 },
  });
  expect(
    await look(`{ a: person(email: "tess@example.org") { id } b: person(externalId: "sap:tess") { id }
      c: person(id: "${technician.id}") { id } customer(id: "${own.customer}") { contacts { nodes { name } } } }`),
  ).toEqual({ a: null, b: null, c: null, customer: { contacts: { nodes: [{ name: "Cora" }] } } });
});

test("a case of one's own: by the portal, of the own customer, open to all of it", async () => {
  const create = (input: Record<string, unknown>) =>
    desk.ask(
      `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { channel confidential customer { id } contact { name } openedBy { name } } } }`,
      { input },
      contact.token,
    );
  const { data } = await create({ title: "Help", channel: "PHONE", customerId: own.customer, assetId: own.asset });
  expect(data.createCase.case).toEqual({
    channel: "PORTAL",
    confidential: false,
    customer: { id: own.customer },
    contact: { name: "Cora" },
    openedBy: { name: "Cora" },
  });
  const refused = async (more: Record<string, unknown>) =>
    (await create({ title: "x", ...more })).errors?.[0]?.extensions.code ?? "OK";
  for (const more of [
    { assigneeId: technician.id },
    { team: "support" },
    { confidential: true },
    { externalId: "sap:1" },
    { parentId: own.case },
    { collaboratorIds: [technician.id] },
    { associatedPeople: [{ personId: contact.id, relation: "reporter" }] },
  ])
    expect([more, await refused(more)]).toEqual([more, "FORBIDDEN"]);
  expect(await refused({ customerId: foreign.customer })).toBe("BAD_USER_INPUT");
});

/** What a customer's contact may do with the own account and the own customer's cases; everything else is refused. */
const ALLOWED = new Set([
  "signIn",
  "refreshSession",
  "signOut",
  "endSession",
  "changePassword",
  "createApiToken",
  "revokeApiToken",
  "updatePerson",
  "createCase",
  "commentOnCase",
  "reactivateCase",
  "rateCase",
  "createUpload",
  "attach",
  "editComment",
  "deleteComment",
  "saveView",
  "markNotificationsRead",
  "registerPushSubscription",
  "unregisterPushSubscription",
]);

/** A value of an input type that names what the contact sees, as far as that is needed. */
function sample(type: GraphQLInputType, name: string, field: string): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return /rows/.test(name) ? [] : [sample(inner.ofType, name, field)];
  if (isEnumType(inner)) return inner.getValues()[0]!.name;
  if (isInputObjectType(inner))
    return Object.fromEntries(
      Object.values(inner.getFields())
        .filter((one) => isNonNullType(one.type) && one.defaultValue === undefined)
        .map((one) => [one.name, sample(one.type, one.name, field)]),
    );
  switch (getNamedType(inner).name) {
    case "ID":
      return /asset/i.test(`${field} ${name}`)
        ? own.asset
        : /person/i.test(name) || /Person$/.test(field)
          ? technician.id
          : /Customer$/.test(field)
            ? own.customer
            : own.case;
    case "Int":
    case "SafeInt":
    case "Float":
      return 1;
    case "Boolean":
      return true;
    case "DateTime":
      return name === "endsAt" ? "2030-01-01T11:00:00Z" : "2030-01-01T10:00:00Z";
    case "Date":
      return "2030-01-01";
    case "Duration":
      return "PT1H";
    case "LocalTime":
      return "10:00";
    case "TimeZone":
      return "UTC";
    case "EmailAddress":
      return "new@example.org";
    case "URL":
      return "https://example.org/";
    case "JSONObject":
      return {};
    default:
      return "support";
  }
}

test("nothing else: every mutation that is the staff's is refused, and nothing is written", async () => {
  const written = () =>
    desk.rows("SELECT max(seq)::int AS seq, (SELECT count(*)::int FROM import_run) AS runs FROM event");
  const before = await written();
  const open: string[] = [];
  for (const field of Object.values(desk.schema.getMutationType()!.getFields())) {
    if (ALLOWED.has(field.name)) continue;
    const given = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
    const variables = Object.fromEntries(given.map((arg) => [arg.name, sample(arg.type, arg.name, field.name)]));
    const declared = given.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
    const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
    const { errors } = await desk.ask(
      `mutation ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} { __typename } }`,
      variables,
      contact.token,
    );
    const code = errors?.[0]?.extensions.code ?? "DONE";
    if (!["FORBIDDEN", "NOT_FOUND"].includes(code)) open.push(`${field.name}: ${code} ${errors?.[0]?.message ?? ""}`);
  }
  expect(open).toEqual([]);
  expect(await written()).toEqual(before);
});

test("what is allowed holds for the own customer's cases only, in public", async () => {
  const comment = (id: string) =>
    desk.ask(
      `mutation ($id: ID!) { commentOnCase(id: $id, body: "Hello", internal: true) { comment { internal } } }`,
      { id },
      contact.token,
    );
  expect((await comment(own.case)).data.commentOnCase.comment).toEqual({ internal: false });
  for (const id of [own.confidential, foreign.case])
    expect((await comment(id)).errors![0]!.extensions.code).toBe("NOT_FOUND");
  const rename = (id: string, input: Record<string, unknown>) =>
    desk.ask(
      `mutation ($id: ID!, $input: UpdatePersonInput!) { updatePerson(id: $id, input: $input) { person { name } } }`,
      { id, input },
      contact.token,
    );
  expect((await rename(contact.id, { phone: "1" })).errors).toBeUndefined();
  expect((await rename(contact.id, { roles: ["admin"] })).errors![0]!.extensions.code).toBe("FORBIDDEN");
  expect((await rename(technician.id, { phone: "1" })).errors![0]!.extensions.code).toBe("FORBIDDEN");
});
