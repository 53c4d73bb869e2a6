import type { Pool } from "pg";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** The server's own registry, so that several houses in one process never share a counter. */
export function openMetrics({ ofProcess }: { readonly ofProcess: boolean }): Registry {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  return registry;
}

/** How busy the pool is, read when somebody asks. */
export function watchPool(registry: Registry, pool: Pool): void {
  new Gauge({
    name: "casegraph_database_connections",
    help: "Connections of the pool by state; waiting: requests that wait for one.",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      this.set({ state: "in_use" }, pool.totalCount - pool.idleCount);
      this.set({ state: "idle" }, pool.idleCount);
      this.set({ state: "waiting" }, pool.waitingCount);
    },
  });
}
