import { noEntitlement } from "../entitlements/cover.steps";
import { returnEntitlements, useEntitlement } from "../entitlements/entitlement.steps";
import { invalid } from "../platform/errors";
import { mustExist } from "../platform/mustExist";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { cancelClocks, meetClocks } from "../sla/clock.steps";
import { CaseAction } from "./case.policy";
import { settingByKey } from "./case.queries";
import { type CaseWarning, change, changeCase, type LockedCase, type StatusFound, takeCase } from "./case.steps";
import { endActivities, noOpenChildren, outOfRepair } from "./ending.steps";
import { mustBeInLastStage } from "./process.steps";
import { CaseState } from "./settings.entity";
import { offHold, statusToward } from "./status.steps";
import { EventType, TimelineKind } from "./timeline.events";
import type { ResolveCase } from "./commands/resolveCase";

/** Ends the work: from here the case is read-only. Open activities and open children stand in the way. Answers the case's id. */
export async function resolveWith(
  work: Work,
  given: { readonly id: string; readonly input: ResolveCase; readonly expectedVersion?: number | null },
  path = "input",
  warnings: CaseWarning[] = [],
): Promise<string> {
  const { id, input } = given;
  if (input.billableTime?.startsWith("-"))
    throw invalid({ path: `${path}.billableTime`, rule: "notNegative", message: "must not be negative" });
  const subject = await takeCase(work, id, CaseAction.RESOLVE, given.expectedVersion);
  const { path: pathId } = await mustExist(work, {
    path: settingByKey(`${path}.path`, "resolution_path", "resolution path", input.path),
  });
  const status = await statusToward(work, subject, CaseState.RESOLVED, input.status, `${path}.status`);
  await mustBeInLastStage(work, subject);
  await noOpenChildren(work, subject);
  await endActivities(work, subject, { cancel: input.cancelOpenActivities ?? false });
  const { billedMs, shortBy } = await useEntitlement(work, subject, input.billableTime);
  if (shortBy !== null) warnings.push(noEntitlement(shortBy));
  await work.query(sql`INSERT INTO case_resolution (case_id, path_id, notes, resolved_at, resolved_by_id, billable_time)
      VALUES (${subject.id}, ${pathId}, ${input.notes}, ${work.now}, ${work.actorId},
        make_interval(secs => ${billedMs === null ? null : billedMs / 1000}::float8))`);
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
    ...(await meetClocks(work, subject)),
  });
  await outOfRepair(work, subject);
  return subject.id;
}

/** What every cancellation does once it is told: nothing is left to do, nothing is due, nothing is repaired for it any more. */
export async function endCanceled(
  work: Work,
  subject: LockedCase,
  {
    status,
    reason,
    ...more
  }: {
    readonly status: StatusFound;
    readonly reason: string;
    readonly mergedInto?: string;
    readonly tags?: readonly string[];
  },
): Promise<void> {
  await endActivities(work, subject, { cancel: true, outcome: reason });
  // Only what was resolved before was charged.
  if (subject.reopenCount > 0) await returnEntitlements(work, subject.id, { note: "Canceled." });
  await changeCase(work, subject, {
    status: status.id,
    state: CaseState.CANCELED,
    canceledAt: work.now,
    cancelReason: reason,
    ...more,
    ...(await offHold(work, subject)),
    ...(await cancelClocks(work, subject)),
  });
  await outOfRepair(work, subject);
}
