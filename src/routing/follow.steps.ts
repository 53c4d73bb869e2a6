import { lockCase } from "../cases/case.steps";
import { EventType } from "../cases/timeline.events";
import type { NewEvent, Work } from "../platform/work";
import { rerouteCase } from "./reroute.steps";

/**
 * A case whose reason changed is routed again, whichever command changed it; what was named in the same step stays as it
 * was named, and an import says itself where its cases are.
 */
export async function followReason(work: Work, events: readonly NewEvent[]): Promise<void> {
  const changed = events.filter(
    ({ type, changes, data }) =>
      type === EventType.CASE_UPDATED && data?.imported !== true && changes?.some(({ field }) => field === "reason"),
  );
  for (const id of new Set(changed.map(({ subjectId }) => subjectId))) {
    const told = new Set(events.filter(({ caseId }) => caseId === id).map(({ type }) => type));
    const assigned = told.has(EventType.CASE_ASSIGNED);
    await rerouteCase(work, await lockCase(work, id), null, {
      team: assigned,
      assignee: assigned,
      priority: told.has(EventType.CASE_PRIORITY_CHANGED),
      queue: told.has(EventType.QUEUE_ITEM_ADDED) || told.has(EventType.QUEUE_ITEM_MOVED),
    });
  }
}
