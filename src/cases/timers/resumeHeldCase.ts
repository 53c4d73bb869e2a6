import type { DueTimer } from "../../platform/timers";
import type { Work } from "../../platform/work";
import { defaultStatus, lockCase } from "../case.steps";
import { CaseState } from "../settings.entity";
import { moveTo } from "../status.steps";

/** A hold has come to its end: the case is open again, by the system. A status's list of next ones binds people only. */
export async function resumeHeldCase(work: Work, timer: DueTimer): Promise<void> {
  const subject = await lockCase(work, timer.subjectId);
  if (subject.state !== CaseState.ON_HOLD || !subject.holdUntil || subject.holdUntil > work.now) return;
  await moveTo(work, subject, await defaultStatus(work, CaseState.OPEN), { byItself: true });
}
