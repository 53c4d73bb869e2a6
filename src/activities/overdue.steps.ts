import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { watchDueTime } from "./activity.steps";

/** Whether it was told already that the activity is overdue since then: that is told once for one due time. */
export async function toldOverdue(work: Work, id: string, dueAt: Date): Promise<boolean> {
  const told = await work.one(sql`SELECT 1 FROM event
    WHERE subject_id = ${id} AND kind = 'ACTIVITY_OVERDUE' AND data ->> 'dueAt' = ${dueAt.toISOString()} LIMIT 1`);
  return told !== undefined;
}

/** Sets the timer of what is open, for a due time that it may have had before. */
export async function watchAgain(work: Work, id: string, dueAt: Date | null): Promise<void> {
  const over = dueAt !== null && dueAt <= work.now && (await toldOverdue(work, id, dueAt));
  await watchDueTime(work, id, over ? null : dueAt);
}
