import "reflect-metadata";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { openHouse } from "../../src/main";
import { seedAdministrator } from "../../src/people/commands/seedAdministrator";
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded";
import { openLog } from "../../src/platform/log";
import { settingsOfTests } from "./settings";

export const TEMPLATE = "house_template";

/** What the end of the run takes away. */
export interface Cluster {
  readonly embedded: Embedded;
  readonly folder: string;
}

declare global {
  var casegraphTestCluster: Cluster | undefined;
}

/** One PostgreSQL for the whole run, with a migrated and seeded database that tests are given copies of. */
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "casegraph-test-"));
  const log = openLog("warn");
  const embedded = await startEmbedded({ folder, log, durable: false });
  globalThis.casegraphTestCluster = { embedded, folder };
  endWithUs(folder);

  const cluster = new URL(embedded.url);
  cluster.pathname = "/postgres";
  process.env.CASEGRAPH_TEST_CLUSTER = cluster.href;
  const client = new Client({ connectionString: cluster.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();

  const template = new URL(embedded.url);
  template.pathname = `/${TEMPLATE}`;
  const open = await openHouse({ settings: settingsOfTests(), databaseUrl: template.href, log, timers: false });
  await seedAdministrator(open.house);
  // What the seeding told is stamped here once, not in every copy.
  const { rows } = await open.house.pool.query<{ seq: string | null }>("SELECT max(seq)::text AS seq FROM event");
  if (rows[0]?.seq) await open.house.feed.cursorOfSeq(rows[0].seq, 10_000);
  await open.close();
}

/** A run that is broken off skips the teardown; the database, no part of its process group, would stay. */
function endWithUs(folder: string): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
  process.once("exit", () => {
    if (!globalThis.casegraphTestCluster) return;
    try {
      process.kill(Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]), "SIGQUIT");
    } catch {
      // It is gone already.
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}
