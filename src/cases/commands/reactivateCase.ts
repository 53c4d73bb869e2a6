import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { dueTime } from "../../sla/rules";
import { CaseAction } from "../case.policy";
import { change, changeCase, instant, sayStep, statusFor, takeCase } from "../case.steps";
import { CaseState } from "../settings.entity";
import { EventType, SlaKind, TimelineKind } from "../timeline.events";

export interface ReactivateCase {
  readonly id: string;
  readonly reason: string;
  readonly status?: string | null;
  readonly expectedVersion?: number | null;
}

/** Opens a finished case again, to the same assignee and team; the clock goes on where it stopped. */
export function reactivateCase(ctx: Ctx, input: ReactivateCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.REACTIVATE, input.expectedVersion);
    const status = await statusFor(work, CaseState.OPEN, input.status);
    await sayStep(work, "reactivate");
    await work.query(sql`UPDATE case_resolution SET current = false WHERE case_id = ${subject.id} AND current`);
    const ended = subject.slaMetAt ?? subject.canceledAt ?? subject.resolvedAt ?? subject.closedAt ?? work.now;
    const paused = subject.slaPaused + Math.max(0, work.now.getTime() - ended.getTime());
    const dueAt = dueTime(subject.openedAt, subject.priority, paused);
    await changeCase(work, subject, {
      status: status.id,
      state: CaseState.OPEN,
      resolvedAt: null,
      closedAt: null,
      canceledAt: null,
      cancelReason: null,
      slaMetAt: null,
      slaPaused: sql`make_interval(secs => ${paused / 1000}::float8)`,
      slaDueAt: dueAt,
      dueAt,
      reopenCount: subject.reopenCount + 1,
    });
    const about = { subjectId: subject.id, caseId: subject.id };
    work.record({
      ...about,
      kind: TimelineKind.REACTIVATED,
      type: EventType.CASE_REACTIVATED,
      assetId: subject.assetId,
      changes: [...change("status", subject.statusKey, status.key), ...change("state", subject.state, CaseState.OPEN)],
      words: { note: input.reason },
    });
    work.record({
      ...about,
      kind: TimelineKind.SLA_CHANGED,
      type: EventType.SLA_CHANGED,
      slaKind: SlaKind.RESOLUTION,
      changes: change("dueAt", instant(subject.dueAt), instant(dueAt)),
    });
    return { case: subject.id, warnings: [] };
  });
}
