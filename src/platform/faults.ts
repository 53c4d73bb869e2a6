/** A guarded UPDATE met a row that had moved on; the whole transaction is tried again. */
export class MovedOn extends Error {
  constructor(what: string) {
    super(`${what} moved on while it was being changed.`);
    this.name = "MovedOn";
  }
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";

/** The name of the unique or exclusion constraint that refused a row; null for any other error. */
export function brokenUnique(error: unknown): string | null {
  if (codeOf(error) !== "23505" && codeOf(error) !== "23P01") return null;
  return (error as { constraint?: string }).constraint ?? "";
}

/** The value that was taken already: `(tag)=(T-1)` of the server's detail, which is there in every language. */
export function takenValue(error: unknown): string | null {
  const { detail = "" } = error as { detail?: string };
  return /\)=\((.*)\)[^)]*$/s.exec(detail)?.[1] ?? null;
}

/** True where the same transaction may well succeed when it is run again: deadlock, serialization, a row that moved on. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof MovedOn || codeOf(error) === "40P01" || codeOf(error) === "40001";

/** True where the statement ran out of time. */
export const isTimeout = (error: unknown): boolean => codeOf(error) === "57014";

const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
]);
// What the driver says without a code when the socket is gone or no connection came free.
const GONE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** True where the connection, not the statement, is at fault: the database is down, starting, or ended the session. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code.startsWith("08") || code.startsWith("57P") || code === "53300" || NETWORK.has(code)) return true;
  return error instanceof Error && GONE.test(error.message);
}
