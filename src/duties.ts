import { OVERDUE } from "./activities/activity.steps";
import { tellOverdue } from "./activities/timers/tellOverdue";
import { MOVE_STATUS, RESUME_CASE } from "./cases/status.steps";
import { moveStatus } from "./cases/timers/moveStatus";
import { resumeHeldCase } from "./cases/timers/resumeHeldCase";
import { discardBytes } from "./evidence/timers/discardBytes";
import { expireUpload } from "./evidence/timers/expireUpload";
import { DISCARD_BYTES, EXPIRE_UPLOAD } from "./evidence/upload.rules";
import { EXPIRE_CURSORS, expireCursors } from "./platform/events/retention";
import { PURGE_KEYS, purgeKeys } from "./platform/idempotency";
import { SLA_CLOCK } from "./sla/clockRows.steps";
import { SLA_REDERIVE } from "./sla/rederivation.steps";
import { rederiveClocks } from "./sla/timers/rederiveClocks";
import { tellDueClock } from "./sla/timers/tellDueClock";
import type { Duties } from "./platform/timers";

/** What the clock does, by the timer's kind. */
export const duties: Duties = {
  [PURGE_KEYS]: purgeKeys,
  [EXPIRE_CURSORS]: expireCursors,
  [RESUME_CASE]: resumeHeldCase,
  [MOVE_STATUS]: moveStatus,
  [OVERDUE]: tellOverdue,
  [SLA_CLOCK]: tellDueClock,
  [SLA_REDERIVE]: rederiveClocks,
  [EXPIRE_UPLOAD]: expireUpload,
  [DISCARD_BYTES]: discardBytes,
};
