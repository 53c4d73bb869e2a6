import { type Api, Refused, send } from "../client";
import type { MappedRow, Rejection } from "./mapRows";
import type { Target } from "./targets";

export interface SendOptions {
  readonly api: Api;
  readonly target: Target;
  /** Rows in one request. */
  readonly batch: number;
  /** Requests under way at once. */
  readonly parallel: number;
  readonly onDone: (done: Tally) => void;
  readonly onRejected: (rejection: Rejection) => void;
}

/** What became of rows. */
export interface Tally {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

interface Answer {
  readonly outcome: {
    readonly run: {
      readonly created: number;
      readonly updated: number;
      readonly failed: number;
      readonly errors: readonly {
        readonly row: number;
        readonly externalId: string | null;
        readonly code: string;
        readonly path: string | null;
        readonly message: string;
      }[];
    };
  };
}

/** The API takes 8 MiB; half of it leaves room for a proxy's own ideas. */
const LARGEST_BODY = 4 * 1024 * 1024;
/** So many rows that the server itself fails on are not about the rows any more. */
const MOST_FAULTS = 10;
/** Codes that no other row would get around. */
const HOPELESS = ["UNAUTHENTICATED", "FORBIDDEN", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"];

/**
 * Sends rows in batches, several at once, until all are done or `api.stop` is aborted. A row that another one names goes
 * in an earlier wave than it. Throws what ends the whole work, after the batches under way are finished.
 */
export async function sendRows(rows: readonly MappedRow[], options: SendOptions): Promise<void> {
  const sender = new Sender(options);
  for (const wave of wavesOf(rows, options.target)) {
    const batches = batchesOf(wave, options.batch);
    await Promise.all(Array.from({ length: options.parallel }, () => sender.work(batches)));
    if (sender.fault) throw sender.fault;
  }
}

class Sender {
  readonly #options: SendOptions;
  readonly #query: string;
  #faults = 0;
  fault: Error | null = null;

  constructor(options: SendOptions) {
    const { mutation, input } = options.target;
    this.#options = options;
    this.#query =
      `mutation Import($rows: [${input}!]!) { outcome: ${mutation}(rows: $rows) ` +
      "{ run { created updated failed errors { row externalId code path message } } } }";
  }

  async work(batches: Iterator<readonly MappedRow[]>): Promise<void> {
    while (!this.fault && !this.#options.api.stop.aborted) {
      const next = batches.next();
      if (next.done) return;
      try {
        await this.#send(next.value);
      } catch (error) {
        this.fault ??= error as Error;
      }
    }
  }

  async #send(rows: readonly MappedRow[]): Promise<void> {
    const variables = `{"rows":[${rows.map((row) => JSON.stringify(row.input)).join(",")}]}`;
    let answer: Answer;
    try {
      answer = await send<Answer>(this.#options.api, this.#query, variables);
    } catch (error) {
      if (!(error instanceof Refused) || HOPELESS.includes(error.code)) throw error;
      return this.#without(rows, error);
    }
    const { created, updated, failed, errors } = answer.outcome.run;
    const byKey = new Map(rows.map((row) => [row.key, row]));
    for (const { row: place, externalId, code, path, message } of errors) {
      const row = byKey.get(externalId ?? "") ?? rows[place];
      this.#options.onRejected({
        row: row?.row ?? 0,
        key: row?.key ?? externalId ?? "",
        code,
        path: path ?? "",
        message,
      });
    }
    this.#options.onDone({ created, updated, rejected: failed, unchanged: rows.length - created - updated - failed });
  }

  /** A batch refused as a whole: without the rows that the refusal names, or in halves until the rows are found. */
  async #without(rows: readonly MappedRow[], refusal: Refused): Promise<void> {
    const named = namedBy(refusal, rows.length);
    if (named.size > 0) {
      for (const [place, { path, message }] of named) this.#reject(rows[place]!, refusal.code, path, message);
      const rest = rows.filter((_, place) => !named.has(place));
      if (rest.length > 0) await this.#send(rest);
    } else if (rows.length > 1) {
      const middle = Math.ceil(rows.length / 2);
      await this.#send(rows.slice(0, middle));
      await this.#send(rows.slice(middle));
    } else {
      if (refusal.code === "INTERNAL_SERVER_ERROR" && ++this.#faults >= MOST_FAULTS) throw refusal;
      this.#reject(rows[0]!, refusal.code, "", refusal.message);
    }
  }

  #reject(row: MappedRow, code: string, path: string, message: string): void {
    this.#options.onRejected({ row: row.row, key: row.key, code, path, message });
    this.#options.onDone({ created: 0, updated: 0, unchanged: 0, rejected: 1 });
  }
}

/** The rows that a refusal of a whole batch names: `rows.3.title` in violations, `rows[3].title` in graphql-js's words. */
function namedBy(refusal: Refused, length: number): Map<number, { path: string; message: string }> {
  const named = new Map<number, { path: string; message: string }>();
  for (const error of refusal.errors) {
    const said = error.extensions?.violations ?? [{ path: error.message, message: error.message }];
    for (const { path, message } of said) {
      const found = /\brows[.[](\d+)\]?(?:\.([\w.[\]]+))?/.exec(path);
      const place = Number(found?.[1]);
      if (found && place < length && !named.has(place)) named.set(place, { path: found[2] ?? "", message });
    }
  }
  return named;
}

function* batchesOf(rows: readonly MappedRow[], most: number): Generator<readonly MappedRow[]> {
  let batch: MappedRow[] = [];
  let size = 0;
  for (const row of rows) {
    const bytes = Buffer.byteLength(JSON.stringify(row.input));
    if (batch.length > 0 && (batch.length >= most || size + bytes > LARGEST_BODY)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(row);
    size += bytes + 1;
  }
  if (batch.length > 0) yield batch;
}

/** Rows that others of the file name go before them, as far as there is no circle. */
export function wavesOf(rows: readonly MappedRow[], target: Target): MappedRow[][] {
  const { after, afterBy } = target;
  if (!after || !rows.some((row) => row.input[after])) return [[...rows]];
  const byName = new Map(rows.map((row) => [afterBy ? String(row.input[afterBy] ?? "") : row.key, row]));
  const depths = new Map<string, number>();
  const depthOf = (first: MappedRow): number => {
    const chain: MappedRow[] = [];
    let row: MappedRow | undefined = first;
    while (row && !depths.has(row.key) && !chain.includes(row)) {
      chain.push(row);
      row = byName.get(String(row.input[after] ?? ""));
    }
    let depth = row ? (depths.get(row.key) ?? -1) : -1;
    for (const one of chain.reverse()) depths.set(one.key, ++depth);
    return depths.get(first.key)!;
  };
  const waves: MappedRow[][] = [];
  for (const row of rows) {
    const depth = depthOf(row);
    while (waves.length <= depth) waves.push([]);
    waves[depth]!.push(row);
  }
  return waves;
}
