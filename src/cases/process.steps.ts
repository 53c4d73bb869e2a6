import { ErrorCode, Refusal } from "../platform/errors";
import { raw, sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { type FieldChange } from "../platform/work";
import { change, changeCase, type LockedCase } from "./case.steps";
import { missingFields } from "./process.rules";
import { EventType, TimelineKind } from "./timeline.events";

/** A stage with its place among those of its process. */
export interface StageFound {
  readonly id: string;
  readonly key: string;
  readonly position: number;
  readonly last: boolean;
}

/** The stage that stands so many places from the case's own; undefined beyond the ends. */
export const stageFrom = (work: Work, subject: LockedCase, places: number): Promise<StageFound | undefined> =>
  work.one<StageFound>(sql`
    SELECT s.id, s.key, s.position,
      NOT EXISTS (SELECT FROM process_stage later WHERE later.process_id = s.process_id AND later.position > s.position) AS last
    FROM process_stage own JOIN process_stage s ON s.process_id = own.process_id AND s.position = own.position + ${places}::int
    WHERE own.id = ${subject.stageId}::uuid FOR KEY SHARE OF s`);

/** What the present stage requires and the case does not have. */
export async function missingOf(work: Work, subject: LockedCase): Promise<readonly string[]> {
  const row = await work.one<{ missing: string[] }>(
    sql`SELECT ${missingFields(raw("c"))} AS missing FROM service_case c WHERE c.id = ${subject.id}`,
  );
  return row!.missing;
}

export function stageIncomplete(subject: LockedCase, message: string, missing: readonly string[]): Refusal {
  return new Refusal(ErrorCode.STAGE_INCOMPLETE, `${subject.number} ${message}`, { missingFields: missing });
}

/** STAGE_INCOMPLETE where the type lets a case be resolved in its process's last stage only, and it is not there. */
export async function mustBeInLastStage(work: Work, subject: LockedCase): Promise<void> {
  if (!subject.resolveInLastStageOnly || subject.stageId === null || subject.processCompleted) return;
  const stage = await stageFrom(work, subject, 0);
  if (stage!.last) return;
  throw stageIncomplete(subject, "is not in its process's last stage.", await missingOf(work, subject));
}

/** Moves the case to a stage of its process. */
export async function enterStage(
  work: Work,
  subject: LockedCase,
  stage: StageFound,
  { completed = false }: { readonly completed?: boolean } = {},
): Promise<void> {
  const from = await stageFrom(work, subject, 0);
  const changes: FieldChange[] = [
    ...change("stage", from?.key ?? null, stage.key),
    ...change("completed", String(subject.processCompleted), String(completed)),
  ];
  work.record({
    kind: TimelineKind.STAGE_CHANGED,
    type: EventType.CASE_UPDATED,
    subjectId: subject.id,
    caseId: subject.id,
    changes,
    ...(completed && { data: { completed } }),
  });
  await changeCase(work, subject, {
    stageId: stage.id,
    processCompleted: completed,
    ...(stage.id !== subject.stageId && { stageEnteredAt: work.now }),
  });
}

/** The first stage of a type's process; null where it has none in use. */
export async function firstStage(work: Work, typeId: string): Promise<StageFound | null> {
  const found = await work.one<StageFound>(sql`
    SELECT s.id, s.key, s.position, false AS last FROM case_type t
    JOIN business_process p ON p.id = t.process_id AND p.active
    JOIN process_stage s ON s.process_id = p.id AND s.position = 1
    WHERE t.id = ${typeId} FOR KEY SHARE OF s`);
  return found ?? null;
}

/** The values of a case that its changed type puts into another process, or out of any; told with the change itself. */
export async function processOfType(
  work: Work,
  subject: LockedCase,
  typeId: string,
): Promise<{ values: Record<string, unknown>; changes: FieldChange[] }> {
  const [from, to] = [await stageFrom(work, subject, 0), await firstStage(work, typeId)];
  return {
    values: { stageId: to?.id ?? null, stageEnteredAt: to ? work.now : null, processCompleted: false },
    changes: change("stage", from?.key ?? null, to?.key ?? null),
  };
}
