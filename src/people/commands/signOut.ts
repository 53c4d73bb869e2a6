import { rightsChanged } from "../../platform/access/credentials";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";

/** Ends the viewer's session, or all of them, and the streams with it; false where there was none, as with an API token. */
export function signOut(ctx: Ctx, everywhere: boolean) {
  return transact(ctx, async (work) => {
    const { personId, sessionId } = work.viewer;
    const ended = await work.query(
      everywhere
        ? sql`DELETE FROM session WHERE person_id = ${personId} RETURNING id`
        : sql`DELETE FROM session WHERE id = ${sessionId}::uuid RETURNING id`,
    );
    work.afterCommit(() => rightsChanged(ctx.house, personId));
    return { signedOut: ended.length > 0 };
  });
}
