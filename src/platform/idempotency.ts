import { ErrorCode, Refusal } from "./errors";
import { type Sql, sql } from "./sql";
import type { DueTimer } from "./timers";
import type { Ctx, Work } from "./work";

/** Who keeps a key where nobody is signed in. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

/** How long an outcome is kept. */
export const KEPT_FOR = "24 hours";

/** What is kept of a command: what it made (ids and plain values, not text), and its last event. */
export interface Kept {
  readonly outcome: Record<string, unknown>;
  readonly seq: string | null;
}

type Key = NonNullable<Ctx["idempotency"]>;

/**
 * Takes the key for this transaction: a row where it is ours, none where it is kept already. A twin that runs at the
 * same time waits here until the first one has ended.
 */
export const takeKey = (actorId: string | null, key: Key): Sql => sql`
  INSERT INTO idempotency_key AS kept (actor_id, key, slot, request_hash)
  VALUES (${actorId ?? NOBODY}, ${key.key}, ${key.slot}, ${key.requestHash})
  ON CONFLICT (actor_id, key, slot) DO UPDATE
    SET request_hash = excluded.request_hash, outcome = NULL, event_seq = NULL, created_at = casegraph_now()
    WHERE kept.created_at <= casegraph_now() - ${KEPT_FOR}::interval
  RETURNING true AS ours`;

/** The kept outcome of a key that is not ours. */
export const keptOutcome = (actorId: string | null, key: Key): Sql => sql`
  SELECT request_hash, outcome, event_seq::text FROM idempotency_key
  WHERE actor_id = ${actorId ?? NOBODY} AND key = ${key.key} AND slot = ${key.slot}`;

export interface KeptRow {
  readonly request_hash: string;
  readonly outcome: Record<string, unknown>;
  readonly event_seq: string | null;
}

/** What the first request made, if this one is the same; IDEMPOTENCY_MISMATCH where it is another. */
export function replay(row: KeptRow, key: Key): Kept {
  if (row.request_hash !== key.requestHash) {
    throw new Refusal(
      ErrorCode.IDEMPOTENCY_MISMATCH,
      "This Idempotency-Key was used for another request. Send a new key with a new request.",
    );
  }
  return { outcome: row.outcome, seq: row.event_seq };
}

/** Keeps the outcome with its key; `seq` is the last event's. Functions are left out: they are computed anew. */
export const keepOutcome = (actorId: string | null, key: Key, outcome: object, seq: Sql): Sql => sql`
  UPDATE idempotency_key SET outcome = ${JSON.stringify(outcome)}, event_seq = ${seq}
  WHERE actor_id = ${actorId ?? NOBODY} AND key = ${key.key} AND slot = ${key.slot}`;

/** The timer of the duty below; the platform's migration sets it for the first time. */
export const PURGE_KEYS = "idempotency.purge";

const PURGED_AT_ONCE = 10_000;
const HOUR_MS = 3_600_000;

/** Takes away the keys whose time is over, and comes again in an hour, or at once where there are more. */
export async function purgeKeys(work: Work, timer: DueTimer): Promise<void> {
  const [gone] = await work.query<{ n: number }>(sql`
    WITH gone AS (
      DELETE FROM idempotency_key WHERE (actor_id, key, slot) IN (
        SELECT actor_id, key, slot FROM idempotency_key
        WHERE created_at <= casegraph_now() - ${KEPT_FOR}::interval
        LIMIT ${PURGED_AT_ONCE} FOR UPDATE SKIP LOCKED
      ) RETURNING true
    ) SELECT count(*)::int AS n FROM gone`);
  const wait = gone!.n < PURGED_AT_ONCE ? HOUR_MS : 0;
  await work.timer(timer.kind, timer.subjectId, new Date(work.now.getTime() + wait));
}
