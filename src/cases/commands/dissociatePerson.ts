import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface DissociatePerson {
  readonly caseId: string;
  readonly personId: string;
}

/** Takes back that a case concerns a person; whom it does not concern is passed over. */
export function dissociatePerson(ctx: Ctx, input: DissociatePerson) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.ASSOCIATE_PERSON);
    const gone = await work.one<{ id: string; relation: string }>(
      sql`DELETE FROM case_person WHERE case_id = ${subject.id} AND person_id = ${input.personId}
        RETURNING person_id AS id, relation`,
    );
    if (gone)
      work.record({
        kind: TimelineKind.PERSON_DISSOCIATED,
        type: EventType.CASE_UPDATED,
        subjectId: subject.id,
        caseId: subject.id,
        data: { personId: gone.id },
        words: { changes: [{ field: "relation", from: gone.relation, to: null }] },
      });
    return { case: subject.id, warnings: [] };
  });
}
