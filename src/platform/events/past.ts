import type { Pool } from "pg";
import type { LogEvent } from "./feed";
import { EVENTS_AFTER, type EventRow, logEvent } from "./log";

const PAGE = 500;
const KEPT_PAGES = 32;
const AT_ONCE = 2;

/**
 * What the ring no longer holds, read from the database in pages. A stamped event never changes, so that readers who
 * catch up together share a page; and few pages are read at once, so that they do not take the pool.
 */
export class Past {
  private readonly pages = new Map<number, Promise<LogEvent[]>>();
  private readonly queue: (() => void)[] = [];
  private reading = 0;

  constructor(private readonly pool: Pool) {}

  /** Events after a position, at least one, at most `max`, where the log goes at least to `head`; fewer where a page ends. */
  async after(pos: number, max: number, head: number): Promise<LogEvent[]> {
    const page = Math.floor(pos / PAGE);
    const complete = (page + 1) * PAGE <= head;
    const events = await (complete ? this.kept(page) : this.read(pos, PAGE));
    // A kept page may begin before the position, never after it.
    const from = events.findIndex((event) => event.pos > pos);
    return from < 0 ? [] : events.slice(from, from + max);
  }

  /** Forgets everything, when the log begins anew. */
  forget(): void {
    this.pages.clear();
  }

  private kept(page: number): Promise<LogEvent[]> {
    let known = this.pages.get(page);
    if (!known) {
      known = this.read(page * PAGE, PAGE);
      known.catch(() => this.pages.delete(page));
      for (const oldest of this.pages.keys()) {
        if (this.pages.size < KEPT_PAGES) break;
        this.pages.delete(oldest);
      }
      this.pages.set(page, known);
    }
    return known;
  }

  private async read(pos: number, max: number): Promise<LogEvent[]> {
    while (this.reading >= AT_ONCE) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.reading++;
    try {
      const { rows } = await this.pool.query<EventRow>({
        name: "casegraph_past",
        text: EVENTS_AFTER,
        values: [pos, max],
      });
      return rows.map(logEvent);
    } finally {
      this.reading--;
      this.queue.shift()?.();
    }
  }
}
