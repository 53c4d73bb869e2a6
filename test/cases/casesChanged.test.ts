import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "graphql-ws";
import { type Desk, openDesk, type Somebody } from "../support/desk";

let desk: Desk;
let dora: Somebody;
let tom: Somebody;
let olga: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  [dora, tom, olga] = await Promise.all([
    desk.person("Dora", ["dispatcher"]),
    desk.person("Tom", ["service"]),
    desk.person("Olga", ["service"]),
  ]);
});
afterAll(() => desk.close());

const document = readFileSync(join(__dirname, "../operations/subscriptions.graphql"), "utf8");
const query = `${/subscription CasesChanged[\s\S]*?\n}\n/.exec(document)![0].replace("...CaseLine", "number priority version")}`;

interface Told {
  cursor: string;
  type: string;
  caseId: string;
  case: { number: string; priority: string; version: number } | null;
  entry: { kind: string } | null;
  matches: boolean;
}
type Events = AsyncIterableIterator<{ data?: { casesChanged: Told }; errors?: { extensions: { code: string } }[] }>;
type Filter = Record<string, unknown>;

const listen = (client: Client, filter: Filter | null, after: string): Events =>
  client.iterate({ query, variables: { filter, after } }) as Events;
const opened = async (input: Record<string, unknown> = {}) => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", ...input } });
  return { id: createCase.case.id, cursor: createCase.cursor! };
};
/** The place of an event that is newer than all before it; the log's head may be behind them for a moment. */
async function now(): Promise<string> {
  for (;;) {
    const { cursor } = await opened({ title: "now" });
    if (cursor) return cursor;
  }
}

/** What is told until the mark, which fits every filter here by its number: `type matches`, in order. */
async function toldUntil(events: Events, last: string): Promise<Told[]> {
  const told: Told[] = [];
  for (;;) {
    const { value } = await events.next();
    if (value.errors) throw new Error(JSON.stringify(value.errors));
    const event = value.data!.casesChanged;
    if (event.caseId === last) {
      await events.return?.();
      return told;
    }
    told.push(event);
  }
}
/** A filter, or the mark that ends the listening. */
const orMark = (filter: Filter, mark: string): Filter => ({ or: [filter, { id: { eq: mark } }] });
const words = (told: Told[]) => told.map(({ type, matches }) => `${type} ${matches}`);
const touch = (id: string) => dora.sdk.CommentOnCase({ id, body: "mark", internal: true });

test("what fits is told with the case, what leaves once without fitting, what never fitted not at all", async () => {
  const mark = await opened();
  const [mine, never] = [await opened({ priority: "HIGH" }), await opened({ priority: "LOW" })];
  const after = await now();
  const events = listen(dora.socket, orMark({ priority: { in: ["HIGH", "URGENT"] } }, mark.id), after);
  const told: Told[] = [];
  // Each is awaited before the next, so that it is told as it stood then.
  const hear = async () => {
    for (;;) {
      const event = (await events.next()).value.data!.casesChanged as Told;
      if (event.type.startsWith("SLA_")) continue;
      told.push(event);
      return;
    }
  };
  await dora.sdk.SetCasePriority({ id: mine.id, priority: "URGENT" });
  await hear();
  await dora.sdk.SetCasePriority({ id: never.id, priority: "NORMAL" });
  await dora.sdk.UpdateCase({ id: mine.id, input: { title: "y" } });
  await hear();
  await dora.sdk.SetCasePriority({ id: mine.id, priority: "NORMAL" });
  await hear();
  await dora.sdk.UpdateCase({ id: mine.id, input: { title: "z" } });
  await touch(mark.id);
  expect((await toldUntil(events, mark.id)).filter(({ type }) => !type.startsWith("SLA_"))).toEqual([]);
  expect(words(told)).toEqual(["CASE_PRIORITY_CHANGED true", "CASE_UPDATED true", "CASE_PRIORITY_CHANGED false"]);
  expect(told.map(({ caseId }) => caseId)).toEqual([mine.id, mine.id, mine.id]);
  expect(told[2]!.case).toMatchObject({ priority: "NORMAL" });
  expect(told[2]!.entry).toMatchObject({ kind: "PRIORITY_CHANGED" });
});

test("who comes back hears from the log what left meanwhile: once for each leaving, and nothing of what came back", async () => {
  const mark = await opened();
  const [left, back, moved] = [await opened({ priority: "HIGH" }), await opened({ priority: "HIGH" }), await opened()];
  const after = await now();
  // Two leave by two changes of which either alone would do, and one goes and returns.
  await dora.sdk.SetCasePriority({ id: left.id, priority: "LOW" });
  await dora.sdk.AssignCase({ id: left.id, team: "warehouse" });
  await dora.sdk.SetCasePriority({ id: back.id, priority: "LOW" });
  await dora.sdk.SetCasePriority({ id: back.id, priority: "HIGH" });
  await dora.sdk.SetCasePriority({ id: moved.id, priority: "URGENT" });
  await touch(mark.id);
  const filter = orMark({ priority: { in: ["HIGH", "URGENT"] }, team: { eq: "support" } }, mark.id);
  const replay = async (from: string) =>
    (await toldUntil(listen(dora.socket, filter, from), mark.id)).filter(({ type }) => type !== "SLA_CHANGED");
  const told = await replay(after);
  const of = (id: string) => words(told.filter(({ caseId }) => caseId === id));
  expect(of(left.id)).toEqual(["CASE_PRIORITY_CHANGED false"]);
  expect(of(back.id)).toEqual(["CASE_PRIORITY_CHANGED true", "CASE_PRIORITY_CHANGED true"]);
  expect(of(moved.id)).toEqual(["CASE_PRIORITY_CHANGED true"]);
  // The same again, from the same place: nothing was kept for who listened before.
  expect(await replay(after)).toEqual(told);
  // From behind the leaving on, it is not told again.
  expect((await replay(told[0]!.cursor)).filter(({ caseId }) => caseId === left.id)).toEqual([]);
});

test("words leave too: a title that does not fit any more", async () => {
  const mark = await opened();
  const { id } = await opened({ title: "Leaking pump" });
  const after = await now();
  const events = listen(dora.socket, orMark({ title: { startsWith: "Leak" } }, mark.id), after);
  await dora.sdk.UpdateCase({ id, input: { title: "Pump, was leaking" } });
  await touch(mark.id);
  expect(words(await toldUntil(events, mark.id))).toEqual(["CASE_UPDATED false"]);
});

test("a new case that does not fit was on no list", async () => {
  const mark = await opened();
  const after = await now();
  await opened({ priority: "LOW" });
  await touch(mark.id);
  const filter = orMark({ not: { priority: { eq: "LOW" } }, title: { eq: "none" } }, mark.id);
  expect(await toldUntil(listen(dora.socket, filter, after), mark.id)).toEqual([]);
});

test("what is asked under not, and of what hangs on a case, leaves as well", async () => {
  const mark = await opened();
  const { id } = await opened();
  const task = await dora.sdk.CreateTask({ input: { caseId: id, subject: "Look" } });
  const after = await now();
  const filter = orMark({ id: { eq: id }, not: { openActivityCount: { eq: 0 } } }, mark.id);
  await dora.sdk.CompleteActivity({ id: task.createTask.activity.id });
  await dora.sdk.CommentOnCase({ id, body: "Done" });
  await touch(mark.id);
  const told = await toldUntil(listen(dora.socket, filter, after), mark.id);
  expect(words(told)).toEqual(["ACTIVITY_COMPLETED false"]);
});

test("a view is of the viewer: MINE leaves him who loses a case, and is no news to others", async () => {
  const mark = await opened();
  const { id } = await opened();
  const after = await now();
  const mine = (who: Somebody) => listen(who.socket, orMark({ view: "MINE" }, mark.id), after);
  const [toTom, toOlga] = [mine(tom), mine(olga)];
  await dora.sdk.AssignCase({ id, personId: tom.id });
  await dora.sdk.AssignCase({ id, personId: olga.id });
  await dora.sdk.SetCasePriority({ id, priority: "HIGH" });
  await touch(mark.id);
  const fits = (told: Told[]) =>
    told
      .filter(({ type }) => type === "CASE_ASSIGNED")
      .map(({ matches, case: subject }) => [matches, subject !== null]);
  // Read after all of it: it fits Olga's from the first on, and left Tom's by the second.
  expect(fits(await toldUntil(toTom, mark.id)).at(-1)).toEqual([false, true]);
  expect(fits(await toldUntil(toOlga, mark.id)).at(-1)).toEqual([true, true]);
});

test("a case that goes out of sight is told by its id alone, and is silent from then on", async () => {
  const mark = await opened();
  const { id } = await opened({ assigneeId: tom.id });
  const after = await now();
  const events = listen(olga.socket, null, after);
  await dora.sdk.SetCasePriority({ id, priority: "HIGH" });
  await desk.admin.sdk.UpdateCase({ id, input: { confidential: true } });
  await tom.sdk.SetCasePriority({ id, priority: "URGENT" });
  await touch(mark.id);
  const told = (await toldUntil(events, mark.id)).filter(({ caseId }) => caseId === id);
  const hidden = told.filter(({ matches }) => !matches);
  expect(hidden).toEqual([
    { cursor: expect.any(String), type: "CASE_UPDATED", caseId: id, case: null, entry: null, matches: false },
  ]);
  expect(told.at(-1)).toEqual(hidden[0]);
  // One that was never in sight stays a secret.
  const secret = await desk.admin.sdk.CreateCase({ input: { title: "x", confidential: true } });
  await desk.admin.sdk.SetCasePriority({ id: secret.createCase.case.id, priority: "LOW" });
  await touch(mark.id);
  const again = await toldUntil(listen(olga.socket, null, told.at(-1)!.cursor), mark.id);
  expect(again.filter(({ caseId }) => caseId === secret.createCase.case.id)).toEqual([]);
});

test("staff who see their own work only lose sight of what is taken from them", async () => {
  const buyer = await desk.person("Berta", ["buyer"]);
  const mark = await opened({ assigneeId: buyer.id });
  const { id } = await opened({ assigneeId: buyer.id });
  const after = await now();
  await dora.sdk.AssignCase({ id, personId: tom.id });
  await dora.sdk.SetCasePriority({ id, priority: "HIGH" });
  await touch(mark.id);
  const told = await toldUntil(listen(buyer.socket, null, after), mark.id);
  expect(told.map(({ type, caseId, case: subject, matches }) => [type, caseId, subject, matches])).toEqual([
    ["CASE_ASSIGNED", id, null, false],
  ]);
});

test("a collaborator who is taken off a secret case is told so, and nobody else", async () => {
  const mark = await opened();
  const { id } = await opened({ confidential: true, collaboratorIds: [tom.id] });
  const after = await now();
  await desk.admin.sdk.RemoveCollaborators({ id, personIds: [tom.id] });
  await desk.admin.sdk.SetCasePriority({ id, priority: "HIGH" });
  await touch(mark.id);
  const toTom = await toldUntil(listen(tom.socket, null, after), mark.id);
  expect(toTom.map(({ caseId, case: subject, matches }) => [caseId, subject, matches])).toEqual([[id, null, false]]);
  expect(await toldUntil(listen(olga.socket, null, after), mark.id)).toEqual([]);
});

test("a customer's contact hears what happens to the own customer's cases, and nothing of what is internal", async () => {
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
  const customerId = createCustomer.customer.id;
  const carl = await desk.person("Carl", ["customer"], { customerId });
  const mark = await opened({ customerId });
  const [theirs, foreign] = [await opened({ customerId }), await opened()];
  const after = await now();
  await dora.sdk.CommentOnCase({ id: theirs.id, body: "Between us", internal: true });
  await dora.sdk.CreateTask({ input: { caseId: theirs.id, subject: "Look" } });
  await dora.sdk.UpdateCase({ id: theirs.id, input: { title: "y" } });
  await dora.sdk.UpdateCase({ id: foreign.id, input: { title: "y" } });
  await dora.sdk.CommentOnCase({ id: theirs.id, body: "Done" });
  await desk.admin.sdk.UpdateCase({ id: theirs.id, input: { confidential: true } });
  await dora.sdk.UpdateCase({ id: mark.id, input: { title: "mark" } });
  // Read after all of it: nothing of it is in sight any more, and only its going is told.
  expect(await toldUntil(listen(carl.socket, null, after), mark.id)).toEqual([
    { cursor: expect.any(String), type: "CASE_UPDATED", caseId: theirs.id, case: null, entry: null, matches: false },
  ]);
  await desk.admin.sdk.UpdateCase({ id: theirs.id, input: { confidential: false } });
  const later = await opened({ customerId });
  const again = await toldUntil(listen(carl.socket, null, after), later.id);
  expect(new Set(again.map(({ type, entry, matches }) => `${type} ${entry} ${matches}`))).toEqual(
    new Set(["CASE_STATUS_CHANGED null true", "CASE_UPDATED null true", "COMMENT_ADDED null true"]),
  );
});

test("a lost right ends the stream, and the socket stays", async () => {
  const { id, sdk, socket } = await desk.person("Pia", ["service"]);
  const events = listen(socket, null, await now());
  const { id: seen } = await opened();
  expect((await events.next()).value.data!.casesChanged.caseId).toBe(seen);
  const demoted = await desk.ask(
    'mutation ($id: ID!) { updatePerson(id: $id, input: { roles: ["buyer"] }) { person { id } } }',
    { id },
    desk.admin.token,
  );
  expect(demoted.errors).toBeUndefined();
  const end = await (async () => {
    try {
      for (;;) {
        const { value } = await events.next();
        if (value.errors) return value.errors;
      }
    } catch (errors) {
      return errors;
    }
  })();
  expect(end).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  expect((await sdk.CurrentCursor()).currentCursor).toEqual(expect.any(String));
  const more = listen(socket, null, await now());
  const mine = await opened({ assigneeId: id });
  expect((await more.next()).value.data!.casesChanged).toMatchObject({ caseId: mine.id, matches: true });
  await more.return?.();
});
