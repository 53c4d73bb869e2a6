import { ErrorCode } from "../../src/platform/errors";
import { feedOf } from "../../src/platform/events/feedOf";
import { newId } from "../../src/platform/ids";
import { transact } from "../../src/platform/transact";
import { openPlatform, type PlatformHouse } from "../support/platformHouse";

describe("the feed", () => {
  let platform: PlatformHouse;

  beforeEach(async () => {
    platform = await openPlatform({ ringSize: 16 });
  });
  afterEach(() => platform.drop());

  const record = async (n: number, on: PlatformHouse = platform) =>
    (
      await transact(on.ctx(), async (work) => {
        work.record({ kind: "K", type: "T", subjectId: newId(23), data: { n } });
        return {};
      })
    ).cursor();
  const numbers = (events: readonly { data: Readonly<Record<string, unknown>> }[]) =>
    events.map((event) => event.data.n);

  it("hands an event to whoever waits for it, as the log tells it", async () => {
    const { feed } = platform.house;
    const reader = await feed.read(null);
    expect(reader.position).toBe(0);
    const coming = reader.next(10);
    const [caseId, assetId, activityId, actorId, holder] = [newId(23), newId(10), newId(27), newId(2), newId(2)];
    const { cursor } = await transact(platform.ctx(), async (work) => {
      const at = new Date("2031-05-06T07:08:09.010Z");
      work.record({
        kind: "OPENED",
        type: "CASE_CREATED",
        subjectId: caseId,
        caseId,
        assetId,
        activityId,
        actorId,
        at,
        audience: { holders: [holder] },
        data: { due: 1 },
      });
      return {};
    });
    const events = await coming;
    expect(events).toEqual([
      {
        pos: 1,
        cursor: feed.cursorOf(1),
        id: expect.any(String),
        kind: "OPENED",
        type: "CASE_CREATED",
        subjectId: caseId,
        caseId,
        assetId,
        activityId,
        actorId,
        at: "2031-05-06T07:08:09.010Z",
        audience: { holders: [holder] },
        data: { due: 1 },
      },
    ]);
    expect(reader.position).toBe(1);
    expect(await cursor()).toBe(feed.cursorOf(1));
    expect(await feed.head()).toBe(feed.cursorOf(1));
  });

  it("begins after the head, or after the cursor", async () => {
    const { feed } = platform.house;
    await record(1);
    const second = await record(2);
    const fresh = await feed.read(null);
    const resumed = await feed.read(feed.cursorOf(0));
    await record(3);
    expect(numbers(await resumed.next(2))).toEqual([1, 2]);
    expect(numbers(await resumed.next(2))).toEqual([3]);
    expect(numbers(await fresh.next(9))).toEqual([3]);
    expect(numbers(await (await feed.read(second)).next(9))).toEqual([3]);
  });

  it("reads what has left its memory from the database, and goes on without a gap", async () => {
    const { feed } = platform.house;
    const slow = await feed.read(null);
    for (let n = 1; n <= 40; n++) await record(n);
    const seen: unknown[] = [];
    while (seen.length < 40) seen.push(...numbers(await slow.next(7)));
    expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it("answers with nothing once it is closed, to those who wait too", async () => {
    const reader = await platform.house.feed.read(null);
    const waiting = reader.next(1);
    reader.close();
    expect(await waiting).toEqual([]);
    expect(await reader.next(1)).toEqual([]);
  });

  it("refuses a cursor that is none, is of another log, ahead of it, or older than what is kept", async () => {
    const { feed, pool } = platform.house;
    const third = [await record(1), await record(2), await record(3)][2]!;
    const codeOf = (cursor: string) =>
      feed.read(cursor).then(
        () => "fine",
        (error) => error.extensions,
      );
    for (const garbage of [
      "",
      "x",
      "1",
      "..",
      `${third}.1`,
      third.replace(".", ".0"),
      `${third} `,
      "a.99999999999999999",
    ]) {
      expect(await codeOf(garbage)).toEqual({
        code: ErrorCode.BAD_USER_INPUT,
        violations: [{ path: "after", rule: "eventCursor", message: "This is no EventCursor." }],
      });
    }
    const expired = (oldest: number) => ({ code: ErrorCode.CURSOR_EXPIRED, oldestCursor: feed.cursorOf(oldest) });
    expect(await codeOf("0123456789.1")).toEqual(expired(0));
    expect(await codeOf(feed.cursorOf(4))).toEqual(expired(0));
    expect(await codeOf(third)).toBe("fine");
    await pool.query("UPDATE event_log SET oldest = 3");
    const another = await openPlatform({ url: platform.url });
    expect(await another.house.feed.read(feed.cursorOf(1)).catch((error) => error.extensions)).toEqual(expired(2));
    expect(numbers(await (await another.house.feed.read(feed.cursorOf(2))).next(5))).toEqual([3]);
    await another.close();
  });

  it("tells the place of an event that was stamped long ago, and null for one that never is", async () => {
    const { feed, pool } = platform.house;
    for (let n = 1; n <= 20; n++) await record(n);
    const { rows } = await pool.query<{ seq: string }>("SELECT seq FROM event WHERE pos = 1");
    expect(await feed.cursorOfSeq(rows[0]!.seq, 1000)).toBe(feed.cursorOf(1));
    expect(await feed.cursorOfSeq("999999", 5)).toBeNull();
  });

  it("carries events from one server to another", async () => {
    const other = await openPlatform({ url: platform.url });
    const reader = await other.house.feed.read(null);
    const coming = reader.next(5);
    const cursor = await record(1);
    expect(numbers(await coming)).toEqual([1]);
    expect(await other.house.feed.head()).toBe(cursor);
    await other.close();
  });

  it("stamps what another process committed and did not live to tell", async () => {
    const { feed, pool } = platform.house;
    const reader = await feed.read(null);
    await pool.query(`INSERT INTO event (kind, type, subject_id, data) VALUES ('K', 'T', $1, '{"n": 7}')`, [newId(23)]);
    expect(numbers(await reader.next(5))).toEqual([7]);
  });

  it("recovers when the database drops every connection", async () => {
    const { feed, pool } = platform.house;
    const reader = await feed.read(null);
    await record(1);
    expect(numbers(await reader.next(5))).toEqual([1]);
    for (let n = 2; n <= 4; n++) {
      const { rowCount } = await pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      expect(rowCount).toBeGreaterThanOrEqual(2);
      await record(n);
      expect(numbers(await reader.next(5))).toEqual([n]);
    }
    expect(feed.running).toBe(true);
  });

  it("says whether it is running", async () => {
    const { feed, pool } = platform.house;
    expect(feed.running).toBe(true);
    await pool.query("ALTER TABLE event_log RENAME TO elsewhere");
    while (feed.running) await new Promise((resolve) => setImmediate(resolve));
    await pool.query("ALTER TABLE elsewhere RENAME TO event_log");
    while (!feed.running) await new Promise((resolve) => setImmediate(resolve));
    expect(await record(1)).toBe(feed.cursorOf(1));
  });

  it("ends what follows an epoch that is over", async () => {
    const { feed, pool } = platform.house;
    await record(1);
    const before = await feed.head();
    const reader = await feed.read(null);
    await pool.query("UPDATE event_log SET epoch = 'restored'");
    await expect(reader.next(1)).rejects.toMatchObject({ code: ErrorCode.CURSOR_EXPIRED });
    expect(await feed.head()).toBe("restored.1");
    await expect(feed.read(before)).rejects.toMatchObject({ code: ErrorCode.CURSOR_EXPIRED });
  });

  it("begins a new epoch where the database has forgotten what was told", async () => {
    const { feed, pool } = platform.house;
    await record(1);
    const before = await feed.head();
    const reader = await feed.read(null);
    await pool.query("UPDATE event_log SET head = 0");
    await expect(reader.next(1)).rejects.toMatchObject({ code: ErrorCode.CURSOR_EXPIRED });
    expect((await feed.head()).split(".")[0]).not.toBe(before.split(".")[0]);
  });

  it("is not running before it was started against a database that answers", async () => {
    const { pool, log } = platform.house;
    await pool.query("ALTER TABLE event_log RENAME TO elsewhere");
    const { Registry } = await import("prom-client");
    await expect(feedOf({ pool, log, metrics: new Registry(), natsUrl: null })).rejects.toMatchObject({
      code: "42P01",
    });
    await pool.query("ALTER TABLE elsewhere RENAME TO event_log");
  });

  it("counts what it stamps", async () => {
    for (let n = 1; n <= 4; n++) await record(n);
    const text = await platform.house.metrics.metrics();
    // A reader may have an event before the stamping server has counted it: the last one at most.
    expect(text).toMatch(/\ncasegraph_events_stamped_total [34]\n/);
    expect(text).toContain("\ncasegraph_event_log_head 4\n");
    expect(text).toContain("\ncasegraph_event_log_behind 0\n");
    expect(text).toContain("\ncasegraph_event_readers 0\n");
    expect(text).toContain("casegraph_event_stamping_seconds_count");
  });
});
