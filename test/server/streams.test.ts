import type { Socket } from "node:net";
import { Registry } from "prom-client";
import { Permission } from "../../src/platform/access/permissions";
import { openServer } from "../../src/server";
import { plainSchema } from "../support/plainEngine";
import { listen, openPlainServer, type PlainServer, TOKEN } from "../support/plainServer";
import { closeOf, rawSocket } from "../support/rawSocket";

let server: PlainServer;
beforeEach(async () => {
  server = await openPlainServer({ subscriptions: 3 });
});
afterEach(() => server.close());

const noted = "subscription ($topic: String, $after: String) { noted(topic: $topic, after: $after) { text } }";
const text = (word: string) => ({ data: { noted: { text: word } } });
/** Resolves once the server has taken all that this client sent before. */
const settled = async (client: ReturnType<PlainServer["client"]>) => listen(client, "{ __typename }").next();

describe("streams", () => {
  test("deliver what comes after the subscription, in order and once", async () => {
    await server.note("before");
    const client = server.client();
    const all = listen(client, noted);
    const some = listen(client, noted, { topic: "b" });
    await settled(client);
    for (let i = 0; i < 20; i++) await server.note(`n${i}`, { topic: i % 2 ? "b" : "a" });
    for (let i = 0; i < 20; i++) expect(await all.next()).toEqual(text(`n${i}`));
    for (let i = 1; i < 20; i += 2) expect(await some.next()).toEqual(text(`n${i}`));
    expect([all.got, some.got]).toEqual([[], []]);
  });

  test("resume after a cursor, and refuse one that is none without closing the socket", async () => {
    const client = server.client();
    const first = listen(client, "subscription { noted { text cursor } }");
    await settled(client);
    await server.note("a");
    const { data } = (await first.next()) as { data: { noted: { cursor: string } } };
    first.stop();
    for (const word of ["b", "c", "d"]) await server.note(word);
    const resumed = listen(client, noted, { after: data.noted.cursor });
    for (const word of ["b", "c", "d"]) expect(await resumed.next()).toEqual(text(word));
    await server.note("e");
    expect(await resumed.next()).toEqual(text("e"));
    expect(await listen(client, noted, { after: "nonsense" }).ended()).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT" } },
    ]);
    await server.note("f");
    expect(await resumed.next()).toEqual(text("f"));
  });

  test("are read once for all who ask the same with the same rights", async () => {
    const clients = Array.from({ length: 8 }, () => server.client());
    const heard = clients.map((client) => listen(client, noted));
    await Promise.all(clients.map(settled));
    const before = server.engine.reads;
    await server.note("one");
    for (const stream of heard) expect(await stream.next()).toEqual(text("one"));
    expect(server.engine.reads - before).toBe(1);
  });

  test("join the others once they have caught up", async () => {
    const client = server.client();
    const first = listen(client, "subscription { noted { text cursor } }");
    await settled(client);
    await server.note("a");
    const { data } = (await first.next()) as { data: { noted: { cursor: string } } };
    const live = listen(client, noted);
    await settled(client);
    await server.note("b");
    expect(await live.next()).toEqual(text("b"));
    const late = listen(server.client(), noted, { after: data.noted.cursor });
    expect(await late.next()).toEqual(text("b"));
    const before = server.engine.reads;
    first.stop();
    await settled(client);
    await server.note("c");
    expect([await live.next(), await late.next()]).toEqual([text("c"), text("c")]);
    expect(server.engine.reads - before).toBe(1);
  });

  test("are read for each viewer where they hold something of the viewer's", async () => {
    const second = server.tokens.give("second", Permission.SERVICE_READ);
    const first = (await server.tokens.viewerOf(TOKEN))!;
    const query = "subscription { signed { text reader } }";
    const clients = [server.client(), server.client("second")];
    const heard = clients.map((client) => listen(client, query));
    await Promise.all(clients.map(settled));
    for (const word of ["a", "b"]) {
      await server.note(word);
      expect(await heard[0]!.next()).toEqual({ data: { signed: { text: word, reader: first.personId } } });
      expect(await heard[1]!.next()).toEqual({ data: { signed: { text: word, reader: second.personId } } });
    }
  });

  test("reach only the person they are for", async () => {
    const second = server.tokens.give("second", Permission.SERVICE_READ);
    const clients = [server.client(), server.client("second")];
    const heard = clients.map((client) => listen(client, "subscription { told { text } }"));
    await Promise.all(clients.map(settled));
    await server.note("for you", { person: second.personId });
    expect(await heard[1]!.next()).toEqual({ data: { told: { text: "for you" } } });
    await settled(clients[0]!);
    expect(heard[0]!.got).toEqual([]);
  });

  test("are bounded per socket", async () => {
    const client = server.client();
    for (let i = 0; i < 3; i++) listen(client, noted);
    expect(await listen(client, noted).ended()).toMatchObject([
      { extensions: { code: "QUERY_TOO_COMPLEX", measure: "subscriptions", limit: 3, value: 4 } },
    ]);
  });

  test("end at the client's word, and free the id", async () => {
    const { ws, say, hear, greet, heard } = await rawSocket(server);
    await greet();
    say({ id: "1", type: "subscribe", payload: { query: noted } });
    say({ id: "1", type: "complete" });
    say({ id: "1", type: "subscribe", payload: { query: "{ __typename }" } });
    expect(await hear()).toMatchObject({ id: "1", type: "next" });
    expect(await hear()).toEqual({ id: "1", type: "complete" });
    await server.note("unheard");
    say({ type: "ping" });
    expect(await hear()).toEqual({ type: "pong" });
    expect(heard).toEqual([]);
    ws.close();
  });
});

describe("rights", () => {
  test("are asked before a stream begins", async () => {
    server.tokens.give("nobody");
    const client = server.client("nobody");
    expect(await listen(client, noted).ended()).toEqual([
      { message: "Your roles do not allow this.", extensions: { code: "FORBIDDEN" } },
    ]);
    expect(await settled(client)).toEqual({ data: { __typename: "Query" } });
  });

  test("that are lost end the streams that needed them, and leave the socket open", async () => {
    const client = server.client();
    const stream = listen(client, noted);
    await settled(client);
    server.tokens.give(TOKEN, Permission.ASSET_READ);
    expect(await stream.ended()).toEqual([
      { message: "Your roles do not allow this.", extensions: { code: "FORBIDDEN" } },
    ]);
    expect(await settled(client)).toEqual({ data: { __typename: "Query" } });
  });

  test("that change without being lost lose no event", async () => {
    const client = server.client();
    const stream = listen(client, noted);
    await settled(client);
    await server.note("a");
    expect(await stream.next()).toEqual(text("a"));
    server.tokens.give(TOKEN, Permission.SERVICE_READ, Permission.ASSET_READ);
    await server.note("b");
    await server.note("c");
    expect([await stream.next(), await stream.next()]).toEqual([text("b"), text("c")]);
  });

  test("that end close the socket with 4403", async () => {
    const { ws, say, greet } = await rawSocket(server);
    await greet();
    say({ id: "1", type: "subscribe", payload: { query: noted } });
    server.tokens.end(TOKEN);
    expect(await closeOf(ws)).toEqual([4403, "Forbidden"]);
  });
});

describe("a stalled socket", () => {
  test("costs nothing, holds nobody up, and gets everything once it listens again", async () => {
    const stalled = await rawSocket(server);
    await stalled.greet();
    const quick = server.client();
    const stream = listen(quick, noted);
    stalled.say({ id: "1", type: "subscribe", payload: { query: noted } });
    stalled.say({ type: "ping" });
    expect(await stalled.hear()).toEqual({ type: "pong" });
    await settled(quick);
    const socket = (stalled.ws as unknown as { _socket: Socket })._socket;
    socket.pause();
    const long = "x".repeat(100_000);
    for (let i = 0; i < 200; i++) {
      await server.note(`${i} ${long}`);
      expect(await stream.next()).toEqual(text(`${i} ${long}`));
    }
    const metrics = await (await fetch(server.url.replace("/graphql", "/metrics"))).text();
    const waiting = Number(/^casegraph_sockets_waiting_bytes (\d+)$/m.exec(metrics)?.[1]);
    expect(waiting).toBeGreaterThan(0);
    expect(waiting).toBeLessThan(1024 * 1024);
    socket.resume();
    for (let i = 0; i < 200; i++) {
      expect(await stalled.hear()).toEqual({ id: "1", type: "next", payload: text(`${i} ${long}`) });
    }
    stalled.ws.close();
  });
});

describe("stopping", () => {
  test("finishes what runs and tells sockets to come again", async () => {
    const { ws, say, hear, greet } = await rawSocket(server);
    await greet();
    say({ id: "1", type: "subscribe", payload: { query: noted } });
    say({ id: "2", type: "subscribe", payload: { query: "{ late }" } });
    say({ type: "ping" });
    expect(await hear()).toEqual({ type: "pong" });
    const http = server.post({ query: "{ late }" });
    // Answered on another connection: the server has the request before it.
    await server.post({ query: "{ __typename }" });
    const closed = closeOf(ws);
    const stopped = server.stop();
    await expect(fetch(server.url.replace("/graphql", "/healthz"))).rejects.toThrow("fetch failed");
    server.engine.release();
    expect(await (await http).json()).toEqual({ data: { late: "at last" } });
    expect(await hear()).toEqual({ id: "2", type: "next", payload: { data: { late: "at last" } } });
    expect(await closed).toEqual([1012, "Service restart"]);
    await stopped;
  });

  test("says in one line that a port is taken", async () => {
    const port = Number(new URL(server.url).port);
    await expect(
      openServer({ ...server.house, metrics: new Registry() }, server.engine, plainSchema(), {
        host: "127.0.0.1",
        port,
      }),
    ).rejects.toThrow(`PORT: ${port} on 127.0.0.1 is in use by another program`);
  });
});
