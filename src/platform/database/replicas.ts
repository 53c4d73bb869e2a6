import { Client, type ClientConfig, Pool } from "pg";
import type { Logger } from "../log";
import { PLANNING } from "./planning";

/** One pool over all replicas, each new connection to the next of them; null where there are none. */
export function openReplicas(urls: readonly string[], log: Logger): Pool | null {
  if (urls.length === 0) return null;
  let next = 0;
  class ReplicaClient extends Client {
    constructor(config: ClientConfig) {
      super({ ...config, connectionString: urls[next++ % urls.length]! });
    }
  }
  const pool = new Pool({
    // pg takes the class of its clients as an option.
    Client: ReplicaClient as unknown as NonNullable<ConstructorParameters<typeof Pool>[0]>["Client"],
    connectionString: urls[0]!,
    max: 20 * urls.length,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "casegraph reads",
    options: PLANNING,
    // So that the connections spread again after a replica was away.
    maxLifetimeSeconds: 600,
  });
  pool.on("error", (error) => log.warn({ err: error }, "a connection to a replica was lost"));
  return pool;
}
