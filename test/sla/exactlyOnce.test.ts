import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { breachesOf, seedDueClocks } from "../support/dueClocks";
import { freshDatabase } from "../support/house";
import { startProcess } from "../support/process";

/*
 * Servers are killed while clocks fall due: each breach is told once. The same at full size, beside servers that claim
 * wrongly and lose some, is `npm run proof:timers`.
 */

const CLOCKS = 240;

test("each breach is told once, whichever server dies", async () => {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), "casegraph-once-"));
  const start = () =>
    startProcess({
      DATABASE_URL: database.url,
      CASEGRAPH_DATA: folder,
      CASEGRAPH_SECRET: "a secret of tests, long enough for all of them",
      LOG_LEVEL: "error",
    });
  const db = new Client({ connectionString: database.url });
  await db.connect();
  const servers = await Promise.all([start(), start()]);
  try {
    expect(servers.map((server) => server.url)).toEqual([expect.any(String), expect.any(String)]);
    // From now on some are due at any time, so that each kill finds some in hand.
    await seedDueClocks(db, CLOCKS, -500, 3000);
    for (const victim of [0, 1]) {
      await wait(400);
      await servers[victim]!.end("SIGKILL");
      servers[victim] = await start();
    }
    for (;;) if ((await breachesOf(db)).waiting === 0) break;
    expect(await breachesOf(db)).toMatchObject({ told: CLOCKS, twice: 0, missing: 0, waiting: 0 });
  } finally {
    await Promise.all(servers.map((server) => server.end("SIGKILL")));
    await db.end();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
