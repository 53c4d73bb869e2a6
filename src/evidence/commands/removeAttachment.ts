import { CaseAction } from "../../cases/case.policy";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { forbidden, notFound } from "../../platform/errors";
import { typeOfId } from "../../platform/ids";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Attachment } from "../attachment.entity";
import { subjectOf, takeSubject } from "../evidence.steps";

export interface RemoveAttachment {
  readonly id: string;
}

/** Takes evidence off what it hangs on; its bytes are deleted. That it was there stays on the timeline. */
export function removeAttachment(ctx: Ctx, { id }: RemoveAttachment) {
  return transact(ctx, async (work) => {
    const visible = work.scope.visible(Attachment, raw("r"));
    const subjectId = typeOfId(id) === 11 ? await subjectOf(work, "attachment", visible, id) : null;
    if (subjectId === null) throw notFound("The attachment");
    const subject = await takeSubject(work, subjectId, CaseAction.ATTACH);
    if (work.scope.portal) throw forbidden();
    const gone = await work.one<{ filename: string; internal: boolean }>(
      sql`DELETE FROM attachment WHERE id = ${id} AND ${raw(subject.column)} = ${subject.id} RETURNING filename, internal`,
    );
    if (!gone) throw notFound("The attachment");
    work.record({
      ...subject.about,
      kind: TimelineKind.EVIDENCE_REMOVED,
      type: EventType.EVIDENCE_REMOVED,
      attachmentId: id,
      data: { internal: gone.internal },
      words: { changes: [{ field: "evidence", from: gone.filename, to: null }] },
    });
    return { removedId: id, case: subject.caseId };
  });
}
