import type { Pool } from "pg";
import { Permission, permissionClass } from "./permissions";
import type { Viewer } from "./viewer";

interface Row {
  readonly hash: string;
  readonly session_id: string | null;
  readonly api_token_id: string | null;
  readonly person_id: string;
  readonly customer_id: string | null;
  readonly time_zone: string;
  readonly allowed: Permission[];
  readonly narrowed: Permission[] | null;
  readonly expires_at: Date | null;
  readonly remaining_ms: number | null;
  readonly unseen: string;
}

/** Those of the found credentials that are good now, with their rights. */
const goodOf = (found: string): string => `
  WITH ${found}
  SELECT encode(f.hash, 'hex') AS hash, f.session_id, f.api_token_id, f.person_id, p.customer_id, p.time_zone,
    f.narrowed, f.expires_at, allowed.permissions AS allowed,
    (extract(epoch FROM f.expires_at - casegraph_now()) * 1000)::float8 AS remaining_ms,
    pg_snapshot_xmin(pg_current_snapshot())::text AS unseen
  FROM found f
  JOIN person p ON p.id = f.person_id AND p.active
  CROSS JOIN LATERAL (
    SELECT array_agg(DISTINCT permission) FILTER (WHERE permission IS NOT NULL) AS permissions, count(*) AS roles
    FROM person_role held JOIN role r ON r.id = held.role_id LEFT JOIN unnest(r.permissions) permission ON true
    WHERE held.person_id = p.id
  ) allowed
  WHERE allowed.roles > 0 AND (f.expires_at IS NULL OR f.expires_at > casegraph_now())`;

const LIVE = goodOf(`asked AS (SELECT hash FROM unnest($1::bytea[]) AS hash), found AS (
    SELECT hash, s.id AS session_id, NULL::uuid AS api_token_id, s.person_id, s.access_expires_at AS expires_at,
      NULL::text[] AS narrowed
    FROM asked JOIN session s ON s.access_hash = hash
    UNION ALL
    SELECT hash, s.id, NULL, s.person_id, s.previous_access_expires_at, NULL
    FROM asked JOIN session s ON s.previous_access_hash = hash
    UNION ALL
    SELECT hash, NULL, t.id, t.owner_id, t.expires_at, t.permissions
    FROM asked JOIN api_token t ON t.secret_hash = hash WHERE t.revoked_at IS NULL
  )`);

const LIVE_BY_ID = goodOf(`found AS (
    SELECT NULL::bytea AS hash, s.id AS session_id, NULL::uuid AS api_token_id, s.person_id, s.expires_at,
      NULL::text[] AS narrowed
    FROM session s WHERE s.id = $1
    UNION ALL
    SELECT NULL, NULL, t.id, t.owner_id, t.expires_at, t.permissions FROM api_token t
    WHERE t.id = $1 AND t.revoked_at IS NULL
  )`);

export interface LiveCredential {
  readonly viewer: Viewer;
  /** Until it ends by itself; Infinity: never. */
  readonly remainingMs: number;
  /** The first transaction that this look may not have seen. */
  readonly unseen: string;
}

/** Of the tokens with these hashes those that are good now, by hash in hex. */
export async function live(pool: Pool, hashes: readonly Buffer[]): Promise<Map<string, LiveCredential>> {
  const { rows } = await pool.query<Row>({ name: "credentials_live", text: LIVE, values: [hashes] });
  return new Map(
    rows.map((row) => [
      row.hash,
      { viewer: viewer(row), remainingMs: row.remaining_ms ?? Number.POSITIVE_INFINITY, unseen: row.unseen },
    ]),
  );
}

/** Whose session or API token this is, by the id of either, as of now: for what was handed out to it, such as links. */
export async function liveById(pool: Pool, id: string): Promise<Viewer | null> {
  const { rows } = await pool.query<Row>({ name: "credentials_live_by_id", text: LIVE_BY_ID, values: [id] });
  return rows[0] ? viewer(rows[0]) : null;
}

function viewer(row: Row): Viewer {
  const all = row.allowed ?? [];
  const allowed = row.narrowed ? all.filter((permission) => row.narrowed!.includes(permission)) : all;
  const portal = all.length === 1 && all[0] === Permission.PORTAL;
  return Object.freeze({
    personId: row.person_id,
    permissions: new Set(allowed),
    permissionClass: permissionClass(allowed),
    customerId: portal ? row.customer_id : null,
    timeZone: row.time_zone,
    sessionId: row.session_id,
    apiTokenId: row.api_token_id,
    expiresAt: row.expires_at?.getTime() ?? null,
  });
}

/** Whose credentials or rights changed. */
export interface Changes {
  readonly people: ReadonlySet<string>;
  /** A role itself changed: anybody's rights may have. */
  readonly everybody: boolean;
  /** The first transaction that this look may not have seen: where the next begins. */
  readonly unseen: string;
  /** The database's clock, in ms since 1970. */
  readonly now: number;
}

/** What changed since an earlier look, by whichever server; what was told before may be told again. */
export async function changesSince(pool: Pool, unseen: string): Promise<Changes> {
  const { rows } = await pool.query<{ people: (string | null)[] | null; unseen: string; now: Date }>({
    name: "credentials_changes",
    text: `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS unseen, casegraph_now() AS now,
      (SELECT array_agg(DISTINCT person_id) FROM access_change WHERE xact >= $1::xid8) AS people`,
    values: [unseen],
  });
  const { people, unseen: next, now } = rows[0]!;
  const named = (people ?? []).filter((id) => id !== null);
  return {
    people: new Set(named),
    everybody: named.length < (people?.length ?? 0),
    unseen: next,
    now: now.getTime(),
  };
}

/** Writes down that these credentials were in use just now, and takes away changes that everybody has seen. */
export async function saveUses(pool: Pool, viewers: readonly Viewer[]): Promise<void> {
  if (viewers.length === 0) return;
  await pool.query({
    name: "credentials_used",
    text: `
      WITH sessions AS (
        UPDATE session SET last_used_at = greatest(last_used_at, casegraph_now()) WHERE id = ANY ($1::uuid[])),
      past AS (DELETE FROM access_change WHERE at < casegraph_now() - interval '1 hour')
      UPDATE api_token SET last_used_at = casegraph_now() WHERE id = ANY ($2::uuid[])`,
    values: [viewers.flatMap((v) => v.sessionId ?? []), viewers.flatMap((v) => v.apiTokenId ?? [])],
  });
}
