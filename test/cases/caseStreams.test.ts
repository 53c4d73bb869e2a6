import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "graphql-ws";
import { Kind, parse, print } from "graphql";
import { type Desk, openDesk, type Somebody } from "../support/desk";

let desk: Desk;
let dispatcher: Somebody;
let tech: Somebody;
let other: Somebody;
beforeAll(async () => {
  desk = await openDesk();
  [dispatcher, tech, other] = await Promise.all([
    desk.person("Dora", ["dispatcher"]),
    desk.person("Tom", ["service"]),
    desk.person("Olga", ["service"]),
  ]);
});
afterAll(() => desk.close());

const read = (file: string) => parse(readFileSync(join(__dirname, "../operations", file), "utf8"));
const documents = {
  kind: Kind.DOCUMENT as const,
  definitions: [...read("subscriptions.graphql").definitions, ...read("cases.graphql").definitions],
};
/** One documented subscription, with the fragments that it spreads. */
function documented(name: string): string {
  const definitions = documents.definitions.filter(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name),
  );
  const text = print({ kind: Kind.DOCUMENT as const, definitions });
  return text.includes("...CaseLine")
    ? text
    : print({
        kind: Kind.DOCUMENT as const,
        definitions: definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION),
      });
}

type Events = AsyncIterableIterator<{ data?: any; errors?: any }>;
const listen = (client: Client, name: string, variables: Record<string, unknown> = {}): Events =>
  client.iterate({ query: documented(name), variables }) as Events;
const next = async (events: Events) => (await events.next()).value.data;
const refused = async (events: Events) => {
  try {
    const { value } = await events.next();
    return value.errors;
  } catch (errors) {
    return errors;
  }
};

const now = async () => (await dispatcher.sdk.CurrentCursor()).currentCursor;

test("a new case reaches the dispatcher, and nobody without the right", async () => {
  const events = listen(dispatcher.socket, "CaseCreated", { after: await now() });
  expect(await refused(listen(tech.socket, "CaseCreated"))).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  await desk.admin.sdk.CreateAssetType({ input: { key: "door", name: "Door" } });
  const { createAsset } = await desk.admin.sdk.CreateAsset({ input: { tag: "D-1", name: "Front door", type: "door" } });
  const { createCase } = await desk.admin.sdk.CreateCase({
    input: { title: "It squeaks", assetId: createAsset.asset.id },
  });
  const { caseCreated } = await next(events);
  expect(caseCreated).toMatchObject({
    type: "CASE_CREATED",
    case: { ...createCase.case, asset: { tag: "D-1" }, team: { key: "support" } },
  });
  await events.return?.();
});

test("a filter keeps what does not fit away", async () => {
  const events = listen(dispatcher.socket, "CaseCreated", {
    after: await now(),
    filter: { priority: { in: ["HIGH", "URGENT"] } },
  });
  await desk.admin.sdk.CreateCase({ input: { title: "calm" } });
  await desk.admin.sdk.CreateCase({ input: { title: "hot", priority: "URGENT" } });
  expect((await next(events)).caseCreated.case.title).toBe("hot");
  await events.return?.();
});

test("an assignment reaches who gets it, and who loses it", async () => {
  const after = await now();
  const toTom = listen(tech.socket, "AssignedToMe", { after });
  const toOlga = listen(other.socket, "AssignedToMe", { after });
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x" } });
  const { id, number } = createCase.case;
  await dispatcher.sdk.AssignCase({ id, personId: tech.id });
  expect((await next(toTom)).assignedToMe).toEqual({
    cursor: expect.any(String),
    type: "CASE_ASSIGNED",
    lost: false,
    subjectId: id,
    subject: { __typename: "Case", number, title: "x" },
    assignee: { name: "Tom" },
    team: { key: "support" },
  });
  await dispatcher.sdk.AssignCase({ id, personId: other.id });
  expect((await next(toTom)).assignedToMe).toMatchObject({ lost: true, subjectId: id, assignee: { name: "Olga" } });
  // The first that Olga hears is her own.
  expect((await next(toOlga)).assignedToMe).toMatchObject({ lost: false, subjectId: id });
  const { createTask } = await dispatcher.sdk.CreateTask({
    input: { caseId: id, subject: "Oil", assigneeId: other.id },
  });
  expect((await next(toOlga)).assignedToMe).toMatchObject({
    type: "ACTIVITY_ASSIGNED",
    subject: { __typename: "Task", subject: "Oil" },
    subjectId: createTask.activity.id,
  });
  await Promise.all([toTom.return?.(), toOlga.return?.()]);
});

test("all that happens to a case reaches its page, in order, and from a cursor on", async () => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x" } });
  const { id } = createCase.case;
  const after = createCase.cursor;
  await tech.sdk.SetCasePriority({ id, priority: "HIGH" });
  await tech.sdk.CommentOnCase({ id, body: "Hello" });
  const events = listen(other.socket, "CaseChanged", { id, after });
  const kinds: string[] = [];
  for (let i = 0; i < 4; i++) kinds.push((await next(events)).caseChanged.entry.kind);
  expect(kinds).toEqual(["PRIORITY_CHANGED", "SLA_CHANGED", "COMMENTED", "STATUS_CHANGED"]);
  await events.return?.();
});

test("what the viewer does not see is not found", async () => {
  const { createCase } = await desk.admin.sdk.CreateCase({ input: { title: "x", confidential: true } });
  const ofAnother = listen(tech.socket, "CaseChanged", { id: createCase.case.id });
  expect(await refused(ofAnother)).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  const ofNone = listen(tech.socket, "CaseChanged", { id: tech.id });
  expect(await refused(ofNone)).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
});

test("an import is silent", async () => {
  const events = listen(dispatcher.socket, "CaseCreated", { after: await now() });
  await desk.admin.sdk.ImportCases({ rows: [{ externalId: "old:1", title: "Old" }] });
  await desk.admin.sdk.CreateCase({ input: { title: "New" } });
  expect((await next(events)).caseCreated.case.title).toBe("New");
  await events.return?.();
});
