import { randomBytes } from "node:crypto";
import type { Client, Pool } from "pg";
import type { Logger } from "../log";
import { CHANNEL, EVENTS_AFTER, type EventRow, logEvent } from "./log";
import { OwnConnection } from "./ownConnection";
import type { Ring } from "./ring";
import { Signal } from "./signal";

/** How often the log is looked at when nobody says that it has grown, in ms: what a lost wake-up costs at most. */
const POLL_MS = 250;
/** How long without an answer of the database makes the reading unhealthy, in ms. */
const STALE_MS = 5000;
const PAGE = 1000;

/** Where the log stands, as its one row says. */
export interface Standing {
  readonly epoch: string;
  readonly head: number;
  readonly oldest: number;
  /** Whether committed events wait for their place. */
  readonly waiting: boolean;
}

const STANDING = `
  SELECT epoch, head::text, oldest::text,
    (SELECT true FROM event WHERE pos IS NULL ORDER BY pos, seq LIMIT 1) IS NOT NULL AS waiting
  FROM event_log`;

/** Where the log stands now. */
export async function standing(client: Pick<Client, "query"> | Pool): Promise<Standing> {
  const { rows } = await client.query<{ epoch: string; head: string; oldest: string; waiting: boolean }>({
    name: "casegraph_standing",
    text: STANDING,
  });
  const row = rows[0]!;
  return { epoch: row.epoch, head: Number(row.head), oldest: Number(row.oldest), waiting: row.waiting };
}

/** Reads the log into the ring as it grows: at a wake-up, and every quarter of a second without one. */
export class Follower {
  private readonly connection: OwnConnection;
  private readonly grown = new Signal();
  private ended: Promise<void> = Promise.resolve();
  private stopped = false;
  private answeredAt = 0;

  constructor(
    pool: Pool,
    log: Logger,
    private readonly ring: () => Ring,
    /** Told each time somebody looked; afterwards `ring()` is the one to go on with. */
    private readonly onStanding: (standing: Standing) => Promise<void>,
  ) {
    const listen = (client: Client) => client.query(`LISTEN ${CHANNEL}`);
    this.connection = new OwnConnection(pool, log, "follower", listen, () => this.grown.raise());
  }

  /** Looks where the log stands and begins to follow it; fails where the database does. */
  async start(): Promise<void> {
    await this.look();
    await this.read();
    this.ended = this.run();
  }

  /** The log has grown to `head`, somebody says. */
  wake(head: number): void {
    if (head > this.ring().head) this.grown.raise();
  }

  /** True while the database answers. */
  get healthy(): boolean {
    return this.connection.connected && performance.now() - this.answeredAt < STALE_MS;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.grown.raise();
    await this.connection.close();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        if (!(await this.grown.wait(POLL_MS)) && !this.stopped) await this.look();
        await this.read();
      } catch (error) {
        if (this.stopped) return;
        await this.connection.afterFailure(error);
        // Whatever was said while nobody listened is found by looking.
        this.grown.raise();
      }
    }
  }

  private async look(): Promise<void> {
    const now = await this.connection.with(standing);
    await this.onStanding(now);
    if (this.ring().head > now.head) await this.beginAnew(now);
    this.answeredAt = performance.now();
  }

  /** The database lost events that were told already (a standby took over): their positions must not be used twice. */
  private async beginAnew(now: Standing): Promise<void> {
    await this.connection.with((client) =>
      client.query("UPDATE event_log SET epoch = $1 WHERE epoch = $2 AND head < $3", [
        randomBytes(5).toString("hex"),
        now.epoch,
        this.ring().head,
      ]),
    );
    await this.onStanding(await this.connection.with(standing));
  }

  private async read(): Promise<void> {
    for (let n = PAGE; n === PAGE && !this.stopped; ) {
      const ring = this.ring();
      const { rows } = await this.connection.with((client) =>
        client.query<EventRow>({ name: "casegraph_follow", text: EVENTS_AFTER, values: [ring.head, PAGE] }),
      );
      this.answeredAt = performance.now();
      n = rows.length;
      if (n > 0)
        ring.append(
          rows.map(logEvent),
          rows.map((row) => row.seq),
        );
    }
  }
}
