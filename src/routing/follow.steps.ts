import { lockCase } from "../cases/case.steps";
import { EventType } from "../cases/timeline.events";
import type { NewEvent, Work } from "../platform/work";
import { rerouteCase } from "./reroute.steps";

/** A case whose reason changed is routed again, whichever command changed it; an import says itself where its cases are. */
export async function followReason(work: Work, events: readonly NewEvent[]): Promise<void> {
  const changed = events.filter(
    ({ type, changes, data }) =>
      type === EventType.CASE_UPDATED && data?.imported !== true && changes?.some(({ field }) => field === "reason"),
  );
  for (const id of new Set(changed.map(({ subjectId }) => subjectId)))
    await rerouteCase(work, await lockCase(work, id), null);
}
