import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What a contender is told when it starts. */
export interface Start {
  readonly databaseUrl: string;
  /** Connections that it may hold: the same for all. */
  readonly poolSize: number;
  /** The database role of people who ask, and who they are by their tokens: for a contender that leaves its access rules to the database. */
  readonly rules?: { readonly role: string; readonly viewers: Readonly<Record<string, string>> };
}

/**
 * The contender's side of the measurement: a process of its own that listens on a free port of this machine and tells
 * what CPU time and memory it uses when it is asked.
 */
export async function serve(open: (start: Start) => Promise<Server | string>): Promise<void> {
  const tell = (message: object) => process.send?.(message);
  process.on("disconnect", () => process.exit(0));
  process.on("message", (message: { cpu?: true; memory?: true }) => {
    if (message.cpu) tell({ cpu: process.cpuUsage() });
    if (message.memory) {
      globalThis.gc?.();
      tell({ memory: process.memoryUsage.rss() });
    }
  });
  const server = await open(JSON.parse(process.env.BENCH_START!) as Start);
  if (typeof server === "string") {
    tell({ url: server });
    return;
  }
  server.listen(0, "127.0.0.1", () => tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
}
