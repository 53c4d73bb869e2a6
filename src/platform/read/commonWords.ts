import type { Pool } from "pg";
import { isConnectionLost } from "../faults";
import type { Logger } from "../log";

/** How often the database's statistics are looked at again, in ms. */
const EVERY_MS = 600_000;

/**
 * The words that at least one row in two hundred holds, by the statistics of every column of words. Of others PostgreSQL
 * believes just that, since it never believes less of the beginning of a word.
 */
const COMMON = `
  SELECT DISTINCT lower(common.word) AS word
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_stats s ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname AND s.attname = a.attname,
    unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) common (word, share)
  WHERE a.atttypid = 'tsvector'::regtype AND c.relnamespace = current_schema()::regnamespace
    AND common.word IS NOT NULL AND common.share >= 0.005
  ORDER BY 1`;

let known: readonly string[] = [];

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** True where each word of the text begins one that many rows hold. Only how a search is planned hangs on it. */
export function areCommon(text: unknown): boolean {
  const words = plain(String(text))
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return words.length > 0 && known.length > 0 && words.every(beginsCommon);
}

function beginsCommon(word: string): boolean {
  let [low, high] = [0, known.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (known[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return known[low]?.startsWith(word) ?? false;
}

async function look(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ word: string }>(COMMON);
  known = rows.map(({ word }) => word).sort(order);
}

/** Learns which words are common, now and every ten minutes, until it is stopped. */
export async function learnCommonWords(pool: Pool, log: Logger): Promise<() => void> {
  await look(pool);
  const again = setInterval(() => {
    look(pool).catch((error: unknown) => {
      if (!isConnectionLost(error)) log.warn({ err: error }, "the statistics of words cannot be read");
    });
  }, EVERY_MS).unref();
  return () => clearInterval(again);
}
