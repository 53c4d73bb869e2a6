import { invalid } from "../../platform/errors";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction, UNFINISHED } from "../case.policy";
import { takeCase } from "../case.steps";
import { CaseState } from "../settings.entity";
import { holdWith, moveTo, mustReach, statusByKey } from "../status.steps";

export interface SetCaseStatus {
  readonly id: string;
  /** By key. */
  readonly status: string;
  /** Of a hold: its reason, and required. */
  readonly note?: string | null;
  readonly expectedVersion?: number | null;
}

/** Moves a case among the statuses of NEW, OPEN and ON_HOLD; what ends a case is reached by its own verb. */
export function setCaseStatus(ctx: Ctx, input: SetCaseStatus) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.CHANGE_STATUS, input.expectedVersion);
    const status = await statusByKey(work, input.status);
    await mustReach(work, subject, status, UNFINISHED);
    if (status.id === subject.statusId) return { case: subject.id, warnings: [] };
    if (status.state === CaseState.ON_HOLD) {
      if (input.note == null)
        throw invalid({ path: "note", rule: "required", message: "a hold needs its reason: say it as the note" });
      await holdWith(work, subject, status, { reason: input.note, until: subject.holdUntil });
    } else await moveTo(work, subject, status, { note: input.note });
    return { case: subject.id, warnings: [] };
  });
}
