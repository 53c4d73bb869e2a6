import { attachToComment } from "../../evidence/evidence.steps";
import { newId } from "../../platform/ids";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { answering } from "../answer.steps";
import { CaseAction } from "../case.policy";
import { changeCase, opening, takeCase } from "../case.steps";
import { Comment } from "../comment.entity";
import { keepMentions } from "../mentions.steps";
import { EventType, TimelineKind } from "../timeline.events";

export interface CommentOnCase {
  readonly id: string;
  readonly body: string;
  readonly internal?: boolean;
  /** Fresh uploads of one's own. */
  readonly uploadIds?: readonly string[] | null;
  /** Evidence that the case has. */
  readonly attachmentIds?: readonly string[] | null;
}

/** Adds a comment; staff's first opens a new case, and their first public one is the first response. */
export function commentOnCase(ctx: Ctx, input: CommentOnCase) {
  return transact(ctx, async (work) => {
    const customer = work.scope.portal;
    const internal = (input.internal ?? false) && !customer;
    const subject = await takeCase(work, input.id, internal ? CaseAction.COMMENT_INTERNALLY : CaseAction.COMMENT);
    const id = newId(24);
    await work.insert(Comment, {
      id,
      case: subject.id,
      author: work.actorId,
      body: input.body,
      internal,
      createdAt: work.now,
    });
    const mentioned = await keepMentions(work, { id, body: input.body, internal }, subject.customerId);
    work.record({
      kind: TimelineKind.COMMENTED,
      type: EventType.COMMENT_ADDED,
      subjectId: subject.id,
      caseId: subject.id,
      commentId: id,
      data: { internal },
      ...(mentioned.length > 0 && { audience: { mentioned } }),
    });
    await attachToComment(work, { id, caseId: subject.id, internal }, input);
    const values = customer ? {} : internal ? await opening(work, subject) : await answering(work, subject);
    if (Object.keys(values).length > 0) await changeCase(work, subject, values);
    return { comment: id };
  });
}
