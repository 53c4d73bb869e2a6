import { invalid } from "../platform/errors";
import type { FieldChange, Work } from "../platform/work";
import { CaseAction } from "./case.policy";
import { changeCase, takeCase } from "./case.steps";
import { EventType, TimelineKind } from "./timeline.events";

/** Tags that a case has at most. */
export const MOST_TAGS = 50;

interface Tagging {
  readonly id: string;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Puts tags on a case and takes others off; what it has, or has not, already stays so. Answers the case's id. */
export async function tagWith(work: Work, { id, add = [], remove = [] }: Tagging, path = "tags"): Promise<string> {
  const subject = await takeCase(work, id, CaseAction.TAG);
  const gone = new Set(remove);
  const standing = new Set(subject.tags);
  const left = subject.tags.filter((tag) => !gone.has(tag));
  const tags = [...new Set([...left, ...add])];
  const fresh = tags.filter((tag) => !standing.has(tag));
  const taken = subject.tags.filter((tag) => !tags.includes(tag));
  if (fresh.length === 0 && taken.length === 0) return subject.id;
  if (fresh.length > 0 && tags.length > MOST_TAGS)
    throw invalid({ path, rule: "maxItems", message: `a case has at most ${MOST_TAGS} tags` });
  const tell = (kind: TimelineKind, changes: FieldChange[]) => {
    if (changes.length > 0)
      work.record({
        kind,
        type: EventType.CASE_UPDATED,
        subjectId: subject.id,
        caseId: subject.id,
        words: { changes },
      });
  };
  tell(
    TimelineKind.TAGGED,
    fresh.map((tag) => ({ field: "tags", from: null, to: tag })),
  );
  tell(
    TimelineKind.UNTAGGED,
    taken.map((tag) => ({ field: "tags", from: tag, to: null })),
  );
  await changeCase(work, subject, { tags });
  return subject.id;
}
