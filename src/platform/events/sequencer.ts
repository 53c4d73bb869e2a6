import type { Pool } from "pg";
import { Counter, Histogram, type Registry } from "prom-client";
import type { Logger } from "../log";
import { CHANNEL } from "./log";
import { OwnConnection } from "./ownConnection";
import { Signal } from "./signal";

/** Events that are given their place in one transaction. */
const BATCH = 500;
/** The advisory lock that makes the servers take turns. */
const LOCK = "7309441283347021824";

// A prepared plan outlives the statistics it was made with: it must not be one for an empty table.
const SETTINGS = `
  SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off;
  SET enable_hashjoin = off; SET enable_mergejoin = off;
  SET statement_timeout = '10s'; SET idle_in_transaction_session_timeout = '10s'`;

const PREPARE = `
  PREPARE casegraph_stamp AS
  WITH waiting AS (
    SELECT seq, row_number() OVER (ORDER BY seq) AS n
    FROM (SELECT seq FROM event WHERE pos IS NULL ORDER BY pos, seq LIMIT ${BATCH}) AS oldest
  ), stamped AS (
    UPDATE event SET pos = log.head + waiting.n FROM waiting, event_log AS log WHERE event.seq = waiting.seq
    RETURNING event.pos
  ), moved AS (
    UPDATE event_log SET head = head + count.n FROM (SELECT count(*) AS n FROM stamped) AS count WHERE count.n > 0
    RETURNING head, count.n
  )
  SELECT head::text, n::int, pg_notify('${CHANNEL}', head::text) FROM moved`;

// One message, so that a server that freezes cannot hold the lock. The lock has a statement of its own, since a statement
// sees what was committed when it began: waiting inside the stamping statement would number what others numbered already.
const STAMP = `
  BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${LOCK}); EXECUTE casegraph_stamp; COMMIT`;

/**
 * Gives committed events their dense position, in the order of their rows. Every server has one; the lock lets one work
 * at a time. It says that the log has grown once per batch.
 */
export class Sequencer {
  private readonly connection: OwnConnection;
  private readonly wanted = new Signal();
  private readonly ended: Promise<void>;
  private readonly stamped: Counter;
  private readonly seconds: Histogram;
  private stopped = false;
  private pokedAt: number | null = null;
  /** False from a failure until the next success. */
  healthy = true;

  constructor(
    pool: Pool,
    log: Logger,
    metrics: Registry,
    private readonly onStamped: (head: number) => void,
  ) {
    this.connection = new OwnConnection(pool, log, "sequencer", async (client) => {
      await client.query(SETTINGS);
      await client.query(PREPARE);
    });
    this.stamped = new Counter({
      name: "casegraph_events_stamped_total",
      help: "Events that this server gave their place in the log.",
      registers: [metrics],
    });
    this.seconds = new Histogram({
      name: "casegraph_event_stamping_seconds",
      help: "From a commit's wake-up to the place of its events in the log.",
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers: [metrics],
    });
    this.ended = this.run();
  }

  /** There is something to stamp. */
  poke(): void {
    this.pokedAt ??= performance.now();
    this.wanted.raise();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wanted.raise();
    await this.connection.close();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.wanted.wait();
      if (this.stopped) return;
      try {
        await this.stampAll();
        this.healthy = true;
      } catch (error) {
        this.healthy = false;
        await this.connection.afterFailure(error);
        this.wanted.raise();
      }
    }
  }

  private async stampAll(): Promise<void> {
    for (let n = BATCH; n === BATCH && !this.stopped; ) {
      const pokedAt = this.pokedAt;
      this.pokedAt = null;
      const results = (await this.connection.with((client) => client.query(STAMP))) as unknown as {
        rows: { head: string; n: number }[];
      }[];
      const row = results[2]?.rows[0];
      if (!row) return;
      n = row.n;
      this.stamped.inc(n);
      if (pokedAt !== null) this.seconds.observe((performance.now() - pokedAt) / 1000);
      this.onStamped(Number(row.head));
    }
  }
}
