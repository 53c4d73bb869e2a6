import { EventType, TimelineKind } from "../cases/timeline.events";
import { durationOf } from "../platform/scalars/time";
import type { FieldChange, NewEvent, Work } from "../platform/work";
import type { Clock } from "./derivation";
import { SlaKind } from "./rules";

const instant = (ms: number | null | undefined): string | null => (ms == null ? null : new Date(ms).toISOString());

const change = (field: string, from: string | null, to: string | null): FieldChange[] =>
  from === to ? [] : [{ field, from, to }];

const targetOf = (clock: Clock | null): string | null =>
  clock === null
    ? null
    : clock.target.days !== undefined
      ? `${clock.target.days} business days`
      : durationOf((clock.target as { ms: number }).ms);

const isOver = ({ metAt, canceledAt }: Clock): boolean => metAt !== null || canceledAt !== null;

/** What of a clock is due now. */
const dueOf = (clock: Clock | null): string | null => (clock === null || isOver(clock) ? null : instant(clock.dueAt));

/** What happened to a clock, from how it was and how it is; null where nothing that anybody would read. */
export function toldOf(caseId: string, was: Clock | null, is: Clock): NewEvent | null {
  const about = { subjectId: caseId, caseId, slaKind: SlaKind[is.kind], type: EventType.SLA_CHANGED };
  const due = change("dueAt", dueOf(was), dueOf(is));
  const target = change("target", targetOf(was), targetOf(is));
  if (is.metAt !== null && was?.metAt == null)
    return {
      ...about,
      kind: TimelineKind.SLA_MET,
      type: EventType.SLA_MET,
      data: { late: is.dueAt !== null && is.metAt > is.dueAt },
    };
  if (is.canceledAt !== null && was?.canceledAt == null)
    return { ...about, kind: TimelineKind.SLA_CANCELED, changes: due };
  if (was === null || was.startedAt !== is.startedAt)
    return { ...about, kind: TimelineKind.SLA_STARTED, changes: [...due, ...target] };
  if (isOver(is)) return null;
  if (was.pausedAt === null && is.pausedAt !== null && !isOver(was))
    return { ...about, kind: TimelineKind.SLA_PAUSED, changes: due };
  if (was.pausedAt !== null && is.pausedAt === null) return { ...about, kind: TimelineKind.SLA_RESUMED, changes: due };
  return due.length + target.length === 0
    ? null
    : { ...about, kind: TimelineKind.SLA_CHANGED, changes: [...due, ...target] };
}

/** Tells the log what happened to a clock. */
export function tellClock(work: Pick<Work, "record">, caseId: string, was: Clock | null, is: Clock): void {
  const event = toldOf(caseId, was, is);
  if (event) work.record(event);
}
