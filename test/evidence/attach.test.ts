import { ATTACH, type EvidenceDesk, openEvidenceDesk, PNG, sha256 } from "./evidenceDesk";

let desk: EvidenceDesk;
let customer: string;
let asset: string;
let contact: { id: string; token: string };
let support: { id: string; token: string };
let installer: { id: string; token: string };

const file = { filename: "a.png", contentType: "image/png", bytes: PNG };
const CREATE = `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id evidence { id filename } } } }`;
const EVIDENCE = `query ($id: ID!) { case(id: $id) { evidence { filename internal caption uploadedBy { name } } } }`;
const TIMELINE = `query ($id: ID!) { case(id: $id) { timeline { nodes { kind summary attachment { filename } } } } }`;

beforeAll(async () => {
  desk = await openEvidenceDesk();
  customer = (await desk.must(`mutation { createCustomer(input: { name: "Acme" }) { customer { id } } }`))
    .createCustomer.customer.id;
  await desk.must(`mutation { createAssetType(input: { key: "press", name: "Press" }) { assetType { id } } }`);
  asset = (
    await desk.must(
      `mutation ($c: ID) { createAsset(input: { tag: "P1", name: "Press", type: "press", customerId: $c }) { asset { id } } }`,
      { c: customer },
    )
  ).createAsset.asset.id;
  contact = await desk.person("contact", ["customer"], { customerId: customer });
  support = await desk.person("support", ["support"]);
  installer = await desk.person("installer", ["installer"]);
});
afterAll(() => desk.close());

const newCase = async (more = {}, token?: string): Promise<string> =>
  (await desk.must(CREATE, { input: { title: "Broken", ...more } }, token)).createCase.case.id;

test("evidence on a case: shown, told on the timeline, and its upload used up", async () => {
  const id = await newCase();
  const upload = await desk.bring(file, support.token);
  const { attach } = await desk.must(ATTACH, { subject: id, upload, caption: "The crack" }, support.token);
  expect(attach).toEqual({
    attachment: {
      id: expect.any(String),
      filename: "a.png",
      contentType: "image/png",
      size: 70,
      sha256: sha256(PNG),
      url: expect.stringContaining(`http://casegraph.test/files/${attach.attachment.id}?viewer=${support.id}&`),
      caption: "The crack",
      internal: false,
      uploadedBy: { name: "support" },
    },
    case: { id },
  });
  expect((await desk.must(EVIDENCE, { id })).case.evidence).toEqual([
    { filename: "a.png", internal: false, caption: "The crack", uploadedBy: { name: "support" } },
  ]);
  expect((await desk.no(ATTACH, { subject: id, upload }, support.token)).violations).toEqual([
    { path: "uploadId", rule: "unused", message: "this upload is attached already" },
  ]);
  await desk.must(`mutation ($id: ID!) { removeAttachment(id: $id) { removedId } }`, { id: attach.attachment.id });
  const { nodes } = (await desk.must(TIMELINE, { id })).case.timeline;
  expect(nodes.slice(-2)).toEqual([
    { kind: "EVIDENCE_ADDED", summary: "Evidence added: a.png.", attachment: null },
    { kind: "EVIDENCE_REMOVED", summary: "Evidence removed: a.png.", attachment: null },
  ]);
});

test("only one's own upload, and only once its bytes have come", async () => {
  const id = await newCase();
  const other = await desk.bring(file);
  const rule = async (upload: string) =>
    (await desk.no(ATTACH, { subject: id, upload }, support.token)).violations[0].rule;
  expect(await rule(other)).toBe("exists");
  expect(await rule(customer)).toBe("exists");
  expect(await rule((await desk.announce(file, support.token)).id)).toBe("arrived");
  expect(await desk.rows("SELECT FROM attachment WHERE case_id = $1", id)).toEqual([]);
});

test("of two who attach one upload at once one does", async () => {
  const [a, b] = [await newCase(), await newCase()];
  const upload = await desk.bring(file);
  const replies = await Promise.all([a, b].map((subject) => desk.ask(ATTACH, { subject, upload }, desk.admin)));
  expect(replies.map(({ errors }) => errors?.[0]?.extensions.violations[0].rule).sort()).toEqual(["unused", undefined]);
});

test("documents of an asset and a customer, by those who may write them", async () => {
  for (const [subject, field] of [
    [asset, "asset(id: $id) { documents { filename } timeline { nodes { kind summary } } }"],
    [customer, "customer(id: $id) { documents { filename } }"],
  ] as const) {
    const upload = await desk.bring(file, installer.token);
    expect(await desk.no(ATTACH, { subject, upload }, installer.token)).toEqual({ code: "FORBIDDEN" });
    const { attach } = await desk.must(
      ATTACH,
      { subject, upload: await desk.bring(file, support.token) },
      support.token,
    );
    expect(attach.case).toBeNull();
    const data = await desk.must(`query ($id: ID!) { it: ${field} }`, { id: subject });
    expect(data.it.documents).toEqual([{ filename: "a.png" }]);
    if (subject === asset)
      expect(data.it.timeline.nodes.at(-1)).toEqual({ kind: "EVIDENCE_ADDED", summary: "Evidence added: a.png." });
    const root = subject === asset ? "asset" : "customer";
    const documents = `query ($id: ID!) { it: ${root}(id: $id) { documents { filename } } }`;
    const seen = await desk.must(documents, { id: subject }, contact.token);
    expect(seen.it.documents).toEqual([{ filename: "a.png" }]);
    await desk.must(
      `mutation ($id: ID!) { removeAttachment(id: $id) { removedId case { id } } }`,
      { id: attach.attachment.id },
      support.token,
    );
  }
});

test("activities have their own, which go with the activity", async () => {
  const id = await newCase();
  const { createTask } = await desk.must(
    `mutation ($id: ID!) { createTask(input: { caseId: $id, subject: "Look" }) { activity { id } } }`,
    { id },
  );
  const task = createTask.activity.id;
  const { attach } = await desk.must(ATTACH, { subject: task, upload: await desk.bring(file) });
  expect(attach.case).toEqual({ id });
  const { activity, case: whole } = await desk.must(
    `query ($id: ID!, $task: ID!) { activity(id: $task) { attachments { filename } } case(id: $id) { evidence { id } } }`,
    { id, task },
  );
  expect([activity.attachments, whole.evidence]).toEqual([[{ filename: "a.png" }], []]);
  await desk.rows("DELETE FROM activity WHERE id = $1", task);
  expect(await desk.rows("SELECT FROM attachment WHERE activity_id = $1", task)).toEqual([]);
  expect(
    await desk.rows("SELECT FROM timer WHERE kind = 'evidence.discard' AND subject_id = $1", attach.attachment.id),
  ).toHaveLength(1);
});

test("a comment brings fresh uploads and shows evidence that the case has", async () => {
  const id = await newCase({ customerId: customer });
  const COMMENT = `mutation ($id: ID!, $internal: Boolean! = false, $uploads: [ID!], $attachments: [ID!]) {
    commentOnCase(id: $id, body: "See", internal: $internal, uploadIds: $uploads, attachmentIds: $attachments) {
      comment { attachments { id filename internal } } } }`;
  const first = (await desk.must(ATTACH, { subject: id, upload: await desk.bring({ ...file, filename: "first.png" }) }))
    .attach;
  const said = await desk.must(COMMENT, {
    id,
    uploads: [await desk.bring({ ...file, filename: "b.png" }), await desk.bring({ ...file, filename: "c.png" })],
    attachments: [first.attachment.id],
  });
  expect(said.commentOnCase.comment.attachments.map((a: any) => a.filename)).toEqual(["b.png", "c.png", "first.png"]);
  const hidden = await desk.must(COMMENT, {
    id,
    internal: true,
    uploads: [await desk.bring({ ...file, filename: "d.png" })],
  });
  expect(hidden.commentOnCase.comment.attachments).toEqual([
    { id: expect.any(String), filename: "d.png", internal: true },
  ]);
  const all = `query ($id: ID!) { case(id: $id) { evidence { filename } comments { nodes { attachments { filename } } } } }`;
  const names = (list: any[]) => list.map(({ filename }) => filename);
  expect(names((await desk.must(all, { id })).case.evidence)).toEqual(["first.png", "b.png", "c.png", "d.png"]);
  const seen = (await desk.must(all, { id }, contact.token)).case;
  expect(names(seen.evidence)).toEqual(["first.png", "b.png", "c.png"]);
  expect(seen.comments.nodes.map((node: any) => names(node.attachments))).toEqual([["b.png", "c.png", "first.png"]]);

  // A customer cannot bring up what is internal, nor what another case has.
  const internal = hidden.commentOnCase.comment.attachments[0].id;
  expect((await desk.no(COMMENT, { id, attachments: [internal] }, contact.token)).violations[0]).toEqual({
    path: "attachmentIds.0",
    rule: "exists",
    message: "the case has no evidence with this id",
  });
  const other = await newCase();
  expect((await desk.no(COMMENT, { id: other, attachments: [first.attachment.id] })).violations[0].rule).toBe("exists");
  // A customer's is public, said or not.
  const theirs = await desk.must(
    COMMENT,
    { id, internal: true, uploads: [await desk.bring(file, contact.token)] },
    contact.token,
  );
  expect(theirs.commentOnCase.comment.attachments[0].internal).toBe(false);
});

test("a case begins with evidence, also where the creator may only open cases", async () => {
  const uploads = [await desk.bring(file, installer.token)];
  const { createCase } = await desk.must(CREATE, { input: { title: "Broken", uploadIds: uploads } }, installer.token);
  expect(createCase.case.evidence).toEqual([{ id: expect.any(String), filename: "a.png" }]);
  const again = await desk.no(CREATE, { input: { title: "Twice", uploadIds: uploads } }, installer.token);
  expect(again.violations[0]).toMatchObject({ path: "input.uploadIds.0", rule: "unused" });
  expect(await desk.rows("SELECT FROM service_case WHERE title = 'Twice'")).toEqual([]);
  expect(
    await desk.no(
      ATTACH,
      { subject: createCase.case.id, upload: await desk.bring(file, installer.token) },
      installer.token,
    ),
  ).toEqual({ code: "FORBIDDEN" });
});

test("a customer attaches to the own cases, in public, and takes nothing away", async () => {
  const id = await newCase({ customerId: customer });
  const upload = await desk.bring(file, contact.token);
  const { attach } = await desk.must(ATTACH, { subject: id, upload, internal: true }, contact.token);
  expect(attach.attachment.internal).toBe(false);
  const remove = `mutation ($id: ID!) { removeAttachment(id: $id) { removedId } }`;
  expect(await desk.no(remove, { id: attach.attachment.id }, contact.token)).toEqual({ code: "FORBIDDEN" });
  const other = await newCase();
  const second = await desk.bring(file, contact.token);
  expect(await desk.no(ATTACH, { subject: other, upload: second }, contact.token)).toEqual({ code: "NOT_FOUND" });
  for (const subject of [asset, customer])
    expect(await desk.no(ATTACH, { subject, upload: second }, contact.token)).toEqual({ code: "FORBIDDEN" });
});

test("a finished case takes none and gives none away, below the commands too", async () => {
  const id = await newCase();
  const { attach } = await desk.must(ATTACH, { subject: id, upload: await desk.bring(file) });
  const { addLink } = await desk.must(LINK, { subject: id });
  await desk.must(
    `mutation ($id: ID!) { resolveCase(id: $id, input: { path: "repaired", notes: "Done" }) { case { id } } }`,
    { id },
  );
  const code = async (query: string, variables: Record<string, unknown>) => (await desk.no(query, variables)).code;
  expect(await code(ATTACH, { subject: id, upload: await desk.bring(file) })).toBe("CASE_READ_ONLY");
  expect(
    await code(`mutation ($id: ID!) { removeAttachment(id: $id) { removedId } }`, { id: attach.attachment.id }),
  ).toBe("CASE_READ_ONLY");
  expect(await code(LINK, { subject: id })).toBe("CASE_READ_ONLY");
  expect(await code(`mutation ($id: ID!) { removeLink(id: $id) { removedId } }`, { id: addLink.link.id })).toBe(
    "CASE_READ_ONLY",
  );
  for (const statement of [
    "DELETE FROM attachment WHERE case_id = $1",
    "UPDATE attachment SET caption = 'x' WHERE case_id = $1",
    "DELETE FROM external_link WHERE case_id = $1",
  ])
    await expect(desk.rows(statement, id)).rejects.toMatchObject({ code: "CG003" });
});

const LINK = `mutation ($subject: ID!, $title: String! = "Tracker", $url: URL! = "https://tracker.example/1") {
  addLink(subjectId: $subject, title: $title, url: $url) { link { id title url } } }`;

test("links of a case, an asset and a customer", async () => {
  const id = await newCase({ customerId: customer });
  for (const [subject, root] of [
    [id, "case"],
    [asset, "asset"],
    [customer, "customer"],
  ] as const) {
    const { addLink } = await desk.must(LINK, { subject }, support.token);
    const link = { id: expect.any(String), title: "Tracker", url: "https://tracker.example/1" };
    expect(addLink.link).toEqual(link);
    const list = `query ($id: ID!) { it: ${root}(id: $id) { links { id title url } } }`;
    expect((await desk.must(list, { id: subject })).it.links).toEqual([link]);
    expect((await desk.must(list, { id: subject }, contact.token)).it.links).toEqual([]);
    expect(await desk.no(LINK, { subject }, installer.token)).toEqual({ code: "FORBIDDEN" });
    expect(await desk.no(LINK, { subject }, contact.token)).toEqual({ code: "FORBIDDEN" });
    const { removeLink } = await desk.must(
      `mutation ($id: ID!) { removeLink(id: $id) { removedId case { id } } }`,
      { id: addLink.link.id },
      support.token,
    );
    expect(removeLink).toEqual({ removedId: addLink.link.id, case: root === "case" ? { id } : null });
    expect((await desk.must(list, { id: subject })).it.links).toEqual([]);
  }
  const kinds = (await desk.must(TIMELINE, { id })).case.timeline.nodes.slice(-2);
  expect(kinds.map(({ kind, summary }: any) => [kind, summary])).toEqual([
    ["LINK_ADDED", "Link added: Tracker."],
    ["LINK_REMOVED", "Link removed: Tracker."],
  ]);
  expect((await desk.no(LINK, { subject: id, title: " " })).code).toBe("BAD_USER_INPUT");
  expect((await desk.no(LINK, { subject: id, url: "javascript:alert(1)" })).code).toBe("BAD_USER_INPUT");
});

test("a contract's documents: hung there by SLA_MANAGE, seen by its customer but for internal ones", async () => {
  const made = await desk.must(
    `mutation ($c: ID!) { createContract(input: { number: "K1", name: "Service", customerId: $c, startsOn: "2026-01-01" }) { contract { id } } }`,
    { c: customer },
  );
  const subject = made.createContract.contract.id;
  const manager = await desk.person("manager", ["manager"]);
  const document = { filename: "k.png", contentType: "image/png", bytes: PNG };
  for (const internal of [false, true])
    await desk.must(ATTACH, { subject, upload: await desk.bring(document, manager.token), internal }, manager.token);
  const DOCUMENTS = `query ($id: ID!) { contract(id: $id) { documents { id internal url } } }`;
  const seen = async (token: string) => (await desk.must(DOCUMENTS, { id: subject }, token)).contract.documents;
  expect((await seen(manager.token)).map((one: any) => one.internal)).toEqual([false, true]);
  const [open] = await seen(contact.token);
  expect([await seen(contact.token)].flat()).toHaveLength(1);
  expect((await fetch(desk.here(open.url))).status).toBe(200);
  expect(
    (await desk.no(ATTACH, { subject, upload: await desk.bring(document, support.token) }, support.token)).code,
  ).toBe("FORBIDDEN");
  await desk.must(`mutation ($id: ID!) { removeAttachment(id: $id) { removedId } }`, { id: open.id }, manager.token);
  expect(await seen(contact.token)).toEqual([]);
});

test("the caption is words, at most 1,000 characters of them", async () => {
  const subject = await newCase();
  const upload = await desk.bring(file);
  for (const caption of [" ", "x".repeat(1001)])
    expect((await desk.no(ATTACH, { subject, upload, caption })).code).toBe("BAD_USER_INPUT");
});

test("a case resolved while evidence is being attached holds it, or never gets it", async () => {
  for (let round = 0; round < 5; round++) {
    const id = await newCase();
    const upload = await desk.bring(file);
    const [attached, resolved] = await Promise.all([
      desk.ask(ATTACH, { subject: id, upload }, desk.admin),
      desk.ask(
        `mutation ($id: ID!) { resolveCase(id: $id, input: { path: "repaired", notes: "Done" }) { case { id } } }`,
        { id },
        desk.admin,
      ),
    ]);
    expect(resolved.errors).toBeUndefined();
    expect([undefined, "CASE_READ_ONLY"]).toContain(attached.errors?.[0]?.extensions.code);
    const log = await desk.rows(
      "SELECT kind FROM event WHERE case_id = $1 AND kind IN ('EVIDENCE_ADDED', 'RESOLVED') ORDER BY seq",
      id,
    );
    expect(log.map(({ kind }) => kind)).toEqual(attached.errors ? ["RESOLVED"] : ["EVIDENCE_ADDED", "RESOLVED"]);
    expect(await desk.rows("SELECT FROM attachment WHERE case_id = $1", id)).toHaveLength(attached.errors ? 0 : 1);
  }
});
