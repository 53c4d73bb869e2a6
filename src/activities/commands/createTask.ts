import { CaseAction } from "../../cases/case.policy";
import { customerById, ownerById, ownerFound, teamByKey, teamFound } from "../../cases/case.queries";
import { change } from "../../cases/case.steps";
import type { Priority } from "../../cases/settings.entity";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Activity, ActivityKind } from "../activity.entity";
import { mayOn } from "../activity.steps";

export interface CreateTask {
  readonly caseId?: string | null;
  readonly customerId?: string | null;
  readonly subject: string;
  readonly description?: string | null;
  readonly priority?: Priority;
  readonly assigneeId?: string | null;
  /** By key. */
  readonly team?: string | null;
  readonly dueAt?: Date | null;
}

/** Adds something to do, on a case or by itself. */
export function createTask(ctx: Ctx, input: CreateTask) {
  return transact(ctx, async (work) => {
    const subject = await mayOn(work, input.caseId ?? null, CaseAction.ADD_ACTIVITY);
    const found = await mustExist(work, {
      customer: input.customerId != null && customerById(work, "input.customerId", input.customerId),
      assignee: input.assigneeId != null && ownerById(work, "input.assigneeId", input.assigneeId),
      team: input.team != null && teamByKey("input.team", input.team),
    });
    const assigneeId = ownerFound(found.assignee, "input.assigneeId");
    const team = teamFound(found.team);
    const id = newId(27);
    await work.insert(Activity, {
      id,
      kind: ActivityKind.TASK,
      subject: input.subject,
      description: input.description,
      priority: input.priority,
      case: subject?.id ?? null,
      customer: found.customer ?? subject?.customerId ?? null,
      assignee: assigneeId,
      team: team?.id ?? null,
      dueAt: input.dueAt,
      createdAt: work.now,
      createdBy: work.actorId,
      updatedAt: work.now,
    });
    const about = { subjectId: id, activityId: id, caseId: subject?.id ?? null };
    work.record({
      ...about,
      kind: TimelineKind.ACTIVITY_ADDED,
      type: EventType.ACTIVITY_CREATED,
      data: { kind: ActivityKind.TASK },
    });
    if (assigneeId !== null || team !== null)
      work.record({
        ...about,
        kind: TimelineKind.ACTIVITY_ASSIGNED,
        type: EventType.ACTIVITY_ASSIGNED,
        changes: [...change("assignee", null, assigneeId), ...change("team", null, team?.key ?? null)],
        data: { assigneeId, teamId: team?.id ?? null },
        audience: { assigned: [...new Set([...(assigneeId === null ? [] : [assigneeId]), ...(team?.members ?? [])])] },
      });
    return { activity: id, warnings: [] };
  });
}
