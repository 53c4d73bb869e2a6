import { rightsChanged } from "../../platform/access/credentials";
import { checkPassword, hashPassword } from "../../platform/access/passwords";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { endSessions } from "../people.steps";

/** Gives a person a password, for who is new or has forgotten it, and ends that person's sessions. By ACCESS_MANAGE. */
export async function setPassword(ctx: Ctx, personId: string, newPassword: string) {
  if (ctx.viewer) permit(ctx.viewer, Permission.ACCESS_MANAGE);
  checkPassword(newPassword, "newPassword");
  const passwordHash = await hashPassword(newPassword);
  return transact(
    ctx,
    async (work) => {
      const row = await work.one(
        sql`UPDATE person SET password_hash = ${passwordHash} WHERE id = ${personId} RETURNING id`,
      );
      if (!row) throw notFound("The person");
      await endSessions(work, personId);
      work.afterCommit(() => rightsChanged(ctx.house, personId));
      return { person: personId };
    },
    { keep: false },
  );
}
