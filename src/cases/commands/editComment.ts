import { conflict, forbidden } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { takeComment } from "../comment.steps";
import { keepMentions } from "../mentions.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface EditComment {
  readonly id: string;
  readonly body: string;
}

/** Puts a comment in other words, by its author; the earlier ones are on the timeline, and who is named anew is told. */
export function editComment(ctx: Ctx, { id, body }: EditComment) {
  return transact(ctx, async (work) => {
    const { subject, comment } = await takeComment(work, id);
    if (work.ctx.viewer && comment.authorId !== work.actorId)
      throw forbidden("Only its author puts a comment in other words.");
    if (comment.deleted) throw conflict("This comment was deleted.");
    if (body === comment.body) return { comment: comment.id };
    await work.query(sql`UPDATE comment SET body = ${body}, edited_at = ${work.now} WHERE id = ${comment.id}`);
    const mentioned = await keepMentions(work, { ...comment, body, edited: true }, subject.customerId);
    work.record({
      kind: TimelineKind.COMMENT_EDITED,
      type: EventType.COMMENT_EDITED,
      subjectId: subject.id,
      caseId: subject.id,
      commentId: comment.id,
      data: { internal: comment.internal },
      words: { changes: [{ field: "body", from: comment.body, to: body }] },
      ...(mentioned.length > 0 && { audience: { mentioned } }),
    });
    return { comment: comment.id };
  });
}
