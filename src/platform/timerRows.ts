import type { Pool } from "pg";
import { type Sql, sql } from "./sql";

/** Sets the one timer of a kind and subject as a new generation, or takes it away. */
export function setTimer(
  kind: string,
  subjectId: string,
  due: Date | null,
  data: Record<string, unknown>,
  generation = 1,
): Sql {
  if (!due) return sql`DELETE FROM timer WHERE kind = ${kind} AND subject_id = ${subjectId}`;
  return sql`
    INSERT INTO timer AS t (kind, subject_id, generation, due, ready_at, data)
    VALUES (${kind}, ${subjectId}, ${generation}, ${due}::timestamptz, ${due}::timestamptz, ${JSON.stringify(data)})
    ON CONFLICT (kind, subject_id) DO UPDATE
      SET generation = t.generation + 1, due = excluded.due, ready_at = excluded.ready_at, attempts = 0, data = excluded.data`;
}

type Told = (inMs: number) => void;
const listeners = new WeakMap<Pool, Set<Told>>();

/** Calls `told` after each commit in this process that set a timer of this database, with how far off it is, in ms. */
export function onTimerSet(pool: Pool, told: Told): () => void {
  const all = listeners.get(pool) ?? new Set();
  listeners.set(pool, all.add(told));
  return () => all.delete(told);
}

/** Tells the runners in this process that a timer was set. */
export function timerSet(pool: Pool, inMs: number): void {
  for (const told of listeners.get(pool) ?? []) told(inMs);
}

/**
 * Sets or takes away timers of one kind for many subjects, as parts of a WITH: `told` is a relation there that has
 * `subject_id` and `due` (null: none). One that is due when it was already stays the generation that it is.
 */
export const timersOf = (kind: string, told: Sql): Sql => sql`
  timers_set AS (
    INSERT INTO timer AS t (kind, subject_id, due, ready_at)
    SELECT ${kind}, subject_id, due, due FROM ${told} WHERE due IS NOT NULL ORDER BY subject_id
    ON CONFLICT (kind, subject_id) DO UPDATE
      SET generation = t.generation + 1, due = excluded.due, ready_at = excluded.ready_at, attempts = 0
      WHERE t.due <> excluded.due
  ), timers_gone AS (
    DELETE FROM timer t USING ${told} told WHERE t.kind = ${kind} AND t.subject_id = told.subject_id AND told.due IS NULL
  )`;
