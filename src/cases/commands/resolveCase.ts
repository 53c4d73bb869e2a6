import { ErrorCode, Refusal } from "../../platform/errors";
import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { settingByKey } from "../case.queries";
import { change, changeCase, type LockedCase, statusFor, takeCase } from "../case.steps";
import { CaseState } from "../settings.entity";
import { EventType, SlaKind, TimelineKind } from "../timeline.events";

export interface ResolveCase {
  /** By key. */
  readonly path: string;
  readonly notes: string;
  readonly cancelOpenActivities?: boolean;
  readonly status?: string | null;
}

/** Ends the work: from here the case is read-only. Open activities and open children stand in the way. */
export function resolveCase(ctx: Ctx, given: { id: string; input: ResolveCase; expectedVersion?: number | null }) {
  const { id, input } = given;
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, id, CaseAction.RESOLVE, given.expectedVersion);
    const { path } = await mustExist(work, {
      path: settingByKey("input.path", "resolution_path", "resolution path", input.path),
    });
    const status = await statusFor(work, CaseState.RESOLVED, input.status, "input.status");
    await noOpenChildren(work, subject);
    await endActivities(work, subject, input.cancelOpenActivities ?? false);
    await work.query(sql`INSERT INTO case_resolution (case_id, path_id, notes, resolved_at, resolved_by_id)
      VALUES (${subject.id}, ${path}, ${input.notes}, ${work.now}, ${work.actorId})`);
    await changeCase(work, subject, {
      status: status.id,
      state: CaseState.RESOLVED,
      holdReason: null,
      resolvedAt: work.now,
      slaMetAt: work.now,
      dueAt: null,
    });
    const about = { subjectId: subject.id, caseId: subject.id };
    work.record({
      ...about,
      kind: TimelineKind.RESOLVED,
      type: EventType.CASE_RESOLVED,
      assetId: subject.assetId,
      changes: [
        ...change("status", subject.statusKey, status.key),
        ...change("state", subject.state, CaseState.RESOLVED),
      ],
      words: { note: input.notes },
      data: { path: input.path },
    });
    if (subject.slaDueAt)
      work.record({
        ...about,
        kind: TimelineKind.SLA_MET,
        type: EventType.SLA_MET,
        slaKind: SlaKind.RESOLUTION,
        data: { late: work.now > subject.slaDueAt },
      });
    return { case: subject.id, warnings: [] };
  });
}

async function noOpenChildren(work: Work, subject: LockedCase): Promise<void> {
  const open = await work.query<{ id: string }>(
    sql`SELECT id FROM service_case WHERE parent_id = ${subject.id} AND state IN ('NEW', 'OPEN', 'ON_HOLD') ORDER BY id`,
  );
  if (open.length > 0)
    throw new Refusal(ErrorCode.OPEN_CHILD_CASES, `${subject.number} has ${open.length} open child cases.`, {
      caseIds: open.map((child) => child.id),
    });
}

async function endActivities(work: Work, subject: LockedCase, cancel: boolean): Promise<void> {
  const open = await work.query<{ id: string }>(
    sql`SELECT id FROM activity WHERE case_id = ${subject.id} AND state = 'OPEN' ORDER BY id FOR UPDATE`,
  );
  if (open.length === 0) return;
  if (!cancel)
    throw new Refusal(ErrorCode.OPEN_ACTIVITIES, `${subject.number} has ${open.length} open activities.`, {
      activityIds: open.map((activity) => activity.id),
    });
  await work.query(sql`UPDATE activity SET state = 'CANCELED', canceled_at = ${work.now}, updated_at = ${work.now},
    version = version + 1 WHERE case_id = ${subject.id} AND state = 'OPEN'`);
  for (const { id } of open)
    work.record({
      kind: TimelineKind.ACTIVITY_CANCELED,
      type: EventType.ACTIVITY_CANCELED,
      subjectId: id,
      caseId: subject.id,
      activityId: id,
      changes: change("state", "OPEN", "CANCELED"),
    });
}
