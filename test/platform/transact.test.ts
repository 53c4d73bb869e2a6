import { ErrorCode, notFound, Refusal } from "../../src/platform/errors";
import { newId, typeOfId } from "../../src/platform/ids";
import { sql } from "../../src/platform/sql";
import { conflictOn, transact } from "../../src/platform/transact";
import type { NewEvent, Work } from "../../src/platform/work";
import { openPlatform, type PlatformHouse } from "../support/platformHouse";
import { makeThings, Thing } from "../support/thing.entity";

const THING = 4000;
const told = (subjectId: string, more: Partial<NewEvent> = {}): NewEvent => ({
  kind: "MADE",
  type: "THING_MADE",
  subjectId,
  ...more,
});
const codeOf = (error: unknown) => (error instanceof Refusal ? error.code : error);

describe("transact", () => {
  let platform: PlatformHouse;

  beforeAll(async () => {
    platform = await openPlatform({ entities: [Thing] });
    await makeThings(platform);
    await platform.house.pool.query(
      `ALTER DATABASE ${new URL(platform.url).pathname.slice(1)} SET deadlock_timeout = '20ms'`,
    );
  });
  afterAll(() => platform.drop());

  const rows = async (text: string, ...values: unknown[]) => (await platform.house.pool.query(text, values)).rows;
  const make = async (values: Record<string, unknown> = {}) => {
    const id = newId(THING);
    await transact(platform.ctx(), async (work) => {
      await work.insert(Thing, { id, shortName: id, ...values });
      return {};
    });
    return id;
  };

  it("writes rows by property names, and the events last, in their order, with their words beside them", async () => {
    const whole = await make();
    const id = newId(THING);
    const ids = [newId(THING), newId(THING), newId(THING)];
    let now!: Date;
    const { thing, cursor } = await transact(platform.ctx(), async (work) => {
      now = work.now;
      work.record(told(ids[0]!, { words: { note: "by hand" }, data: { n: 1 }, audience: { holders: [id] } }));
      await work.insert(Thing, { id, shortName: "a", marks: ["x", { y: 1 }], partOf: whole, weight: undefined });
      work.record(
        told(ids[1]!, {
          at: new Date("2019-01-02T03:04:05.006Z"),
          changes: [{ field: "weight", from: null, to: "1" }],
        }),
      );
      work.record(told(ids[2]!, { actorId: whole, words: { changes: [{ field: "name", from: "a", to: "b" }] } }));
      return { thing: id };
    });

    expect(thing).toBe(id);
    expect(await rows("SELECT short_name, marks, weight, part_of_id, version FROM thing WHERE id = $1", id)).toEqual([
      { short_name: "a", marks: ["x", { y: 1 }], weight: 0, part_of_id: whole, version: 1 },
    ]);
    const events = await rows(
      `SELECT id, subject_id, actor_id, at, audience, e.changes, data, w.note, w.changes AS words
       FROM event e LEFT JOIN event_words w ON event_seq = seq WHERE subject_id = ANY ($1) ORDER BY seq`,
      ids,
    );
    expect(events.map(({ id: _, ...event }) => event)).toEqual([
      {
        subject_id: ids[0],
        actor_id: null,
        at: now,
        audience: { holders: [id] },
        changes: [],
        data: { n: 1 },
        note: "by hand",
        words: [],
      },
      {
        subject_id: ids[1],
        actor_id: null,
        at: new Date("2019-01-02T03:04:05.006Z"),
        audience: {},
        changes: [{ field: "weight", from: null, to: "1" }],
        data: {},
        note: null,
        words: null,
      },
      {
        subject_id: ids[2],
        actor_id: whole,
        at: now,
        audience: {},
        changes: [],
        data: {},
        note: null,
        words: [{ field: "name", from: "a", to: "b" }],
      },
    ]);
    expect(events.map((event) => typeOfId(event.id))).toEqual([26, 26, 26]);
    const place = await cursor();
    expect(await rows("SELECT casegraph_event_cursor(pos) AS cursor FROM event WHERE subject_id = $1", ids[2])).toEqual(
      [{ cursor: place }],
    );
  });

  it("has one instant, of the database's clock", async () => {
    const { instants } = await transact(platform.ctx(), async (work) => {
      const before = work.now;
      const read = await work.one<{ begun: Date }>(sql`SELECT date_trunc('milliseconds', now()) AS begun`);
      return { instants: [before, work.now, read!.begun] };
    });
    expect(instants[1]).toBe(instants[0]);
    expect(instants[0]!.getTime() - instants[2]!.getTime()).toBeGreaterThanOrEqual(0);
    expect(instants[0]!.getTime() - instants[2]!.getTime()).toBeLessThan(1000);
  });

  it("leaves no trace of a refusal", async () => {
    const id = newId(THING);
    let woken = false;
    const refused = transact(platform.ctx(), async (work) => {
      await work.insert(Thing, { id, shortName: id });
      await work.timer("thing.due", id, work.now);
      work.record(told(id));
      work.afterCommit(() => {
        woken = true;
      });
      throw notFound("The thing");
    });
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.NOT_FOUND });
    expect(await rows("SELECT 1 FROM thing WHERE id = $1", id)).toEqual([]);
    expect(await rows("SELECT 1 FROM event WHERE subject_id = $1", id)).toEqual([]);
    expect(await rows("SELECT 1 FROM timer WHERE subject_id = $1", id)).toEqual([]);
    expect(woken).toBe(false);
  });

  it("updates guarded by the version, which grows by one", async () => {
    const id = await make();
    const { now } = await transact(platform.ctx(), async (work) => {
      await work.update(Thing, { id, version: 1 }, { weight: 7, marks: ["new"], partOf: null });
      return { now: work.now };
    });
    expect(await rows("SELECT version, weight, marks, updated_at FROM thing WHERE id = $1", id)).toEqual([
      { version: 2, weight: 7, marks: ["new"], updated_at: now },
    ]);
  });

  it("tries again where a row moved on, and gives up with CONFLICT", async () => {
    const id = await make();
    let tries = 0;
    const stale = transact(platform.ctx(), async (work) => {
      tries++;
      await work.update(Thing, { id, version: 9 }, { weight: 7 });
      return {};
    });
    expect(codeOf(await stale.catch((e) => e))).toBe(ErrorCode.CONFLICT);
    expect(tries).toBe(4);

    const increase = (work: Work) =>
      work.one<{ version: number; weight: number }>(sql`SELECT version, weight FROM thing WHERE id = ${id} FOR UPDATE`);
    await Promise.all(
      Array.from({ length: 8 }, () =>
        transact(platform.ctx(), async (work) => {
          const row = await increase(work);
          await work.update(Thing, { id, version: row!.version }, { weight: row!.weight + 1 });
          return {};
        }),
      ),
    );
    expect(await rows("SELECT version, weight FROM thing WHERE id = $1", id)).toEqual([{ version: 9, weight: 8 }]);
  });

  it("outlives a deadlock", async () => {
    const [a, b] = [await make(), await make()];
    let tries = 0;
    let met: () => void;
    const both = new Promise<void>((resolve) => {
      met = resolve;
    });
    const touch = (first: string, second: string) =>
      transact(platform.ctx(), async (work) => {
        await work.query(sql`SELECT FROM thing WHERE id = ${first} FOR UPDATE`);
        if (++tries === 2) met();
        await both;
        await work.query(sql`UPDATE thing SET weight = weight + 1, version = version + 1 WHERE id = ${second}`);
        return {};
      });
    await Promise.all([touch(a, b), touch(b, a)]);
    expect(tries).toBe(3);
    expect(await rows("SELECT weight FROM thing WHERE id = ANY ($1)", [a, b])).toEqual([{ weight: 1 }, { weight: 1 }]);
  });

  it("tells a broken promise of uniqueness only where it has words for it", async () => {
    const id = await make();
    const twin = () => make({ shortName: id });
    await expect(twin()).rejects.toMatchObject({ code: "23505", constraint: "thing_short_name_once" });
    conflictOn("thing_short_name_once", "There is a thing of this name.");
    const refused = await twin().catch((e) => e);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: ErrorCode.CONFLICT, message: "There is a thing of this name." });
  });

  it("leaves broken keys and checks as the faults that they are", async () => {
    const orphan = await make({ partOf: newId(THING) }).catch((e) => e);
    expect([orphan.code, orphan instanceof Refusal]).toEqual(["23503", false]);
    const light = await make({ weight: -1 }).catch((e) => e);
    expect([light.code, light instanceof Refusal]).toEqual(["23514", false]);
  });

  it("does not wait for ever", async () => {
    const slow = transact(platform.ctx(), (work) => work.query(sql`SELECT pg_sleep(20)`), { timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({ code: ErrorCode.TIMEOUT });
  });

  it("commits nothing where a failed statement was overlooked", async () => {
    const id = newId(THING);
    const careless = transact(platform.ctx(), async (work) => {
      await work.insert(Thing, { id, shortName: id });
      await work.query(sql`SELECT 1 / 0`).catch(() => {});
      return {};
    });
    await expect(careless).rejects.toThrow("nothing was committed");
    expect(await rows("SELECT 1 FROM thing WHERE id = $1", id)).toEqual([]);
  });

  it("says UNAVAILABLE when the database ends the session, and goes on with the next command", async () => {
    const cut = transact(platform.ctx(), async (work) => {
      const pid = await work.one<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
      await rows("SELECT pg_terminate_backend($1)", pid!.pid);
      await work.query(sql`SELECT 1`);
      return {};
    });
    await expect(cut).rejects.toMatchObject({ code: ErrorCode.UNAVAILABLE });
    expect(typeOfId(await make())).toBe(THING);
  });

  it("wakes after the commit, and a failing wake-up does not undo it", async () => {
    const woken: string[] = [];
    await transact(platform.ctx(), async (work) => {
      work.afterCommit(() => woken.push("first"));
      work.afterCommit(() => {
        throw new Error("deaf");
      });
      work.afterCommit(() => woken.push("third"));
      return {};
    });
    expect(woken).toEqual(["first", "third"]);
  });
});

describe("the database's own guards", () => {
  let platform: PlatformHouse;

  beforeAll(async () => {
    platform = await openPlatform({ entities: [Thing] });
    await makeThings(platform);
  });
  afterAll(() => platform.drop());

  it("refuse a version that does not grow by one", async () => {
    const { pool } = platform.house;
    await pool.query("INSERT INTO thing (id, short_name) VALUES ($1, 'x')", [newId(THING)]);
    for (const set of ["weight = 1", "version = version", "version = version + 2", "version = 0"]) {
      await expect(pool.query(`UPDATE thing SET ${set}`)).rejects.toMatchObject({ code: "CG001" });
    }
    expect((await pool.query("UPDATE thing SET version = version + 1")).rowCount).toBe(1);
  });

  it("refuse every change of the log but the place that an event is given once", async () => {
    const { pool } = platform.house;
    const { cursor } = await transact(platform.ctx(), async (work) => {
      work.record(told(newId(THING)));
      return {};
    });
    expect(await cursor()).not.toBeNull();
    for (const statement of [
      "UPDATE event SET pos = pos + 1",
      "UPDATE event SET pos = NULL",
      "UPDATE event SET at = at + interval '1 hour'",
      "DELETE FROM event",
      "TRUNCATE event, event_words",
    ]) {
      await expect(pool.query(statement)).rejects.toMatchObject({ code: "CG002" });
    }
    await pool.query("UPDATE event_log SET head = 1000");
    await platform.house.feed.stop();
    await pool.query("INSERT INTO event (kind, type, subject_id) VALUES ('A', 'B', $1)", [newId(THING)]);
    await expect(pool.query("UPDATE event SET pos = 77, kind = 'C' WHERE pos IS NULL")).rejects.toMatchObject({
      code: "CG002",
    });
    expect((await pool.query("UPDATE event SET pos = 1001 WHERE pos IS NULL")).rowCount).toBe(1);
  });

  it("make ids that carry their type and the time", async () => {
    const { rows } = await platform.house.pool.query(
      "SELECT casegraph_new_id(n) AS id, extract(epoch FROM clock_timestamp()) * 1000 AS ms FROM generate_series(1, 4095, 819) n",
    );
    expect(rows.map(({ id }) => typeOfId(id))).toEqual([1, 820, 1639, 2458, 3277]);
    for (const { id, ms } of rows)
      expect(Math.abs(Number.parseInt(id.replace("-", "").slice(0, 12), 16) - Number(ms))).toBeLessThan(1000);
  });

  it("move the clock where a test asks for it", async () => {
    const client = await platform.house.pool.connect();
    await client.query("SET casegraph.clock_offset = '3 days'");
    const { rows } = await client.query(
      "SELECT casegraph_now() - date_trunc('milliseconds', statement_timestamp()) = interval '3 days' AS moved",
    );
    client.release(true);
    expect(rows).toEqual([{ moved: true }]);
  });
});
