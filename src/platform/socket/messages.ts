import type { GraphQLFormattedError } from "graphql";

export const PROTOCOL = "graphql-transport-ws";

/** Close codes. A graphql-ws client tries again after 1012, 1013 and 4403; the others say that the client is wrong. */
export const Close = {
  RESTART: 1012,
  OVERLOAD: 1013,
  BAD_REQUEST: 4400,
  FORBIDDEN: 4403,
  WRONG_PROTOCOL: 4406,
  INIT_TIMEOUT: 4408,
  DUPLICATE_ID: 4409,
} as const;

export interface SubscribePayload {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export type Message =
  | { readonly type: "connection_init"; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: "ping" | "pong"; readonly payload: unknown }
  | { readonly type: "subscribe"; readonly id: string; readonly payload: SubscribePayload }
  | { readonly type: "complete"; readonly id: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string => typeof value === "string" && value.length > 0 && value.length <= 256;
const isMissing = (value: unknown): value is null | undefined => value === undefined || value === null;

function payloadOf(value: unknown): SubscribePayload | null {
  if (!isObject(value)) return null;
  const { query, operationName, variables, extensions } = value;
  if (typeof query !== "string") return null;
  if (!isMissing(operationName) && typeof operationName !== "string") return null;
  if (!isMissing(variables) && !isObject(variables)) return null;
  if (!isMissing(extensions) && !isObject(extensions)) return null;
  return { query, operationName: operationName ?? null, variables: variables ?? {}, extensions: extensions ?? {} };
}

/** One message of the graphql-transport-ws protocol; null for what is none. */
export function messageOf(text: string): Message | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  switch (value.type) {
    case "connection_init":
      if (!isMissing(value.payload) && !isObject(value.payload)) return null;
      return { type: "connection_init", payload: value.payload ?? {} };
    case "ping":
    case "pong":
      return { type: value.type, payload: value.payload };
    case "subscribe": {
      const payload = payloadOf(value.payload);
      return isId(value.id) && payload ? { type: "subscribe", id: value.id, payload } : null;
    }
    case "complete":
      return isId(value.id) ? { type: "complete", id: value.id } : null;
    default:
      return null;
  }
}

/** What comes before the payload of a `next` message; the payload's text and one brace follow. */
export const nextPrefix = (id: string): string => `{"id":${JSON.stringify(id)},"type":"next","payload":`;
export const nextText = (id: string, payload: string): string => `${nextPrefix(id)}${payload}}`;
export const completeText = (id: string): string => `{"id":${JSON.stringify(id)},"type":"complete"}`;
export const errorText = (id: string, errors: readonly GraphQLFormattedError[]): string =>
  `{"id":${JSON.stringify(id)},"type":"error","payload":${JSON.stringify(errors)}}`;
export const ackText = '{"type":"connection_ack"}';
export const pongText = (payload: unknown): string =>
  payload === undefined || payload === null
    ? '{"type":"pong"}'
    : `{"type":"pong","payload":${JSON.stringify(payload)}}`;
