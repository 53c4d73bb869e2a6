import { rightsChanged } from "../../platform/access/credentials";
import { notFound } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { ApiToken } from "../apiToken.entity";

/** Ends an API token and the streams that it holds; one's own, or by ACCESS_MANAGE anybody's. Again does no harm. */
export function revokeApiToken(ctx: Ctx, id: string) {
  return transact(ctx, async (work) => {
    const row = await work.one<{ owner_id: string }>(sql`UPDATE api_token t
      SET revoked_at = coalesce(revoked_at, ${work.now}) WHERE t.id = ${id}
        AND ${work.scope.visible(ApiToken, raw("t"))} RETURNING owner_id`);
    if (!row) throw notFound("The API token");
    work.afterCommit(() => rightsChanged(ctx.house, row.owner_id));
    return { apiToken: id };
  });
}
