import { openPeopleHouse, type PeopleHouse } from "../people/peopleHouse";

let house: PeopleHouse;
let ada: { id: string; bearer: string };
let ben: { id: string; bearer: string };
let contact: { id: string; bearer: string };
let customerId: string;
beforeAll(async () => {
  house = await openPeopleHouse();
  ada = await house.person("ada", ["support"]);
  ben = await house.person("ben", ["service"]);
  customerId = (await house.asAdmin(`mutation { createCustomer(input: { name: "Acme" }) { customer { id } } }`))
    .createCustomer.customer.id;
  contact = await house.person("contact", ["customer"], { customerId });
  for (const [priority, assigneeId, owner] of [
    ["LOW", ada.id, customerId],
    ["HIGH", ada.id, null],
    ["HIGH", ben.id, customerId],
    ["URGENT", null, null],
  ])
    await house.asAdmin(`mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }`, {
      input: { title: "Broken", priority, assigneeId, customerId: owner },
    });
});
beforeEach(() => house.rows("DELETE FROM saved_view"));
afterAll(() => house.close());

const VIEW = "id name shared owner { name } filter orderBy { field direction } count problem position";
const SAVE = `mutation ($id: ID, $input: SavedViewInput!) { saveView(id: $id, input: $input) { view { ${VIEW} } } }`;
const save = (who: { bearer: string }, input: Record<string, unknown>, id?: string) =>
  house.run(SAVE, { input, ...(id && { id }) }, who.bearer);
const saved = async (who: { bearer: string }, input: Record<string, unknown>, id?: string) => {
  const { data, errors } = await save(who, input, id);
  expect(errors).toEqual([]);
  return data.saveView.view;
};
const list = async (who: { bearer: string }) => {
  const { data, errors } = await house.run(`{ savedViews { ${VIEW} } }`, {}, who.bearer);
  expect(errors).toEqual([]);
  return data.savedViews as any[];
};
const violations = async (answer: ReturnType<typeof save>) =>
  (await answer).errors[0]!.extensions.violations.map((one: { path: string; rule: string }) => [one.path, one.rule]);

test("a view is saved as it was given, changed and taken away", async () => {
  const filter = {
    or: [{ priority: { in: ["HIGH", "URGENT"] } }, { openedAt: { past: "PT720H", lt: "2030-01-02T03:04:05.000Z" } }],
    assigneeId: { eq: ada.id },
  };
  const made = await saved(ada, { name: "Pressing", filter, orderBy: [{ field: "DUE_AT" }] });
  expect(made).toEqual({
    id: expect.any(String),
    name: "Pressing",
    shared: false,
    owner: { name: "ada" },
    filter,
    orderBy: [{ field: "DUE_AT", direction: "ASC" }],
    count: 2,
    problem: null,
    position: 1,
  });
  // What was answered goes back in as it is.
  expect(await saved(ada, { name: "Again", filter: made.filter, orderBy: made.orderBy })).toMatchObject({
    filter,
    count: 2,
    position: 2,
  });
  expect(await saved(ada, { name: "Mine", filter: { view: "MINE" }, orderBy: null, shared: true }, made.id)).toEqual({
    ...made,
    name: "Mine",
    filter: { view: "MINE" },
    orderBy: [],
    shared: true,
  });
  expect(await saved(ada, { position: 7 }, made.id)).toMatchObject({ name: "Mine", position: 7, count: 2 });
  expect((await list(ada)).map((view) => view.name)).toEqual(["Again", "Mine"]);
  expect(
    (await house.run(`query ($id: ID!) { node(id: $id) { ... on SavedView { count } } }`, { id: made.id }, ada.bearer))
      .data,
  ).toEqual({
    node: { count: 2 },
  });
  const removed = await house.run(
    `mutation ($id: ID!) { deleteView(id: $id) { removedId case { id } } }`,
    { id: made.id },
    ada.bearer,
  );
  expect(removed).toEqual({ data: { deleteView: { removedId: made.id, case: null } }, errors: [] });
  expect((await list(ada)).map((view) => view.name)).toEqual(["Again"]);
  expect((await save(ada, {}, made.id)).errors[0]!.code).toBe("NOT_FOUND");
});

test("what is missing or wrong is said by name", async () => {
  expect(await violations(save(ada, {}))).toEqual([
    ["input.name", "required"],
    ["input.filter", "required"],
  ]);
  expect(await violations(save(ada, { name: " ", filter: {} }))).toEqual([["input.name", "notBlank"]]);
  expect(await violations(save(ada, { name: "x", filter: { assigneeId: { eq: "nobody" } } }))).toEqual([
    ["input.filter.assigneeId.eq", "id"],
  ]);
  // No such filter at all: GraphQL itself refuses it.
  expect((await save(ada, { name: "x", filter: { color: { eq: "red" } } })).errors[0]!.code).toBe("BAD_USER_INPUT");
  // What only the types of assets know.
  const fields = await save(ada, { name: "x", filter: { asset: { fields: { nothing: { eq: 1 } } } } });
  expect(fields.errors[0]!.extensions.violations[0].path).toMatch(/^input\.filter\.asset\.fields/);
  const { id } = await saved(ada, { name: "x", filter: {} });
  for (const field of ["name", "filter", "shared", "position"])
    expect(await violations(save(ada, { [field]: null }, id))).toEqual([[`input.${field}`, "notNull"]]);
});

test("one's own and shared ones; shared ones are kept in order by SETTINGS_MANAGE", async () => {
  const own = await saved(ada, { name: "Own", filter: { view: "OPEN" } });
  const shared = await saved(ada, { name: "Shared", filter: { view: "MINE" }, shared: true });
  expect((await list(ada)).map(({ name, count }) => [name, count])).toEqual([
    ["Own", 4],
    ["Shared", 2],
  ]);
  // MINE is whoever looks.
  expect((await list(ben)).map(({ name, count, owner }) => [name, count, owner])).toEqual([
    ["Shared", 1, { name: "ada" }],
  ]);
  expect(await list(contact)).toEqual([]);
  const remove = (who: { bearer: string }, id: string) =>
    house.run(`mutation ($id: ID!) { deleteView(id: $id) { removedId } }`, { id }, who.bearer);
  const codes = async (who: { bearer: string }, id: string) => [
    (await save(who, { name: "Other" }, id)).errors[0]?.code,
    (await remove(who, id)).errors[0]?.code,
  ];
  expect(await codes(ben, own.id)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  expect(await codes(ben, shared.id)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  expect(await codes(contact, shared.id)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  const owner = await house.person("owner", ["owner"]);
  expect(await codes(owner, shared.id)).toEqual([undefined, undefined]);
  expect((await list(ada)).map(({ name }) => name)).toEqual(["Own"]);
});

test("a customer keeps views of what the customer sees, for oneself", async () => {
  expect(await saved(contact, { name: "All", filter: {} })).toMatchObject({ count: 2, owner: { name: "contact" } });
  expect((await save(contact, { name: "All", filter: {}, shared: true })).errors[0]!.code).toBe("FORBIDDEN");
});

test("a filter that can no longer be asked says so, and spoils no other", async () => {
  await saved(ada, { name: "Good", filter: { priority: { eq: "HIGH" } } });
  const insert = (name: string, filter: Record<string, unknown>) =>
    house.rows(
      "INSERT INTO saved_view (name, owner_id, filter, position) VALUES ($1, $2, $3, 5)",
      name,
      ada.id,
      JSON.stringify(filter),
    );
  await insert("Gone field", { color: { eq: "red" } });
  await insert("Gone value", { priority: { eq: "ENORMOUS" } });
  await insert("No id", { assigneeId: { eq: "nobody" } });
  await insert("No such asset field", { asset: { fields: { nothing: { eq: 1 } } } });
  expect((await list(ada)).map(({ name, count, problem }) => [name, count, problem])).toEqual([
    ["Good", 2, null],
    ["Gone field", 0, expect.stringContaining('Field "color" is not defined by type "CaseFilter"')],
    ["Gone value", 0, expect.stringContaining('Value "ENORMOUS" does not exist in "Priority" enum')],
    ["No id", 0, "filter.assigneeId.eq: is not an id"],
    ["No such asset field", 0, expect.stringContaining("filter.asset.fields")],
  ]);
});

test("the counts of all views are one statement, and equal what each list says", async () => {
  const filters = [
    {},
    { view: "MINE" },
    { view: "UNASSIGNED" },
    { not: { priority: { eq: "HIGH" } } },
    { search: "Brok" },
  ];
  for (const [i, filter] of filters.entries()) await saved(ada, { name: `v${i}`, filter, shared: true });
  const { pool } = house.house;
  for (const who of [ada, ben]) {
    const texts: string[] = [];
    const query = pool.query.bind(pool) as (...args: any[]) => any;
    pool.query = ((config: { text?: string } | string, ...rest: unknown[]) => {
      const text = typeof config === "string" ? config : (config.text ?? "");
      if (text.includes("service_case")) texts.push(text);
      return query(config, ...rest);
    }) as typeof pool.query;
    const views = await list(who);
    pool.query = query as typeof pool.query;
    expect(texts).toHaveLength(1);
    for (const { filter, count } of views) {
      const { data } = await house.run(
        `query ($filter: CaseFilter) { cases(filter: $filter) { totalCount } }`,
        { filter },
        who.bearer,
      );
      expect([filter, count]).toEqual([filter, data.cases.totalCount]);
    }
  }
});

test("200 views of one's own at most", async () => {
  await house.rows(
    "INSERT INTO saved_view (name, owner_id, filter, position) SELECT 'v', $1, '{}', n FROM generate_series(1, 200) n",
    ada.id,
  );
  expect((await save(ada, { name: "One more", filter: {} })).errors[0]).toMatchObject({ code: "CONFLICT" });
});
