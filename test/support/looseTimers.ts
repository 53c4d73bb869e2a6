import { openHouse } from "../../src/main";
import { openLog } from "../../src/platform/log";
import { sql } from "../../src/platform/sql";
import type { DueTimer } from "../../src/platform/timers";
import { transact } from "../../src/platform/transact";
import type { Ctx } from "../../src/platform/work";
import { makeSchema } from "../../src/schema";
import { tellDueClock } from "../../src/sla/timers/tellDueClock";
import { settingsOfTests } from "./settings";

/*
 * A server that fires timers wrongly: it takes a timer away in one transaction and does its duty in the next. Whoever kills
 * it loses what it had taken. Proofs that nothing is lost run against it too, and must fail.
 */

async function main(): Promise<void> {
  const settings = settingsOfTests({});
  const log = openLog(settings.logLevel);
  const open = await openHouse({
    settings,
    databaseUrl: process.argv[2]!,
    log,
    schema: await makeSchema(),
    timers: false,
    poolSize: 8,
  });
  const { house } = open;
  const ctx: Ctx = { house, viewer: null, requestId: "loose", ip: null, userAgent: null, idempotency: null };
  process.stdout.write("ready\n");
  const lane = async () => {
    for (;;) {
      const { timer } = await transact(ctx, async (work) => ({
        timer: await work.one<DueTimer>(sql`
          DELETE FROM timer WHERE (kind, subject_id) = (SELECT kind, subject_id FROM timer
            WHERE kind = 'sla.clock' AND ready_at <= casegraph_now() ORDER BY ready_at LIMIT 1 FOR UPDATE SKIP LOCKED)
          RETURNING kind, subject_id AS "subjectId", due, generation, data`),
      }));
      if (!timer) {
        await house.pool.query("SELECT pg_sleep(0.02)");
        continue;
      }
      await transact(ctx, async (work) => {
        await tellDueClock(work, timer);
        return {};
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
