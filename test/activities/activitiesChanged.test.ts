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
const query = /subscription ActivitiesChanged[\s\S]*?\n}\n/.exec(document)![0];

interface Told {
  cursor: string;
  type: string;
  activityId: string;
  activity: { __typename: string; subject: string; state: string; startsAt?: string } | null;
  entry: { kind: string; summary: string } | null;
  matches: boolean;
}
type Events = AsyncIterableIterator<{ data?: { activitiesChanged: Told }; errors?: unknown[] }>;
type Filter = Record<string, unknown>;

const listen = (client: Client, filter: Filter | null, after: string): Events =>
  client.iterate({ query, variables: { filter, after } }) as Events;
const now = async () => (await dora.sdk.CurrentCursor()).currentCursor;
const task = async (input: Record<string, unknown> = {}, by = dora) =>
  (await by.sdk.CreateTask({ input: { subject: "Oil", ...input } })).createTask.activity.id;

async function toldUntil(events: Events, last: string): Promise<Told[]> {
  const told: Told[] = [];
  for (;;) {
    const { value } = await events.next();
    if (value.errors) throw new Error(JSON.stringify(value.errors));
    const event = value.data!.activitiesChanged;
    if (event.activityId === last) {
      await events.return?.();
      return told;
    }
    told.push(event);
  }
}
const orMark = (filter: Filter, mark: string): Filter => ({ or: [filter, { id: { eq: mark } }] });
const touch = (id: string) => dora.sdk.StartActivity({ id });
const words = (told: Told[]) => told.map(({ entry, activity, matches }) => [entry?.kind, activity?.state, matches]);

test("a technician's day: what comes, changes, moves away, is done and is deleted", async () => {
  const mark = await task();
  const after = await now();
  const day = { mine: true, state: { eq: "OPEN" }, startsAt: { lt: "2030-01-02T00:00:00Z" } };
  const events = listen(tom.socket, orMark(day, mark), after);
  const next = async () => (await events.next()).value.data!.activitiesChanged as Told;
  const booked = async (hour: string) =>
    (
      await dora.sdk.ScheduleAppointment({
        input: {
          subject: "Visit",
          assigneeId: tom.id,
          startsAt: `2030-01-01T${hour}:00:00Z`,
          endsAt: `2030-01-01T${hour}:30:00Z`,
        },
      })
    ).scheduleAppointment.activity.id;
  const heard: Told[] = [];
  const hear = async (times = 1) => {
    for (let i = 0; i < times; i++) heard.push(await next());
  };
  const first = await booked("08");
  await hear(2);
  const moving = { id: first, startsAt: "2030-01-01T09:00:00Z", endsAt: "2030-01-01T10:00:00Z" };
  await dora.sdk.RescheduleAppointment(moving);
  await hear();
  await dora.sdk.RescheduleAppointment({ ...moving, startsAt: "2030-01-05T09:00:00Z", endsAt: "2030-01-05T10:00:00Z" });
  await hear();
  // Gone from the day, it is nobody's news there.
  await dora.sdk.UpdateActivity({ id: first, input: { priority: "HIGH" } });
  const [second, third, fourth] = [await booked("11"), await booked("12"), await booked("13")];
  await hear(6);
  await tom.sdk.CompleteActivity({ id: second });
  await hear();
  await dora.sdk.AssignActivity({ id: third, personId: olga.id });
  await hear();
  await dora.sdk.DeleteActivity({ id: fourth });
  await hear();
  await touch(mark);
  expect(await toldUntil(events, mark)).toEqual([]);
  expect(words(heard)).toEqual([
    ["ACTIVITY_ADDED", "OPEN", true],
    ["ACTIVITY_ASSIGNED", "OPEN", true],
    ["APPOINTMENT_MOVED", "OPEN", true],
    ["APPOINTMENT_MOVED", "OPEN", false],
    ...[second, third, fourth].flatMap(() => [
      ["ACTIVITY_ADDED", "OPEN", true],
      ["ACTIVITY_ASSIGNED", "OPEN", true],
    ]),
    ["ACTIVITY_COMPLETED", "COMPLETED", false],
    ["ACTIVITY_ASSIGNED", "OPEN", false],
    ["ACTIVITY_DELETED", undefined, false],
  ]);
  expect(heard.at(-1)).toMatchObject({
    type: "ACTIVITY_DELETED",
    activityId: fourth,
    activity: null,
    entry: { summary: "Activity deleted: Visit." },
  });
  // Who comes back to the same place is told the same leavings, of what is deleted too.
  const again = await toldUntil(listen(tom.socket, orMark(day, mark), after), mark);
  const left = (told: Told[]) =>
    told.filter(({ matches }) => !matches).map(({ activityId, type }) => [activityId, type]);
  expect(left(again)).toEqual([
    [first, "ACTIVITY_UPDATED"],
    [second, "ACTIVITY_COMPLETED"],
    [third, "ACTIVITY_ASSIGNED"],
    [fourth, "ACTIVITY_DELETED"],
  ]);
});

test("what left before it was deleted is told as it left, and not again", async () => {
  const mark = await task();
  const id = await task({ priority: "HIGH" });
  const never = await task({ priority: "LOW" });
  const after = await now();
  await dora.sdk.UpdateActivity({ id, input: { priority: "LOW" } });
  await dora.sdk.StartActivity({ id });
  await dora.sdk.DeleteActivity({ id });
  await dora.sdk.DeleteActivity({ id: never });
  await touch(mark);
  const told = await toldUntil(listen(dora.socket, orMark({ priority: { eq: "HIGH" } }, mark), after), mark);
  expect(told.map(({ activityId, type, matches }) => [activityId, type, matches])).toEqual([
    [id, "ACTIVITY_UPDATED", false],
  ]);
});

test("what becomes overdue joins the overdue, and leaves them once it is done", async () => {
  const mark = await task();
  const dueAt = new Date(desk.clock.now().getTime() + 60_000).toISOString();
  const id = await task({ dueAt });
  const after = await now();
  const events = listen(dora.socket, orMark({ overdue: true }, mark), after);
  desk.clock.advance(61_000);
  const first = (await events.next()).value.data!.activitiesChanged as Told;
  expect([first.activityId, ...words([first])[0]!]).toEqual([id, "ACTIVITY_OVERDUE", "OPEN", true]);
  await dora.sdk.CompleteActivity({ id });
  await touch(mark);
  expect(words(await toldUntil(events, mark))).toEqual([["ACTIVITY_COMPLETED", "COMPLETED", false]]);
});

test("nobody hears of what is out of sight: confidential cases, and tasks for customers", async () => {
  const mark = (await dora.sdk.LogPhoneCall({ input: { subject: "mark", direction: "INCOMING" } })).logPhoneCall
    .activity.id;
  const { createCustomer } = await desk.admin.sdk.CreateCustomer({ input: { name: "Acme" } });
  const customerId = createCustomer.customer.id;
  await dora.sdk.UpdateActivity({ id: mark, input: { customerId } });
  const contact = await desk.person("Carl", ["customer"], { customerId });
  const secret = await desk.admin.sdk.CreateCase({ input: { title: "x", confidential: true } });
  const open = await desk.admin.sdk.CreateCase({ input: { title: "x", customerId } });
  const after = await now();
  const hidden = await task({ caseId: secret.createCase.case.id }, desk.admin);
  await desk.admin.sdk.DeleteActivity({ id: hidden });
  const own = await task({ caseId: open.createCase.case.id });
  const call = await dora.sdk.LogPhoneCall({
    input: { subject: "Told them", direction: "OUTGOING", caseId: open.createCase.case.id, completed: true },
  });
  const { id } = call.logPhoneCall.activity;
  await touch(mark);
  const seen = (told: Told[]) => told.map(({ activityId, type, entry }) => [activityId, type, entry?.kind ?? null]);
  expect(seen(await toldUntil(listen(olga.socket, null, after), mark))).toEqual([
    [own, "ACTIVITY_CREATED", "ACTIVITY_ADDED"],
    [id, "ACTIVITY_CREATED", "ACTIVITY_ADDED"],
    [id, "ACTIVITY_COMPLETED", "ACTIVITY_COMPLETED"],
  ]);
  expect(seen(await toldUntil(listen(contact.socket, null, after), mark))).toEqual([
    [id, "ACTIVITY_CREATED", null],
    [id, "ACTIVITY_COMPLETED", null],
  ]);
});
