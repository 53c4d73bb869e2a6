import { PURGE_KEYS, purgeKeys } from "./platform/idempotency";
import type { Duties } from "./platform/timers";

/** What the clock does, by the timer's kind. */
export const duties: Duties = {
  [PURGE_KEYS]: purgeKeys,
};
