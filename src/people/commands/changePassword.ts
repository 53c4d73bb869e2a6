import { countAttempt, forgetAttempt } from "../../platform/access/attempts";
import { rightsChanged, viewerOf } from "../../platform/access/credentials";
import { checkPassword, hashPassword, passwordFits } from "../../platform/access/passwords";
import { signedIn } from "../../platform/access/viewer";
import { conflict, forbidden, invalid } from "../../platform/errors";
import { AS } from "../../platform/read/engine";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { endSessions } from "../people.steps";
import { renewSession } from "../sessions.steps";

export interface ChangePassword {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Gives the viewer a new password and new tokens, and ends the other sessions. By a session only, never an API token. */
export async function changePassword(ctx: Ctx, input: ChangePassword) {
  const { personId, sessionId } = signedIn(ctx.viewer);
  if (!sessionId) throw forbidden("Sign in with the password to change it.");
  checkPassword(input.newPassword, "input.newPassword");
  await countAttempt(ctx.house, personId, ctx.ip);
  const { rows } = await ctx.house.pool.query<{ password_hash: string | null }>(
    "SELECT password_hash FROM person WHERE id = $1",
    [personId],
  );
  const before = rows[0]?.password_hash ?? null;
  if (!(await passwordFits(before, input.currentPassword)))
    throw invalid({ path: "input.currentPassword", rule: "current", message: "this is not the current password" });
  await forgetAttempt(ctx.house, personId, ctx.ip);
  const passwordHash = await hashPassword(input.newPassword);
  const done = await transact(
    ctx,
    async (work) => {
      const changed = await work.one(sql`UPDATE person SET password_hash = ${passwordHash}
        WHERE id = ${personId} AND password_hash = ${before} RETURNING id`);
      if (!changed) throw conflict("The password was changed by somebody else just now.");
      await endSessions(work, personId, sessionId);
      const session = await renewSession(work, sessionId, personId);
      work.afterCommit(() => rightsChanged(ctx.house, personId));
      return { session };
    },
    { keep: false },
  );
  return { ...done, [AS]: await viewerOf(ctx.house, done.session.accessToken) };
}
