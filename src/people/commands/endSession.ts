import { rightsChanged } from "../../platform/access/credentials";
import { notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";

/** Ends one of the viewer's own sessions and its streams. NOT_FOUND for anybody else's. */
export function endSession(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const { personId } = work.viewer;
    const ended = await work.one(sql`DELETE FROM session WHERE id = ${id} AND person_id = ${personId} RETURNING id`);
    if (!ended) throw notFound("The session");
    work.afterCommit(() => rightsChanged(ctx.house, personId));
    return { removedId: id };
  });
}
