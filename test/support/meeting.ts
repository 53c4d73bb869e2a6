import type { TestHouse } from "./house";

/*
 * Commands that meet at one case. A gate holds the case's row; each command is started once the one before waits, so that
 * they are let through in a known order, and each is under way before the other has written.
 */

const waiting = async (desk: TestHouse): Promise<number> =>
  (
    await desk.rows<{ n: number }>(
      "SELECT count(DISTINCT pid)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()",
    )
  )[0]!.n;

/** Lets the commands through to the case in this order, all of them under way at once. */
export async function meetAt<T>(desk: TestHouse, id: string, commands: readonly (() => Promise<T>)[]): Promise<T[]> {
  const gate = await desk.house.pool.connect();
  const running: Promise<T>[] = [];
  try {
    await gate.query("BEGIN");
    await gate.query("SELECT FROM service_case WHERE id = $1 FOR UPDATE", [id]);
    for (const [i, command] of commands.entries()) {
      running.push(command());
      while ((await waiting(desk)) < i + 1);
    }
  } finally {
    await gate.query("COMMIT");
    gate.release();
  }
  return Promise.all(running);
}
