import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { ADMIN } from "./settings";

/** A real server, in a process of its own, started as `npm start` does. */
export interface ServerProcess {
  readonly child: ChildProcess;
  /** `http://host:port`; null where it ended before it was ready. */
  readonly url: string | null;
  /** What it logged until it was ready, or until it ended. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** What it said on standard error, once it has ended. */
  readonly errors: Promise<string>;
  /** Sends the signal and waits for the end; answers exit code or signal. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/** Starts a server with these variables and waits until it is ready or has ended. */
export async function startProcess(
  variables: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(__dirname, "../../bin/casegraph.js"), "serve", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      CASEGRAPH_ADMIN_EMAIL: ADMIN.email,
      CASEGRAPH_ADMIN_PASSWORD: ADMIN.password,
      ...variables,
    },
  });
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const errors = text(child.stderr!);
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface({ input: child.stdout! });
  const url = await new Promise<string | null>((resolve) => {
    reader.on("line", (line) => {
      if (!line.startsWith("{")) return;
      const said = JSON.parse(line) as Record<string, unknown>;
      lines.push(said);
      const ready = /^Casegraph is ready: (.*)\/graphql$/.exec(String(said.msg));
      if (ready) resolve(ready[1]!);
    });
    void exited.then(() => resolve(null));
  });
  return {
    child,
    url,
    lines,
    errors,
    end: async (signal) => {
      child.kill(signal);
      const [code, by] = await exited;
      return code ?? by!;
    },
  };
}
