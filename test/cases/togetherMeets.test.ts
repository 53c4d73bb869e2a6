import { Client } from "pg";
import { addCollaborators } from "../../src/cases/commands/addCollaborators";
import { associatePerson } from "../../src/cases/commands/associatePerson";
import { cancelCase } from "../../src/cases/commands/cancelCase";
import { commentOnCase } from "../../src/cases/commands/commentOnCase";
import { createCase } from "../../src/cases/commands/createCase";
import { deleteComment } from "../../src/cases/commands/deleteComment";
import { dissociatePerson } from "../../src/cases/commands/dissociatePerson";
import { editComment } from "../../src/cases/commands/editComment";
import { linkCases } from "../../src/cases/commands/linkCases";
import { mergeCases } from "../../src/cases/commands/mergeCases";
import { resolveCase } from "../../src/cases/commands/resolveCase";
import { setParentCase } from "../../src/cases/commands/setParentCase";
import { tagCase } from "../../src/cases/commands/tagCase";
import { unlinkCases } from "../../src/cases/commands/unlinkCases";
import { untagCase } from "../../src/cases/commands/untagCase";
import { CaseLinkKind } from "../../src/cases/caseLink.entity";
import { attach } from "../../src/evidence/commands/attach";
import type { Ctx } from "../../src/platform/work";
import { createTask } from "../../src/activities/commands/createTask";
import { type Desk, openDesk, type Somebody } from "../support/desk";
import { meetAt } from "../support/meeting";
import { outcomeOf } from "../support/verbs";

let desk: Desk;
let ctx: Ctx;
let other: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  ctx = desk.ctx(await desk.viewer(desk.admin.token));
  other = await desk.person("Olga", ["service"]);
});
afterAll(() => desk.close());

/** A case with a bit of everything, and what stands around it. */
interface Standing {
  readonly id: string;
  readonly target: string;
  readonly third: string;
  readonly comment: string;
  readonly link: string;
  readonly upload: string;
}

async function stand(): Promise<Standing> {
  const open = async () => (await createCase(ctx, { title: "x", tags: ["standing"] })).case;
  const [target, id, third] = [await open(), await open(), await open()];
  const { comment } = await commentOnCase(ctx, { id, body: "First" });
  await associatePerson(ctx, { caseId: id, personId: other.id, relation: "witness" });
  await linkCases(ctx, { fromId: id, toId: third, kind: CaseLinkKind.BLOCKS });
  const [link] = await desk.rows<{ id: string }>("SELECT id FROM case_link WHERE from_id = $1", id);
  const [upload] = await desk.rows<{ id: string }>(
    `INSERT INTO upload (owner_id, filename, content_type, size, sha256, storage_key, blocks, stored_at)
     VALUES ($1, 'a.png', 'image/png', 1, repeat('0', 64), casegraph_new_id(0)::text, decode(repeat('00', 32), 'hex'), casegraph_now())
     RETURNING id`,
    desk.admin.id,
  );
  return { id, target, third, comment, link: link!.id, upload: upload!.id };
}

/** What people do with a case: how it is told, its own versions, and how often it shows on the case of `$1`. */
interface Doing {
  readonly run: (at: Standing) => Promise<unknown>;
  readonly kind: string;
  readonly versions: 0 | 1;
  readonly shown: string;
  /** It finds what it is about where that went. */
  readonly follows?: boolean;
}

const DOINGS: Readonly<Record<string, Doing>> = {
  comment: {
    run: ({ id }) => commentOnCase(ctx, { id, body: "Second", internal: true }),
    kind: "COMMENTED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM comment WHERE case_id = $1 AND body = 'Second'",
  },
  edit: {
    run: ({ comment }) => editComment(ctx, { id: comment, body: "Put right" }),
    kind: "COMMENT_EDITED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM comment WHERE case_id = $1 AND body = 'Put right'",
    follows: true,
  },
  delete: {
    run: ({ comment }) => deleteComment(ctx, { id: comment }),
    kind: "COMMENT_DELETED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM comment WHERE case_id = $1 AND deleted_at IS NOT NULL",
    follows: true,
  },
  tag: {
    run: ({ id }) => tagCase(ctx, { id, tags: ["fresh"] }),
    kind: "TAGGED",
    versions: 1,
    shown: "SELECT count(*)::int AS n FROM service_case WHERE id = $1 AND 'fresh' = ANY (tags)",
  },
  untag: {
    run: ({ id }) => untagCase(ctx, { id, tags: ["standing"] }),
    kind: "UNTAGGED",
    versions: 1,
    // The target's own stays.
    shown: "SELECT count(*)::int AS n FROM service_case WHERE id = $1 AND state = 'RESOLVED' AND tags = '{}'",
  },
  link: {
    run: ({ id, third }) => linkCases(ctx, { fromId: third, toId: id, kind: CaseLinkKind.CAUSED_BY }),
    kind: "LINKED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM case_link WHERE to_id = $1 AND kind = 'CAUSED_BY'",
  },
  associate: {
    run: ({ id }) => associatePerson(ctx, { caseId: id, personId: desk.admin.id, relation: "reporter" }),
    kind: "PERSON_ASSOCIATED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM case_person WHERE case_id = $1 AND relation = 'reporter'",
  },
  collaborate: {
    run: ({ id }) => addCollaborators(ctx, { id, personIds: [other.id] }),
    kind: "COLLABORATOR_ADDED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM case_collaborator WHERE case_id = $1",
  },
  attach: {
    run: ({ id, upload }) => attach(ctx, { subjectId: id, uploadId: upload }),
    kind: "EVIDENCE_ADDED",
    versions: 0,
    shown: "SELECT count(*)::int AS n FROM attachment WHERE case_id = $1",
  },
};

const ENDS: Readonly<Record<string, { readonly run: (at: Standing) => Promise<unknown>; readonly kind: string }>> = {
  resolve: { run: ({ id }) => resolveCase(ctx, { id, input: { path: "advised", notes: "Done" } }), kind: "RESOLVED" },
  cancel: { run: ({ id }) => cancelCase(ctx, { id, reason: "A test" }), kind: "CANCELED" },
  merge: { run: ({ id, target }) => mergeCases(ctx, { sourceId: id, targetId: target }), kind: "MERGED" },
};
/** What belongs to an end, and may be told after it. */
const OF_THE_END = ["SLA_MET", "SLA_CANCELED", "DEQUEUED"];

const versionOf = async (id: string) =>
  (await desk.rows<{ version: number }>("SELECT version FROM service_case WHERE id = $1", id))[0]!.version;
const kindsOf = async (id: string) =>
  (await desk.rows<{ kind: string }>("SELECT kind FROM event WHERE case_id = $1 ORDER BY seq", id)).map(
    (one) => one.kind,
  );
const count = async (shown: string, id: string) => (await desk.rows<{ n: number }>(shown, id))[0]!.n;

describe.each(Object.keys(ENDS))("%s against", (name) => {
  const end = ENDS[name]!;
  const merges = name === "merge";

  test.each(Object.keys(DOINGS))(
    "%s: nothing is written once it has ended, and what was done is not lost",
    async (what) => {
      const doing = DOINGS[what]!;
      for (const endsFirst of [true, false]) {
        const at = await stand();
        const said = [name, what, endsFirst ? "after" : "before"];
        const versions = [await versionOf(at.id), await versionOf(at.target)];
        const kinds = (await kindsOf(at.id)).length;
        const both = [() => outcomeOf(end.run(at)), () => outcomeOf(doing.run(at))];
        const outcomes = await meetAt(desk, at.id, endsFirst ? both : both.reverse());
        const follows = merges && doing.follows === true;
        const done = !endsFirst || follows;
        expect([said, outcomes]).toEqual([
          said,
          endsFirst ? ["done", done ? "done" : "CASE_READ_ONLY"] : ["done", "done"],
        ]);

        const late = endsFirst && done;
        const grown = 1 + (done && !late ? doing.versions : 0);
        expect([said, await versionOf(at.id)]).toEqual([said, versions[0]! + grown]);
        expect([said, await versionOf(at.target)]).toEqual([said, versions[1]! + (merges ? 1 : 0)]);

        const told = (await kindsOf(at.id)).slice(kinds);
        const over = told.indexOf(end.kind);
        expect([said, told.slice(over + 1).filter((kind) => !OF_THE_END.includes(kind))]).toEqual([said, []]);
        expect([said, told.slice(0, over)]).toEqual([said, done && !late ? [doing.kind] : []]);
        if (late) expect([said, await kindsOf(at.target)]).toEqual([said, expect.arrayContaining([doing.kind])]);

        // It shows where the case's things are now, once, if it was done.
        if (what === "untag" && name !== "resolve") continue;
        const where = merges ? at.target : at.id;
        expect([said, await count(doing.shown, where)]).toEqual([said, done ? 1 : 0]);
      }
    },
  );
});

describe("two that meet", () => {
  const meet = (id: string, ...commands: (() => Promise<unknown>)[]) =>
    meetAt(
      desk,
      id,
      commands.map((command) => () => outcomeOf(command())),
    );

  test("merged into each other: one goes into the other, never both", async () => {
    const { id, target } = await stand();
    const into = (sourceId: string, targetId: string) => () => mergeCases(ctx, { sourceId, targetId });
    expect(await meet(id, into(id, target), into(target, id))).toEqual(["done", "CASE_READ_ONLY"]);
    expect(
      await desk.rows("SELECT merged_into_id FROM service_case WHERE id = ANY ($1) ORDER BY id", [id, target]),
    ).toEqual(
      [target, id].sort()[0] === target
        ? [{ merged_into_id: null }, { merged_into_id: target }]
        : [{ merged_into_id: target }, { merged_into_id: null }],
    );
  });

  test("merged into two others: the second comes too late", async () => {
    const { id, target, third } = await stand();
    const into = (targetId: string) => () => mergeCases(ctx, { sourceId: id, targetId });
    expect(await meet(id, into(third), into(target))).toEqual(["done", "CASE_READ_ONLY"]);
    expect(await count("SELECT count(*)::int AS n FROM comment WHERE case_id = $1", third)).toBe(1);
  });

  test("the target resolved: before the merge it is refused, after it what came along is still to do", async () => {
    const resolve = (id: string) => () => resolveCase(ctx, { id, input: { path: "advised", notes: "Done" } });
    for (const first of ["merge", "resolve"]) {
      const { id, target } = await stand();
      await createTask(ctx, { caseId: id, subject: "Call" });
      const merge = () => mergeCases(ctx, { sourceId: id, targetId: target });
      const both = [merge, resolve(target)];
      expect([first, await meet(target, ...(first === "merge" ? both : both.reverse()))]).toEqual([
        first,
        first === "merge" ? ["done", "OPEN_ACTIVITIES"] : ["done", "CASE_READ_ONLY"],
      ]);
    }
  });

  test("linked from both ends, and made parts of each other", async () => {
    const { id, target } = await stand();
    const link = (fromId: string, toId: string, kind: CaseLinkKind) => () => linkCases(ctx, { fromId, toId, kind });
    const { DUPLICATES, RELATES_TO } = CaseLinkKind;
    expect(await meet(id, link(id, target, DUPLICATES), link(target, id, DUPLICATES))).toEqual(["done", "CONFLICT"]);
    expect(await meet(id, link(id, target, RELATES_TO), link(target, id, RELATES_TO))).toEqual(["done", "done"]);
    expect(await count("SELECT count(*)::int AS n FROM event WHERE case_id = $1 AND kind = 'LINKED'", target)).toBe(2);
    const part = (of: string, parentId: string) => () => setParentCase(ctx, { id: of, parentId });
    expect(await meet(id, part(id, target), part(target, id))).toEqual(["done", "BAD_USER_INPUT"]);
  });

  test("taken away twice: once is told", async () => {
    const { id, link } = await stand();
    const unlink = () => unlinkCases(ctx, { linkId: link });
    expect(await meet(id, unlink, unlink)).toEqual(["done", "NOT_FOUND"]);
    const dissociate = () => dissociatePerson(ctx, { caseId: id, personId: other.id });
    expect(await meet(id, dissociate, dissociate)).toEqual(["done", "done"]);
    const tag = () => tagCase(ctx, { id, tags: ["fresh"] });
    const version = await versionOf(id);
    expect(await meet(id, tag, tag)).toEqual(["done", "done"]);
    expect(await versionOf(id)).toBe(version + 1);
    const kinds = await kindsOf(id);
    for (const kind of ["UNLINKED", "PERSON_DISSOCIATED", "TAGGED"])
      expect([kind, kinds.filter((one) => one === kind)]).toEqual([kind, [kind]]);
  });
});

test("below the commands, rows of what has ended are kept as they are", async () => {
  const { id, comment } = await stand();
  await resolveCase(ctx, { id, input: { path: "advised", notes: "Done" } });
  for (const [statement, ...values] of [
    ["UPDATE comment SET body = 'late' WHERE id = $1", comment],
    ["INSERT INTO comment_mention (comment_id, person_id, position) VALUES ($1, $2, 0)", comment, other.id],
    ["UPDATE case_person SET note = 'late' WHERE case_id = $1", id],
    ["INSERT INTO case_collaborator (case_id, person_id) VALUES ($1, $2)", id, other.id],
    ["UPDATE case_link SET kind = 'RELATES_TO' WHERE from_id = $1", id],
    ["UPDATE case_resolution SET notes = 'late' WHERE case_id = $1", id],
    ["UPDATE service_case SET tags = '{late}', version = version + 1 WHERE id = $1", id],
    ["UPDATE service_case SET parent_id = NULL, version = version + 1 WHERE id = $1", id],
  ] as const) {
    await expect(desk.rows(statement, ...values)).rejects.toThrow(/read-only/);
    // In a session that has never named a step as well.
    const fresh = new Client({ connectionString: desk.databaseUrl });
    await fresh.connect();
    await expect(fresh.query(statement, [...values])).rejects.toThrow(/read-only/);
    await fresh.end();
  }
});
