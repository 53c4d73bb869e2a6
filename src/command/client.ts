import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

/** Where a server is, and what lets this client in. */
export interface Api {
  /** The GraphQL endpoint, as `endpoint` makes it. */
  readonly url: string;
  readonly token: string;
  /** How long a request is tried again over a server that is away or busy, in seconds. */
  readonly patience: number;
  /** Aborted when the work is to stop: what runs is finished, nothing is tried again. */
  readonly stop: AbortSignal;
  /** Told of every attempt that failed and will be made again. */
  readonly onRetry: (reason: string, seconds: number) => void;
}

/** One entry of an answer's `errors`. */
export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly retryAfterSeconds?: number;
    readonly violations?: readonly { readonly path: string; readonly rule: string; readonly message: string }[];
  };
}

/** The server answered no, and would again. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly errors: readonly ApiError[],
  ) {
    super(errors.map((error) => error.message).join("; "));
    this.name = "Refused";
  }
}

/** Nobody answered, or not in time, for as long as we were patient. */
export class Unreachable extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Unreachable";
  }
}

/** A failure that passes. */
class Passing extends Error {
  constructor(
    readonly why: string,
    readonly after: number | null = null,
    /** Faults of the server are worth a few attempts, not all of one's patience. */
    readonly attempts = Number.POSITIVE_INFINITY,
    readonly refusal: Refused | null = null,
  ) {
    super(why);
  }
}

const REQUEST_TIMEOUT = 120_000;
const LONGEST_PAUSE = 15;
const PASSING_CODES = ["UNAVAILABLE", "RATE_LIMITED", "TIMEOUT"];

/** `http://host:4000` and `http://host:4000/graphql` are the same server. */
export function endpoint(url: string): string {
  const parsed = new URL(url);
  if (parsed.pathname === "/") parsed.pathname = "/graphql";
  return parsed.href;
}

/**
 * Sends one operation until it is answered, and gives its data. `variables` is JSON text. Every attempt carries the same
 * Idempotency-Key, so that a mutation whose answer was lost is not done twice. Throws Refused or Unreachable.
 */
export async function send<Data>(api: Api, query: string, variables: string): Promise<Data> {
  const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  const key = randomUUID();
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await post<Data>(api, body, key);
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      const wait =
        error.after ?? Math.min(LONGEST_PAUSE, 0.25 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2);
      const spent = (performance.now() - started) / 1000;
      if (api.stop.aborted || attempt >= error.attempts || spent + wait > api.patience) {
        throw error.refusal ?? new Unreachable(`${api.url} ${error.why}`);
      }
      api.onRetry(error.why, wait);
      // A wish to stop ends the pause; the loop's next failure then ends the attempts.
      await pause(wait * 1000, undefined, { signal: api.stop }).catch(() => undefined);
    }
  }
}

async function post<Data>(api: Api, body: string, key: string): Promise<Data> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(api.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        authorization: `Bearer ${api.token}`,
        "idempotency-key": key,
      },
      body,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
    });
    text = await response.text();
  } catch (error) {
    throw new Passing(
      `could not be reached (${reasonOf(error as Error & { cause?: { code?: string; message?: string } })})`,
    );
  }
  return read<Data>(response, text);
}

function read<Data>(response: Response, text: string): Data {
  let answer: { data?: Data | null; errors?: ApiError[] };
  try {
    answer = JSON.parse(text);
  } catch {
    answer = {};
  }
  const errors = answer.errors;
  if (Array.isArray(errors) && errors.length > 0) throw fault(errors, response);
  if (response.ok && answer.data) return answer.data;
  const said = `answered ${response.status} ${response.statusText}`.trimEnd();
  if (response.status === 413) throw new Refused("TOO_LARGE", [{ message: said }]);
  if (response.status === 401) throw new Refused("UNAUTHENTICATED", [{ message: said }]);
  if (response.status === 403) throw new Refused("FORBIDDEN", [{ message: said }]);
  if (response.status === 429 || response.status >= 500) throw new Passing(said, retryAfter(response));
  throw new Unreachable(`${response.url} ${said}, which is no answer of this API`);
}

function fault(errors: ApiError[], response: Response): Refused | Passing {
  const codes = errors.map((error) => error.extensions?.code ?? "");
  const passing = errors.find((error) => PASSING_CODES.includes(error.extensions?.code ?? ""));
  if (passing) {
    const after = passing.extensions?.retryAfterSeconds ?? retryAfter(response);
    return new Passing(`answered ${passing.extensions!.code}: ${passing.message}`, after);
  }
  const refusal = new Refused(codes.find((code) => code !== "") ?? "BAD_REQUEST", errors);
  if (!codes.includes("INTERNAL_SERVER_ERROR")) return refusal;
  return new Passing(`answered INTERNAL_SERVER_ERROR: ${errors[0]!.message}`, null, 3, refusal);
}

function retryAfter(response: Response): number | null {
  const value = response.headers.get("retry-after");
  return value !== null && /^\d{1,5}$/.test(value) ? Number(value) : null;
}

function reasonOf(error: Error & { cause?: { code?: string; message?: string } }): string {
  if (error.name === "TimeoutError") return "no answer in time";
  return error.cause?.code ?? error.cause?.message ?? error.message;
}
