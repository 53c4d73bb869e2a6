import { moveActivities } from "../../activities/activity.steps";
import { moveEvidence } from "../../evidence/evidence.steps";
import { moveArticles } from "../../knowledge/article.steps";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { moveSupplierReturns } from "../../returns/supplierReturn.steps";
import { CaseAction } from "../case.policy";
import { change, changeCase, defaultStatus, sayStep, takeTwoCases } from "../case.steps";
import { endCanceled } from "../closing.steps";
import { moveChildren, moveLinks, movePeopleAndWords, mustFit } from "../merging.steps";
import { CaseState } from "../settings.entity";
import { EventType, TimelineKind } from "../timeline.events";

export interface MergeCases {
  readonly sourceId: string;
  readonly targetId: string;
}

/**
 * Makes one case of two: what hangs on the source becomes the target's, under the same ids; the source is canceled, for good,
 * and points at the target, which its number finds from now on. The target's own fields stay as they are.
 */
export function mergeCases(ctx: Ctx, { sourceId, targetId }: MergeCases) {
  return transact(ctx, async (work) => {
    const self = { path: "targetId", rule: "self", message: "a case is not merged into itself" };
    const [source, target] = await takeTwoCases(work, [sourceId, targetId], CaseAction.MERGE, self);
    await mustFit(work, source, target);
    await sayStep(work, "merge");
    const status = await defaultStatus(work, CaseState.CANCELED);
    const fresh = source.tags.filter((tag) => !target.tags.includes(tag));
    const freed = target.parentId === source.id;
    work.record({
      kind: TimelineKind.MERGED,
      type: EventType.CASE_MERGED,
      subjectId: source.id,
      caseId: source.id,
      assetId: source.assetId,
      changes: [
        ...change("status", source.statusKey, status.key),
        ...change("state", source.state, CaseState.CANCELED),
        ...change("mergedInto", null, target.id),
      ],
      words: { changes: source.tags.map((tag) => ({ field: "tags", from: tag, to: null })) },
      data: { otherId: target.id, outgoing: true },
    });
    work.record({
      kind: TimelineKind.MERGED,
      type: EventType.CASE_MERGED,
      subjectId: target.id,
      caseId: target.id,
      assetId: target.assetId,
      changes: freed ? change("parent", source.id, null) : [],
      words: { changes: fresh.map((tag) => ({ field: "tags", from: null, to: tag })) },
      data: { otherId: source.id, outgoing: false },
    });
    await changeCase(work, target, { tags: [...target.tags, ...fresh], ...(freed && { parent: null }) });
    await moveChildren(work, source, target);
    await moveLinks(work, source, target);
    await movePeopleAndWords(work, source, target);
    await moveActivities(work, source, target);
    await moveEvidence(work, source.id, target.id);
    await moveArticles(work, source.id, target.id);
    await moveSupplierReturns(work, source.id, target.id);
    await endCanceled(work, source, {
      status,
      reason: "Merged into another case.",
      mergedInto: target.id,
      tags: [],
    });
    return { case: target.id, warnings: [] };
  });
}
