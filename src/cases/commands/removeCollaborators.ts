import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeCase } from "../case.steps";
import { EventType, TimelineKind } from "../timeline.events";
import type { Collaborators } from "./addCollaborators";

/** Takes people off a case who worked on it beside its owner; who did not is passed over. */
export function removeCollaborators(ctx: Ctx, { id, personIds }: Collaborators) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, id, CaseAction.COLLABORATE);
    const gone = await work.query<{ id: string }>(sql`
      DELETE FROM case_collaborator WHERE case_id = ${subject.id} AND person_id = ANY (${personIds}::uuid[])
      RETURNING person_id AS id`);
    for (const person of gone)
      work.record({
        kind: TimelineKind.COLLABORATOR_REMOVED,
        type: EventType.CASE_UPDATED,
        subjectId: subject.id,
        caseId: subject.id,
        data: { personId: person.id },
        audience: { left: [person.id] },
      });
    return { case: subject.id, warnings: [] };
  });
}
