import { countAttempt, forgetAttempt } from "../../platform/access/attempts";
import { viewerOf } from "../../platform/access/credentials";
import { passwordFits } from "../../platform/access/passwords";
import { ErrorCode, Refusal } from "../../platform/errors";
import { AS } from "../../platform/read/engine";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { startSession } from "../sessions.steps";

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

interface Account {
  readonly id: string;
  readonly password_hash: string;
}

// One sentence for every reason: which addresses have an account is nobody's business.
const refused = (): Refusal => new Refusal(ErrorCode.UNAUTHENTICATED, "The e-mail address or the password is wrong.");

/** Opens a session for who knows the password of an active person with a role. UNAUTHENTICATED, or RATE_LIMITED. */
export async function signIn(ctx: Ctx, input: SignIn) {
  await countAttempt(ctx.house, input.email, ctx.ip);
  const { rows } = await ctx.house.pool.query<Account>(
    `SELECT id, password_hash FROM person WHERE lower(email) = lower($1) AND active AND password_hash IS NOT NULL
       AND EXISTS (SELECT FROM person_role WHERE person_id = person.id)`,
    [input.email],
  );
  const account = rows[0];
  if (!(await passwordFits(account?.password_hash ?? null, input.password)) || !account) throw refused();
  const done = await transact(
    ctx,
    async (work) => {
      // It took a while to compare: the account may have gone, or its password may be another by now.
      const still = await work.one(sql`SELECT 1 FROM person WHERE id = ${account.id} AND active
        AND password_hash = ${account.password_hash} FOR SHARE`);
      if (!still) throw refused();
      return { session: await startSession(work, account.id) };
    },
    { keep: false },
  );
  await forgetAttempt(ctx.house, input.email, ctx.ip);
  return { ...done, [AS]: await viewerOf(ctx.house, done.session.accessToken) };
}
