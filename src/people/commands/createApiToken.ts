import { PERMISSIONS, Permission } from "../../platform/access/permissions";
import { newApiSecret } from "../../platform/access/tokens";
import { permit, signedIn } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { permissionsOf } from "../rules";

export interface CreateApiToken {
  readonly name: string;
  /** Null: all that the owner's roles allow, now and later. */
  readonly permissions?: readonly Permission[] | null;
  readonly expiresAt?: Date | null;
  /** Null: the viewer. */
  readonly personId?: string | null;
}

/**
 * Makes a credential for scripts, which narrows what its owner may do; its secret is answered this once. For another
 * person by ACCESS_MANAGE. A token cannot make one that may do more than itself.
 */
export function createApiToken(ctx: Ctx, input: CreateApiToken) {
  const viewer = signedIn(ctx.viewer);
  const owner = input.personId ?? viewer.personId;
  if (owner !== viewer.personId) permit(viewer, Permission.ACCESS_MANAGE);
  const { secret, hash } = newApiSecret();
  return transact(
    ctx,
    async (work) => {
      const expiresAt = input.expiresAt ?? null;
      if (expiresAt && expiresAt <= work.now)
        throw invalid({ path: "input.expiresAt", rule: "future", message: "this must lie ahead" });
      const permissions = await narrowed(work, owner, input.permissions ?? null);
      const id = newId(7);
      await work.query(sql`INSERT INTO api_token (id, name, secret_hash, owner_id, permissions, created_at, expires_at)
        VALUES (${id}, ${input.name}, ${hash}, ${owner}, ${permissions}, ${work.now}, ${expiresAt})`);
      return { apiToken: id, secret };
    },
    { keep: false },
  );
}

async function narrowed(work: Work, owner: string, wanted: readonly Permission[] | null): Promise<Permission[] | null> {
  const row = await work.one<{ allowed: Permission[] }>(
    sql`SELECT ${permissionsOf(sql`p.id`)} AS allowed FROM person p WHERE p.id = ${owner}::uuid AND p.active FOR SHARE`,
  );
  if (!row) throw invalid({ path: "input.personId", rule: "exists", message: "no active person has this id" });
  const { viewer } = work;
  const may = (permission: Permission): boolean =>
    row.allowed.includes(permission) && (!viewer.apiTokenId || viewer.permissions.has(permission));
  if (!wanted) return viewer.apiTokenId ? PERMISSIONS.filter(may) : null;
  const beyond = wanted.flatMap((permission, i) =>
    may(permission)
      ? []
      : [{ path: `input.permissions.${i}`, rule: "narrowing", message: `${permission} is more than the owner may do` }],
  );
  if (beyond.length > 0) throw invalid(...beyond);
  return PERMISSIONS.filter((permission) => wanted.includes(permission));
}
