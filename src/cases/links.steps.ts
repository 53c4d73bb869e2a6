import type { Work } from "../platform/work";
import type { LockedCase } from "./case.steps";
import type { CaseLinkKind } from "./caseLink.entity";
import { EventType, TimelineKind } from "./timeline.events";

interface Link {
  readonly id: string;
  readonly from: Pick<LockedCase, "id">;
  readonly to: Pick<LockedCase, "id">;
  readonly kind: CaseLinkKind;
}

/** Tells of a link on both its cases, each in its own direction. */
export function tellLink(work: Work, kind: TimelineKind.LINKED | TimelineKind.UNLINKED, link: Link): void {
  for (const [own, other] of [
    [link.from, link.to],
    [link.to, link.from],
  ] as const)
    work.record({
      kind,
      type: EventType.CASE_UPDATED,
      subjectId: own.id,
      caseId: own.id,
      data: { linkId: link.id, linkKind: link.kind, outgoing: own === link.from, otherId: other.id },
    });
}

/** Tells a parent that a case has become a part of it, or is none any more. */
export function tellParent(
  work: Work,
  { childId, parentId, joined }: { readonly childId: string; readonly parentId: string; readonly joined: boolean },
): void {
  work.record({
    kind: TimelineKind.PARENT_CHANGED,
    type: EventType.CASE_UPDATED,
    subjectId: parentId,
    caseId: parentId,
    data: { childId, otherId: childId, joined },
  });
}
