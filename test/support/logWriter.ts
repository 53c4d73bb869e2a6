import { newId } from "../../src/platform/ids";
import { sql } from "../../src/platform/sql";
import { transact } from "../../src/platform/transact";
import { openPlatform } from "./platformHouse";

/*
 * A server whose six writers append to a few subjects without end, and say on standard output what was acknowledged.
 * Each command counts its subject up under the lock of its row, so that the right order can be told afterwards.
 */
async function main(): Promise<void> {
  const platform = await openPlatform({ url: process.argv[2]! });
  const subjects = await platform.house.pool.query<{ id: string }>("SELECT id FROM subject ORDER BY id");
  const write = async () => {
    for (;;) {
      const { id } = subjects.rows[Math.floor(Math.random() * subjects.rows.length)]!;
      const subject = Math.random() < 0.3 ? newId(23) : id;
      const { n } = await transact(platform.ctx(), async (work) => {
        const row = await work.one<{ n: number }>(sql`UPDATE subject SET n = n + 1 WHERE id = ${subject} RETURNING n`);
        const at = row?.n ?? 1;
        work.record({
          kind: "COUNTED",
          type: "COUNTED",
          subjectId: subject,
          data: { n: at, slow: Math.random() < 0.3 },
        });
        return { n: at };
      });
      process.stdout.write(`${subject} ${n}\n`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, write));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
