import { setTimeout as pause } from "node:timers/promises";
import { isConnectionLost } from "../faults";
import type { LogEvent, Reader } from "./feed";
import type { Past } from "./past";
import type { Ring } from "./ring";

/** How long a reader that needs the database waits when the database is away, in ms. */
const AWAY_MS = 500;

/** What a reader pulls from. */
export interface Source {
  readonly epoch: string;
  readonly ring: Ring;
  readonly past: Past;
  expired(): Error;
}

/** A position that moves on when its owner asks for more: from the ring, or from the database when it has fallen behind. */
export class LogReader implements Reader {
  private readonly epoch: string;
  private closed = false;
  private wake: (() => void) | null = null;

  constructor(
    private readonly source: Source,
    private pos: number,
    private readonly onClose: () => void,
  ) {
    this.epoch = source.epoch;
  }

  get position(): number {
    return this.pos;
  }

  async next(max: number): Promise<readonly LogEvent[]> {
    while (!this.closed) {
      if (this.epoch !== this.source.epoch) throw this.source.expired();
      const events = this.source.ring.after(this.pos, max) ?? (await this.older(max));
      if (this.closed) break;
      if (events.length > 0) {
        if (events[0]!.pos !== this.pos + 1) throw this.source.expired();
        this.pos = events.at(-1)!.pos;
        return events;
      }
      await this.growth();
    }
    return [];
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.wake?.();
    this.onClose();
  }

  private async older(max: number): Promise<readonly LogEvent[]> {
    for (;;) {
      try {
        return await this.source.past.after(this.pos, max, this.source.ring.head);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        await pause(AWAY_MS);
        if (this.closed) return [];
      }
    }
  }

  private growth(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.source.ring.onGrowth(resolve);
      this.wake = () => {
        stop();
        resolve();
      };
    });
  }
}
