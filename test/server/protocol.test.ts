import { createHash } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import { listen, openPlainServer, type PlainServer, TOKEN } from "../support/plainServer";
import { closeOf, rawSocket, wsUrl } from "../support/rawSocket";

let server: PlainServer;
beforeAll(async () => {
  server = await openPlainServer();
});
afterAll(() => server.close());

const noted = "subscription { noted { text } }";

test("runs queries and mutations as HTTP does, and names errors in the same words", async () => {
  const client = server.client();
  expect(await listen(client, '{ echo(text: "é") refused }').next()).toEqual({
    errors: [
      {
        message: "Somebody was faster.",
        locations: [{ line: 1, column: 19 }],
        path: ["refused"],
        extensions: { code: "CONFLICT", currentVersion: 7 },
      },
    ],
    data: { echo: "é", refused: null },
  });
  const { ws, say, hear, greet } = await rawSocket(server);
  await greet();
  const query = 'mutation { write(text: "a") }';
  say({ id: "1", type: "subscribe", payload: { query, extensions: { idempotencyKey: "k" } } });
  const requestHash = createHash("sha256").update(`${query}\0\0{}`).digest("hex");
  const write = `a ${JSON.stringify({ key: "k", requestHash, slot: "" })}`;
  expect(await hear()).toEqual({ id: "1", type: "next", payload: { data: { write } } });
  expect(await hear()).toEqual({ id: "1", type: "complete" });
  ws.close();
});

test("answers an error to a text that is not sound, and goes on", async () => {
  const { ws, say, hear, greet } = await rawSocket(server);
  await greet();
  const codes = [
    ["{", "GRAPHQL_PARSE_FAILED"],
    ["{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
    ["query A { who } query B { who }", "OPERATION_RESOLUTION_FAILURE"],
    ["query ($t: String!) { echo(text: $t) }", "BAD_USER_INPUT"],
    ["subscription ($t: Int!) { noted(topic: $t) { text } }", "GRAPHQL_VALIDATION_FAILED"],
  ];
  for (const [query, code] of codes) {
    say({ id: "x", type: "subscribe", payload: { query } });
    expect(await hear()).toMatchObject({ id: "x", type: "error", payload: [{ extensions: { code } }] });
  }
  say({ id: "x", type: "subscribe", payload: { query: "{ __typename }" } });
  expect(await hear()).toEqual({ id: "x", type: "next", payload: { data: { __typename: "Query" } } });
  say({ type: "ping", payload: { n: 1 } });
  expect(await hear()).toEqual({ id: "x", type: "complete" });
  expect(await hear()).toEqual({ type: "pong", payload: { n: 1 } });
  ws.close();
});

test.each([
  ["no token", {}],
  ["garbage", { authorization: "Bearer garbage" }],
  ["no bearer", { authorization: TOKEN }],
])("closes with 4403 for %s", async (_, payload) => {
  const { ws, say } = await rawSocket(server);
  say({ type: "connection_init", payload });
  expect(await closeOf(ws)).toEqual([4403, "Forbidden"]);
});

test.each([
  ["what is no message", "hello", 4400],
  ["an unknown type", { type: "start", id: "1" }, 4400],
  ["a second connection_init", { type: "connection_init" }, 4400],
  ["more than 64 KiB", { type: "ping", payload: "x".repeat(65_536) }, 1009],
])("closes for %s", async (_, message, code) => {
  const { ws, say, greet } = await rawSocket(server);
  await greet();
  say(message);
  expect((await closeOf(ws))[0]).toBe(code);
});

test("closes for a subscribe before the greeting, a second use of an id, and another protocol", async () => {
  const early = await rawSocket(server);
  early.say({ id: "1", type: "subscribe", payload: { query: "{ who }" } });
  expect((await closeOf(early.ws))[0]).toBe(4400);
  const twice = await rawSocket(server);
  await twice.greet();
  twice.say({ id: "1", type: "subscribe", payload: { query: noted } });
  twice.say({ id: "1", type: "subscribe", payload: { query: noted } });
  expect(await closeOf(twice.ws)).toEqual([4409, "Subscriber for 1 already exists"]);
  const older = new WebSocket(wsUrl(server), "graphql-ws");
  const [error] = (await once(older, "error")) as [Error];
  expect(error.message).toBe("Server sent no subprotocol");
});

test("lets programs and pages of its own addresses in, and nobody else's pages", async () => {
  const host = new URL(server.url).host;
  for (const origin of [`http://${host}`, "https://desk.example"]) (await rawSocket(server, { origin })).ws.close();
  for (const origin of ["https://evil.example", "null", `http://${host}.evil.example`]) {
    const ws = new WebSocket(wsUrl(server), "graphql-transport-ws", { origin });
    const [error] = (await once(ws, "error")) as [Error];
    expect(error.message).toBe("Unexpected server response: 403");
  }
});
