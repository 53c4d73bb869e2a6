import { sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** A warning where somebody now owns more open cases than the person may at once; a person's hand is not held back by it. */
export async function overCapacity(
  work: Work,
  personId: string | null,
): Promise<{ readonly code: "OVER_CAPACITY"; readonly message: string }[]> {
  if (personId === null) return [];
  const row = await work.one<{ name: string; capacity: number; load: number }>(sql`
    SELECT p.name, p.capacity, l.load FROM person p CROSS JOIN LATERAL (SELECT count(*)::int AS load FROM service_case c
      WHERE c.assignee_id = p.id AND c.state IN ('NEW', 'OPEN', 'ON_HOLD')) l
    WHERE p.id = ${personId} AND l.load > p.capacity`);
  if (!row) return [];
  const { name, capacity, load } = row;
  return [{ code: "OVER_CAPACITY", message: `${name} owns ${load} open cases, and may own ${capacity}.` }];
}
