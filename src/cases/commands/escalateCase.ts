import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { rederiveClocks } from "../../sla/clock.steps";
import { CaseAction } from "../case.policy";
import { change, changeCase, type LockedCase, takeCase } from "../case.steps";
import { Priority } from "../settings.entity";
import { EventType, TimelineKind } from "../timeline.events";

export interface EscalateCase {
  readonly id: string;
  readonly reason: string;
  readonly expectedVersion?: number | null;
}

/** Raises a case to HIGH (what is URGENT stays so) and one level up; its owner and its team's lead are told why. */
export function escalateCase(ctx: Ctx, input: EscalateCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.ESCALATE, input.expectedVersion);
    const priority = subject.priority === Priority.URGENT ? Priority.URGENT : Priority.HIGH;
    const level = subject.escalationLevel + 1;
    work.record({
      kind: TimelineKind.ESCALATED,
      type: EventType.CASE_ESCALATED,
      subjectId: subject.id,
      caseId: subject.id,
      changes: [
        ...change("priority", subject.priority, priority),
        ...change("escalationLevel", String(subject.escalationLevel), String(level)),
      ],
      words: { note: input.reason },
      audience: { escalated: await concerned(work, subject) },
    });
    await changeCase(work, subject, {
      priority,
      escalationLevel: level,
      escalatedAt: work.now,
      ...(await rederiveClocks(work, subject, priority)),
    });
    return { case: subject.id, warnings: [] };
  });
}

async function concerned(work: Work, subject: LockedCase): Promise<string[]> {
  const team = await work.one<{ lead: string | null }>(
    sql`SELECT lead_id AS lead FROM team WHERE id = ${subject.teamId}::uuid`,
  );
  return [...new Set([subject.assigneeId, team?.lead ?? null])].filter((id) => id !== null);
}
