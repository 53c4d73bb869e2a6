import { newTokens, type TokenPair } from "../platform/access/tokens";
import { newId } from "../platform/ids";
import { sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** How long an access token is good, and how long a session lasts that nobody refreshes. */
export const ACCESS_MS = 30 * 60_000;
export const SESSION_MS = 30 * 24 * 3_600_000;

/** A session as it is answered: the only time that its tokens can be read. */
export interface OpenSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
  readonly refreshExpiresAt: string;
  readonly person: string;
}

export const openSession = (tokens: TokenPair, ends: { access: Date; session: Date }, person: string): OpenSession => ({
  accessToken: tokens.accessToken,
  refreshToken: tokens.refreshToken,
  expiresAt: ends.access.toISOString(),
  refreshExpiresAt: ends.session.toISOString(),
  person,
});

export const endsOf = (now: Date) => ({
  access: new Date(now.getTime() + ACCESS_MS),
  session: new Date(now.getTime() + SESSION_MS),
});

/** A new session of a person, from where the request came; those that have long ended go. */
export async function startSession(work: Work, personId: string): Promise<OpenSession> {
  const tokens = newTokens();
  const ends = endsOf(work.now);
  await work.query(sql`DELETE FROM session WHERE person_id = ${personId} AND expires_at <= ${work.now}`);
  await work.query(sql`INSERT INTO session
    (id, person_id, family_hash, refresh_hash, access_hash, access_expires_at, user_agent, ip, started_at, last_used_at,
      expires_at)
    VALUES (${newId(8)}, ${personId}, ${tokens.familyHash}, ${tokens.refreshHash}, ${tokens.accessHash}, ${ends.access},
      ${work.ctx.userAgent?.replaceAll("\0", "").slice(0, 300) ?? null}, ${work.ctx.ip}, ${work.now}, ${work.now},
      ${ends.session})`);
  return openSession(tokens, ends, personId);
}

/** Fresh tokens for a standing session; all it had before are worth nothing from now on. */
export async function renewSession(work: Work, sessionId: string, personId: string): Promise<OpenSession> {
  const tokens = newTokens();
  const ends = endsOf(work.now);
  await work.query(sql`UPDATE session SET family_hash = ${tokens.familyHash}, refresh_hash = ${tokens.refreshHash},
    access_hash = ${tokens.accessHash}, access_expires_at = ${ends.access}, expires_at = ${ends.session},
    previous_refresh_hash = NULL, previous_access_hash = NULL, previous_access_expires_at = NULL, rotation_seed = NULL,
    rotated_at = NULL, last_used_at = ${work.now} WHERE id = ${sessionId}`);
  return openSession(tokens, ends, personId);
}
