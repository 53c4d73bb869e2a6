import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { newId } from "../src/platform/ids";
import { transact } from "../src/platform/transact";
import { openPlatform } from "../test/support/platformHouse";
import { onOwnCluster } from "./ownCluster";

/*
 * Two servers and a real NATS server that is absent, started, killed and started again: every event arrives, in order.
 *   npx tsx bench/nats.ts [path of nats-server]
 */
const BINARY = process.argv[2] ?? "nats-server";
const PORT = "14222";

async function main(): Promise<void> {
  const natsUrl = `nats://127.0.0.1:${PORT}`;
  const here = await openPlatform({ natsUrl });
  const there = await openPlatform({ url: here.url, natsUrl });
  const reader = await there.house.feed.read(null);
  let n = 0;
  const phase = async (what: string) => {
    const waits: number[] = [];
    for (let i = 0; i < 200; i++) {
      await transact(here.ctx(), async (work) => {
        work.record({ kind: "K", type: "T", subjectId: newId(23), data: { n: ++n } });
        return {};
      });
      const committed = performance.now();
      const [event] = await reader.next(1);
      if (event?.data.n !== n) throw new Error(`${what}: expected ${n}, got ${event?.data.n}`);
      waits.push(performance.now() - committed);
    }
    waits.sort((a, b) => a - b);
    console.log(
      `${what}: 200 events in order, on the other server after p50 ${waits[100]!.toFixed(2)} p99 ${waits[198]!.toFixed(2)} ms`,
    );
  };
  const start = async () => {
    const server = spawn(BINARY, ["-a", "127.0.0.1", "-p", PORT], { stdio: "ignore" });
    await once(server, "spawn");
    await pause(3000);
    return async () => {
      server.kill("SIGKILL");
      await once(server, "exit");
    };
  };
  await phase("NATS not there");
  const stop = await start();
  await phase("NATS there");
  await stop();
  await phase("NATS killed");
  const stopAgain = await start();
  await phase("NATS there again");
  await there.close();
  await here.drop();
  await stopAgain();
}

void onOwnCluster(main);
