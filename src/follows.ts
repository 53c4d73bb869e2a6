import type { Follow } from "./platform/work";
import { followInQueues } from "./queues/follow.steps";
import { followReason } from "./routing/follow.steps";

/** What follows from the events of every transaction, in that same transaction. */
export const follows: readonly Follow[] = [followReason, followInQueues];
