import type { PoolClient, QueryResult } from "pg";
import { signedIn, type Viewer } from "./access/viewer";
import { conflict, ErrorCode, Refusal } from "./errors";
import { eventRows, insertEvents } from "./events/log";
import { brokenUnique, isConnectionLost, isRetryable, isTimeout, MovedOn, takenValue } from "./faults";
import { keepOutcome, type Kept, type KeptRow, keptOutcome, replay, takeKey } from "./idempotency";
import { type EntityClass, Scope } from "./read/scope";
import { raw, render, type Run, type Sql, sql, valuesOf } from "./sql";
import { setTimer, timerSet } from "./timerRows";
import type { Ctx, LaterCursor, NewEvent, Work } from "./work";
import { insertRow, updateRow } from "./writing";

export interface TransactOptions<T> {
  /** False: the outcome is not kept for the request's Idempotency-Key, since it carries a secret. */
  readonly keep?: boolean;
  /** Gives a kept outcome back the functions that could not be kept with it. */
  readonly again?: (kept: T) => T;
  /** How long one statement may take, in ms; 10 s unless told. */
  readonly timeoutMs?: number;
}

/** Tries of one transaction where others are in the way. */
const TRIES = 4;
const STATEMENT_TIMEOUT_MS = 10_000;
/** How long a payload waits for its event's place in the log, in ms. */
const CURSOR_WAIT_MS = 1000;

const conflicts = new Map<string, { readonly message: string; readonly code: ErrorCode }>();

/**
 * Says what a broken unique or exclusion constraint means to a caller: CONFLICT (unless told) with this message instead of a
 * fault; `{}` in it stands for the value that is taken.
 */
export function conflictOn(constraint: string, message: string, code = ErrorCode.CONFLICT): void {
  conflicts.set(constraint, { message, code });
}

/**
 * Runs a command: one transaction, one actor, one instant, its events written last. `run` may be run again where a
 * deadlock or a row that moved on undid it, so it must not change anything but through its `work`. Under an
 * Idempotency-Key that is kept already `run` is not run, and the kept outcome is answered.
 */
export async function transact<T extends object>(
  ctx: Ctx,
  run: (work: Work) => Promise<T>,
  options: TransactOptions<T> = {},
): Promise<T & { cursor: LaterCursor }> {
  const { feed } = ctx.house;
  const done = await attempts(ctx, run, options);
  for (const after of done.after) {
    try {
      after();
    } catch (error) {
      ctx.house.log.error({ err: error, requestId: ctx.requestId }, "a wake-up after a commit failed");
    }
  }
  if (done.recorded) feed.poke();
  const { seq } = done;
  const cursor: LaterCursor = seq === null ? () => feed.head() : () => feed.cursorOfSeq(seq, CURSOR_WAIT_MS);
  return { ...done.outcome, cursor };
}

interface Done<T> {
  readonly outcome: T;
  readonly seq: string | null;
  readonly recorded: boolean;
  readonly after: readonly (() => void)[];
}

async function attempts<T extends object>(
  ctx: Ctx,
  run: (work: Work) => Promise<T>,
  options: TransactOptions<T>,
): Promise<Done<T>> {
  const client = await ctx.house.pool.connect().catch((error: unknown) => {
    ctx.house.log.warn({ err: error, requestId: ctx.requestId }, "no database connection");
    throw new Refusal(ErrorCode.UNAVAILABLE, "The database is out of reach. Nothing was done; try again.");
  });
  // Statements go out without waiting for the answer of the one before, which saves a round trip at COMMIT.
  (client as { pipeline: boolean }).pipeline = true;
  let lost: Error | undefined;
  const onLost = (error: Error) => {
    lost = error;
  };
  client.on("error", onLost);
  try {
    for (let tried = 1; ; tried++) {
      const attempt = new Attempt(ctx, client, options.timeoutMs ?? STATEMENT_TIMEOUT_MS);
      try {
        return await attempt.run(run, options);
      } catch (error) {
        if (isConnectionLost(error) || lost) lost ??= error as Error;
        else {
          await client.query("ROLLBACK").catch((failed: Error) => {
            lost = failed;
          });
        }
        if (!lost && isRetryable(error) && tried < TRIES) continue;
        throw meaning(ctx, error, lost !== undefined, attempt.committing);
      }
    }
  } finally {
    client.removeListener("error", onLost);
    client.release(lost);
  }
}

/** What a caller may read of an error; the rest stays a fault and is masked. */
function meaning(ctx: Ctx, error: unknown, lost: boolean, committing: boolean): unknown {
  if (error instanceof Refusal) return error;
  if (lost) {
    ctx.house.log.warn({ err: error, requestId: ctx.requestId, committing }, "the database connection was lost");
    return new Refusal(
      ErrorCode.UNAVAILABLE,
      committing
        ? "The database was lost while this was being written: it may or may not have been done."
        : "The database was lost. Nothing was done; try again.",
    );
  }
  if (isRetryable(error)) return conflict("Others are changing the same thing right now. Try again.");
  if (isTimeout(error)) return new Refusal(ErrorCode.TIMEOUT, "This took too long. Nothing was done.");
  const constraint = brokenUnique(error);
  const known = constraint === null ? undefined : conflicts.get(constraint);
  if (!known) return error;
  return new Refusal(
    known.code,
    known.message.replace("{}", () => takenValue(error) ?? "this"),
  );
}

/** One try of a transaction. */
class Attempt implements Work {
  now!: Date;
  readonly actorId: string | null;
  readonly scope: Scope;
  committing = false;
  private readonly values: Run;
  private readonly events: NewEvent[] = [];
  private readonly after: (() => void)[] = [];

  constructor(
    readonly ctx: Ctx,
    private readonly client: PoolClient,
    private readonly timeoutMs: number,
  ) {
    this.actorId = ctx.viewer?.personId ?? null;
    this.scope = new Scope(ctx.viewer?.permissionClass ?? -1, ctx.house.nouns);
    this.values = { viewer: ctx.viewer, variables: {} };
  }

  get viewer(): Viewer {
    return signedIn(this.ctx.viewer);
  }

  async run<T extends object>(run: (work: Work) => Promise<T>, options: TransactOptions<T>): Promise<Done<T>> {
    const key = options.keep === false ? null : this.ctx.idempotency;
    const kept = await this.begin(key);
    if (kept) {
      await this.client.query("ROLLBACK");
      const outcome = kept.outcome as T;
      return { outcome: options.again?.(outcome) ?? outcome, seq: kept.seq, recorded: false, after: [] };
    }
    const outcome = await run(this);
    for (const follow of this.ctx.house.follows) await follow(this, this.events);
    const seq = await this.commit(key, outcome);
    return { outcome, seq, recorded: this.events.length > 0, after: this.after };
  }

  private async begin(key: Ctx["idempotency"]): Promise<Kept | null> {
    const begun = this.client.query(
      `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = ${Math.ceil(this.timeoutMs)}; SELECT casegraph_now() AS now`,
    ) as unknown as Promise<QueryResult<{ now: Date }>[]>;
    const [results, taken] = await all(begun, key ? this.send<{ ours: true }>(takeKey(this.actorId, key)) : undefined);
    this.now = results[2]!.rows[0]!.now;
    if (!key || taken!.rowCount !== 0) return null;
    const row = await this.one<KeptRow>(keptOutcome(this.actorId, key));
    // Purged between the two statements: the caller's next try finds the way free.
    if (!row) throw new MovedOn("The kept outcome");
    return replay(row, key);
  }

  private async commit(key: Ctx["idempotency"], outcome: object): Promise<string | null> {
    this.committing = true;
    const last = this.lastStatement(key, outcome);
    const [written, committed] = await all(
      last ? this.send<{ seq: string | null }>(last) : Promise.resolve(undefined),
      this.client.query("COMMIT"),
    );
    // PostgreSQL answers the COMMIT of a failed transaction with ROLLBACK and no error.
    if (committed.command !== "COMMIT")
      throw new Error("A statement of the command had failed, so nothing was committed");
    return written?.rows[0]?.seq ?? null;
  }

  /** The events and the kept outcome, in one statement. */
  private lastStatement(key: Ctx["idempotency"], outcome: object): Sql | null {
    if (this.events.length > 0) {
      const events = insertEvents(eventRows(this.events, this.actorId, this.now));
      const seq = raw("(SELECT max(seq) FROM made)");
      const keep = key ? sql`, kept AS (${keepOutcome(this.actorId, key, outcome, seq)})` : raw("");
      return sql`WITH ${events}${keep} SELECT ${seq}::text AS seq`;
    }
    return key ? keepOutcome(this.actorId, key, outcome, raw("NULL")) : null;
  }

  private send<T extends object>(statement: Sql): Promise<QueryResult<T>> {
    const { text, params } = render(statement);
    const name = nameOf(text);
    return this.client.query<T>({ text, values: valuesOf(params, this.values), ...(name && { name }) });
  }

  async query<T = Record<string, unknown>>(statement: Sql): Promise<T[]> {
    return (await this.send(statement)).rows as T[];
  }

  async one<T = Record<string, unknown>>(statement: Sql): Promise<T | undefined> {
    return (await this.query<T>(statement))[0];
  }

  async insert(entity: EntityClass, values: Record<string, unknown>): Promise<void> {
    await this.send(insertRow(this.ctx.house.dataSource.getMetadata(entity), values));
  }

  async update(
    entity: EntityClass,
    row: { id: string; version: number },
    values: Record<string, unknown>,
  ): Promise<void> {
    const changed = await this.send(updateRow(this.ctx.house.dataSource.getMetadata(entity), row, values, this.now));
    if (changed.rowCount === 0) throw new MovedOn(`${entity.name} ${row.id}`);
  }

  record(event: NewEvent): void {
    this.events.push(event);
  }

  async timer(kind: string, subjectId: string, due: Date | null, data: Record<string, unknown> = {}): Promise<void> {
    await this.send(setTimer(kind, subjectId, due, data));
    if (due) this.afterCommit(() => timerSet(this.ctx.house.pool, due.getTime() - this.now.getTime()));
  }

  afterCommit(run: () => void): void {
    this.after.push(run);
  }
}

/** Both answers, or the first statement's error before the second's, which only follows from it. */
async function all<A, B>(first: Promise<A>, second: Promise<B> | undefined): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value as B];
}

/** Texts that were sent before, with the name under which connections keep them prepared. */
const names = new Map<string, string | null>();
const MOST_NAMES = 1000;
let named = 0;

/** A name from the second time on, so that what is sent once is not kept; bounded, since some texts vary in length. */
function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known) return known;
  if (known === undefined) {
    if (names.size < MOST_NAMES) names.set(text, null);
    return null;
  }
  const name = `command_${++named}`;
  names.set(text, name);
  return name;
}
