import { sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** Gives a queue exactly these members, beside those of its team. */
export async function setQueueMembers(work: Work, queueId: string, ids: readonly string[]): Promise<void> {
  const all = sql`${[...ids]}::uuid[]`;
  await work.query(sql`DELETE FROM queue_member WHERE queue_id = ${queueId} AND person_id <> ALL (${all})`);
  await work.query(sql`INSERT INTO queue_member (queue_id, person_id) SELECT ${queueId}::uuid, unnest(${all})
    ON CONFLICT DO NOTHING`);
}
