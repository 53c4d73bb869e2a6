import { invalid } from "../platform/errors";
import { ident, sql } from "../platform/sql";
import type { FieldChange, Work } from "../platform/work";
import { EventType, TimelineKind } from "./timeline.events";

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

/** Tells whom a case concerns now, and how. */
export function tellAssociated(
  work: Work,
  caseId: string,
  { personId, note, changes }: { personId: string; note: string | null; changes: readonly FieldChange[] },
): void {
  work.record({
    kind: TimelineKind.PERSON_ASSOCIATED,
    type: EventType.CASE_UPDATED,
    subjectId: caseId,
    caseId,
    data: { personId },
    words: { note, changes },
  });
}

/** Tells that somebody works on a case beside its owner, and tells the person. */
export function tellJoined(work: Work, caseId: string, personId: string): void {
  work.record({
    kind: TimelineKind.COLLABORATOR_ADDED,
    type: EventType.CASE_UPDATED,
    subjectId: caseId,
    caseId,
    data: { personId },
    audience: { joined: [personId] },
  });
}
