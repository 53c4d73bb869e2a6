import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import { join } from "node:path";
import { SettingsError } from "../config";
import type { Binaries, RunAs } from "./binaries";
import { launch } from "./postmaster";

export const SUPERUSER = "casegraph";
const PASSWORD_FILE = "casegraph.password";

/** A folder of database files, made by initdb. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

/** Why a folder or file could not be used, as one line. */
export function unusable(path: string, error: unknown): SettingsError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why: Record<string, string> = {
    EACCES: "permission denied",
    EPERM: "operation not permitted",
    EROFS: "the file system is read-only",
    ENOSPC: "no space is left",
    ENOTDIR: "a part of the path is no folder",
    EEXIST: "it is no folder",
  };
  return new SettingsError(`CASEGRAPH_DATA: ${path} cannot be used: ${why[code ?? ""] ?? message}`);
}

/** The user that owns the database files; root never runs PostgreSQL itself. Null: whoever we are. */
export function ownerOf(cluster: string): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/** Opens the folder's cluster, or makes it. */
export async function openCluster(
  folder: string,
  binaries: Binaries,
  runAs: RunAs | null,
  durable: boolean,
): Promise<Cluster> {
  const cluster = join(folder, "postgres");
  if (!exists(cluster)) await create(folder, cluster, binaries, runAs, durable);
  try {
    const major = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
    if (major !== binaries.version.split(".")[0]) {
      throw new SettingsError(
        `CASEGRAPH_DATA: ${folder} was made by PostgreSQL ${major}, and this is ${binaries.version}; export with the version that made it, then import`,
      );
    }
    return { folder: cluster, password: readFileSync(join(cluster, PASSWORD_FILE), "utf8").trim() };
  } catch (error) {
    throw error instanceof SettingsError ? error : unusable(cluster, error);
  }
}

/** Unlike existsSync, tells "not there" from "not for you". */
function exists(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw unusable(path, error);
  }
}

/** Made beside its place and moved there when whole, so that a start that dies leaves nothing half made. */
async function create(
  folder: string,
  cluster: string,
  binaries: Binaries,
  runAs: RunAs | null,
  durable: boolean,
): Promise<void> {
  const making = `${cluster}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  const passwordFile = `${making}.password`;
  const password = randomBytes(24).toString("base64url");
  try {
    mkdirSync(making, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (runAs) for (const path of [making, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
    await initialize(making, passwordFile, binaries, runAs, durable);
    const kept = join(making, PASSWORD_FILE);
    renameSync(passwordFile, kept);
    chmodSync(kept, 0o600);
    renameSync(making, cluster);
  } catch (error) {
    // Another server made it at the same time: that one counts.
    if (exists(cluster)) return;
    throw error instanceof SettingsError ? error : unusable(folder, error);
  } finally {
    for (const path of [making, passwordFile]) rmSync(path, { recursive: true, force: true });
  }
}

async function initialize(
  making: string,
  passwordFile: string,
  binaries: Binaries,
  runAs: RunAs | null,
  durable: boolean,
): Promise<void> {
  const child = launch("initdb", {
    binaries,
    runAs,
    paths: [making, passwordFile],
    output: "pipe",
    args: (data, pwfile) => [
      ...["-D", data!, `--pwfile=${pwfile}`, "-U", SUPERUSER, "-A", "scram-sha-256", "--data-checksums"],
      // The same order on every machine, whatever its libraries are; names sort by an ICU collation where they are shown.
      ...["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      // Every commit waits while a new file of the write-ahead log is made: many short waits rather than few long ones.
      "--wal-segsize=2",
      ...(durable ? [] : ["--no-sync"]),
    ],
  });
  const said = Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [code] = (await once(child, "exit").catch((error) => [startFailure(error)])) as [number | string | null];
  if (code === 0) return;
  const last =
    typeof code === "string"
      ? code
      : lastError((await said)[1]).replace(
          /^.*could not look up effective user ID (\d+).*$/,
          "the account $1 has no entry in /etc/passwd, which initdb needs (give it one, or set DATABASE_URL)",
        );
  throw new SettingsError(
    `CASEGRAPH_DATA: the embedded PostgreSQL could not be set up in ${making.replace(/\.new-.*$/, "")}: ${last}`,
  );
}

/** Why a binary did not even start. */
export function startFailure(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "its binaries do not run on this system (set DATABASE_URL to an external one)";
  return `its binaries cannot be started (${error.code ?? error.message}; set DATABASE_URL to an external one)`;
}

/** The line of PostgreSQL's output that tells what went wrong. */
export function lastError(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const telling =
    lines.filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line)).at(0) ?? lines.at(-1) ?? "it said nothing";
  return telling.replace(/^.*?\b(FATAL|PANIC|ERROR|error):\s*/, "");
}

/** Takes away what starts that died left behind; only for the one who holds the folder. */
export function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("postgres.new-")) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
