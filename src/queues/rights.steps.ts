import { assertCan, CaseAction } from "../cases/case.policy";
import { Permission } from "../platform/access/permissions";
import { permit } from "../platform/access/viewer";
import { ErrorCode, Refusal } from "../platform/errors";
import type { Work } from "../platform/work";
import type { LockedItem, Queueable } from "./queueItem.steps";

/**
 * Refuses unless the viewer may put this into queues, or take it out. An activity is moved by who may work on its case, or
 * by SERVICE_WRITE where it is of none.
 */
export function mayQueue(work: Work, { case: subject, activity }: Queueable, action: CaseAction): void {
  if (subject) assertCan(work.ctx.viewer, activity ? CaseAction.ADD_ACTIVITY : action, subject);
  else if (work.ctx.viewer) permit(work.ctx.viewer, Permission.SERVICE_WRITE);
}

/** Refuses unless the viewer may pick the item, whoever holds it. */
export function mayPick(work: Work, item: LockedItem): void {
  const { case: subject, activity } = item.of;
  if (subject && !activity) assertCan(work.ctx.viewer, CaseAction.PICK, { ...subject, queued: "free" });
  else mayQueue(work, item.of, CaseAction.PICK);
}

/** Refuses unless the viewer holds the item or may assign. */
export function mayRelease(work: Work, item: LockedItem): void {
  const { viewer } = work.ctx;
  const { case: subject, activity } = item.of;
  const queued = item.workedById === null ? "free" : "held";
  if (subject && !activity) assertCan(viewer, CaseAction.RELEASE, { ...subject, queued });
  else {
    if (viewer)
      permit(viewer, item.workedById === viewer.personId ? Permission.SERVICE_WRITE : Permission.SERVICE_ASSIGN);
    if (item.workedById === null)
      throw new Refusal(ErrorCode.INVALID_TRANSITION, "Nobody holds the activity.", { allowed: [] });
  }
}
