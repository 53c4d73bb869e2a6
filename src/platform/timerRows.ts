import type { Pool } from "pg";
import { type Sql, sql } from "./sql";

/** Sets the one timer of a kind and subject as a new generation, or takes it away. */
export function setTimer(kind: string, subjectId: string, due: Date | null, data: Record<string, unknown>): Sql {
  if (!due) return sql`DELETE FROM timer WHERE kind = ${kind} AND subject_id = ${subjectId}`;
  return sql`
    INSERT INTO timer AS t (kind, subject_id, due, ready_at, data)
    VALUES (${kind}, ${subjectId}, ${due}::timestamptz, ${due}::timestamptz, ${JSON.stringify(data)})
    ON CONFLICT (kind, subject_id) DO UPDATE
      SET generation = t.generation + 1, due = excluded.due, ready_at = excluded.ready_at, attempts = 0, data = excluded.data`;
}

const listeners = new WeakMap<Pool, Set<() => void>>();

/** Calls `wake` after each commit in this process that set a timer of this database; answers how to stop that. */
export function onTimerSet(pool: Pool, wake: () => void): () => void {
  const all = listeners.get(pool) ?? new Set();
  listeners.set(pool, all.add(wake));
  return () => all.delete(wake);
}

/** Tells the runners in this process that a timer was set. */
export function timerSet(pool: Pool): void {
  for (const wake of listeners.get(pool) ?? []) wake();
}
