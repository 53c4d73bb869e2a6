import { GraphQLError } from "graphql";

/** Every value of `extensions.code` that this API answers on purpose. */
export enum ErrorCode {
  UNAUTHENTICATED = "UNAUTHENTICATED",
  FORBIDDEN = "FORBIDDEN",
  NOT_FOUND = "NOT_FOUND",
  BAD_USER_INPUT = "BAD_USER_INPUT",
  CONFLICT = "CONFLICT",
  CASE_READ_ONLY = "CASE_READ_ONLY",
  OPEN_ACTIVITIES = "OPEN_ACTIVITIES",
  OPEN_CHILD_CASES = "OPEN_CHILD_CASES",
  INVALID_TRANSITION = "INVALID_TRANSITION",
  ALREADY_PICKED = "ALREADY_PICKED",
  ENTITLEMENT_EXHAUSTED = "ENTITLEMENT_EXHAUSTED",
  STAGE_INCOMPLETE = "STAGE_INCOMPLETE",
  SCHEDULE_CONFLICT = "SCHEDULE_CONFLICT",
  IDEMPOTENCY_MISMATCH = "IDEMPOTENCY_MISMATCH",
  RATE_LIMITED = "RATE_LIMITED",
  QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX",
  CURSOR_EXPIRED = "CURSOR_EXPIRED",
  TIMEOUT = "TIMEOUT",
  UNAVAILABLE = "UNAVAILABLE",
  INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR",
  GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED",
  GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED",
  OPERATION_RESOLUTION_FAILURE = "OPERATION_RESOLUTION_FAILURE",
  BAD_REQUEST = "BAD_REQUEST",
  PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND",
  PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED",
}

/** One thing wrong with an input: which field (a path such as `input.title`), which rule, and a sentence. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** A "no" that the caller is meant to read. Everything else that is thrown is a fault of ours and is masked. */
export class Refusal extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    extensions: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { code, ...extensions } });
    this.name = "Refusal";
  }
}

/** BAD_USER_INPUT with one violation per broken rule. */
export function invalid(...violations: Violation[]): Refusal {
  return new Refusal(ErrorCode.BAD_USER_INPUT, violations.map((v) => `${v.path}: ${v.message}`).join("; "), {
    violations,
  });
}

/** What the viewer may not see does not exist for them: one answer for both. */
export const notFound = (what: string): Refusal => new Refusal(ErrorCode.NOT_FOUND, `${what} was not found.`);

export const forbidden = (message = "Your roles do not allow this."): Refusal =>
  new Refusal(ErrorCode.FORBIDDEN, message);

export const conflict = (message: string, extensions: Record<string, unknown> = {}): Refusal =>
  new Refusal(ErrorCode.CONFLICT, message, extensions);
