import { audienceOf } from "../cases/handover.queries";
import { change, changeCase, type LockedCase } from "../cases/case.steps";
import { EventType, TimelineKind } from "../cases/timeline.events";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { putInQueue } from "../queues/queueItem.steps";
import { rederiveClocks } from "../sla/clock.steps";
import { standingApplicant } from "./applicant.queries";
import { type NamedTargets, nobodyWarning, route, whyOf } from "./route.steps";
import { rulesOf } from "./ruleSet.queries";

/**
 * Applies the rules to a locked case again. The owner stays where they lead to the team that it has; elsewhere whom they
 * lead to gets it, or nobody. What they say nothing of stays, as does what was
 * named beside. Told are who gets it and who loses it.
 */
export async function rerouteCase(
  work: Work,
  subject: LockedCase,
  actorId: string | null,
  named: NamedTargets = { queue: false, team: false, assignee: false, priority: false },
) {
  const applicant = await standingApplicant(work, subject.id);
  const keeps = (teamId: string | null) =>
    subject.assigneeId !== null && (teamId === null || teamId === subject.teamId);
  const routed = await route(work, await rulesOf(work), applicant, named, (team) => keeps(team?.id ?? null));
  const { rule, team } = routed;
  if (!rule) return [];
  const teamId = team?.id ?? subject.teamId;
  const assigneeId = keeps(team?.id ?? null) ? subject.assigneeId : routed.assigneeId;
  const priority = routed.priority ?? subject.priority;
  const [{ tags } = { tags: [] }] = await work.query<{ tags: string[] }>(
    sql`SELECT tags FROM service_case WHERE id = ${subject.id}`,
  );
  const fresh = routed.tags.filter((tag) => !tags.includes(tag));
  const changedPerson = assigneeId !== subject.assigneeId;
  const changedTeam = teamId !== subject.teamId;
  work.record({
    kind: TimelineKind.ROUTED,
    type: EventType.CASE_ROUTED,
    subjectId: subject.id,
    caseId: subject.id,
    actorId,
    changes: [
      ...change("team", subject.teamKey, team?.key ?? subject.teamKey),
      ...change("assignee", subject.assigneeId, assigneeId),
      ...change("priority", subject.priority, priority),
      ...change("tags", null, fresh.join(", ") || null),
      ...whyOf(routed),
    ],
    data: {
      ruleId: rule.id,
      teamId,
      assigneeId,
      lostAssigneeId: changedPerson ? subject.assigneeId : null,
      lostTeamId: changedTeam ? subject.teamId : null,
    },
    audience: await audienceOf(work, subject, { assigneeId, teamId }, team),
  });
  await changeCase(work, subject, {
    team: teamId,
    assignee: assigneeId,
    routedBy: rule.id,
    ...(changedPerson && { assignedAt: assigneeId === null ? null : work.now }),
    ...(fresh.length > 0 && { tags: [...tags, ...fresh] }),
    ...(priority !== subject.priority && { priority, ...(await rederiveClocks(work, subject, priority)) }),
  });
  if (routed.queue) await putInQueue(work, { case: { ...subject, assigneeId }, activity: null }, routed.queue);
  return routed.nobody ? [nobodyWarning(routed)] : [];
}
