import { backFromRepair, setInRepair } from "../assets/asset.steps";
import { ErrorCode, Refusal } from "../platform/errors";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { change, type LockedCase } from "./case.steps";
import { EventType, TimelineKind } from "./timeline.events";

/** OPEN_CHILD_CASES while a part of the case is still to be done. */
export async function noOpenChildren(work: Work, subject: LockedCase): Promise<void> {
  const open = await work.query<{ id: string }>(
    sql`SELECT id FROM service_case WHERE parent_id = ${subject.id} AND state IN ('NEW', 'OPEN', 'ON_HOLD') ORDER BY id`,
  );
  if (open.length > 0)
    throw new Refusal(ErrorCode.OPEN_CHILD_CASES, `${subject.number} has ${open.length} open child cases.`, {
      caseIds: open.map((child) => child.id),
    });
}

/** Cancels the case's open activities; unless that is wanted, OPEN_ACTIVITIES where there are any. */
export async function endActivities(
  work: Work,
  subject: LockedCase,
  { cancel, outcome = null }: { readonly cancel: boolean; readonly outcome?: string | null },
): Promise<void> {
  const open = await work.query<{ id: string }>(
    sql`SELECT id FROM activity WHERE case_id = ${subject.id} AND state = 'OPEN' ORDER BY id FOR UPDATE`,
  );
  if (open.length === 0) return;
  if (!cancel)
    throw new Refusal(ErrorCode.OPEN_ACTIVITIES, `${subject.number} has ${open.length} open activities.`, {
      activityIds: open.map((activity) => activity.id),
    });
  await cancelActivities(work, [subject.id], outcome);
}

/** Cancels the open activities of locked cases; their assignees are told. */
export async function cancelActivities(
  work: Work,
  caseIds: readonly string[],
  outcome: string | null = null,
): Promise<void> {
  if (caseIds.length === 0) return;
  const canceled = await work.query<{ id: string; caseId: string; assigneeId: string | null }>(sql`
    UPDATE activity SET state = 'CANCELED', canceled_at = ${work.now}, outcome = coalesce(${outcome}::text, outcome),
      updated_at = ${work.now}, version = version + 1
    WHERE case_id = ANY (${caseIds}::uuid[]) AND state = 'OPEN'
    RETURNING id, case_id AS "caseId", assignee_id AS "assigneeId"`);
  if (canceled.length === 0) return;
  // What is canceled does not become overdue.
  await work.query(
    sql`DELETE FROM timer WHERE kind = 'activity.overdue' AND subject_id = ANY (${canceled.map(({ id }) => id)}::uuid[])`,
  );
  for (const { id, caseId, assigneeId } of canceled.sort((one, two) => (one.id < two.id ? -1 : 1)))
    work.record({
      kind: TimelineKind.ACTIVITY_CANCELED,
      type: EventType.ACTIVITY_CANCELED,
      subjectId: id,
      caseId,
      activityId: id,
      changes: change("state", "OPEN", "CANCELED"),
      audience: { canceled: assigneeId === null ? [] : [assigneeId] },
    });
}

/** The asset of a case whose type puts it in repair goes there, once more where the case is reactivated. */
export async function intoRepair(work: Work, subject: Pick<LockedCase, "id" | "assetId" | "putsAssetInRepair">) {
  if (subject.assetId && subject.putsAssetInRepair) await setInRepair(work, subject.assetId, { caseId: subject.id });
}

/** The case is done: its asset goes back, unless another open case keeps it in repair. */
export async function outOfRepair(work: Work, subject: LockedCase): Promise<void> {
  if (!subject.assetId || !subject.putsAssetInRepair) return;
  // The asset first: of two cases that are done at once the second waits here, and then sees the first as done.
  await work.query(sql`SELECT FROM asset WHERE id = ${subject.assetId} FOR NO KEY UPDATE`);
  const other = await work.one(sql`
    SELECT 1 FROM service_case c JOIN case_type t ON t.id = c.type_id
    WHERE c.asset_id = ${subject.assetId} AND c.id <> ${subject.id} AND c.state IN ('NEW', 'OPEN', 'ON_HOLD')
      AND t.puts_asset_in_repair LIMIT 1`);
  if (!other) await backFromRepair(work, subject.assetId, { caseId: subject.id });
}
