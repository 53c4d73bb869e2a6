import { type Desk, openDesk, refusal, type Somebody } from "../support/desk";

let desk: Desk;
let clerk: Somebody;
let other: Somebody;
let contact: Somebody;
let customerId: string;
let id: string;
beforeAll(async () => {
  desk = await openDesk();
  clerk = await desk.person("Clara", ["service"]);
  other = await desk.person("Olga", ["service"]);
  customerId = (await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } })).createCustomer.customer.id;
  contact = await desk.person("Carl", ["customer"], { customerId });
});
afterAll(() => desk.close());
beforeEach(async () => {
  id = (await desk.admin.sdk.CreateCase({ input: { title: "x", customerId } })).createCase.case.id;
});

const say = async (body: string, internal = false, who = clerk) =>
  (await who.sdk.CommentOnCase({ id, body, internal })).commentOnCase.comment.id;
const told = async (who = clerk) =>
  (await who.sdk.Told({ id, kinds: ["COMMENTED", "COMMENT_EDITED", "COMMENT_DELETED"] as never })).case!.timeline.nodes;
const resolve = () => desk.admin.sdk.ResolveCase({ id, input: { path: "advised", notes: "Done" } });

describe("editComment", () => {
  test("puts it in other words; every earlier wording is on the timeline", async () => {
    const comment = await say("First");
    const { editComment } = await clerk.sdk.EditComment({ id: comment, body: "Second" });
    expect(editComment.comment).toMatchObject({ body: "Second", deletedAt: null, case: { version: 2 } });
    expect(editComment.comment.editedAt).not.toBeNull();
    await clerk.sdk.EditComment({ id: comment, body: "Third" });
    await clerk.sdk.EditComment({ id: comment, body: "Third" });
    expect((await told()).map(({ kind, summary, changes }) => [kind, summary, changes])).toEqual([
      ["COMMENTED", "Comment added.", []],
      ["COMMENT_EDITED", "Comment edited.", [{ field: "body", from: "First", to: "Second" }]],
      ["COMMENT_EDITED", "Comment edited.", [{ field: "body", from: "Second", to: "Third" }]],
    ]);
    expect(await desk.rows("SELECT type, data FROM event WHERE comment_id = $1 ORDER BY seq", comment)).toEqual([
      { type: "COMMENT_ADDED", data: { internal: false } },
      { type: "COMMENT_EDITED", data: { internal: false } },
      { type: "COMMENT_EDITED", data: { internal: false } },
    ]);
  });

  test("is for its author, while the case is not finished; found by its new words only", async () => {
    const comment = await say("Zahnrad");
    expect((await refusal(other.sdk.EditComment({ id: comment, body: "x" }))).code).toBe("FORBIDDEN");
    expect((await refusal(desk.admin.sdk.EditComment({ id: comment, body: "x" }))).code).toBe("FORBIDDEN");
    expect(await refusal(clerk.sdk.EditComment({ id: comment, body: " " }))).toMatchObject({
      violations: [{ path: "body", rule: "notBlank" }],
    });
    await clerk.sdk.EditComment({ id: comment, body: "Kupplung" });
    const found = async (search: string) => (await clerk.sdk.DispatcherList({ filter: { search } })).cases.totalCount;
    expect([await found("zahnrad"), await found("kupplung")]).toEqual([0, 1]);
    await resolve();
    expect((await refusal(clerk.sdk.EditComment({ id: comment, body: "x" }))).code).toBe("CASE_READ_ONLY");
    expect((await refusal(clerk.sdk.DeleteComment({ id: comment }))).code).toBe("CASE_READ_ONLY");
    expect((await refusal(desk.admin.sdk.DeleteComment({ id: comment }))).code).toBe("CASE_READ_ONLY");
  });

  test("a customer's contact edits and deletes the own ones, and does not see internal ones", async () => {
    const own = await say("Where is it?", false, contact);
    const internal = await say("Lost.", true);
    const open = await say("We look for it.");
    expect((await contact.sdk.EditComment({ id: own, body: "Where is my pump?" })).editComment.comment.body).toBe(
      "Where is my pump?",
    );
    expect((await refusal(contact.sdk.EditComment({ id: internal, body: "x" }))).code).toBe("NOT_FOUND");
    expect((await refusal(contact.sdk.EditComment({ id: open, body: "x" }))).code).toBe("FORBIDDEN");
    expect((await refusal(contact.sdk.DeleteComment({ id: open }))).code).toBe("FORBIDDEN");
    expect((await contact.sdk.DeleteComment({ id: own })).deleteComment.comment.body).toBe("");
  });
});

describe("deleteComment", () => {
  test("takes the words away, earlier ones on the timeline too, and leaves a mark", async () => {
    const comment = await say("Secret one");
    await clerk.sdk.EditComment({ id: comment, body: "Secret two @Olga" });
    const { deleteComment } = await clerk.sdk.DeleteComment({ id: comment });
    expect(deleteComment.comment).toMatchObject({ body: "", mentions: [], attachments: [] });
    expect(deleteComment.comment.deletedAt).not.toBeNull();
    await clerk.sdk.DeleteComment({ id: comment });
    expect((await told()).map(({ kind, summary, changes }) => [kind, summary, changes])).toEqual([
      ["COMMENTED", "Comment added.", []],
      ["COMMENT_EDITED", "Comment edited.", []],
      ["COMMENT_DELETED", "Comment deleted.", []],
    ]);
    expect((await clerk.sdk.DispatcherList({ filter: { search: "secret" } })).cases.totalCount).toBe(0);
    const left = await desk.rows(
      `SELECT (SELECT count(*) FROM comment WHERE body ILIKE '%secret%') + (SELECT count(*) FROM event_words WHERE
        concat(note, changes::text) ILIKE '%secret%') + (SELECT count(*) FROM event WHERE concat(data::text, changes::text) ILIKE '%secret%') AS n`,
    );
    expect(left).toEqual([{ n: "0" }]);
    expect((await refusal(clerk.sdk.EditComment({ id: comment, body: "x" }))).code).toBe("CONFLICT");
  });

  test("is for its author and for SETTINGS_MANAGE", async () => {
    const comment = await say("Hello");
    expect((await refusal(other.sdk.DeleteComment({ id: comment }))).code).toBe("FORBIDDEN");
    await desk.admin.sdk.DeleteComment({ id: comment });
    expect((await clerk.sdk.Comments({ id })).case!.comments.nodes).toMatchObject([
      { id: comment, body: "", author: { id: clerk.id } },
    ]);
  });
});

describe("mentions", () => {
  const mentioned = async (comment: string) =>
    (await clerk.sdk.Comments({ id }))
      .case!.comments.nodes.find((one) => one.id === comment)!
      .mentions.map((one) => one.name);
  const toldTo = async (comment: string) =>
    (await desk.rows("SELECT audience FROM event WHERE comment_id = $1 ORDER BY seq", comment)).map(
      ({ audience }) => audience.mentioned ?? [],
    );

  test("are staff by their whole name, the longest that is meant, in the order in which they are named", async () => {
    const anna = await desk.person("Anna", ["service"]);
    const { createPerson } = await desk.admin.sdk.CreatePerson({
      input: {
        name: "Ánna Maria Weiß",
        email: "amw@example.org",
        password: "correct horse battery",
        roles: ["service"],
      },
    });
    const comment = await say("@anna maria weiss: ask @Anna, not anna@example.org or @Nobody or @Ann. Mail @OLGA");
    expect(await mentioned(comment)).toEqual(["Ánna Maria Weiß", "Anna", "Olga"]);
    expect(await toldTo(comment)).toEqual([[createPerson.person.id, anna.id, other.id]]);
    // Only who is named anew is told, and nobody of what is said by oneself.
    const hugo = await desk.person("Hugo", ["service"]);
    await clerk.sdk.EditComment({ id: comment, body: "@Hugo, @Anna and @Clara" });
    expect(await mentioned(comment)).toEqual(["Hugo", "Anna", "Clara"]);
    expect((await toldTo(comment))[1]).toEqual([hugo.id]);
  });

  test("are the customer's contacts in public only, and nobody who cannot sign in", async () => {
    await desk.admin.sdk.CreatePerson({ input: { name: "Bystander" } });
    expect(await mentioned(await say("@Carl and @Bystander"))).toEqual(["Carl"]);
    expect(await mentioned(await say("@Carl", true))).toEqual([]);
    const foreign = (await desk.admin.sdk.CreateCustomer({ input: { name: "Zeta" } })).createCustomer.customer.id;
    await desk.person("Zora", ["customer"], { customerId: foreign });
    expect(await mentioned(await say("@Zora"))).toEqual([]);
    // A contact names staff, and sees whom.
    const comment = await say("@Clara please", false, contact);
    expect(
      (await contact.sdk.Comments({ id })).case!.comments.nodes.find((one) => one.id === comment)!.mentions,
    ).toEqual([{ id: clerk.id, name: "Clara" }]);
  });
});
