import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../src/platform/database/embedded";
import { openLog } from "../src/platform/log";

/** Runs a measurement on a PostgreSQL of its own, durable as a real one, or on CASEGRAPH_TEST_CLUSTER where that is set. */
export async function onOwnCluster(measure: () => Promise<void>): Promise<void> {
  if (process.env.CASEGRAPH_TEST_CLUSTER) return measure();
  const folder = mkdtempSync(join(tmpdir(), "casegraph-bench-"));
  const embedded = await startEmbedded({ folder, log: openLog("warn") });
  const cluster = new URL(embedded.url);
  cluster.pathname = "/postgres";
  process.env.CASEGRAPH_TEST_CLUSTER = cluster.href;
  try {
    await measure();
  } finally {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
