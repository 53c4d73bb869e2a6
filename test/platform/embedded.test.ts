import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { Client } from "pg";
import { type Embedded, startEmbedded } from "../../src/platform/database/embedded";
import { openLog } from "../../src/platform/log";

const log = openLog("silent");
const postgresOf = (folder: string): number =>
  Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

let folder: string;
let open: Embedded[];
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "casegraph-embedded-"));
  open = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  for (const embedded of open) await embedded.stop();
  // A server that was killed leaves its database running: the next one takes it up, and ends it.
  if (existsSync(join(folder, "postgres", "postmaster.pid")) && children.length > 0) await (await start()).stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(at = folder): Promise<Embedded> {
  const embedded = await startEmbedded({ folder: at, log, durable: false });
  open.push(embedded);
  return embedded;
}

/** Another process that holds the folder; answers when the database is open, or with what it said when refused. */
async function elsewhere(): Promise<{ child: ChildProcess; url: string | null; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "../support/holdEmbedded.ts"), folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const errors = text(child.stderr!);
  for await (const line of createInterface({ input: child.stdout! })) {
    return { child, url: (JSON.parse(line) as { url: string }).url, said: "" };
  }
  return { child, url: null, said: await errors };
}

async function ask<T>(url: string, ...statements: string[]): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    let rows: T[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const version = "SELECT current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding";

test("makes a cluster with checksums and UTF-8, keeps its password to the owner, and keeps what was written", async () => {
  const first = await start();
  expect(await ask(first.url, version)).toEqual([{ checksums: "on", encoding: "UTF8" }]);
  await ask(first.url, "CREATE TABLE kept (word text)", "INSERT INTO kept VALUES ('grüße')");
  expect(statSync(join(folder, "postgres", "casegraph.password")).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "postgres")).mode & 0o777).toBe(0o700);
  await expect(ask(first.url.replace(/:[^:@]+@/, ":wrong@"), "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
  await first.stop();
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
  const second = await start();
  expect(await ask(second.url, "SELECT word FROM kept")).toEqual([{ word: "grüße" }]);
});

test("listens on the loopback where a socket's path would be too long", async () => {
  const long = join(folder, "d".repeat(100));
  const { url, stop } = await start(long).then((embedded) => ({ url: embedded.url, stop: () => embedded.stop() }));
  expect(url).toMatch(/^postgres:\/\/casegraph:[\w-]{32}@127\.0\.0\.1:\d+\/casegraph$/);
  expect(await ask(url, version)).toHaveLength(1);
  await stop();
});

test("refuses a second server on the same folder, in one line", async () => {
  await start();
  const line = `CASEGRAPH_DATA: another server is running on ${folder}; stop it, or set another folder`;
  await expect(start()).rejects.toMatchObject({ name: "SettingsError", message: line });
  const other = await elsewhere();
  expect(other.said).toBe(`SettingsError: ${line}\n`);
  expect(other.child.exitCode ?? (await once(other.child, "exit"))[0]).toBe(78);
});

test("of two servers that make the folder at the same time, one gets it", async () => {
  const both = await Promise.allSettled([start(), start()]);
  const refused = both.filter((one) => one.status === "rejected").map((one) => String(one.reason));
  expect(refused).toEqual([
    `SettingsError: CASEGRAPH_DATA: another server is running on ${folder}; stop it, or set another folder`,
  ]);
  expect(readdirSync(folder).sort()).toEqual(["postgres", "postgres.log"]);
});

test("takes up the database that a killed server left running, with nothing lost", async () => {
  const killed = await elsewhere();
  await ask(killed.url!, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)");
  const postgres = postgresOf(folder);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  const next = await start();
  expect(postgresOf(folder)).toBe(postgres);
  expect(await ask(next.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  await expect(start()).rejects.toMatchObject({ name: "SettingsError" });
  await next.stop();
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false);
});

test("starts again where the database was killed as well, even when another process has its number now", async () => {
  const killed = await elsewhere();
  await ask(killed.url!, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)");
  const postgres = postgresOf(folder);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  process.kill(postgres, "SIGKILL");
  const pidFile = join(folder, "postgres", "postmaster.pid");
  const lines = readFileSync(pidFile, "utf8").split("\n");
  // A process of the database's own user, so that PostgreSQL by itself would take it for its own.
  const owner = statSync(pidFile);
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    stdio: "ignore",
    cwd: "/",
    ...(process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {}),
  });
  children.push(stranger);
  writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join("\n"));
  const next = await start();
  expect(await ask(next.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  expect(stranger.exitCode).toBeNull();
});

test("takes the database up again when it dies under a living server", async () => {
  const embedded = await start();
  await ask(embedded.url, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)", "CHECKPOINT");
  const before = postgresOf(folder);
  process.kill(before, "SIGQUIT");
  const end = performance.now() + 10_000;
  const again = async (): Promise<unknown> =>
    ask(embedded.url, "SELECT n FROM kept").catch((error) =>
      performance.now() < end ? again() : Promise.reject(error),
    );
  expect(await again()).toEqual([{ n: 1 }]);
  expect(postgresOf(folder)).not.toBe(before);
});

test("refuses a folder of another major version", async () => {
  await (await start()).stop();
  writeFileSync(join(folder, "postgres", "PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow(
    /^CASEGRAPH_DATA: \S+ was made by PostgreSQL 17, and this is 18\.\d+; export with the version that made it, then import$/,
  );
});

test("refuses a folder that it cannot write, in one line", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await expect(start(file)).rejects.toMatchObject({
    message: `CASEGRAPH_DATA: ${file} cannot be used: it is no folder`,
  });
  if (process.getuid?.() === 0) return;
  chmodSync(folder, 0o500);
  await expect(start()).rejects.toMatchObject({
    message: `CASEGRAPH_DATA: ${folder} cannot be used: permission denied`,
  });
  chmodSync(folder, 0o700);
});
