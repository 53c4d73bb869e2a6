import { ErrorCode, notFound } from "../../src/platform/errors";
import { PURGE_KEYS, purgeKeys } from "../../src/platform/idempotency";
import { newId } from "../../src/platform/ids";
import { sql } from "../../src/platform/sql";
import { startTimers } from "../../src/platform/timers";
import { transact } from "../../src/platform/transact";
import { openPlatform, type PlatformHouse } from "../support/platformHouse";
import { makeThings, Thing } from "../support/thing.entity";

const THING = 4000;

describe("a command under an Idempotency-Key", () => {
  let platform: PlatformHouse;
  let keys = 0;

  beforeAll(async () => {
    platform = await openPlatform({ entities: [Thing] });
    await makeThings(platform);
  });
  afterAll(() => platform.drop());

  const request = (more: { key?: string; requestHash?: string; slot?: string } = {}) =>
    platform.ctx({ key: `key-${++keys}`, requestHash: "same", slot: "make", ...more });
  const things = async () => Number((await platform.house.pool.query("SELECT count(*) FROM thing")).rows[0].count);
  const kept = async (key: string) =>
    (await platform.house.pool.query("SELECT 1 FROM idempotency_key WHERE key = $1", [key])).rowCount;

  const make = (ctx: ReturnType<typeof request>, keep?: boolean) =>
    transact(
      ctx,
      async (work) => {
        const id = newId(THING);
        await work.insert(Thing, { id, shortName: id });
        work.record({ kind: "MADE", type: "THING_MADE", subjectId: id });
        return { thing: id, now: work.now, later: () => "computed" };
      },
      { ...(keep === undefined ? {} : { keep }), again: (before) => ({ ...before, later: () => "again" }) },
    );

  it("is done once, and answers the same twice", async () => {
    const before = await things();
    const ctx = request();
    const first = await make(ctx);
    const second = await make(ctx);
    expect(second.thing).toBe(first.thing);
    expect(second.now).toEqual(first.now.toISOString());
    expect([first.later(), second.later()]).toEqual(["computed", "again"]);
    expect(await second.cursor()).toBe(await first.cursor());
    expect(await first.cursor()).not.toBeNull();
    expect(await things()).toBe(before + 1);
  });

  it("is done once by twins at the same time", async () => {
    const before = await things();
    const ctx = request();
    const twins = await Promise.all(Array.from({ length: 6 }, () => make(ctx)));
    expect(new Set(twins.map((twin) => twin.thing)).size).toBe(1);
    expect(await things()).toBe(before + 1);
  });

  it("lets the twin of a refused command try for itself", async () => {
    const ctx = request();
    let tries = 0;
    const attempt = () =>
      transact(ctx, async (work) => {
        // The first to come holds the key until the other one waits for it.
        if (++tries > 1) return { done: true };
        for (let waiting = 0; waiting === 0; ) {
          const row = await work.one<{ n: number }>(sql`
            SELECT count(*)::int AS n FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`);
          waiting = row!.n;
          await work.query(sql`SELECT pg_stat_clear_snapshot()`);
        }
        throw notFound("The thing");
      });
    const [one, other] = await Promise.allSettled([attempt(), attempt()]);
    expect([one.status, other.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect(tries).toBe(2);
  });

  it("refuses another request under the same key", async () => {
    const ctx = request();
    await make(ctx);
    const other = platform.ctx({ ...ctx.idempotency!, requestHash: "other" });
    await expect(make(other)).rejects.toMatchObject({ code: ErrorCode.IDEMPOTENCY_MISMATCH });
  });

  it("tells the fields of one request apart", async () => {
    const before = await things();
    const ctx = request();
    await make(ctx);
    await make(platform.ctx({ ...ctx.idempotency!, slot: "makeAgain" }));
    expect(await things()).toBe(before + 2);
  });

  it("keeps neither refusals nor what must not be kept", async () => {
    const ctx = request();
    const refused = transact(ctx, () => Promise.reject(notFound("The thing")));
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.NOT_FOUND });
    expect(await kept(ctx.idempotency!.key)).toBe(0);

    const secret = request();
    const [first, second] = [await make(secret, false), await make(secret, false)];
    expect(second.thing).not.toBe(first.thing);
    expect(await kept(secret.idempotency!.key)).toBe(0);
  });

  it("keeps what a command without events made, whose cursor is the head", async () => {
    const ctx = request();
    const answers = [];
    for (let i = 0; i < 2; i++) answers.push(await transact(ctx, async () => ({ n: ++keys })));
    expect(answers[1]!.n).toBe(answers[0]!.n);
    expect(await answers[1]!.cursor()).toBe(await platform.house.feed.head());
  });

  it("forgets after a day, and the purge takes the old keys away", async () => {
    const { pool } = platform.house;
    const [old, young] = [request(), request()];
    const first = await make(old);
    await make(young);
    await pool.query("UPDATE idempotency_key SET created_at = casegraph_now() - interval '24 hours' WHERE key = $1", [
      old.idempotency!.key,
    ]);
    const second = await make(platform.ctx({ ...old.idempotency!, requestHash: "another day" }));
    expect(second.thing).not.toBe(first.thing);

    await pool.query("UPDATE idempotency_key SET created_at = casegraph_now() - interval '24 hours' WHERE key = $1", [
      old.idempotency!.key,
    ]);
    const { rows: set } = await pool.query("SELECT due FROM timer WHERE kind = $1", [PURGE_KEYS]);
    expect(set).toHaveLength(1);
    let fired!: () => void;
    const purged = new Promise<void>((resolve) => {
      fired = resolve;
    });
    const timers = startTimers(platform.house, {
      [PURGE_KEYS]: async (work, timer) => {
        await purgeKeys(work, timer);
        work.afterCommit(fired);
      },
    });
    await pool.query(
      "UPDATE timer SET ready_at = due - interval '2 hours', due = due - interval '2 hours' WHERE kind = $1",
      [PURGE_KEYS],
    );
    timers.wake();
    await purged;
    await timers.stop();
    expect(await kept(old.idempotency!.key)).toBe(0);
    expect(await kept(young.idempotency!.key)).toBe(1);
    const { rows } = await pool.query(
      "SELECT generation, due > casegraph_now() + interval '59 minutes' AS hourly, ready_at = due AS fresh FROM timer WHERE kind = $1",
      [PURGE_KEYS],
    );
    expect(rows).toEqual([{ generation: 2, hourly: true, fresh: true }]);
  });
});
