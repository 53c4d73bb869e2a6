import { CASE_PAST } from "../../src/cases/leaving.rules";
import type { TestHouse } from "./house";

/** Fields of a case whose every change its timeline tells, with what the row says of them, as the timeline would. */
const TOLD: Readonly<Record<string, string>> = {
  title: "c.title",
  description: "c.description",
  status: "(SELECT k.key FROM case_status k WHERE k.id = c.status_id)",
  state: "c.state",
  priority: "c.priority::text",
  type: "(SELECT k.key FROM case_type k WHERE k.id = c.type_id)",
  reason: "(SELECT k.key FROM reason_code k WHERE k.id = c.reason_id)",
  category: "(SELECT k.key FROM case_category k WHERE k.id = c.category_id)",
  team: "(SELECT k.key FROM team k WHERE k.id = c.team_id)",
  assignee: "c.assignee_id::text",
  customer: "c.customer_id::text",
  asset: "c.asset_id::text",
  confidential: "c.confidential::text",
  escalationLevel: "c.escalation_level::text",
};

/**
 * What does not come out when a case's timeline is told again from its beginning: each change must go on from what the one
 * before it left, and the last must be what the row says.
 */
export async function replayBreaches(house: TestHouse, caseId: string): Promise<string[]> {
  const unknown = Object.keys(TOLD).filter((field) => !CASE_PAST.fields[field]);
  if (unknown.length > 0) throw new Error(`The past of cases does not know ${unknown.join(", ")}`);
  const [row] = await house.rows<Record<string, string | null>>(
    `SELECT c.number, ${Object.entries(TOLD).map(([field, value]) => `${value} AS "${field}"`)} FROM service_case c WHERE c.id = $1`,
    caseId,
  );
  const told = await house.rows<{ seq: string; kind: string; field: string; from: string | null; to: string | null }>(
    `SELECT e.seq::text, e.kind, f->>'field' AS field, f->>'from' AS "from", f->>'to' AS "to"
     FROM event e LEFT JOIN event_words w ON w.event_seq = e.seq
     CROSS JOIN LATERAL jsonb_array_elements(e.changes || coalesce(w.changes, '[]')) WITH ORDINALITY AS told (f, n)
     WHERE e.case_id = $1 AND e.subject_id = e.case_id ORDER BY e.seq, n`,
    caseId,
  );
  const breaches: string[] = [];
  const stands = new Map<string, string | null>();
  for (const { seq, kind, field, from, to } of told) {
    if (!TOLD[field]) continue;
    if (stands.has(field) && stands.get(field) !== from)
      breaches.push(`${row!.number}: ${kind} ${seq} changes ${field} from ${from}, which was ${stands.get(field)}`);
    stands.set(field, to);
  }
  for (const [field, value] of stands)
    if (value !== row![field]) breaches.push(`${row!.number}: ${field} is ${row![field]}, told as ${value}`);
  return breaches;
}
