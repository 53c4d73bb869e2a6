import { CaseAction } from "../../cases/case.policy";
import { TimelineKind } from "../../cases/timeline.events";
import { newId } from "../../platform/ids";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { takeSubject, updated } from "../evidence.steps";

export interface AddLink {
  readonly subjectId: string;
  readonly title: string;
  readonly url: string;
}

/** Refers a case, asset or customer to something in another system. */
export function addLink(ctx: Ctx, input: AddLink) {
  return transact(ctx, async (work) => {
    const subject = await takeSubject(work, input.subjectId, CaseAction.LINK);
    const id = newId(12);
    await work.query(sql`INSERT INTO external_link (id, ${raw(subject.column)}, title, url, added_by_id, created_at)
      VALUES (${id}, ${subject.id}, ${input.title}, ${input.url}, ${work.actorId}, ${work.now})`);
    work.record({
      ...subject.about,
      kind: TimelineKind.LINK_ADDED,
      type: updated(subject),
      data: { linkId: id },
      words: { changes: [{ field: "link", from: null, to: input.title }] },
    });
    return { link: id };
  });
}
