import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { ownerById, ownerFound } from "../case.queries";
import { takeCase } from "../case.steps";
import { roomFor, tellJoined } from "../people.steps";

export interface Collaborators {
  readonly id: string;
  readonly personIds: readonly string[];
}

/** Has further people work on a case: they see it, confidential or not, may do what its owner may, and are told. */
export function addCollaborators(ctx: Ctx, { id, personIds }: Collaborators) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, id, CaseAction.COLLABORATE);
    const found = await mustExist(
      work,
      Object.fromEntries(personIds.map((person, i) => [`p${i}`, ownerById(work, `personIds.${i}`, person)])),
    );
    const people = personIds.map((_, i) => ownerFound(found[`p${i}`]!, `personIds.${i}`)!);
    const added = await work.query<{ id: string }>(sql`
      INSERT INTO case_collaborator (case_id, person_id, added_at)
      SELECT ${subject.id}, given.id, ${work.now} FROM unnest(${people}::uuid[]) WITH ORDINALITY AS given (id, n) ORDER BY n
      ON CONFLICT DO NOTHING RETURNING person_id AS id`);
    if (added.length > 0) await roomFor(work, "case_collaborator", subject.id, "personIds");
    for (const person of added) tellJoined(work, subject.id, person.id);
    return { case: subject.id, warnings: [] };
  });
}
