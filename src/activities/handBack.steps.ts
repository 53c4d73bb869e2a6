import { change } from "../cases/case.steps";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { holdersOf } from "../people/people.queries";
import { Permission } from "../platform/access/permissions";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";

/**
 * Takes all open work off a person: cases and activities stay with their team and nobody owns them. Each says so on its
 * timeline, and the dispatchers are told.
 */
export async function handBackOpenWork(work: Work, personId: string): Promise<void> {
  // Cases before activities, as every command locks them.
  await work.query(sql`SELECT FROM service_case c WHERE c.state IN ('NEW', 'OPEN', 'ON_HOLD') AND (c.assignee_id = ${personId}
    OR c.id IN (SELECT a.case_id FROM activity a WHERE a.assignee_id = ${personId} AND a.state = 'OPEN'))
    ORDER BY c.id FOR UPDATE`);
  const cases = await work.query<{ id: string; teamId: string | null; assetId: string | null }>(sql`
    UPDATE service_case SET assignee_id = NULL, assigned_at = NULL, version = version + 1, updated_at = ${work.now}
    WHERE assignee_id = ${personId} AND state IN ('NEW', 'OPEN', 'ON_HOLD')
    RETURNING id, team_id AS "teamId", asset_id AS "assetId"`);
  const activities = await work.query<{ id: string; caseId: string | null; teamId: string | null }>(sql`
    UPDATE activity SET assignee_id = NULL, version = version + 1, updated_at = ${work.now}
    WHERE assignee_id = ${personId} AND state = 'OPEN' RETURNING id, case_id AS "caseId", team_id AS "teamId"`);
  if (cases.length + activities.length === 0) return;
  const dispatchers = await holdersOf(work, Permission.SERVICE_DISPATCH);
  const handed = (teamId: string | null) => ({
    kind: TimelineKind.HANDED_BACK,
    changes: change("assignee", personId, null),
    data: { assigneeId: null, teamId, lostAssigneeId: personId, lostTeamId: null },
    audience: { lost: [personId], handedBack: dispatchers },
  });
  for (const { id, teamId, assetId } of cases)
    work.record({ ...handed(teamId), type: EventType.CASE_ASSIGNED, subjectId: id, caseId: id, assetId });
  for (const { id, caseId, teamId } of activities)
    work.record({
      ...handed(teamId),
      type: EventType.ACTIVITY_ASSIGNED,
      subjectId: id,
      activityId: id,
      caseId,
    });
}
