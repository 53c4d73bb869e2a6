import { sql } from "../platform/sql";
import type { Work } from "../platform/work";
import { dueTime } from "../sla/rules";
import { change, instant, type LockedCase } from "./case.steps";
import type { Priority } from "./settings.entity";
import { EventType, SlaKind, TimelineKind } from "./timeline.events";

type Values = Record<string, unknown>;

/** What a clock that has come to its end does with the time that it stood still. */
const pausedUntil = (subject: LockedCase, at: Date): number =>
  subject.slaPaused + (subject.slaPausedAt ? Math.max(0, at.getTime() - subject.slaPausedAt.getTime()) : 0);

const milliseconds = (ms: number) => sql`make_interval(secs => ${ms / 1000}::float8)`;

function tell(work: Work, subject: LockedCase, kind: TimelineKind, more: Partial<Parameters<Work["record"]>[0]> = {}) {
  work.record({
    kind,
    type: kind === TimelineKind.SLA_MET ? EventType.SLA_MET : EventType.SLA_CHANGED,
    subjectId: subject.id,
    caseId: subject.id,
    slaKind: SlaKind.RESOLUTION,
    ...more,
  });
}

const runs = (subject: LockedCase): boolean => subject.slaDueAt !== null && subject.slaMetAt === null;

/** The clock stands still while the case is on hold: nothing is due. */
export function pauseClock(work: Work, subject: LockedCase): Values {
  if (!runs(subject) || subject.slaPausedAt) return {};
  tell(work, subject, TimelineKind.SLA_PAUSED, { changes: change("dueAt", instant(subject.dueAt), null) });
  return { slaPausedAt: work.now, dueAt: null };
}

/** The clock goes on: what is due is due later by the time that it stood still. */
export function resumeClock(work: Work, subject: LockedCase): Values {
  if (!runs(subject) || !subject.slaPausedAt) return {};
  const paused = pausedUntil(subject, work.now);
  const dueAt = dueTime(subject.openedAt, subject.priority, paused);
  tell(work, subject, TimelineKind.SLA_RESUMED, { changes: change("dueAt", null, instant(dueAt)) });
  return { slaPausedAt: null, slaPaused: milliseconds(paused), slaDueAt: dueAt, dueAt };
}

/** Derives the due time anew, from opening; a clock that stands still goes on standing still. */
export function rederiveClock(work: Work, subject: LockedCase, priority: Priority): Values {
  const slaDueAt = dueTime(subject.openedAt, priority, subject.slaPaused);
  const dueAt = subject.slaPausedAt ? null : slaDueAt;
  if (slaDueAt.getTime() !== subject.slaDueAt?.getTime())
    tell(work, subject, TimelineKind.SLA_CHANGED, {
      changes: change("dueAt", instant(subject.slaDueAt), instant(slaDueAt)),
    });
  return { slaDueAt, dueAt };
}

const ended = (subject: LockedCase, at: Date): Values => {
  if (!subject.slaPausedAt) return { dueAt: null };
  const paused = pausedUntil(subject, at);
  return {
    dueAt: null,
    slaPausedAt: null,
    slaPaused: milliseconds(paused),
    slaDueAt: dueTime(subject.openedAt, subject.priority, paused),
  };
};

/** The case is resolved: the clock is met, in time or late. */
export function meetClock(work: Work, subject: LockedCase): Values {
  const values = ended(subject, work.now);
  const due = (values.slaDueAt as Date | undefined) ?? subject.slaDueAt;
  if (due) tell(work, subject, TimelineKind.SLA_MET, { data: { late: work.now > due } });
  return { ...values, slaMetAt: work.now };
}

/** The case is canceled: nothing is due any more. */
export function cancelClock(work: Work, subject: LockedCase): Values {
  if (runs(subject))
    tell(work, subject, TimelineKind.SLA_CANCELED, { changes: change("dueAt", instant(subject.dueAt), null) });
  return ended(subject, work.now);
}

/** The case is open again: the time since its end does not count. */
export function restartClock(work: Work, subject: LockedCase): Values {
  const end = subject.slaMetAt ?? subject.canceledAt ?? subject.resolvedAt ?? subject.closedAt ?? work.now;
  const paused = subject.slaPaused + Math.max(0, work.now.getTime() - end.getTime());
  const dueAt = dueTime(subject.openedAt, subject.priority, paused);
  tell(work, subject, TimelineKind.SLA_CHANGED, { changes: change("dueAt", instant(subject.dueAt), instant(dueAt)) });
  return { slaMetAt: null, slaPausedAt: null, slaPaused: milliseconds(paused), slaDueAt: dueAt, dueAt };
}
