import { keepInStep, type Keys, type Kind } from "../orders/keep.steps";
import type { Work } from "../platform/work";
import type { ImportError } from "./importRun.entity";
import type { Tally } from "./importRun.steps";

/** Keeps things in step with the rows, and counts what became of them; of a row that is not taken the first fault is told. */
export async function keepRows<Row, Facts extends Keys>(
  work: Work,
  kind: Kind<Row, Facts>,
  rows: readonly Row[],
): Promise<Tally> {
  const outcomes = await keepInStep(work, kind, rows);
  const count = (done: string) => outcomes.filter((outcome) => "done" in outcome && outcome.done === done).length;
  const errors = outcomes.flatMap((outcome, row): ImportError[] => {
    const first = "complaints" in outcome ? outcome.complaints[0] : undefined;
    if (!first) return [];
    const { code, path, message } = first;
    return [{ row, externalId: kind.externalId(rows[row]!) ?? null, code, path, message }];
  });
  return { created: count("created"), updated: count("updated"), errors };
}
