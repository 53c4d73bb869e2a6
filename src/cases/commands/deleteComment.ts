import { Permission } from "../../platform/access/permissions";
import { can } from "../../platform/access/viewer";
import { forbidden } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { takeComment } from "../comment.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface DeleteComment {
  readonly id: string;
}

/**
 * Takes a comment's words away, earlier wordings on the timeline included, by its author or SETTINGS_MANAGE. That it was
 * there stays; what was attached to it stays evidence of the case.
 */
export function deleteComment(ctx: Ctx, { id }: DeleteComment) {
  return transact(ctx, async (work) => {
    const { viewer } = work.ctx;
    const moderates = viewer === null || can(viewer, Permission.SETTINGS_MANAGE);
    const { subject, comment } = await takeComment(work, id, moderates);
    if (!moderates && comment.authorId !== work.actorId)
      throw forbidden("Only its author, or SETTINGS_MANAGE, deletes a comment.");
    if (comment.deleted) return { comment: comment.id };
    await work.query(sql`UPDATE comment SET body = '', deleted_at = ${work.now} WHERE id = ${comment.id}`);
    await work.query(sql`DELETE FROM comment_mention WHERE comment_id = ${comment.id}`);
    await work.query(sql`DELETE FROM comment_attachment WHERE comment_id = ${comment.id}`);
    await work.query(sql`UPDATE event_words SET changes = '[]', note = NULL
      WHERE event_seq IN (SELECT seq FROM event WHERE comment_id = ${comment.id} AND kind = 'COMMENT_EDITED')`);
    work.record({
      kind: TimelineKind.COMMENT_DELETED,
      type: EventType.COMMENT_DELETED,
      subjectId: subject.id,
      caseId: subject.id,
      commentId: comment.id,
      data: { internal: comment.internal },
    });
    return { comment: comment.id };
  });
}
