import type { GraphQLFormattedError } from "graphql";
import { ErrorCode } from "../errors";
import type { Answer } from "../read/engine";

export const JSON_TYPE = "application/json; charset=utf-8";
export const RESPONSE_TYPE = "application/graphql-response+json; charset=utf-8";

/** The whole answer as JSON text; `data` is passed on as the engine wrote it. */
export function textOf(answer: Answer): string {
  const errors = answer.errors && answer.errors.length > 0 ? JSON.stringify(answer.errors) : null;
  if (answer.data === null) return `{"errors":${errors ?? "[]"}}`;
  return errors === null ? `{"data":${answer.data}}` : `{"errors":${errors},"data":${answer.data}}`;
}

const STATUS: Readonly<Record<string, number>> = {
  [ErrorCode.UNAUTHENTICATED]: 401,
  [ErrorCode.FORBIDDEN]: 403,
  [ErrorCode.RATE_LIMITED]: 429,
  [ErrorCode.INTERNAL_SERVER_ERROR]: 500,
  [ErrorCode.UNAVAILABLE]: 503,
  [ErrorCode.TIMEOUT]: 503,
};

/**
 * The HTTP status of a GraphQL answer. An answer with data is 200. A request that was refused is 4xx or 5xx, but for the older
 * `application/json`, whose clients take everything but 200 for a broken server, a refusal of the document itself is 200.
 */
export function statusOf(
  hasData: boolean,
  errors: readonly GraphQLFormattedError[] | undefined,
  contentType: string,
): number {
  if (hasData || !errors || errors.length === 0) return 200;
  const status = STATUS[String(errors[0]!.extensions?.code)];
  return status ?? (contentType === JSON_TYPE ? 200 : 400);
}

/** Seconds for a `retry-after` header, where an error names them. */
export function retryAfter(errors: readonly GraphQLFormattedError[] | undefined): string | null {
  const seconds = errors?.[0]?.extensions?.retryAfterSeconds;
  return typeof seconds === "number" ? String(seconds) : null;
}

/** The body of a request that never became GraphQL. */
export const plainError = (code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] });
