import { createHash } from "node:crypto";
import { request as rawRequest } from "node:http";
import { auditServer } from "graphql-http";
import { type PlainServer, openPlainServer } from "../support/plainServer";

let server: PlainServer;
beforeAll(async () => {
  server = await openPlainServer();
});
afterAll(() => server.close());

const errorsOf = async (response: Response) => ((await response.json()) as { errors: unknown }).errors;
const codesOf = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors.map((e) => e.extensions.code);
const path = (p: string) => new URL(p, server.url).href;

test("speaks GraphQL over HTTP as the audits of graphql-http want it, but for GETs that a form of another site could send", async () => {
  const results = await auditServer({ url: server.url });
  const failed = results.filter((r) => r.status !== "ok");
  expect(results).toHaveLength(61);
  expect(failed.map((r) => r.name.slice(0, 3))).toEqual(["MAY", "MAY", "MAY"]);
  expect(failed.every((r) => r.name.includes("GET"))).toBe(true);
});

test("answers a query with its text as the engine wrote it, and with the caller's request id", async () => {
  const response = await server.post({ query: '{ echo(text: "ünï") who }' }, { "x-request-id": "shop-17" });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("x-request-id")).toBe("shop-17");
  const { personId } = (await server.tokens.viewerOf("staff"))!;
  expect(await response.text()).toBe(`{"data":{"echo":"ünï","who":"${personId}"}}`);
});

test("makes a request id where the caller's is not one line of sane letters", async () => {
  const response = await server.post({ query: "{ __typename }" }, { "x-request-id": "a b" });
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("keeps refusals, and hides faults behind the request's id", async () => {
  const response = await server.post({ query: "{ refused broken }" }, { "x-request-id": "r-1" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: "Somebody was faster.",
        locations: [{ line: 1, column: 3 }],
        path: ["refused"],
        extensions: { code: "CONFLICT", currentVersion: 7 },
      },
      {
        message: "Something went wrong on our side; the log has it under this request's id.",
        locations: [{ line: 1, column: 11 }],
        path: ["broken"],
        extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "r-1" },
      },
    ],
    data: { refused: null, broken: null },
  });
});

test("says by code what is wrong with a request", async () => {
  const newer = { accept: "application/graphql-response+json" };
  const of = async (body: unknown) => {
    const response = await server.post(body, newer);
    return [response.status, ...(await codesOf(response))];
  };
  expect(await of({ query: "{" })).toEqual([400, "GRAPHQL_PARSE_FAILED"]);
  expect(await of({ query: "{ nothing }" })).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  expect(await of({ query: "query A { who } query B { who }" })).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
  expect(await of({ query: "query ($t: String!) { echo(text: $t) }", variables: { t: 3 } })).toEqual([
    400,
    "BAD_USER_INPUT",
  ]);
  expect(await of({ query: "subscription { noted { text } }" })).toEqual([400, "BAD_REQUEST"]);
  expect(await of({ extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } })).toEqual([
    200,
    "PERSISTED_QUERY_NOT_FOUND",
  ]);
  expect(await of([{ query: "{ who }" }])).toEqual([400, "BAD_REQUEST"]);
  expect(await of("{")).toEqual([400, "BAD_REQUEST"]);
  expect(await of({ query: `{ who } #${"x".repeat(70_000)}` })).toEqual([400, "QUERY_TOO_COMPLEX"]);
});

test("takes automatic persisted queries", async () => {
  const query = '{ echo(text: "kept") }';
  const persistedQuery = { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") };
  const taught = await server.post({ query, extensions: { persistedQuery } });
  expect(await taught.text()).toBe('{"data":{"echo":"kept"}}');
  const known = await server.post({ extensions: { persistedQuery } });
  expect(await known.text()).toBe('{"data":{"echo":"kept"}}');
});

test("takes queries by GET with a header that forms cannot send, and no mutations", async () => {
  const get = (query: string, headers: Record<string, string> = { "apollo-require-preflight": "1" }) =>
    fetch(`${server.url}?query=${encodeURIComponent(query)}`, { headers });
  expect(await (await get("{ __typename }")).text()).toBe('{"data":{"__typename":"Query"}}');
  expect((await get("{ __typename }", {})).status).toBe(400);
  const mutation = await get('mutation { signIn(email: "a") }');
  expect([mutation.status, mutation.headers.get("allow")]).toEqual([405, "POST"]);
});

test("asks who is there before anything but signing in, introspection and __typename", async () => {
  const open = await server.post({ query: 'mutation { signIn(email: "a@b") __typename }' }, {}, null);
  expect(await open.text()).toBe('{"data":{"signIn":"a session for a@b","__typename":"Mutation"}}');
  const schema = await server.post({ query: "{ __schema { queryType { name } } __typename }" }, {}, null);
  expect(await schema.text()).toBe('{"data":{"__schema":{"queryType":{"name":"Query"}},"__typename":"Query"}}');
  for (const query of ["{ who }", "{ __typename ...F } fragment F on Query { who }", 'mutation { write(text: "x") }']) {
    const closed = await server.post({ query }, {}, null);
    expect([closed.status, await codesOf(closed)]).toEqual([401, ["UNAUTHENTICATED"]]);
  }
});

test("answers 401 to a token that is none", async () => {
  for (const authorization of ["Bearer garbage", "Bearer ", "Basic c3RhZmY6", "staff"]) {
    const response = await server.post({ query: "{ __typename }" }, { authorization }, null);
    expect([response.status, await codesOf(response)]).toEqual([401, ["UNAUTHENTICATED"]]);
  }
});

test("takes an Idempotency-Key for mutations only, with a hash of what was asked", async () => {
  const query = "mutation ($text: String!) { write(text: $text) }";
  const hashed = createHash("sha256").update(`${query}\0\0{"text":"a"}`).digest("hex");
  const kept = await server.post({ query, variables: { text: "a" } }, { "idempotency-key": "k 1" });
  expect(await kept.json()).toEqual({ data: { write: `a {"key":"k 1","requestHash":"${hashed}","slot":""}` } });
  const read = await server.post({ query: "{ idempotency }" }, { "idempotency-key": "k 1" });
  expect(await read.text()).toBe('{"data":{"idempotency":"null"}}');
  for (const key of ["", "x".repeat(256), "schlüssel"]) {
    const response = await server.post({ query, variables: { text: "a" } }, { "idempotency-key": key });
    expect(await errorsOf(response)).toEqual([
      {
        message: "Idempotency-Key: must be 1 to 255 printable ASCII characters",
        extensions: {
          code: "BAD_USER_INPUT",
          violations: [
            { path: "Idempotency-Key", rule: "shape", message: "must be 1 to 255 printable ASCII characters" },
          ],
        },
      },
    ]);
  }
});

test("reads JSON in UTF-8 up to 8 MiB and nothing else", async () => {
  const status = async (body: string | Buffer, contentType: string) =>
    (await fetch(server.url, { method: "POST", headers: { "content-type": contentType }, body: body as string }))
      .status;
  const query = '{"query":"{ __typename }"}';
  expect(await status(query, "application/json; charset=UTF-8")).toBe(200);
  expect(await status(query, "application/json; charset=latin1")).toBe(415);
  expect(await status(query, "text/plain")).toBe(415);
  expect(await status(Buffer.from([0x22, 0xff, 0x22]), "application/json")).toBe(400);
  const big = (bytes: number) => `{"query":"{ __typename }","variables":{"x":"${"x".repeat(bytes)}"}}`;
  expect(await status(big(8 * 1024 * 1024 - 100), "application/json")).toBe(200);
  expect(await status(big(8 * 1024 * 1024), "application/json")).toBe(413);
});

test("stops reading a body without a length at 8 MiB", async () => {
  const status = await new Promise<number>((resolve, reject) => {
    const request = rawRequest(
      server.url,
      { method: "POST", headers: { "content-type": "application/json" } },
      (response) => {
        response.resume();
        resolve(response.statusCode!);
      },
    );
    request.on("error", reject);
    for (let i = 0; i < 9; i++) request.write(Buffer.alloc(1024 * 1024, 0x20));
    request.end();
  });
  expect(status).toBe(413);
});

test("knows its paths and methods", async () => {
  expect((await fetch(path("/nothing"))).status).toBe(404);
  const put = await fetch(server.url, { method: "PUT" });
  expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST"]);
  expect((await fetch(path("/healthz"), { method: "POST" })).status).toBe(405);
  expect(await (await fetch(path("/healthz"))).json()).toEqual({ alive: true });
  const metrics = await (await fetch(path("/metrics"))).text();
  expect(metrics).toContain("casegraph_sockets 0");
});

test("is ready while the database answers, its migrations are there and the log is read", async () => {
  const ready = await fetch(path("/readyz"));
  expect(await ready.json()).toEqual({ ready: true, database: true, migrations: true, events: true });
  expect(ready.status).toBe(200);
});
