import { openPlatform } from "../test/support/platformHouse";
import { onOwnCluster } from "./ownCluster";
import { newId } from "../src/platform/ids";
import { transact } from "../src/platform/transact";

/*
 * What a bare command costs (one event, no rows of its own), and how long its event waits for its place in the log.
 *   npx tsx bench/events.ts [seconds] [writers]
 */
const SECONDS = Math.min(Number(process.argv[2] ?? 4), 30);
const WRITERS = Math.min(Number(process.argv[3] ?? 8), 64);

const percentile = (sorted: number[], p: number) =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0).toFixed(2);

async function main(): Promise<void> {
  const { house, ctx, drop } = await openPlatform();
  const command = () =>
    transact(ctx(), async (work) => {
      work.record({ kind: "OPENED", type: "CASE_CREATED", subjectId: newId(23) });
      return {};
    });

  const measure = async (what: string, writers: number, pauseMs: number) => {
    const commits: number[] = [];
    const stamps: number[] = [];
    const waiting: Promise<unknown>[] = [];
    const start = performance.now();
    const until = start + SECONDS * 1000;
    await Promise.all(
      Array.from({ length: writers }, async () => {
        while (performance.now() < until) {
          const at = performance.now();
          const { cursor } = await command();
          const committed = performance.now();
          commits.push(committed - at);
          waiting.push(cursor().then(() => stamps.push(performance.now() - committed)));
          if (pauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        }
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    await Promise.all(waiting);
    commits.sort((a, b) => a - b);
    stamps.sort((a, b) => a - b);
    console.log(
      `${what}: ${(commits.length / seconds).toFixed(0)} commands/s, command p50 ${percentile(commits, 0.5)} p99 ${percentile(commits, 0.99)} ms, ` +
        `stamp p50 ${percentile(stamps, 0.5)} p99 ${percentile(stamps, 0.99)} ms`,
    );
  };
  await measure("warm", 1, 0);
  await measure("one writer", 1, 0);
  await measure("400/s", 8, 18);
  await measure(`${WRITERS} writers`, WRITERS, 0);
  // A transaction that stays open keeps the dead entries of the unstamped rows' index from being taken away.
  const open = await house.pool.connect();
  await open.query("BEGIN; CREATE TEMP TABLE held ()");
  await measure(`${WRITERS} writers beside a transaction that stays open`, WRITERS, 0);
  await measure("400/s beside it", 8, 18);
  await open.query("ROLLBACK");
  open.release();
  await drop();
}

void onOwnCluster(main);
