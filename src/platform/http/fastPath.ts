import type { Caller, Execution } from "../execution";
import { JSON_TYPE, RESPONSE_TYPE, retryAfter, statusOf, textOf } from "./answers";
import type { Reply } from "./apollo";

/** `accept` headers whose outcome is known without negotiating. */
const ACCEPTS = new Map<string | undefined, string>([
  [undefined, JSON_TYPE],
  ["*/*", JSON_TYPE],
  ["application/json", JSON_TYPE],
  ["application/json, */*", JSON_TYPE],
  ["application/json, text/plain, */*", JSON_TYPE],
  ["application/graphql-response+json", RESPONSE_TYPE],
  ["application/graphql-response+json, application/json", JSON_TYPE],
  ["application/json, application/graphql-response+json", JSON_TYPE],
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Answers a request whose very text is known already without going through Apollo, which has nothing left to do for it: the
 * answer is the same to the byte. Undefined for anything out of the ordinary, which then takes the long way.
 */
export async function fastReply(
  execution: Execution,
  body: unknown,
  accept: string | undefined,
  caller: Caller,
  idempotencyKey: string | null,
): Promise<Reply | undefined> {
  const contentType = ACCEPTS.get(accept);
  if (contentType === undefined || !isObject(body)) return undefined;
  const { query, variables, operationName, extensions } = body;
  if (typeof query !== "string" || (extensions !== undefined && extensions !== null)) return undefined;
  if (variables !== undefined && variables !== null && !isObject(variables)) return undefined;
  if (operationName !== undefined && operationName !== null && typeof operationName !== "string") return undefined;
  const known = execution.admission.recall(query);
  if (!known) return undefined;
  const answer = await execution.run(
    known,
    {
      operationName: operationName ?? undefined,
      variables: (variables as Record<string, unknown>) ?? {},
      idempotencyKey,
    },
    caller,
  );
  const headers: [string, string][] = [["content-type", contentType]];
  const seconds = retryAfter(answer.errors);
  if (seconds !== null) headers.push(["retry-after", seconds]);
  return { status: statusOf(answer.data !== null, answer.errors, contentType), headers, body: textOf(answer) };
}
