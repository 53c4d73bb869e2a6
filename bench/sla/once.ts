import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { type Breaches, breachesOf, seedDueClocks } from "../../test/support/dueClocks";
import { startProcess } from "../../test/support/process";
import { onOwnCluster } from "../ownCluster";
import { prove } from "../uploads/client";

/*
 * That a breach is told exactly once whoever dies: `npm run proof:timers -- [clocks, 2000 unless told] [seconds, 30]`. Three
 * servers of one database are killed at random and started again while clocks fall due; the same with servers that take a
 * timer away in one transaction and do its duty in another, which must lose some. Then an outage: all fall due while no server
 * is up. Last, a server whose own clock is an hour ahead, where libfaketime is found at FAKETIME_LIB.
 */

const CLOCKS = Number(process.argv[2] ?? 2000);
const MS = 1000 * Number(process.argv[3] ?? 30);
const SERVERS = 3;
/** A server that did not set a timer itself hears of it within its longest sleep, 10 s. */
const UNHEARD_MS = 12_000;

interface Running {
  /** Ends it at once, as a power cut would. */
  kill(): Promise<unknown>;
}
type Start = (url: string) => Promise<Running>;

let folder: string;

const variables = (url: string) => ({
  DATABASE_URL: url,
  CASEGRAPH_DATA: folder,
  CASEGRAPH_SECRET: "a secret of proofs, long enough for all of them",
  LOG_LEVEL: "error",
});

const real: Start = async (url) => {
  const server = await startProcess(variables(url));
  if (!server.url) throw new Error(`no server: ${await server.errors}`);
  return { kill: () => server.end("SIGKILL") };
};

const loose: Start = async (url) => {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(__dirname, "../../test/support/looseTimers.ts"), url],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const exited = once(child, "exit");
  await Promise.race([once(child.stdout!, "data"), exited]);
  return {
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
};

/** A database of its own, as the first boot leaves it. */
async function onDatabase(run: (url: string, db: Client) => Promise<void>): Promise<void> {
  const cluster = new URL(process.env.CASEGRAPH_TEST_CLUSTER!);
  const admin = new Client({ connectionString: cluster.href });
  await admin.connect();
  const name = `proof_timers_${process.pid}_${Math.floor(Math.random() * 1e6)}`;
  await admin.query(`CREATE DATABASE ${name}`);
  cluster.pathname = `/${name}`;
  const first = await startProcess(variables(cluster.href));
  if (!first.url) throw new Error(`no server: ${await first.errors}`);
  await first.end("SIGTERM");
  const db = new Client({ connectionString: cluster.href });
  await db.connect();
  try {
    await run(cluster.href, db);
  } finally {
    await db.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** Once nothing waits any more, or `most` ms have passed. */
async function drained(db: Client, most: number): Promise<Breaches> {
  const end = performance.now() + most;
  for (;;) {
    const now = await breachesOf(db);
    if (now.waiting === 0 || performance.now() > end) return now;
    await wait(100);
  }
}

/** Kills one server after the other while clocks fall due, and starts each again. */
async function killed(start: Start): Promise<Breaches & { readonly kills: number }> {
  let found!: Breaches;
  let kills = 0;
  await onDatabase(async (url, db) => {
    // Each place holds a server that is starting or up.
    const servers = Array.from({ length: SERVERS }, () => start(url));
    await Promise.all(servers);
    await seedDueClocks(db, CLOCKS, 500, MS);
    const end = performance.now() + MS;
    while (performance.now() < end) {
      await wait(200 + Math.random() * 1000);
      const victim = Math.floor(Math.random() * SERVERS);
      await (await servers[victim]!).kill();
      kills++;
      servers[victim] = start(url);
    }
    await Promise.all(servers);
    await drained(db, 30_000);
    // Whoever had taken one has told it by now.
    await wait(1000);
    found = await breachesOf(db);
    await Promise.all(servers.map(async (server) => (await server).kill()));
  });
  return { ...found, kills };
}

const said = ({ told, twice, missing, late99 }: Breaches) =>
  `${told} told, ${twice} twice, ${missing} missing, p99 ${Math.round(late99)} ms late`;

async function proof(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), "casegraph-proof-"));
  try {
    const kept = await killed(real);
    prove(
      `${CLOCKS} clocks are told once each while ${kept.kills} servers are killed`,
      kept.told === CLOCKS && kept.twice === 0 && kept.missing === 0,
      said(kept),
    );
    const lost = await killed(loose);
    prove(
      `servers that claim apart from their duty lose some in ${lost.kills} kills`,
      lost.missing + lost.twice > 0,
      said(lost),
    );
    await onDatabase(async (url, db) => {
      await seedDueClocks(db, CLOCKS, -60_000, 50_000);
      const server = await real(url);
      const started = performance.now();
      const found = await drained(db, 60_000);
      const took = performance.now() - started;
      await server.kill();
      prove(
        `${CLOCKS} that fell due in an outage are told within 30 s of the server's start, in the order in which they are due`,
        took < 30_000 && found.told === CLOCKS && found.twice === 0 && found.outOfOrder <= 64,
        `${(took / 1000).toFixed(1)} s, ${found.told} told, none by more than ${found.outOfOrder} places behind those that run beside it`,
      );
    });
    await onDatabase(async (url, db) => {
      const server = await real(url);
      await seedDueClocks(db, CLOCKS / 10, UNHEARD_MS, 5000);
      await wait(UNHEARD_MS + 6000);
      const found = await drained(db, 10_000);
      await server.kill();
      prove(
        "with one server up they are told within 2 s",
        found.told === CLOCKS / 10 && found.late99 < 2000,
        `${said(found)}, ${Math.round(found.latest)} ms at most`,
      );
    });
    await skewed();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server whose machine's clock is an hour ahead of the database's tells at the database's time. */
async function skewed(): Promise<void> {
  const library = process.env.FAKETIME_LIB;
  if (!library) return console.log("skipped: a server whose clock is an hour off (FAKETIME_LIB names no libfaketime)");
  await onDatabase(async (url, db) => {
    const server = await startProcess({
      ...variables(url),
      LD_PRELOAD: library,
      FAKETIME: "+3600s",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    });
    if (!server.url) throw new Error(`no server: ${await server.errors}`);
    const answered = await fetch(`${server.url}/healthz`);
    const ahead = Date.parse(answered.headers.get("date")!) - Date.now();
    await seedDueClocks(db, 100, UNHEARD_MS, 2000);
    await wait(UNHEARD_MS - 1000);
    const early = await breachesOf(db);
    await wait(5000);
    const found = await drained(db, 10_000);
    await server.end("SIGKILL");
    prove(
      "a server whose clock is an hour ahead tells neither early nor late",
      ahead > 3_000_000 && early.told === 0 && found.told === 100 && found.late99 < 2000,
      `its clock ${Math.round(ahead / 1000)} s ahead, ${early.told} early, ${said(found)}`,
    );
  });
}

void onOwnCluster(proof);
