import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { SettingsError } from "../config";
import type { Logger } from "../log";
import { type Binaries, findBinaries, type RunAs } from "./binaries";
import { type Cluster, lastError, openCluster, ownerOf, startFailure, SUPERUSER, sweep, unusable } from "./cluster";
import { endPostmaster, launch, readPidFile, runsHere } from "./postmaster";

/** A running PostgreSQL of our own. */
export interface Embedded {
  readonly url: string;
  /** Ends it; what was acknowledged stays. `patience` in ms, after which it is ended the hard way. */
  stop(patience?: number): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where the database files, the password and the log live; made when absent. */
  readonly folder: string;
  readonly log: Logger;
  /** False only for tests: nothing is flushed to disk. */
  readonly durable?: boolean;
  /** How many may be connected at once; 100 unless told. */
  readonly connections?: number;
  /** Called when the database is gone and cannot be had again, so that the server must end. */
  readonly onLost?: (error: Error) => void;
}

const DATABASE = "casegraph";
/** Held by the server that the folder belongs to, on a connection of its own: it ends with the process that made it. */
const OWNERSHIP = 0x63_61_73_65;
/** A socket's path must fit into 108 bytes on Linux and 104 elsewhere. */
const LONGEST_SOCKET = 100;

/**
 * Starts the PostgreSQL that npm brought, in this folder. One that a killed server left running is taken over; a folder
 * that a living server holds is refused with a SettingsError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder, log, durable = true } = options;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, `.writable-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw unusable(folder, error);
  }
  const runAs = ownerOf(join(folder, "postgres"));
  const binaries = findBinaries(runAs);
  const cluster = await openCluster(folder, binaries, runAs, durable);
  const onLost = options.onLost ?? (() => {});
  const server = new Server(folder, cluster, binaries, runAs, log, durable, onLost, options.connections);
  await server.acquire();
  return server;
}

/** The address of the database in a folder that a living server holds, for an operator's command beside it. */
export async function heldUrl(folder: string, log: Logger): Promise<string> {
  const runAs = ownerOf(join(folder, "postgres"));
  const binaries = findBinaries(runAs);
  const cluster = await openCluster(folder, binaries, runAs, true);
  return new Server(folder, cluster, binaries, runAs, log, true, () => {}).held();
}

type Knock = "ours" | "theirs" | "busy" | "absent" | "outdated";

class Server implements Embedded {
  private readonly bySocket: boolean;
  private port = 5432;
  private child: ChildProcess | null = null;
  /** Why the last start came to nothing; an end after it was ready is none. */
  private childFailure: string | null = null;
  private ready = false;
  private logOffset = 0;
  private holder: Client | null = null;
  private stopping = false;

  constructor(
    private readonly folder: string,
    private readonly cluster: Cluster,
    private readonly binaries: Binaries,
    private readonly runAs: RunAs | null,
    private readonly log: Logger,
    private readonly durable: boolean,
    private readonly onLost: (error: Error) => void,
    private readonly connections = 100,
  ) {
    const socket = join(cluster.folder, ".s.PGSQL.5432");
    this.bySocket = process.platform !== "win32" && Buffer.byteLength(socket) <= LONGEST_SOCKET;
  }

  get url(): string {
    return this.urlOf(DATABASE);
  }

  private urlOf(database: string): string {
    const login = `postgres://${SUPERUSER}:${this.cluster.password}@`;
    if (this.bySocket) return `${login}localhost/${database}?host=${encodeURIComponent(this.cluster.folder)}`;
    return `${login}127.0.0.1:${this.port}/${database}`;
  }

  /** Without asking for the folder: where the PostgreSQL that runs in it listens. */
  held(): string {
    if (!this.bySocket) this.port = readPidFile(this.cluster.folder)?.port || this.port;
    return this.url;
  }

  /** Until the folder is ours: knock, take over what answers, start what does not run. */
  async acquire(): Promise<void> {
    const begun = performance.now();
    let told = begun;
    for (let attempts = 0; !this.stopping; ) {
      if (!this.bySocket) this.port = readPidFile(this.cluster.folder)?.port || this.port;
      const knock = await this.knock();
      if (knock === "ours") return;
      if (knock === "theirs") {
        throw new SettingsError(
          `CASEGRAPH_DATA: another server is running on ${this.folder}; stop it, or set another folder`,
        );
      }
      if (knock === "outdated") await this.end(20_000);
      if (knock === "absent" && !this.starting()) {
        if (this.childFailure && (attempts >= 50 || !/already exists|still in use|in use by/.test(this.childFailure))) {
          throw new SettingsError(
            `CASEGRAPH_DATA: the embedded PostgreSQL does not start in ${this.folder}: ${this.childFailure}`,
          );
        }
        attempts++;
        if (this.childFailure) await wait(100);
        await this.launch();
      }
      if (performance.now() - told > 10_000) {
        told = performance.now();
        this.log.info("waiting for the embedded PostgreSQL to be ready");
      }
      await wait(15);
    }
  }

  /** True while a PostgreSQL of this folder lives that does not answer yet, or does not answer any more. */
  private starting(): boolean {
    if (this.child) return true;
    const told = readPidFile(this.cluster.folder);
    return told !== null && runsHere(told.pid, this.cluster.folder);
  }

  private async knock(): Promise<Knock> {
    const client = new Client({ connectionString: this.urlOf("postgres"), application_name: "casegraph owner" });
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query(
        "SELECT pg_try_advisory_lock($1) AS ours, current_setting('server_version') AS version",
        [OWNERSHIP],
      );
      if (!rows[0].ours) {
        await client.end();
        return "theirs";
      }
      if (String(rows[0].version).split(" ")[0] !== this.binaries.version) {
        await client.end();
        return "outdated";
      }
      await this.own(client);
      return "ours";
    } catch (error) {
      await client.end().catch(() => {});
      const { code, message } = error as { code?: string; message: string };
      if (code === "57P03" || code === "57P01" || code === "53300") return "busy";
      if (code === "ECONNREFUSED" || code === "ENOENT") return "absent";
      if (code === "28P01")
        throw new SettingsError(`CASEGRAPH_DATA: the password kept in ${this.cluster.folder} is not the database's`);
      if (this.starting()) return "busy";
      if (code === "ECONNRESET" || /terminated unexpectedly/i.test(message)) return "absent";
      throw error;
    }
  }

  /** The folder is ours as long as this connection lives. */
  private async own(client: Client): Promise<void> {
    sweep(this.folder);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    this.log.debug({ adopted: this.child === null }, "the embedded PostgreSQL is ready");
    this.holder = client;
    this.ready = true;
    client.once("end", () => {
      if (this.stopping || this.holder !== client) return;
      this.holder = null;
      this.log.warn("the embedded PostgreSQL went away; taking it up again");
      this.acquire().catch((error: Error) => this.onLost(error));
    });
  }

  private async launch(): Promise<void> {
    const { folder } = this.cluster;
    const stale = readPidFile(folder);
    if (!this.bySocket) this.port = await freePort(this.port);
    const output = this.openLog();
    this.childFailure = null;
    this.ready = false;
    try {
      const child = launch("postgres", {
        binaries: this.binaries,
        runAs: this.runAs,
        paths: [folder],
        output,
        args: (data) => ["-D", data!, ...this.settings().flatMap((setting) => ["-c", setting])],
        // Another process may have the number that a killed PostgreSQL left behind; this says that it is none.
        env: stale && !runsHere(stale.pid, folder) ? { PG_GRANDPARENT_PID: String(stale.pid) } : {},
      });
      child.unref();
      this.child = child;
      child.once("error", (error) => this.gone(child, startFailure(error)));
      child.once("exit", (code, signal) => this.gone(child, this.tail() || `it ended with ${signal ?? code}`));
    } catch (error) {
      this.childFailure = startFailure(error as NodeJS.ErrnoException);
    } finally {
      closeSync(output);
    }
  }

  private gone(child: ChildProcess, why: string): void {
    if (this.child !== child) return;
    this.child = null;
    this.childFailure = this.ready ? null : why;
    this.ready = false;
  }

  private openLog(): number {
    const path = join(this.folder, "postgres.log");
    try {
      if (statSync(path).size > 10_000_000) renameSync(path, `${path}.1`);
    } catch {
      // The first start has none.
    }
    const output = openSync(path, "a", 0o600);
    this.logOffset = statSync(path).size;
    return output;
  }

  /** What PostgreSQL said since this start. */
  private tail(): string {
    let said: string;
    try {
      said = readFileSync(join(this.folder, "postgres.log")).subarray(this.logOffset).toString();
    } catch {
      // The folder is gone, or another server's by now.
      return "";
    }
    return said.trim() === "" ? "" : lastError(said);
  }

  private settings(): string[] {
    const memory = Math.floor(totalmem() / 2 ** 20);
    return [
      ...(this.bySocket
        ? ["listen_addresses=", "unix_socket_directories=.", "unix_socket_permissions=0700", "port=5432"]
        : ["listen_addresses=127.0.0.1", "unix_socket_directories=", `port=${this.port}`]),
      `max_connections=${this.connections}`,
      `shared_buffers=${Math.min(512, Math.max(64, Math.floor(memory / 16)))}MB`,
      `effective_cache_size=${Math.max(256, Math.floor(memory / 2))}MB`,
      "work_mem=8MB",
      "maintenance_work_mem=64MB",
      "random_page_cost=1.1",
      "jit=off",
      "max_wal_size=2GB",
      // Files of the log that are used again: all commits wait while a new one is made.
      "min_wal_size=256MB",
      "timezone=UTC",
      "log_timezone=UTC",
      // What people wrote stays out of the log.
      "log_checkpoints=off",
      "log_error_verbosity=terse",
      "log_min_error_statement=panic",
      ...(this.durable ? ["fsync=on", "synchronous_commit=on"] : ["fsync=off", "full_page_writes=off"]),
    ];
  }

  private async end(patience: number): Promise<void> {
    const told = readPidFile(this.cluster.folder);
    const pid = this.child?.pid ?? told?.pid;
    // Nothing else may hold the process by now, and it must not end with this half done.
    this.child?.ref();
    const exited = this.child ? once(this.child, "exit") : null;
    if (pid !== undefined) await endPostmaster(pid, this.cluster.folder, patience);
    await exited;
  }

  async stop(patience = 8_000): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    await this.holder?.end().catch(() => {});
    await this.end(patience);
  }
}

/** The port it had, so that pools find it again; else any free one. */
async function freePort(before: number): Promise<number> {
  const probe = createServer();
  for (const port of before === 5432 ? [0] : [before, 0]) {
    try {
      probe.listen(port, "127.0.0.1");
      await once(probe, "listening");
      break;
    } catch {
      // Taken by now.
    }
  }
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
