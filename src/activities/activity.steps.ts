import { type CaseAction, assertCan } from "../cases/case.policy";
import { type LockedCase, lockCase } from "../cases/case.steps";
import { Permission } from "../platform/access/permissions";
import { permit } from "../platform/access/viewer";
import { notFound } from "../platform/errors";
import { typeOfId } from "../platform/ids";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { Activity, type ActivityState } from "./activity.entity";

export interface LockedActivity {
  readonly id: string;
  readonly version: number;
  readonly state: ActivityState;
  readonly subject: string;
  readonly caseId: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** Locks the activity's case, then the activity, and refuses unless the viewer may do this to it now. */
export async function takeActivity(
  work: Work,
  id: string,
  action: CaseAction,
): Promise<{ activity: LockedActivity; subject: LockedCase | null }> {
  const a = raw("a");
  const visible = work.scope.visible(Activity, a);
  const standing =
    typeOfId(id) === 27 &&
    (await work.one<{ caseId: string | null }>(
      sql`SELECT a.case_id AS "caseId" FROM activity a WHERE a.id = ${id} AND ${visible}`,
    ));
  if (!standing) throw notFound("The activity");
  const subject = await mayOn(work, standing.caseId, action);
  const activity = await work.one<LockedActivity>(sql`
    SELECT a.id, a.version, a.state, a.subject, a.case_id AS "caseId", a.assignee_id AS "assigneeId", a.team_id AS "teamId"
    FROM activity a WHERE a.id = ${id} AND a.case_id IS NOT DISTINCT FROM ${standing.caseId}::uuid FOR UPDATE`);
  if (!activity) throw notFound("The activity");
  return { activity, subject };
}

/** The lock and the right on the case; without a case the right alone. */
export async function mayOn(work: Work, caseId: string | null, action: CaseAction): Promise<LockedCase | null> {
  if (caseId !== null) {
    const subject = await lockCase(work, caseId);
    assertCan(work.ctx.viewer, action, subject);
    return subject;
  }
  if (work.ctx.viewer) permit(work.ctx.viewer, Permission.SERVICE_WRITE);
  return null;
}
