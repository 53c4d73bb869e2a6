import { invalid } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { CaseAction, UNFINISHED } from "../case.policy";
import { change, changeCase, type LockedCase, takeCase, takeTwoCases } from "../case.steps";
import { tellParent } from "../links.steps";
import type { CaseState } from "../settings.entity";
import { EventType, TimelineKind } from "../timeline.events";

export interface SetParentCase {
  readonly id: string;
  /** Null: it is a part of none any more. */
  readonly parentId?: string | null;
}

/** Makes a case a part of another, which is not resolved before it; one level only. Both timelines tell it. */
export function setParentCase(ctx: Ctx, { id, parentId = null }: SetParentCase) {
  return transact(ctx, async (work) => {
    const [subject, parent] =
      parentId === null
        ? [await takeCase(work, id, CaseAction.LINK), null]
        : await takeTwoCases(work, [id, parentId], CaseAction.LINK, violation("self", "a case is no part of itself"));
    if (subject.parentId === (parent?.id ?? null)) return { case: subject.id, warnings: [] };
    if (parent) await mustFit(work, subject, parent);
    work.record({
      kind: TimelineKind.PARENT_CHANGED,
      type: EventType.CASE_UPDATED,
      subjectId: subject.id,
      caseId: subject.id,
      changes: change("parent", subject.parentId, parent?.id ?? null),
      data: { otherId: parent?.id ?? subject.parentId, joined: parent !== null },
    });
    await tellUnfinished(work, subject, subject.parentId, false);
    await tellUnfinished(work, subject, parent?.id ?? null, true);
    await changeCase(work, subject, { parent: parent?.id ?? null });
    return { case: subject.id, warnings: [] };
  });
}

const violation = (rule: string, message: string) => ({ path: "parentId", rule, message });
const broken = (rule: string, message: string) => invalid(violation(rule, message));

async function mustFit(work: Work, subject: LockedCase, parent: LockedCase): Promise<void> {
  if (parent.parentId !== null) throw broken("depth", "a child has no children");
  const child = await work.one(sql`SELECT FROM service_case WHERE parent_id = ${subject.id} LIMIT 1`);
  if (child) throw broken("depth", `${subject.number} has children, and a child has none`);
}

/** A parent that has ended meanwhile is told nothing more. */
async function tellUnfinished(work: Work, child: LockedCase, parentId: string | null, joined: boolean): Promise<void> {
  if (parentId === null) return;
  const found = await work.one<{ state: CaseState }>(
    sql`SELECT state FROM service_case WHERE id = ${parentId} FOR SHARE`,
  );
  if (found && UNFINISHED.includes(found.state)) tellParent(work, { childId: child.id, parentId, joined });
}
