import { GraphQLError, type GraphQLFormattedError, Kind } from "graphql";
import type { Logger } from "pino";
import { ErrorCode } from "./errors";
import { isConnectionLost, isTimeout } from "./faults";

const CODES: ReadonlySet<unknown> = new Set(Object.values(ErrorCode));

function rootOf(error: unknown): unknown {
  let at = error;
  while (at instanceof GraphQLError && at.originalError) at = at.originalError;
  return (at as { driverError?: unknown } | null)?.driverError ?? at;
}

/** True where the database is away and the same request may well succeed later. */
export const isOutage = (error: unknown): boolean => isConnectionLost(rootOf(error));

/** A value that does not fit its variable: the caller's mistake, although graphql-js gives it no code. */
const isCoercion = (error: GraphQLError): boolean =>
  error.nodes?.length === 1 && error.nodes[0]!.kind === Kind.VARIABLE_DEFINITION;

/**
 * What the caller is told of an error: refusals as they are; of everything else a code and the request's id, under which the
 * log has the rest. No stack, no SQL, no text of a fault ever leaves.
 */
export function tell(error: unknown, log: Logger, requestId: string): GraphQLFormattedError {
  const outer = error instanceof GraphQLError ? error : null;
  const place = outer
    ? { ...(outer.locations && { locations: outer.locations }), ...(outer.path && { path: outer.path }) }
    : {};
  const root = rootOf(error);
  if (outer) {
    const code = outer.extensions.code ?? (root instanceof GraphQLError ? root.extensions.code : undefined);
    const { stacktrace: _, http: __, ...extensions } = outer.extensions;
    if (root instanceof GraphQLError && CODES.has(code) && code !== ErrorCode.INTERNAL_SERVER_ERROR) {
      return { message: outer.message, ...place, extensions: { ...extensions, code } };
    }
    if (code === undefined && isCoercion(outer)) {
      return { message: outer.message, ...place, extensions: { ...extensions, code: ErrorCode.BAD_USER_INPUT } };
    }
  }
  if (isTimeout(root)) {
    log.warn({ requestId, err: root }, "a statement ran past its time");
    const message = "The statement ran past its time; nothing was written. Ask for less at once.";
    return { message, ...place, extensions: { code: ErrorCode.TIMEOUT } };
  }
  if (isConnectionLost(root)) {
    log.error({ requestId, err: root }, "the database is not reachable");
    return {
      message: "The database cannot be reached; try again.",
      ...place,
      extensions: { code: ErrorCode.UNAVAILABLE },
    };
  }
  log.error({ requestId, err: root }, "a request failed");
  return {
    message: "Something went wrong on our side; the log has it under this request's id.",
    ...place,
    extensions: { code: ErrorCode.INTERNAL_SERVER_ERROR, requestId },
  };
}
