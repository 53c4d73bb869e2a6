import { notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { takeTwoCases } from "../case.steps";
import type { CaseLinkKind } from "../caseLink.entity";
import { tellLink } from "../links.steps";
import { TimelineKind } from "../timeline.events";

export interface UnlinkCases {
  readonly linkId: string;
}

interface LinkRow {
  readonly fromId: string;
  readonly toId: string;
  readonly kind: CaseLinkKind;
}

/** Takes a link between two cases away; both timelines tell it. */
export function unlinkCases(ctx: Ctx, { linkId: id }: UnlinkCases) {
  return transact(ctx, async (work) => {
    const link = await work.one<LinkRow>(
      sql`SELECT from_id AS "fromId", to_id AS "toId", kind FROM case_link WHERE id = ${id}`,
    );
    if (!link) throw notFound("The link");
    const self = { path: "linkId", rule: "self", message: "a case is not linked to itself" };
    const [from, to] = await takeTwoCases(work, [link.fromId, link.toId], CaseAction.LINK, self);
    const gone = await work.one(
      sql`DELETE FROM case_link WHERE id = ${id} AND from_id = ${from.id} AND to_id = ${to.id} RETURNING id`,
    );
    if (!gone) throw notFound("The link");
    tellLink(work, TimelineKind.UNLINKED, { id, from, to, kind: link.kind });
    return { case: from.id, warnings: [] };
  });
}
