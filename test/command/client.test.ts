import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Api, endpoint, Refused, send, Unreachable } from "../../src/command/client";

/** What the peer does with one request: an HTTP answer, or null: it drops the connection. */
type Answer = { status?: number; headers?: Record<string, string>; body: unknown } | null;

const done: Answer = { body: { data: { answer: 42 } } };
const failed = (code: string, message = code, more: object = {}, status = 200): Answer => ({
  status,
  body: { errors: [{ message, extensions: { code, ...more } }] },
});

let server: Server;
let answers: Answer[];
let asked: { headers: IncomingHttpHeaders; body: string }[];
let retries: [string, number][];
let stop: AbortController;

beforeEach(async () => {
  asked = [];
  retries = [];
  stop = new AbortController();
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    asked.push({ headers: request.headers, body });
    const answer = answers.shift();
    if (!answer) return request.socket.destroy();
    response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
    return response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

function api(more: Partial<Api> = {}): Api {
  const url = endpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const onRetry = (why: string, seconds: number) => retries.push([why, seconds]);
  return { url, token: "secret", patience: 30, stop: stop.signal, onRetry, ...more };
}

const ask = (more: Partial<Api> = {}) => send<{ answer: number }>(api(more), "{ answer }", '{"a":1}');

test("one request, answered", async () => {
  answers = [done];
  expect(await ask()).toEqual({ answer: 42 });
  expect(asked).toHaveLength(1);
  expect(JSON.parse(asked[0]!.body)).toEqual({ query: "{ answer }", variables: { a: 1 } });
  expect(asked[0]!.headers.authorization).toBe("Bearer secret");
});

test("what passes is tried again with the same body and the same key", async () => {
  answers = [
    null,
    failed("UNAVAILABLE", "Not now."),
    failed("RATE_LIMITED", "Slowly.", { retryAfterSeconds: 0.01 }, 429),
    { status: 502, headers: { "retry-after": "0" }, body: "<html>" },
    done,
  ];
  expect(await ask()).toEqual({ answer: 42 });
  expect(retries.map(([why]) => why)).toEqual([
    "could not be reached (UND_ERR_SOCKET)",
    "answered UNAVAILABLE: Not now.",
    "answered RATE_LIMITED: Slowly.",
    "answered 502 Bad Gateway",
  ]);
  expect(retries.slice(2).map(([, seconds]) => seconds)).toEqual([0.01, 0]);
  expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
  expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  answers = [done];
  await ask();
  expect(new Set(asked.map(({ headers }) => headers["idempotency-key"])).size).toBe(2);
});

test("patience ends", async () => {
  answers = [failed("UNAVAILABLE", "Not now.")];
  await expect(ask({ patience: 0 })).rejects.toThrow(new Unreachable(`${api().url} answered UNAVAILABLE: Not now.`));
  expect(asked).toHaveLength(1);
});

test("a wish to stop ends the attempts", async () => {
  answers = [null, null];
  const onRetry = () => stop.abort();
  await expect(ask({ onRetry })).rejects.toBeInstanceOf(Unreachable);
  expect(asked).toHaveLength(2);
});

test.each<[string, Answer, string]>([
  ["bad input", failed("BAD_USER_INPUT", "rows.0.title: is empty", {}, 400), "BAD_USER_INPUT"],
  ["a bad token", failed("UNAUTHENTICATED", "No.", {}, 401), "UNAUTHENTICATED"],
  ["a proxy's 401", { status: 401, body: "who?" }, "UNAUTHENTICATED"],
  ["a proxy's 403", { status: 403, body: "no" }, "FORBIDDEN"],
  ["a body that is too large", { status: 413, body: "" }, "TOO_LARGE"],
  ["an error without a code", { body: { errors: [{ message: "?" }] } }, "BAD_REQUEST"],
])("%s is not tried again", async (_, answer, code) => {
  answers = [answer];
  const refusal = await ask().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refused);
  expect((refusal as Refused).code).toBe(code);
  expect(asked).toHaveLength(1);
});

test("a fault of the server is tried three times", async () => {
  answers = Array.from({ length: 4 }, () => failed("INTERNAL_SERVER_ERROR", "Oh."));
  await expect(ask()).rejects.toThrow(new Refused("INTERNAL_SERVER_ERROR", [{ message: "Oh." }]));
  expect(asked).toHaveLength(3);
});

test("what is no GraphQL server is told", async () => {
  answers = [{ status: 404, body: "<html>" }];
  await expect(ask()).rejects.toThrow(`${api().url} answered 404 Not Found, which is no answer of this API`);
});

test.each([
  ["http://desk.example", "http://desk.example/graphql"],
  ["https://desk.example:8443/", "https://desk.example:8443/graphql"],
  ["https://desk.example/graphql", "https://desk.example/graphql"],
  ["https://example.com/desk/graphql", "https://example.com/desk/graphql"],
])("%s is reached at %s", (url, expected) => expect(endpoint(url)).toBe(expected));
