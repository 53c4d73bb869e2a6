import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LogEvent } from "../../src/platform/events/feed";
import { openPlatform, type PlatformHouse } from "../support/platformHouse";

/** Follows the log, dropping its reader now and then and going on from its cursor, until `enough` says so. */
async function follow(
  { house }: PlatformHouse,
  from: string,
  enough: (seen: LogEvent[]) => boolean,
): Promise<LogEvent[]> {
  const seen: LogEvent[] = [];
  for (let cursor = from; ; ) {
    const reader = await house.feed.read(cursor);
    for (let i = 0; i < 7; i++) {
      seen.push(...(await reader.next(20)));
      cursor = house.feed.cursorOf(seen.at(-1)!.pos);
      if (enough(seen)) {
        reader.close();
        return seen;
      }
    }
    reader.close();
  }
}

/** The control: the way that looks right and is not. */
function tailById({ house }: PlatformHouse): () => Promise<string[]> {
  const seen: string[] = [];
  let going = true;
  const ended = (async () => {
    for (let last = "0"; going; ) {
      const { rows } = await house.pool.query<{ seq: string; id: string }>(
        "SELECT seq, id FROM event WHERE seq > $1 ORDER BY seq",
        [last],
      );
      seen.push(...rows.map((row) => row.id));
      last = rows.at(-1)?.seq ?? last;
    }
    return seen;
  })();
  return () => {
    going = false;
    return ended;
  };
}

describe("the order of the log, while a server that writes is killed", () => {
  let platform: PlatformHouse;
  let late: PlatformHouse;

  beforeAll(async () => {
    platform = await openPlatform();
    late = await openPlatform({ url: platform.url, ringSize: 64 });
    await platform.house.pool.query(`
      CREATE TABLE subject (id uuid PRIMARY KEY DEFAULT casegraph_new_id(23), n int NOT NULL DEFAULT 0);
      INSERT INTO subject DEFAULT VALUES; INSERT INTO subject DEFAULT VALUES; INSERT INTO subject DEFAULT VALUES;
      -- Some transactions stay open for a while after their events were written, as under a slow disk.
      CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.data @> '{"slow": true}' THEN PERFORM pg_sleep(random() * 0.03); END IF;
          RETURN NULL;
        END $$;
      CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION linger()`);
  });
  afterAll(async () => {
    await late.close();
    await platform.drop();
  });

  /** A writing server that is killed, without a word, after `acks` acknowledged commands. */
  async function writeUntilKilled(acks: number): Promise<string[]> {
    const script = join(__dirname, "../support/logWriter.ts");
    const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", script, platform.url], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    const acknowledged: string[] = [];
    createInterface({ input: child.stdout! }).on("line", (line) => {
      acknowledged.push(line);
      if (acknowledged.length === acks) child.kill("SIGKILL");
    });
    await once(child, "close");
    expect(child.signalCode).toBe("SIGKILL");
    return acknowledged;
  }

  it("loses nothing, doubles nothing, inverts nothing; tailing by id loses", async () => {
    const { pool, feed } = platform.house;
    const start = await feed.head();
    let total = Number.POSITIVE_INFINITY;
    const stopTailing = tailById(platform);
    const following = follow(platform, start, (seen) => seen.length >= total);

    const acknowledged: string[] = [];
    for (let run = 0; run < 3; run++) acknowledged.push(...(await writeUntilKilled(200)));
    // What the last server had committed but not acknowledged counts too: one more event ends the tale.
    await pool.query("INSERT INTO event (kind, type, subject_id) VALUES ('END', 'END', casegraph_new_id(23))");
    const { rows } = await pool.query<{ n: string }>("SELECT count(*) AS n FROM event");
    total = Number(rows[0]!.n);
    feed.poke();

    const seen = await following;
    expect(seen.map((event) => event.pos)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    expect(new Set(seen.map((event) => event.id)).size).toBe(total);

    const told = new Set(seen.map((event) => `${event.subjectId} ${event.data.n}`));
    expect(acknowledged.filter((line) => !told.has(line))).toEqual([]);

    const counts = new Map<string, number[]>();
    for (const { subjectId, data, type } of seen) {
      if (type === "COUNTED") counts.set(subjectId, [...(counts.get(subjectId) ?? []), data.n as number]);
    }
    for (const counted of counts.values()) expect(counted).toEqual(counted.map((_, i) => i + 1));

    // A server with a small memory, from the beginning, out of the database.
    const again = await follow(late, start, (events) => events.length >= total);
    expect(again).toEqual(seen);

    const tailed = await stopTailing();
    const missed = seen.filter((event) => !tailed.includes(event.id));
    expect(missed.length).toBeGreaterThan(0);
  }, 120_000);
});
