import { sql } from "../../platform/sql";
import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";

/** Takes away what came of an upload and was not attached: its bytes, what broken tries left, and the upload itself. */
export async function expireUpload(work: Work, timer: DueTimer): Promise<void> {
  const upload = await work.one<{ tried: string[]; kept: string | null }>(
    sql`DELETE FROM upload WHERE id = ${timer.subjectId}
      RETURNING tried, CASE WHEN attached_at IS NOT NULL THEN storage_key END AS kept`,
  );
  const { storage } = work.ctx.house;
  for (const key of upload?.tried ?? []) if (key !== upload!.kept) await storage.remove(key);
}
