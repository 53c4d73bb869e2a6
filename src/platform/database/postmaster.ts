import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Binaries, RunAs } from "./binaries";

/** What a binary of PostgreSQL is started with. */
export interface Start {
  readonly binaries: Binaries;
  readonly runAs: RunAs | null;
  /** Files and folders that `args` is given the names of. */
  readonly paths: readonly string[];
  readonly args: (...names: string[]) => string[];
  readonly output: "pipe" | number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a binary. As root on Linux, files are opened here and handed over as descriptors: the database's own user may
 * not be able to pass through the folders above them.
 */
export function launch(program: "initdb" | "postgres", start: Start): ChildProcess {
  const { binaries, runAs, paths, output } = start;
  const handOver = runAs !== null && process.platform === "linux";
  const opened = handOver ? paths.map((path) => openSync(path, "r")) : [];
  const names = handOver ? opened.map((_, i) => `/proc/self/fd/${3 + i}`) : [...paths];
  try {
    return spawn(join(binaries.folder, "bin", program), start.args(...names), {
      stdio: ["ignore", output, output, ...opened],
      cwd: "/",
      // A signal from the terminal goes to the whole group; the database must outlive the requests that it ends.
      detached: true,
      ...(runAs ?? {}),
      ...(process.platform === "win32"
        ? {}
        : { env: { LD_LIBRARY_PATH: join(binaries.folder, "lib"), LC_ALL: "C", TZ: "UTC", ...start.env } }),
    });
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** Process id and port that `postmaster.pid` tells of; null where there is none. */
export function readPidFile(cluster: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) } : null;
  } catch {
    return null;
  }
}

/** True when this process is alive and is the PostgreSQL of this folder, not another one that got its number. */
export function runsHere(pid: number, cluster: string): boolean {
  try {
    if (process.platform === "linux") {
      const its = statSync(`/proc/${pid}/cwd`);
      const here = statSync(cluster);
      return (
        its.dev === here.dev &&
        its.ino === here.ino &&
        !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))
      );
    }
    process.kill(pid, 0);
    if (process.platform === "win32") return true;
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    return false;
  }
}

/** Ends it the fast way (open transactions are rolled back); after `patience` ms at once, which the next start recovers. */
export async function endPostmaster(pid: number, cluster: string, patience: number): Promise<void> {
  for (const [signal, time] of [
    ["SIGINT", patience],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 2_000],
  ] as const) {
    try {
      if (runsHere(pid, cluster)) process.kill(pid, signal);
    } catch {
      return;
    }
    const end = performance.now() + time;
    while (performance.now() < end) {
      if (!runsHere(pid, cluster)) return;
      await wait(20);
    }
  }
}
