import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { settingByKey } from "../case.queries";
import { change, changeCase, takeCase } from "../case.steps";
import { meetClock } from "../clock.steps";
import { endActivities, noOpenChildren, outOfRepair } from "../ending.steps";
import { mustBeInLastStage } from "../process.steps";
import { CaseState } from "../settings.entity";
import { offHold, statusToward } from "../status.steps";
import { EventType, TimelineKind } from "../timeline.events";

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
    const status = await statusToward(work, subject, CaseState.RESOLVED, input.status, "input.status");
    await mustBeInLastStage(work, subject);
    await noOpenChildren(work, subject);
    await endActivities(work, subject, { cancel: input.cancelOpenActivities ?? false });
    await work.query(sql`INSERT INTO case_resolution (case_id, path_id, notes, resolved_at, resolved_by_id)
      VALUES (${subject.id}, ${path}, ${input.notes}, ${work.now}, ${work.actorId})`);
    work.record({
      kind: TimelineKind.RESOLVED,
      type: EventType.CASE_RESOLVED,
      subjectId: subject.id,
      caseId: subject.id,
      assetId: subject.assetId,
      changes: [
        ...change("status", subject.statusKey, status.key),
        ...change("state", subject.state, CaseState.RESOLVED),
      ],
      words: { note: input.notes },
      data: { path: input.path },
    });
    await changeCase(work, subject, {
      status: status.id,
      state: CaseState.RESOLVED,
      resolvedAt: work.now,
      ...(await offHold(work, subject)),
      ...meetClock(work, subject),
    });
    await outOfRepair(work, subject);
    return { case: subject.id, warnings: [] };
  });
}
