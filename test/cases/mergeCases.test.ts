import { GraphQLClient } from "graphql-request";
import { mergeCases } from "../../src/cases/commands/mergeCases";
import type { Ctx } from "../../src/platform/work";
import { ATTACH, type EvidenceDesk, openEvidenceDesk, PNG } from "../evidence/evidenceDesk";
import { refusal, type Sdk } from "../support/desk";
import { getSdk } from "../support/sdk";

let desk: EvidenceDesk;
let admin: Sdk;
let clerk: Sdk & { readonly id: string; readonly token: string };
let system: Ctx;
beforeAll(async () => {
  desk = await openEvidenceDesk();
  admin = as(desk.admin);
  system = desk.ctx();
  const person = await desk.person("clara", ["service"]);
  clerk = { ...as(person.token), ...person };
});
afterAll(() => desk.close());

const as = (token: string): Sdk =>
  getSdk(new GraphQLClient(`${desk.url}/graphql`, { headers: { authorization: `Bearer ${token}` } }));
const open = async (more: Record<string, unknown> = {}) =>
  (await admin.CreateCase({ input: { title: "x", ...more } })).createCase.case;
const merge = async (sourceId: string, targetId: string, sdk: Sdk = admin) =>
  (await sdk.MergeCases({ sourceId, targetId })).mergeCases.case;
const read = async (id: string, sdk: Sdk = admin) => (await sdk.Merged({ id })).case!;
const file = { filename: "a.png", contentType: "image/png", bytes: PNG };
const violation = (rule: string) => ({ code: "BAD_USER_INPUT", violations: [{ path: "targetId", rule }] });

test("everything that hangs on the source becomes the target's, under the same ids", async () => {
  const [source, target, third] = [
    await open({ tags: ["both", "source"], collaboratorIds: [clerk.id] }),
    await open({ tags: ["target", "both"] }),
    await open(),
  ];
  const [witness, reporter] = [await desk.person("willi", ["service"]), await desk.person("rosa", ["service"])];
  const associate = (caseId: string, personId: string, relation: string) =>
    admin.AssociatePerson({ caseId, personId, relation });
  await associate(source.id, witness.id, "witness");
  await associate(source.id, reporter.id, "reporter");
  await associate(target.id, reporter.id, "neighbour");
  const attached = (await desk.must(ATTACH, { subject: source.id, upload: await desk.bring(file) })).attach.attachment;
  const said = (
    await desk.must(
      `mutation ($id: ID!, $uploads: [ID!], $has: [ID!]) { commentOnCase(id: $id, body: "See @clara", uploadIds: $uploads,
        attachmentIds: $has) { comment { id attachments { id } mentions { id } } } }`,
      { id: source.id, uploads: [await desk.bring({ ...file, filename: "b.png" })], has: [attached.id] },
    )
  ).commentOnCase.comment;
  const { addLink } = await admin.AddLink({ subjectId: source.id, title: "Tracker", url: "https://example.org/1" });
  const { createTask } = await admin.CreateTask({ input: { caseId: source.id, subject: "Call" } });
  const done = (await admin.CreateTask({ input: { caseId: source.id, subject: "Look" } })).createTask.activity.id;
  await admin.CompleteActivity({ id: done });
  const articles = [];
  for (const title of ["One", "Two"])
    articles.push((await admin.CreateArticle({ input: { title, body: "x" } })).createArticle.article.id);
  for (const articleId of articles) await admin.LinkArticle({ caseId: source.id, articleId });
  await admin.LinkArticle({ caseId: target.id, articleId: articles[1]! });
  const link = async (fromId: string, toId: string, kind: string) =>
    (await admin.LinkCases({ fromId, toId, kind: kind as never })).linkCases.case.relatedCases.at(-1)!.id;
  await link(source.id, target.id, "DUPLICATES");
  const kept = await link(third.id, source.id, "BLOCKS");
  await link(source.id, third.id, "RELATES_TO");
  const own = await link(third.id, target.id, "RELATES_TO");
  const child = (await open({ parentId: source.id })).id;
  const opened = await desk.must(
    `mutation ($id: ID!) { openSupplierReturn(input: { caseId: $id, supplier: "ACME", quantity: 1 }) { supplierReturn { id } } }`,
    { id: source.id },
  );

  // Its ties go along although it has ended itself.
  await admin.ResolveCase({ id: third.id, input: { path: "advised", notes: "Done" } });
  const thirds = await desk.rows("SELECT version, updated_at FROM service_case WHERE id = $1", third.id);
  const before = [await read(source.id), await read(target.id)].map((one) => one.version);
  const merged = await merge(source.id, target.id);
  expect(merged).toEqual({
    id: target.id,
    number: target.number,
    state: "NEW",
    version: before[1]! + 1,
    tags: ["target", "both", "source"],
    mergedFrom: [{ id: source.id, number: source.number }],
  });
  const now = await read(target.id);
  expect(now.comments.nodes).toEqual(
    [said].map(({ id, attachments, mentions }) => ({ id, body: "See @clara", attachments, mentions })),
  );
  expect(said.attachments.map((one: { id: string }) => one.id)).toContain(attached.id);
  expect(new Set(now.evidence.map((one) => one.id))).toEqual(
    new Set(said.attachments.map((one: { id: string }) => one.id)),
  );
  expect(now.links).toEqual([{ id: addLink.link.id, title: "Tracker" }]);
  expect(now.activities.nodes).toEqual(
    expect.arrayContaining([
      { id: createTask.activity.id, state: "OPEN", version: 2 },
      { id: done, state: "COMPLETED", version: 3 },
    ]),
  );
  expect(new Set(now.articles.map((one) => one.id))).toEqual(new Set(articles));
  expect(now.associatedPeople.map(({ person, relation }) => [person.id, relation])).toEqual(
    expect.arrayContaining([
      [witness.id, "witness"],
      [reporter.id, "neighbour"],
    ]),
  );
  expect(now.associatedPeople).toHaveLength(2);
  expect(now.collaborators).toEqual([{ id: clerk.id }]);
  expect(now.relatedCases).toEqual([
    { id: kept, kind: "BLOCKS", outgoing: false, case: { id: third.id } },
    { id: own, kind: "RELATES_TO", outgoing: false, case: { id: third.id } },
  ]);
  expect(await desk.rows("SELECT version, updated_at FROM service_case WHERE id = $1", third.id)).toEqual(thirds);
  expect(now.children.nodes).toEqual([{ id: child }]);
  expect(now.supplierReturns).toEqual([{ id: opened.openSupplierReturn.supplierReturn.id }]);

  expect(await read(source.id)).toMatchObject({
    id: source.id,
    number: source.number,
    state: "CANCELED",
    version: before[0]! + 1,
    cancelReason: "Merged into another case.",
    viewerCan: [],
    mergedInto: { id: target.id },
    tags: [],
    relatedCases: [],
    comments: { nodes: [] },
    activities: { nodes: [] },
    evidence: [],
    links: [],
    articles: [],
    associatedPeople: [],
    supplierReturns: [],
    children: { nodes: [] },
    // Who worked on it still sees what became of it.
    collaborators: [{ id: clerk.id }],
  });
  const told = async (id: string) =>
    (await admin.Told({ id, kinds: ["MERGED", "PARENT_CHANGED"] as never })).case!.timeline.nodes.map((entry) => [
      entry.summary,
      entry.changes,
    ]);
  expect((await told(source.id)).at(-1)).toEqual([
    `Merged into ${target.number}.`,
    [
      { field: "status", from: "open", to: "canceled" },
      { field: "state", from: "OPEN", to: "CANCELED" },
      { field: "mergedInto", from: null, to: target.id },
      { field: "tags", from: "both", to: null },
      { field: "tags", from: "source", to: null },
    ],
  ]);
  expect(await told(target.id)).toEqual([[`Took in ${source.number}.`, [{ field: "tags", from: null, to: "source" }]]]);
  expect((await told(child)).at(-1)).toEqual([
    `Became a part of ${target.number}.`,
    [{ field: "parent", from: source.id, to: target.id }],
  ]);

  // The bytes come as before.
  const { url } = (await desk.must(`query ($id: ID!) { case(id: $id) { evidence { url } } }`, { id: target.id })).case
    .evidence[0];
  expect((await fetch(desk.here(url))).status).toBe(200);
  await desk.must(ATTACH, { subject: target.id, upload: await desk.bring({ ...file, filename: "c.png" }) });
});

test("its number finds the target, however often that was merged on; its id finds itself", async () => {
  const cases = [await open({ title: "Zunderbüchse" }), await open(), await open()] as const;
  const [first, second, third] = cases;
  await admin.CommentOnCase({ id: first.id, body: "Feuerstein" });
  await merge(first.id, second.id);
  const byNumber = async (number: string) => (await admin.Merged({ number })).case?.id;
  expect(await byNumber(first.number)).toBe(second.id);
  await merge(second.id, third.id);
  expect(await Promise.all(cases.map((one) => byNumber(one.number)))).toEqual([third.id, third.id, third.id]);
  expect((await read(first.id)).id).toBe(first.id);
  expect((await read(third.id)).mergedFrom).toEqual([{ id: second.id }]);
  const found = async (search: string) =>
    (await admin.DispatcherList({ filter: { search } })).cases.nodes.map((one) => one.id);
  expect(await found(first.number)).toEqual(expect.arrayContaining([third.id]));
  const hits = (await admin.Search({ query: first.number, kinds: ["CASE" as never] })).search;
  expect(hits.map((hit) => (hit.subject as { id: string }).id)).toContain(third.id);
  expect(await found("feuerstein")).toEqual([third.id]);
  expect(await found("zunderbüchse")).toEqual([first.id]);
  expect(await byNumber("C-999999")).toBeUndefined();
  // What the viewer may not see stays hidden behind any number.
  const secret = await open({ confidential: true });
  await merge(third.id, secret.id);
  expect((await clerk.Merged({ number: first.number })).case).toBeNull();
});

test("is for good: nothing more is written to the source, and it is not reactivated", async () => {
  const [source, target] = [await open(), await open()];
  await merge(source.id, target.id);
  expect((await refusal(admin.ReactivateCase({ id: source.id, reason: "Again" }))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(admin.CommentOnCase({ id: source.id, body: "x" }))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(admin.TagCase({ id: source.id, tags: ["x"] }))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(merge(source.id, target.id))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(merge(target.id, source.id))).code).toBe("CASE_READ_ONLY");
  await admin.ResolveCase({ id: target.id, input: { path: "advised", notes: "Done" } });
  expect((await refusal(merge((await open()).id, target.id))).code).toBe("CASE_READ_ONLY");
  expect((await refusal(merge(target.id, (await open()).id))).code).toBe("CASE_READ_ONLY");
});

test("never into itself, across customers, out of what is confidential, or so that a child had children", async () => {
  const customer = async (name: string) =>
    (await desk.must(`mutation ($n: String!) { createCustomer(input: { name: $n }) { customer { id } } }`, { n: name }))
      .createCustomer.customer.id;
  const [acme, zeta] = [await customer("Acme"), await customer("Zeta")];
  const [a, z, none] = [await open({ customerId: acme }), await open({ customerId: zeta }), await open()];
  expect(await refusal(merge(a.id, a.id.toUpperCase()))).toMatchObject(violation("self"));
  expect(await refusal(merge(a.id, z.id))).toMatchObject(violation("customer"));
  expect(await refusal(merge((await open({ confidential: true })).id, none.id))).toMatchObject(
    violation("confidential"),
  );
  const [parent, other] = [await open(), await open()];
  const child = await open({ parentId: parent.id });
  await open({ parentId: other.id });
  expect(await refusal(merge(other.id, child.id))).toMatchObject(violation("depth"));
  expect((await refusal(merge(a.id, none.id, as((await desk.person("rita", ["executive"])).token)))).code).toBe(
    "FORBIDDEN",
  );
  // One without a customer goes with any, and the other way round; the target's own stays.
  await merge(none.id, a.id);
  const fresh = await open();
  await merge(z.id, fresh.id);
  expect(
    await desk.rows("SELECT customer_id FROM service_case WHERE id IN ($1, $2) ORDER BY id", a.id, fresh.id),
  ).toEqual([{ customer_id: acme }, { customer_id: null }]);
  // A parent goes into its own child, which is a child no more; its other parts follow.
  const sister = await open({ parentId: parent.id });
  await merge(parent.id, child.id);
  expect(await read(child.id)).toMatchObject({ parent: null, children: { nodes: [{ id: sister.id }] } });
});

test("leaves open what was to do: no step of the source is lost, none is left behind", async () => {
  const [source, target] = [await open(), await open()];
  await admin.HoldCase({ id: source.id, reason: "Parts", until: "2040-01-01T00:00:00Z" });
  await admin.CreateTask({ input: { caseId: source.id, subject: "Call" } });
  await desk.must(`mutation { createQueue(input: { key: "parts", name: "Parts" }) { queue { key } } }`);
  await desk.must(`mutation ($id: ID!) { addToQueue(queue: "parts", subjectId: $id) { item { id } } }`, {
    id: source.id,
  });
  await mergeCases(system, { sourceId: source.id, targetId: target.id });
  expect(await desk.rows("SELECT kind FROM timer WHERE subject_id = $1", source.id)).toEqual([]);
  expect(await desk.rows("SELECT FROM queue_item WHERE case_id = $1", source.id)).toEqual([]);
  expect(await desk.rows("SELECT hold_until, due_at FROM service_case WHERE id = $1", source.id)).toEqual([
    { hold_until: null, due_at: null },
  ]);
  expect((await refusal(admin.ResolveCase({ id: target.id, input: { path: "advised", notes: "Done" } }))).code).toBe(
    "OPEN_ACTIVITIES",
  );
  const kinds = (await desk.rows("SELECT kind FROM event WHERE case_id = $1 ORDER BY seq", source.id)).map(
    (one) => one.kind,
  );
  expect(kinds.slice(kinds.indexOf("MERGED"))).toEqual(["MERGED", "SLA_CANCELED", "DEQUEUED"]);
});

test("comments imported again for the source are the target's", async () => {
  const [source, target] = [await open({ externalId: "old-1" }), await open()];
  const row = {
    externalId: "c-1",
    caseExternalId: "old-1",
    body: "From before",
    internal: false,
    createdAt: "2026-01-01T00:00:00Z",
  };
  const bring = (body: string) =>
    desk.must(
      `mutation ($rows: [ImportCommentInput!]!) { importComments(rows: $rows) { run { created updated failed errors { message } } } }`,
      { rows: [{ ...row, body }] },
    );
  expect((await bring("From before")).importComments.run).toMatchObject({ created: 1, failed: 0 });
  await merge(source.id, target.id);
  expect((await bring("Put right")).importComments.run).toEqual({ created: 0, updated: 1, failed: 0, errors: [] });
  expect((await read(target.id)).comments.nodes.map((one) => one.body)).toEqual(["Put right"]);
});
