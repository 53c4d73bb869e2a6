import { discardBytes } from "./evidence/timers/discardBytes";
import { expireUpload } from "./evidence/timers/expireUpload";
import { DISCARD_BYTES, EXPIRE_UPLOAD } from "./evidence/upload.rules";
import { PURGE_KEYS, purgeKeys } from "./platform/idempotency";
import type { Duties } from "./platform/timers";

/** What the clock does, by the timer's kind. */
export const duties: Duties = {
  [PURGE_KEYS]: purgeKeys,
  [EXPIRE_UPLOAD]: expireUpload,
  [DISCARD_BYTES]: discardBytes,
};
