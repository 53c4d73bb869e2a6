import { notFound } from "../platform/errors";
import { MovedOn } from "../platform/faults";
import { typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { assertCan, assertUnfinished, CaseAction } from "./case.policy";
import { type LockedCase, lockCase } from "./case.steps";
import { Comment } from "./comment.entity";

/** A comment as it stands under its case's lock. */
export interface LockedComment {
  readonly id: string;
  readonly caseId: string;
  readonly authorId: string | null;
  readonly body: string;
  readonly internal: boolean;
  readonly deleted: boolean;
}

/**
 * Locks the case of a comment that the viewer sees, then the comment. Who may comment there may go on; `moderates` says
 * who may as well, whatever else they may do to the case.
 */
export async function takeComment(
  work: Work,
  id: string,
  moderates = false,
): Promise<{ subject: LockedCase; comment: LockedComment }> {
  const read = (lock: "FOR UPDATE" | "") =>
    work.one<LockedComment>(sql`
    SELECT c.id, c.case_id AS "caseId", c.author_id AS "authorId", c.body, c.internal, c.deleted_at IS NOT NULL AS deleted
    FROM comment c WHERE c.id = ${id} AND ${work.scope.visible(Comment, raw("c"))} ${raw(lock && `${lock} OF c`)}`);
  const found = typeOfId(id) === 24 ? await read("") : undefined;
  if (!found) throw notFound("The comment");
  const subject = await lockCase(work, found.caseId);
  const comment = await read("FOR UPDATE");
  // Its case was merged while this waited: the next try finds it where it is now.
  if (comment?.caseId !== subject.id) throw new MovedOn(`Comment ${id}`);
  if (!moderates)
    assertCan(work.ctx.viewer, comment.internal ? CaseAction.COMMENT_INTERNALLY : CaseAction.COMMENT, subject);
  assertUnfinished(subject);
  return { subject, comment };
}
