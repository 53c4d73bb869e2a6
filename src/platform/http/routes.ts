import type { IncomingMessage, ServerResponse } from "node:http";
import { ErrorCode } from "../errors";

/** One request on a route. */
export interface RouteCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What stands behind the route's prefix, without the query. */
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly requestId: string;
}

/** Something beside GraphQL that is answered over HTTP: bytes in and out. */
export interface Route {
  /** `/files/`. */
  readonly prefix: string;
  readonly methods: readonly string[];
  /** Writes the answer, or throws an HttpRefusal before it has begun. */
  answer(call: RouteCall): Promise<void>;
}

/** A "no" with its status and a sentence for the caller. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly headers: readonly (readonly [string, string])[] = [],
  ) {
    super(message);
    this.name = "HttpRefusal";
  }
}

/** How long, in ms, and how much of a refused body is still read, so that its sender gets to see the answer. */
const LINGER_MS = 3_000;
const LINGER_BYTES = 64 * 1024 * 1024;

/** Lets the sender of a body that nobody wants read its answer: a socket that is closed over unread bytes loses it. */
export function linger(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let rest = LINGER_BYTES;
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  timer.unref();
  request.on("data", (chunk: Buffer) => {
    rest -= chunk.length;
    if (rest < 0) request.destroy();
  });
  request.on("error", () => {});
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
