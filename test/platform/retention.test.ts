import { EXPIRE_CURSORS } from "../../src/platform/events/retention";
import { openTestHouse, type TestHouse } from "../support/house";
import { createCase } from "../../src/cases/commands/createCase";

let desk: TestHouse;
beforeAll(async () => {
  desk = await openTestHouse({ settings: { eventRetentionDays: 30 } });
});
afterAll(() => desk.close());

const DAY = 86_400_000;
const opened = async () => (await createCase(desk.ctx(), { title: "x" })).cursor();
const oldest = async () => Number((await desk.rows("SELECT oldest::text FROM event_log"))[0]!.oldest);
const dueIn = async () =>
  (await desk.rows<{ due: Date }>("SELECT due FROM timer WHERE kind = $1", EXPIRE_CURSORS))[0]!.due.getTime();

/** Lets a day of the database's clock begin, and the duty of that day be done. */
async function daysGoBy(days: number): Promise<void> {
  const due = await dueIn();
  desk.clock.advance(days * DAY);
  while ((await dueIn()) === due) await desk.rows("SELECT pg_sleep(0.01)");
}

/** Lets the clocks that fell due meanwhile be told, so that none is told between what a test looks at. */
async function clocksTold(): Promise<void> {
  const silent = `SELECT (SELECT count(*) FROM sla_clock WHERE due_at <= casegraph_now() AND breached_at IS NULL)
    + (SELECT count(*) FROM event WHERE pos IS NULL) AS n`;
  while ((await desk.rows<{ n: string }>(silent))[0]!.n !== "0") await desk.rows("SELECT pg_sleep(0.01)");
}

test("a cursor is good for as long as it was said, and no event goes", async () => {
  const cursor = (await opened())!;
  const before = await desk.rows("SELECT count(*)::int AS n FROM event");
  await daysGoBy(29);
  await clocksTold();
  expect(await oldest()).toBe(1);
  (await desk.house.feed.read(cursor)).close();
  await daysGoBy(2);
  const [log] = await desk.rows("SELECT head::text FROM event_log");
  expect(await oldest()).toBe(Number(log!.head) + 1);
  // The newest place stays good: nothing has come after it.
  const head = await desk.house.feed.head();
  (await desk.house.feed.read(head)).close();
  const young = await desk.house.feed.read(head);
  await opened();
  expect((await young.next(1))[0]!.type).toBe("CASE_CREATED");
  young.close();
  const expired = head.replace(/\d+$/, "0");
  // Until this server has heard of it.
  const isGood = async () => {
    try {
      (await desk.house.feed.read(expired)).close();
      return true;
    } catch {
      return false;
    }
  };
  while (await isGood()) await desk.rows("SELECT pg_sleep(0.01)");
  await expect(desk.house.feed.read(expired)).rejects.toMatchObject({
    code: "CURSOR_EXPIRED",
    extensions: { oldestCursor: head },
  });
  expect(await desk.rows("SELECT count(*)::int > $1 AS more FROM event", before[0]!.n)).toEqual([{ more: true }]);
});

test("a restored database begins a new epoch, and cursors from before are none of it", async () => {
  const cursor = (await opened())!;
  await desk.rows("SELECT casegraph_begin_epoch()");
  await expect(desk.house.feed.read(`${cursor.split(".")[0]}.999999`)).rejects.toMatchObject({
    code: "CURSOR_EXPIRED",
  });
  await expect(desk.house.feed.read(cursor)).rejects.toMatchObject({ code: "CURSOR_EXPIRED" });
  expect((await opened())!.split(".")[0]).not.toBe(cursor.split(".")[0]);
});
