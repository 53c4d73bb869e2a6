import type { Pool } from "pg";
import { Gauge, type Registry } from "prom-client";
import type { Logger } from "../log";
import { type Bus, openBus } from "./bus";
import { cursorExpired, eventCursor, parseEventCursor } from "./cursor";
import type { Feed, Reader } from "./feed";
import { Follower, type Standing, standing } from "./follower";
import { LogReader } from "./logReader";
import { Past } from "./past";
import { Ring } from "./ring";
import { Sequencer } from "./sequencer";

/** Events that are kept in memory. */
const RING = 8192;
/** Events that are read at the start, for the clients that come back after a restart. */
const PRELOAD = 2048;

export interface FeedOptions {
  readonly pool: Pool;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly natsUrl: string | null;
  /** Events that are kept in memory; 8192 unless told. */
  readonly ringSize?: number;
}

/** The log of a database, followed until it is stopped. */
export interface RunningFeed extends Feed {
  stop(): Promise<void>;
}

/** Begins to follow the log, and to stamp it; fails where the database cannot be read. */
export async function feedOf(options: FeedOptions): Promise<RunningFeed> {
  const feed = new LogFeed(options);
  try {
    await feed.start();
  } catch (error) {
    await feed.stop();
    throw error;
  }
  return feed;
}

class LogFeed implements RunningFeed {
  epoch = "";
  ring: Ring;
  readonly past: Past;
  private oldest = 1;
  private databaseHead = 0;
  private readonly follower: Follower;
  private readonly sequencer: Sequencer;
  private readonly bus: Bus | null;
  private readonly readers = new Set<LogReader>();
  private readonly size: number;

  constructor(private readonly options: FeedOptions) {
    const { pool, log, metrics, natsUrl } = options;
    this.size = options.ringSize ?? RING;
    this.ring = new Ring(this.size, 0);
    this.past = new Past(pool);
    this.follower = new Follower(
      pool,
      log,
      () => this.ring,
      (now) => this.onStanding(now),
    );
    this.sequencer = new Sequencer(pool, log, metrics, (head) => {
      this.follower.wake(head);
      this.bus?.publish(this.epoch, head);
    });
    this.bus = natsUrl
      ? openBus(natsUrl, log, (epoch, head) => {
          if (epoch === this.epoch) this.follower.wake(head);
        })
      : null;
    this.measure(metrics);
  }

  start(): Promise<void> {
    return this.follower.start();
  }

  async stop(): Promise<void> {
    for (const reader of [...this.readers]) reader.close();
    await Promise.all([this.sequencer.stop(), this.follower.stop(), this.bus?.close()]);
  }

  get running(): boolean {
    return this.follower.healthy && this.sequencer.healthy;
  }

  poke(): void {
    this.sequencer.poke();
  }

  cursorOf(pos: number): string {
    return eventCursor(this.epoch, pos);
  }

  async head(): Promise<string> {
    return this.cursorOf(this.known);
  }

  async read(after: string | null): Promise<Reader> {
    const from = after === null ? this.known : await this.placeAfter(after);
    const reader = new LogReader(this, from, () => this.readers.delete(reader));
    this.readers.add(reader);
    return reader;
  }

  expired(): Error {
    return cursorExpired(this.cursorOf(this.oldest - 1));
  }

  cursorOfSeq(seq: string, waitMs: number): Promise<string | null> {
    const place = this.ring.placeOf(seq);
    if (place !== undefined) return Promise.resolve(this.cursorOf(place));
    return new Promise((resolve, reject) => {
      const done = (pos: number | null) => {
        stop();
        clearTimeout(timeout);
        resolve(pos === null ? null : this.cursorOf(pos));
      };
      const stop = this.ring.onSeq(seq, done);
      const timeout = setTimeout(done, waitMs, null);
      // What is older than the ring, such as the event of a command that is repeated much later, never comes by again.
      if (Number(seq) <= this.ring.newestSeq) {
        this.options.pool
          .query<{ pos: string | null }>({
            name: "casegraph_place",
            text: "SELECT pos::text FROM event WHERE seq = $1",
            values: [seq],
          })
          .then(({ rows }) => rows[0]?.pos && done(Number(rows[0].pos)), reject);
      }
    });
  }

  private async placeAfter(cursor: string): Promise<number> {
    const { epoch, pos } = parseEventCursor(cursor);
    // Another server may have read further than this one: only the database knows that a cursor is ahead of the log.
    if (epoch !== this.epoch || pos > this.ring.head) await this.onStanding(await standing(this.options.pool));
    if (epoch !== this.epoch || pos > this.known || pos + 1 < this.oldest) throw this.expired();
    return pos;
  }

  /** The newest position that this server has heard of, read or not. */
  private get known(): number {
    return Math.max(this.databaseHead, this.ring.head);
  }

  private async onStanding(now: Standing): Promise<void> {
    if (now.epoch !== this.epoch) this.begin(now);
    this.oldest = now.oldest;
    this.databaseHead = Math.max(now.head, this.databaseHead);
    if (now.waiting) this.sequencer.poke();
    this.follower.wake(now.head);
  }

  /** The first look, or a log that began anew: what was read before is no part of it. */
  private begin(now: Standing): void {
    if (this.epoch) this.options.log.warn({ from: this.epoch, to: now.epoch }, "the event log began a new epoch");
    const before = this.ring;
    this.epoch = now.epoch;
    this.databaseHead = now.head;
    this.ring = new Ring(this.size, Math.max(now.head - Math.min(PRELOAD, this.size), now.oldest - 1, 0));
    this.past.forget();
    before.wakeAll();
  }

  private measure(metrics: Registry): void {
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers: [metrics],
        collect() {
          this.set(value());
        },
      });
    gauge("casegraph_event_log_head", "Position of the newest event in the log.", () => this.known);
    gauge(
      "casegraph_event_log_behind",
      "Stamped events that this server has not read yet.",
      () => this.known - this.ring.head,
    );
    gauge(
      "casegraph_event_readers",
      "Readers of the log that are open: one per subscription.",
      () => this.readers.size,
    );
  }
}
