import { createHash } from "node:crypto";
import { ErrorCode, Refusal } from "../errors";
import type { House } from "../house";

/** Sign-ins that may fail within the window: for one account from one address, and from one address in all. */
const PER_ACCOUNT = 20;
const PER_ADDRESS = 300;
const WINDOW = "5 minutes";

const keyOf = (...parts: string[]): Buffer => createHash("sha256").update(parts.join("\n")).digest();

const accountKey = (email: string, ip: string | null): Buffer => keyOf("account", email.toLowerCase(), ip ?? "");
const addressKey = (ip: string | null): Buffer | null => (ip === null ? null : keyOf("address", ip));

/**
 * Counts a sign-in before its password is looked at; RATE_LIMITED with retryAfterSeconds past the limit. The counts live
 * in the database, so that several servers and restarts give nobody more tries.
 */
export async function countAttempt(house: House, email: string, ip: string | null): Promise<void> {
  const account = accountKey(email, ip);
  const address = addressKey(ip);
  const { rows } = await house.pool.query<{ key: Buffer; count: number; wait: number }>(
    `INSERT INTO sign_in_attempt AS attempt (key, count, until)
     SELECT key, 1, casegraph_now() + $2::interval FROM unnest($1::bytea[]) AS key ORDER BY key
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN attempt.until <= casegraph_now() THEN 1 ELSE attempt.count + 1 END,
       until = CASE WHEN attempt.until <= casegraph_now() THEN excluded.until ELSE attempt.until END
     RETURNING key, count, ceil(extract(epoch FROM until - casegraph_now()))::int AS wait`,
    [address ? [account, address] : [account], WINDOW],
  );
  const over = rows.filter((row) => row.count > (row.key.equals(account) ? PER_ACCOUNT : PER_ADDRESS));
  if (over.length > 0) {
    throw new Refusal(ErrorCode.RATE_LIMITED, "Too many sign-ins failed. Try again later.", {
      retryAfterSeconds: Math.max(1, ...over.map((row) => row.wait)),
    });
  }
}

/** Takes a sign-in that went well out of the counts again, and what is long past with it. */
export async function forgetAttempt(house: House, email: string, ip: string | null): Promise<void> {
  await house.pool.query(
    `WITH less AS (UPDATE sign_in_attempt SET count = greatest(count - 1, 0) WHERE key = $2)
     DELETE FROM sign_in_attempt WHERE key = $1 OR (until < casegraph_now() AND key IS DISTINCT FROM $2)`,
    [accountKey(email, ip), addressKey(ip)],
  );
}
