import { CaseAction } from "../../cases/case.policy";
import { TimelineKind } from "../../cases/timeline.events";
import { notFound } from "../../platform/errors";
import { typeOfId } from "../../platform/ids";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { subjectOf, takeSubject, updated } from "../evidence.steps";
import { ExternalLink } from "../externalLink.entity";

export interface RemoveLink {
  readonly id: string;
}

/** Takes a reference to another system away. */
export function removeLink(ctx: Ctx, { id }: RemoveLink) {
  return transact(ctx, async (work) => {
    const visible = work.scope.visible(ExternalLink, raw("r"));
    const subjectId = typeOfId(id) === 12 ? await subjectOf(work, "external_link", visible, id) : null;
    if (subjectId === null) throw notFound("The link");
    const subject = await takeSubject(work, subjectId, CaseAction.LINK);
    const gone = await work.one<{ title: string }>(
      sql`DELETE FROM external_link WHERE id = ${id} AND ${raw(subject.column)} = ${subject.id} RETURNING title`,
    );
    if (!gone) throw notFound("The link");
    work.record({
      ...subject.about,
      kind: TimelineKind.LINK_REMOVED,
      type: updated(subject),
      data: { linkId: id },
      words: { changes: [{ field: "link", from: gone.title, to: null }] },
    });
    return { removedId: id, case: subject.caseId };
  });
}
