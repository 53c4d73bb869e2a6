/** Time that does not count, in ms since 1970, closed-open; `until` null: it goes on. */
export interface Pause {
  readonly from: number;
  readonly until: number | null;
  /** Why, for explanations. */
  readonly note?: string | null;
}

/** A pause among pauses in order that do not overlap; one that goes on ends at infinity. */
export interface Paused {
  readonly from: number;
  readonly until: number;
  readonly note: string | null;
}

/** In order, empty ones left out; where two overlap, the later to begin keeps what is left of it. */
export function inOrder(pauses: readonly Pause[]): readonly Paused[] {
  if (pauses.length === 0) return [];
  const sorted = pauses
    .map(({ from, until, note }) => ({ from, until: until ?? Number.POSITIVE_INFINITY, note: note ?? null }))
    .filter(({ from, until }) => until > from)
    .sort((a, b) => a.from - b.from);
  const clear: Paused[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, until, note } of sorted) {
    if (until <= end) continue;
    clear.push({ from: Math.max(from, end), until, note });
    end = until;
  }
  return clear;
}
