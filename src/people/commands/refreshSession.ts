import { rightsChanged, viewerOf } from "../../platform/access/credentials";
import { newSeed, type RefreshToken, readRefreshToken, tokensAfter } from "../../platform/access/tokens";
import { ErrorCode, Refusal } from "../../platform/errors";
import { AS } from "../../platform/read/engine";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { canSignIn } from "../rules";
import { endsOf, type OpenSession, openSession } from "../sessions.steps";

/** How long after a refresh the token before still answers the same new pair: two tabs may refresh at once. */
const GRACE_MS = 10_000;

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly refresh_hash: Buffer;
  readonly previous_refresh_hash: Buffer | null;
  readonly rotation_seed: Buffer | null;
  readonly rotated_at: Date | null;
  readonly access_expires_at: Date;
  readonly expires_at: Date;
  readonly may: boolean;
}

const refused = (): Refusal => new Refusal(ErrorCode.UNAUTHENTICATED, "The session has ended. Sign in again.");

/**
 * Answers new tokens for a refresh token, which is worth nothing after that. A token that comes back after its grace was
 * stolen, or its successor was: the whole session ends. UNAUTHENTICATED.
 */
export async function refreshSession(ctx: Ctx, refreshToken: string) {
  const token = readRefreshToken(refreshToken);
  if (!token) throw refused();
  const { session, ...done } = await transact(ctx, (work) => refresh(work, token), { keep: false });
  if (!session) throw refused();
  return { ...done, session, [AS]: await viewerOf(ctx.house, session.accessToken) };
}

async function refresh(work: Work, token: RefreshToken): Promise<{ session: OpenSession | null }> {
  const person = raw("p");
  const row =
    await work.one<Row>(sql`SELECT s.id, s.person_id, s.refresh_hash, s.previous_refresh_hash, s.rotation_seed,
      s.rotated_at, s.access_expires_at, s.expires_at, (${canSignIn(person)}) AS may
    FROM session s JOIN person p ON p.id = s.person_id WHERE s.family_hash = ${token.familyHash} FOR UPDATE OF s`);
  if (!row?.may || row.expires_at <= work.now) return { session: null };
  if (row.refresh_hash.equals(token.refreshHash)) return { session: await rotate(work, row, token) };
  if (row.previous_refresh_hash?.equals(token.refreshHash) && row.rotation_seed && row.rotated_at) {
    if (work.now.getTime() - row.rotated_at.getTime() <= GRACE_MS) {
      const ends = { access: row.access_expires_at, session: row.expires_at };
      return { session: openSession(tokensAfter(token, row.rotation_seed), ends, row.person_id) };
    }
  }
  // Answered rather than thrown: the end of the session must be committed.
  await work.query(sql`DELETE FROM session WHERE id = ${row.id}`);
  work.afterCommit(() => {
    const { house, requestId } = work.ctx;
    house.log.warn({ requestId, sessionId: row.id, personId: row.person_id }, "a refresh token was used again");
    rightsChanged(house, row.person_id);
  });
  return { session: null };
}

async function rotate(work: Work, row: Row, token: RefreshToken): Promise<OpenSession> {
  const seed = newSeed();
  const tokens = tokensAfter(token, seed);
  const ends = endsOf(work.now);
  // The access token before stays good until it ends by itself, so that open streams go on over a refresh.
  await work.query(sql`UPDATE session SET
    previous_refresh_hash = refresh_hash, refresh_hash = ${tokens.refreshHash},
    previous_access_hash = access_hash, previous_access_expires_at = access_expires_at,
    access_hash = ${tokens.accessHash}, access_expires_at = ${ends.access}, expires_at = ${ends.session},
    rotation_seed = ${seed}, rotated_at = ${work.now}, last_used_at = ${work.now}
    WHERE id = ${row.id}`);
  return openSession(tokens, ends, row.person_id);
}
