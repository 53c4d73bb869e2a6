import { randomUUID } from "node:crypto";
import { Signal } from "./events/signal";
import type { House } from "./house";
import { sql } from "./sql";
import { onTimerSet, setTimer, timerSet } from "./timerRows";
import { transact } from "./transact";
import type { Ctx, Work } from "./work";

/** A timer that fires: what a duty is told. */
export interface DueTimer {
  readonly kind: string;
  readonly subjectId: string;
  readonly due: Date;
  readonly generation: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the clock does, by the timer's kind: in the transaction that takes the timer away, as the system. */
export type Duties = Readonly<Record<string, (work: Work, timer: DueTimer) => Promise<void>>>;

export interface RunningTimers {
  /** Looks at the clock again: for whoever moves it. */
  wake(): void;
  /** Lets the duties that run come to their end. */
  stop(): Promise<void>;
}

/** Longest sleep, in ms: how late a timer can be whose setter died before it told anybody. */
const LONGEST_SLEEP_MS = 10_000;
/** Sleep while all that is due is in the hands of others, in ms. */
const OTHERS_MS = 250;
/** Sleep while the database is away, in ms. */
const AWAY_MS = 1000;
/** Duties that run at once on one server, so that one that waits for a lock does not hold up the rest. */
const LANES = 4;

// A timer in the hands of a runner is marked by an advisory lock, not by a lock on its row: commands lock their case and
// then write its timers, while a duty begins with the timer and then locks the case, and the two would wait for each other.
const CLAIM = (kinds: readonly string[]) => sql`
  WITH ready AS MATERIALIZED (
    SELECT kind, subject_id, generation, due, data, attempts FROM timer
    WHERE ready_at <= casegraph_now() AND kind = ANY (${kinds}) ORDER BY ready_at LIMIT 64
  )
  SELECT * FROM ready WHERE pg_try_advisory_xact_lock(7309441, hashtext(kind || subject_id)) LIMIT 1`;

const NEXT = `
  SELECT (extract(epoch FROM min(ready_at) - casegraph_now()) * 1000)::float8 AS ms,
    (SELECT count(*)::int FROM (SELECT FROM timer WHERE ready_at <= casegraph_now() AND kind = ANY ($1) LIMIT ${LANES}) r) AS ready
  FROM timer WHERE kind = ANY ($1)`;

const PUT_OFF = `
  UPDATE timer SET attempts = attempts + 1,
    ready_at = casegraph_now() + least(interval '1 second' * 2 ^ least(attempts, 20), interval '15 minutes')
  WHERE kind = $1 AND subject_id = $2 AND generation = $3`;

interface TimerRow {
  readonly kind: string;
  readonly subject_id: string;
  readonly generation: number;
  readonly due: Date;
  readonly data: Record<string, unknown>;
  readonly attempts: number;
}

/** The timer was changed while its duty ran: what the duty did is undone, and the new time stands. */
class Superseded extends Error {}

/** Fires due timers until it is stopped; any number of servers may do so on one database. */
export function startTimers(house: House, duties: Duties): RunningTimers {
  const runner = new Runner(house, duties);
  return { wake: () => runner.wake(), stop: () => runner.stop() };
}

class Runner {
  private readonly changed = new Signal();
  private readonly forget: () => void;
  // Only kinds that this server knows: a newer server's timers wait for a newer server.
  private readonly kinds: readonly string[];
  private readonly ended: Promise<void>;
  private stopped = false;
  /** When its sleep ends by itself; what is set for later need not wake it. */
  private wakesAt = Number.POSITIVE_INFINITY;

  constructor(
    private readonly house: House,
    private readonly duties: Duties,
  ) {
    this.kinds = Object.keys(duties);
    this.forget = onTimerSet(house.pool, (inMs) => {
      if (performance.now() + inMs < this.wakesAt) this.wake();
    });
    this.ended = this.run();
  }

  wake(): void {
    this.changed.raise();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.forget();
    this.changed.raise();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        const { ready, ms } = await this.next();
        if (ready === 0) {
          this.wakesAt = performance.now() + ms;
          await this.changed.wait(ms);
          this.wakesAt = Number.POSITIVE_INFINITY;
          continue;
        }
        const lanes = await Promise.all(Array.from({ length: ready }, () => this.lane()));
        if (!lanes.includes(true)) await this.changed.wait(OTHERS_MS);
      } catch (error) {
        if (this.stopped) return;
        this.house.log.warn({ err: error }, "the timers cannot be read");
        await this.changed.wait(AWAY_MS);
      }
    }
  }

  private async next(): Promise<{ ready: number; ms: number }> {
    const { rows } = await this.house.pool.query<{ ready: number; ms: number | null }>({
      name: "casegraph_next_timer",
      text: NEXT,
      values: [this.kinds],
    });
    const { ready, ms } = rows[0]!;
    // Rounded up, since a timer that is looked for a moment too early is looked for twice.
    return { ready, ms: Math.min(Math.max(Math.ceil(ms ?? LONGEST_SLEEP_MS), 1), LONGEST_SLEEP_MS) };
  }

  /** Fires one due timer after the other until it finds none; true where it found any. */
  private async lane(): Promise<boolean> {
    let any = false;
    while (!this.stopped && (await this.fireOne())) any = true;
    return any;
  }

  private async fireOne(): Promise<boolean> {
    let claimed: TimerRow | undefined;
    try {
      await transact(this.systemCtx(), async (work) => {
        claimed = await work.one<TimerRow>(CLAIM(this.kinds));
        if (claimed) await this.fire(work, claimed);
        return {};
      });
    } catch (error) {
      if (!claimed) throw error;
      if (!(error instanceof Superseded)) await this.putOff(claimed, error);
    }
    return claimed !== undefined;
  }

  /** The duty first and the timer last, in the order in which commands take their locks. */
  private async fire(work: Work, row: TimerRow): Promise<void> {
    let again: { due: Date; data: Record<string, unknown> } | null = null;
    const own = Object.create(work, {
      // The transaction's instant is a moment before the claim's: a duty never runs before it is due.
      now: { value: new Date(Math.max(work.now.getTime(), row.due.getTime())) },
      timer: {
        value: async (kind: string, subjectId: string, due: Date | null, data: Record<string, unknown> = {}) => {
          // A duty that sets itself anew: written below, guarded by the generation that is firing.
          if (kind === row.kind && subjectId === row.subject_id) again = due && { due, data };
          else await work.timer(kind, subjectId, due, data);
        },
      },
    }) as Work;
    const { kind, subject_id: subjectId, due, generation, data } = row;
    await this.duties[kind]!(own, { kind, subjectId, due, generation, data });

    const taken = await work.one(sql`
      DELETE FROM timer WHERE kind = ${kind} AND subject_id = ${subjectId} AND generation = ${generation} RETURNING true`);
    if (!taken) throw new Superseded();
    const next = again as { due: Date; data: Record<string, unknown> } | null;
    if (next) {
      await work.query(setTimer(kind, subjectId, next.due, next.data, generation + 1));
      work.afterCommit(() => timerSet(this.house.pool, next.due.getTime() - work.now.getTime()));
    }
  }

  private async putOff(row: TimerRow, error: unknown): Promise<void> {
    const { kind, subject_id: subjectId, generation, attempts } = row;
    this.house.log.error(
      { err: error, kind, subjectId, attempts: attempts + 1 },
      "a timer's duty failed; it is tried again later",
    );
    await this.house.pool.query(PUT_OFF, [kind, subjectId, generation]);
  }

  private systemCtx(): Ctx {
    return {
      house: this.house,
      viewer: null,
      requestId: `timer-${randomUUID()}`,
      ip: null,
      userAgent: null,
      idempotency: null,
    };
  }
}
