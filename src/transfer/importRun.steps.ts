import { Permission } from "../platform/access/permissions";
import { permit } from "../platform/access/viewer";
import { invalid } from "../platform/errors";
import { newId } from "../platform/ids";
import type { Work } from "../platform/work";
import { type ImportError, type ImportKind, ImportRun, ImportState } from "./importRun.entity";

/** The most rows of one call. */
export const MOST_ROWS = 1000;

/** What became of the rows of one call; what is not counted was unchanged. */
export interface Tally {
  readonly created: number;
  readonly updated: number;
  readonly errors: readonly ImportError[];
}

/** Refuses who may not import, and too many rows at once. */
export function takeRows(work: Work, rows: readonly unknown[]): void {
  if (work.ctx.viewer) permit(work.ctx.viewer, Permission.DATA_TRANSFER);
  if (rows.length > MOST_ROWS)
    throw invalid({ path: "rows", rule: "maxItems", message: `are ${MOST_ROWS} at most a call` });
}

/** Writes what became of the rows, and answers the run's id. */
export async function tellRun(work: Work, kind: ImportKind, total: number, tally: Tally): Promise<string> {
  const id = newId(44);
  await work.insert(ImportRun, {
    id,
    kind,
    state: ImportState.DONE,
    total,
    done: total,
    created: tally.created,
    updated: tally.updated,
    failed: tally.errors.length,
    errors: [...tally.errors].sort((a, b) => a.row - b.row),
    startedBy: work.actorId,
    startedAt: work.now,
    finishedAt: work.now,
  });
  return id;
}
