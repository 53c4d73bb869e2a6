import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { personById } from "../case.queries";
import { change, takeCase } from "../case.steps";
import { roomFor, tellAssociated } from "../people.steps";

export interface AssociatePerson {
  readonly caseId: string;
  readonly personId: string;
  /** Free text: reporter, witness … */
  readonly relation: string;
  readonly note?: string | null;
}

/** Says whom a case concerns, and how; said again of the same person it replaces what was said. */
export function associatePerson(ctx: Ctx, input: AssociatePerson) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.ASSOCIATE_PERSON);
    const { person } = await mustExist(work, { person: personById(work, "personId", input.personId) });
    const note = input.note ?? null;
    const before = await work.one<{ relation: string; note: string | null }>(
      sql`SELECT relation, note FROM case_person WHERE case_id = ${subject.id} AND person_id = ${person}`,
    );
    if (before?.relation === input.relation && before.note === note) return { case: subject.id, warnings: [] };
    await work.query(sql`INSERT INTO case_person (case_id, person_id, relation, note, added_at)
      VALUES (${subject.id}, ${person}, ${input.relation}, ${note}, ${work.now})
      ON CONFLICT (case_id, person_id) DO UPDATE SET relation = excluded.relation, note = excluded.note`);
    if (!before) await roomFor(work, "case_person", subject.id, "personId");
    const changes = change("relation", before?.relation ?? null, input.relation);
    tellAssociated(work, subject.id, { personId: person!, note, changes });
    return { case: subject.id, warnings: [] };
  });
}
