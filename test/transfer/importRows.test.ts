import { type Desk, openDesk, type Somebody } from "../support/desk";

let desk: Desk;
let manager: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  manager = await desk.person("Manager", ["manager"]);
  const setUp = await desk.ask(
    `mutation {
      saveBranch(input: { key: "graz", name: "Graz", timeZone: "Europe/Vienna" }) { branch { id } }
      createSkill(name: "Plumbing") { skill { id } }
      createAssetType(input: { key: "pump", name: "Pump", fields: [
        { key: "power", label: "Power", kind: NUMBER, max: 50 }, { key: "rooms", label: "Rooms", kind: MULTI_CHOICE, options: ["a", "b"] }
      ] }) { assetType { id } }
    }`,
    {},
    desk.admin.token,
  );
  expect(setUp.errors).toBeUndefined();
});
afterAll(() => desk.close());

type Kind = "Customers" | "People" | "Assets" | "Comments";
const INPUTS = { Customers: "Customer", People: "Person", Assets: "Asset", Comments: "Comment" };

/** Imports rows and answers the run; by the administrator unless told. */
async function send(kind: Kind, rows: Record<string, unknown>[], token = desk.admin.token) {
  const { data, errors } = await desk.ask(
    `mutation ($rows: [Import${INPUTS[kind]}Input!]!) { outcome: import${kind}(rows: $rows) {
      run { kind total done created updated failed errors { row externalId code path message } } } }`,
    { rows },
    token,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const { created, updated, failed, errors: faults } = data.outcome.run;
  return { created, updated, failed, faults: faults.map((f: Record<string, unknown>) => [f.row, f.code, f.path]) };
}
const done = (created: number, updated: number) => ({ created, updated, failed: 0, faults: [] });
const written = () =>
  desk.rows(`SELECT (SELECT count(*)::int FROM event) AS events, (SELECT sum(version)::int FROM customer) AS customers,
    (SELECT sum(version)::int FROM person) AS people, (SELECT sum(version)::int FROM asset) AS assets`);

/** The second time nothing is written but the run itself. */
async function twice(kind: Kind, rows: Record<string, unknown>[]) {
  expect(await send(kind, rows)).toEqual(done(rows.length, 0));
  const before = await written();
  expect(await send(kind, rows)).toEqual(done(0, 0));
  expect(await written()).toEqual(before);
}

test("customers: all fields, what is left out stays, null clears, events stay quiet", async () => {
  await twice("Customers", [
    {
      externalId: "k:1",
      kind: "INDIVIDUAL",
      name: "Ada",
      email: "ada@example.org",
      phone: "1",
      address: "Ring 1\n8010 Graz",
      timeZone: "Europe/Vienna",
      branch: "graz",
      tags: ["vip", "vip", "eu"],
    },
    { externalId: "k:2", name: "Acme" },
  ]);
  expect(await send("Customers", [{ externalId: "k:1", name: "Ada L.", phone: null, active: false }])).toEqual(
    done(0, 1),
  );
  const [ada] = await desk.rows("SELECT * FROM customer WHERE external_id = 'k:1'");
  expect(ada).toMatchObject({
    kind: "INDIVIDUAL",
    name: "Ada L.",
    email: "ada@example.org",
    phone: null,
    address: "Ring 1\n8010 Graz",
    time_zone: "Europe/Vienna",
    tags: ["vip", "eu"],
    active: false,
    version: 2,
  });
  expect(await desk.log(ada!.id)).toEqual([
    { kind: "CREATED", type: "CUSTOMER_CREATED", audience: {}, data: { imported: true } },
    { kind: "UPDATED", type: "CUSTOMER_UPDATED", audience: {}, data: { imported: true } },
  ]);
  expect(await desk.rows("SELECT changes FROM event WHERE subject_id = $1 AND kind = 'UPDATED'", ada!.id)).toEqual([
    { changes: [{ field: "active", from: "true", to: "false" }] },
  ]);
  // Its own id names it as well, and does not become its externalId.
  expect(await send("Customers", [{ externalId: ada!.id, name: "Ada" }])).toEqual(done(0, 1));
  expect(await desk.rows("SELECT external_id FROM customer WHERE id = $1", ada!.id)).toEqual([{ external_id: "k:1" }]);
});

test("each row has its own outcome", async () => {
  expect(
    await send("Customers", [
      { externalId: "f:1", name: " " },
      { externalId: " ", name: "x" },
      { externalId: "f:2", name: "x", branch: "nowhere" },
      { externalId: "f:3", name: "x", tags: [""] },
      { externalId: "f:4", name: "fine" },
      { externalId: "f:4", name: "fine again" },
    ]),
  ).toEqual({
    created: 1,
    updated: 1,
    failed: 4,
    faults: [
      [0, "BAD_USER_INPUT", "name"],
      [1, "BAD_USER_INPUT", "externalId"],
      [2, "BAD_USER_INPUT", "branch"],
      [3, "BAD_USER_INPUT", "tags"],
    ],
  });
});

test("people: links, defaults, one address each; nobody is granted more than the importer may grant", async () => {
  await twice("People", [
    {
      externalId: "p:1",
      name: "Tess",
      email: "Tess@Example.org",
      branch: "graz",
      roles: ["service", "buyer"],
      teams: ["warehouse", "support"],
      skills: ["Plumbing"],
      capacity: 4,
      locale: "de-AT",
    },
    { externalId: "p:2", name: "Contact", email: "contact@example.org", customerExternalId: "k:2" },
  ]);
  const tess = `{ person(externalId: "p:1") { timeZone canSignIn capacity roles { key } teams { key } skills { name } version } }`;
  expect((await desk.ask(tess, {}, desk.admin.token)).data).toEqual({
    person: {
      timeZone: "Europe/Vienna",
      canSignIn: false,
      capacity: 4,
      roles: [{ key: "buyer" }, { key: "service" }],
      teams: [{ key: "support" }, { key: "warehouse" }],
      skills: [{ name: "Plumbing" }],
      version: 1,
    },
  });
  expect(
    await send(
      "People",
      [
        { externalId: "p:3", name: "New", roles: ["service"] },
        { externalId: "p:1", name: "Tess", roles: ["admin"] },
        { externalId: "p:1", name: "Tess", email: "other@example.org" },
        { externalId: "p:1", name: "Tess", active: false },
        { externalId: "p:1", name: "Tess T.", roles: ["buyer", "service"], teams: [] },
        { externalId: "p:2", name: "Contact", active: false },
      ],
      manager.token,
    ),
  ).toEqual({
    created: 0,
    updated: 2,
    failed: 4,
    faults: [
      [0, "FORBIDDEN", "roles"],
      [1, "FORBIDDEN", "roles"],
      [2, "FORBIDDEN", "email"],
      [3, "FORBIDDEN", "active"],
    ],
  });
  expect(
    await send("People", [
      { externalId: "p:4", name: "Twin", email: "TESS@example.org" },
      { externalId: "p:5", name: "x", roles: ["king"] },
      { externalId: "p:6", name: "x", skills: ["Magic"] },
      { externalId: "p:7", name: "x", capacity: -1 },
      { externalId: desk.admin.id, name: "Administrator", active: false },
      { externalId: desk.admin.id, name: "Administrator", roles: ["dispatcher"] },
    ]),
  ).toMatchObject({
    created: 0,
    updated: 0,
    faults: [
      [0, "CONFLICT", "email"],
      [1, "BAD_USER_INPUT", "roles"],
      [2, "BAD_USER_INPUT", "skills"],
      [3, "BAD_USER_INPUT", "capacity"],
      [4, "BAD_USER_INPUT", "active"],
      [5, "CONFLICT", "roles"],
    ],
  });
});

test("a person who is told to be inactive is out, and open work goes back", async () => {
  const leaver = await desk.person("Leaver", ["service"], { externalId: "p:leaver" });
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "Open", assigneeId: leaver.id } });
  expect(await send("People", [{ externalId: "p:leaver", name: "Leaver", active: false }])).toEqual(done(0, 1));
  expect((await desk.ask("{ viewer { id } }", {}, leaver.token)).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
  expect((await desk.log(createCase.case.id)).at(-1)).toMatchObject({ kind: "HANDED_BACK" });
});

test("assets: modelled fields are checked and merged, parts find their whole in the same call, no circles", async () => {
  const whole = {
    externalId: "a:1",
    tag: "P-1",
    name: "Pump",
    type: "pump",
    customerExternalId: "k:2",
    holderEmail: "TESS@example.org",
    purchasedOn: "2020-02-29",
    fields: { power: 12.5, rooms: ["a"] },
  };
  await twice("Assets", [whole, { externalId: "a:2", tag: "P-2", name: "Part", type: "pump", parentTag: "P-1" }]);
  expect(
    await send("Assets", [
      { ...whole, fields: { power: null, rooms: ["a", "b"] }, status: "IN_REPAIR" },
      { externalId: "a:1", tag: "P-1", name: "Pump", type: "pump", parentTag: "P-2" },
      { externalId: "a:3", tag: "P-1", name: "Twin", type: "pump" },
      { externalId: "a:4", tag: "P-4", name: "x", type: "pump", fields: { power: 51 } },
      { externalId: "a:5", tag: "P-5", name: "x", type: "oven" },
      { externalId: "a:6", tag: "P-6", name: "x", type: "pump", parentTag: "P-9" },
    ]),
  ).toEqual({
    created: 0,
    updated: 1,
    failed: 5,
    faults: [
      [1, "BAD_USER_INPUT", "parentTag"],
      [2, "CONFLICT", "tag"],
      [3, "BAD_USER_INPUT", "fields.power"],
      [4, "BAD_USER_INPUT", "type"],
      [5, "BAD_USER_INPUT", "parentTag"],
    ],
  });
  const [pump] = await desk.rows(
    "SELECT id, status, fields, purchased_on::text, version FROM asset WHERE external_id = 'a:1'",
  );
  expect(pump).toMatchObject({
    status: "IN_REPAIR",
    fields: { rooms: ["a", "b"] },
    purchased_on: "2020-02-29",
    version: 2,
  });
  expect(
    await desk.rows(
      "SELECT e.changes, w.changes AS words FROM event e JOIN event_words w ON w.event_seq = e.seq WHERE e.subject_id = $1",
      pump!.id,
    ),
  ).toEqual([
    {
      changes: [{ field: "status", from: "IN_SERVICE", to: "IN_REPAIR" }],
      words: [
        { field: "fields.power", from: "12.5", to: null },
        { field: "fields.rooms", from: "a", to: "a b" },
      ],
    },
  ]);
});

test("comments come to cases that are over, at the instants told", async () => {
  await desk.admin.sdk.ImportCases({
    rows: [{ externalId: "c:1", title: "Old", status: "closed", openedAt: "2020-01-01T00:00:00Z" }],
  });
  const said = {
    externalId: "m:1",
    caseExternalId: "c:1",
    authorEmail: "TESS@example.org",
    body: "Done.",
    internal: false,
    createdAt: "2020-01-02T03:04:05.678Z",
  };
  await twice("Comments", [
    said,
    {
      ...said,
      externalId: "m:2",
      authorEmail: null,
      internal: true,
      body: "Hm.",
      createdAt: "2020-01-02T03:04:06.000Z",
    },
  ]);
  const page = `{ case(externalId: "c:1") { comments { nodes { body internal createdAt author { name } } }
    timeline(kinds: [COMMENTED]) { nodes { at actor { name } } } } }`;
  const { createdAt } = said;
  const later = "2020-01-02T03:04:06.000Z";
  expect((await desk.ask(page, {}, desk.admin.token)).data.case).toEqual({
    comments: {
      nodes: [
        { body: "Done.", internal: false, createdAt, author: { name: "Tess T." } },
        { body: "Hm.", internal: true, createdAt: later, author: null },
      ],
    },
    timeline: {
      nodes: [
        { at: createdAt, actor: { name: "Tess T." } },
        { at: later, actor: null },
      ],
    },
  });
  await desk.admin.sdk.CreateCase({ input: { externalId: "c:2", title: "Other" } });
  expect(
    await send("Comments", [
      { ...said, body: "Done!" },
      { ...said, externalId: "m:3", caseExternalId: "c:9" },
      { ...said, caseExternalId: "c:2" },
      { ...said, externalId: "m:4", authorEmail: "nobody@example.org" },
      { ...said, externalId: "m:5", body: " " },
    ]),
  ).toEqual({
    created: 0,
    updated: 1,
    failed: 4,
    faults: [
      [1, "BAD_USER_INPUT", "caseExternalId"],
      [2, "CONFLICT", "caseExternalId"],
      [3, "BAD_USER_INPUT", "authorEmail"],
      [4, "BAD_USER_INPUT", "body"],
    ],
  });
});

test("a thousand rows in a call take set by set, and only DATA_TRANSFER takes them", async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({
    externalId: `t:${i}`,
    tag: `T-${i}`,
    name: "x",
    type: "pump",
  }));
  expect(await send("Assets", rows)).toEqual(done(1000, 0));
  await expect(send("Assets", [...rows, { ...rows[0]!, externalId: "t:1000" }])).rejects.toThrow("maxItems");
  const dispatcher = await desk.person("Dora", ["dispatcher"]);
  for (const kind of ["Customers", "People", "Assets", "Comments"] as const)
    await expect(send(kind, [], dispatcher.token)).rejects.toThrow("FORBIDDEN");
});
