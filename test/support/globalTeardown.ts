import { rmSync } from "node:fs";

/** Ends the run's PostgreSQL and takes its folder away. */
export default async function globalTeardown(): Promise<void> {
  const cluster = globalThis.casegraphTestCluster;
  if (!cluster) return;
  await cluster.embedded.stop();
  globalThis.casegraphTestCluster = undefined;
  rmSync(cluster.folder, { recursive: true, force: true });
}
