import { conflict } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeTwoCases } from "../case.steps";
import { CaseLinkKind } from "../caseLink.entity";
import { tellLink } from "../links.steps";
import { TimelineKind } from "../timeline.events";

export interface LinkCases {
  readonly fromId: string;
  readonly toId: string;
  readonly kind: CaseLinkKind;
}

/** Ties a case to another; the same link again stays as it is. Both timelines tell it. */
export function linkCases(ctx: Ctx, { fromId, toId, kind }: LinkCases) {
  return transact(ctx, async (work) => {
    const self = { path: "toId", rule: "self", message: "a case is not linked to itself" };
    const [from, to] = await takeTwoCases(work, [fromId, toId], CaseAction.LINK, self);
    const id = newId(25);
    const made = await work.one(sql`
      INSERT INTO case_link (id, from_id, to_id, kind, created_at, created_by_id)
      VALUES (${id}, ${from.id}, ${to.id}, ${kind}, ${work.now}, ${work.actorId})
      ON CONFLICT DO NOTHING RETURNING id`);
    if (made) tellLink(work, TimelineKind.LINKED, { id, from, to, kind });
    else if (kind !== CaseLinkKind.RELATES_TO) {
      const same = await work.one(
        sql`SELECT FROM case_link WHERE from_id = ${from.id} AND to_id = ${to.id} AND kind = ${kind}`,
      );
      if (!same) throw conflict(`${to.number} is linked to ${from.number} like this already, the other way round.`);
    }
    return { case: from.id, warnings: [] };
  });
}
