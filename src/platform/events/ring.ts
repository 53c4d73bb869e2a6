import type { LogEvent } from "./feed";

/** The newest events of the log, `size` at most, without a gap. What grows it wakes whoever waits for more. */
export class Ring {
  private readonly slots: (LogEvent | undefined)[];
  private readonly seqs: (string | undefined)[];
  private readonly places = new Map<string, number>();
  private readonly waiting = new Set<() => void>();
  private readonly waitingForSeq = new Map<string, Set<(pos: number) => void>>();
  private newest: number;
  private first: number;
  private highestSeq = 0;

  /** Begins after the position `head`. */
  constructor(
    readonly size: number,
    head: number,
  ) {
    this.slots = new Array(size);
    this.seqs = new Array(size);
    this.newest = head;
    this.first = head + 1;
  }

  /** The position of the newest event that was read. */
  get head(): number {
    return this.newest;
  }

  /** The highest sequence number that was read; an event below it may have its place already. */
  get newestSeq(): number {
    return this.highestSeq;
  }

  /** Takes the events that follow the head, each with its sequence number. */
  append(events: readonly LogEvent[], seqs: readonly string[]): void {
    events.forEach((event, i) => {
      if (event.pos !== this.newest + 1) throw new Error(`the log goes from ${this.newest} to ${event.pos}`);
      const slot = event.pos % this.size;
      const gone = this.seqs[slot];
      if (gone !== undefined) this.places.delete(gone);
      this.slots[slot] = event;
      this.seqs[slot] = seqs[i];
      this.places.set(seqs[i]!, event.pos);
      this.newest = event.pos;
      this.highestSeq = Math.max(this.highestSeq, Number(seqs[i]));
      if (this.newest - this.first >= this.size) this.first = this.newest - this.size + 1;
    });
    if (this.waitingForSeq.size > 0) {
      events.forEach((event, i) => {
        for (const tell of this.waitingForSeq.get(seqs[i]!) ?? []) tell(event.pos);
      });
    }
    if (events.length > 0) this.wakeAll();
  }

  /** Wakes everybody who waits, also where nothing came, so that they look again. */
  wakeAll(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const wake of waiting) wake();
  }

  /** The events after a position, `max` at most; null where they are not in the ring any more. */
  after(pos: number, max: number): LogEvent[] | null {
    if (pos + 1 < this.first) return null;
    const found: LogEvent[] = [];
    for (let next = pos + 1; next <= this.newest && found.length < max; next++)
      found.push(this.slots[next % this.size]!);
    return found;
  }

  /** Calls `wake` once, at the next growth; answers how to take that back. */
  onGrowth(wake: () => void): () => void {
    this.waiting.add(wake);
    return () => this.waiting.delete(wake);
  }

  /** The position of the event with this sequence number, where the ring has it. */
  placeOf(seq: string): number | undefined {
    return this.places.get(seq);
  }

  /** Calls `tell` when the event with this sequence number comes; answers how to take that back. */
  onSeq(seq: string, tell: (pos: number) => void): () => void {
    const all = this.waitingForSeq.get(seq) ?? new Set();
    this.waitingForSeq.set(seq, all.add(tell));
    return () => {
      all.delete(tell);
      if (all.size === 0 && this.waitingForSeq.get(seq) === all) this.waitingForSeq.delete(seq);
    };
  }
}
