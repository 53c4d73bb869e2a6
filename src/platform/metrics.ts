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

/** How well the plans of operations are kept, read when somebody asks. */
export function watchPlans(
  registry: Registry,
  engine: { readonly plans: { readonly hits: number; readonly misses: number; readonly size: number } },
): void {
  new Gauge({
    name: "casegraph_plans",
    help: "Compiled operations: kept, found again and compiled since the start.",
    labelNames: ["what"],
    registers: [registry],
    collect() {
      const { hits, misses, size } = engine.plans;
      this.set({ what: "kept" }, size);
      this.set({ what: "found" }, hits);
      this.set({ what: "compiled" }, misses);
    },
  });
}
