import { invalid } from "../platform/errors";
import { ident, sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** Associated people, and collaborators, that a case has at most. */
export const MOST_PEOPLE = 100;

/** Refuses one person more than a case may have. */
export async function roomFor(
  work: Work,
  table: "case_person" | "case_collaborator",
  caseId: string,
  path: string,
): Promise<void> {
  const found = await work.one<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM ${ident(table)} WHERE case_id = ${caseId}`,
  );
  if (found!.n > MOST_PEOPLE)
    throw invalid({ path, rule: "maxItems", message: `a case has at most ${MOST_PEOPLE} of them` });
}
