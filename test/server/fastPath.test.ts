import { type PlainServer, openPlainServer } from "../support/plainServer";

let server: PlainServer;
beforeAll(async () => {
  server = await openPlainServer({ burst: 1_000 });
});
afterAll(() => server.close());

const CASES: readonly [string, Record<string, unknown>, Record<string, string>?][] = [
  ["a query", { query: '{ echo(text: "\\u2028 \\"x\\"") boxes(first: 2) { nodes { name } totalCount } }' }],
  ["variables", { query: "query Q($t: String!) { echo(text: $t) }", variables: { t: "é" }, operationName: "Q" }],
  ["nulls for what is left out", { query: "{ who }", variables: null, operationName: null, extensions: null }],
  ["a mutation under a key", { query: 'mutation { write(text: "a") }' }, { "idempotency-key": "k" }],
  ["field errors", { query: "{ refused broken }" }],
  ["a variable that does not fit", { query: "query ($t: String!) { echo(text: $t) }", variables: { t: 1 } }],
  ["no such operation", { query: "query A { who }", operationName: "B" }],
  [
    "too much",
    {
      query: "{ boxes(first: 200) { nodes { boxes(first: 200) { nodes { boxes(first: 200) { nodes { name } } } } } } }",
    },
  ],
  ["a subscription", { query: "subscription { noted { text } }" }],
  ["introspection", { query: "{ __schema { queryType { name } } }" }],
];
const ACCEPTS = [undefined, "*/*", "application/json", "application/graphql-response+json"];

describe.each(CASES)("%s", (_, body, more = {}) => {
  test.each(ACCEPTS)("answers the same to the byte with accept %s, whether Apollo is asked or not", async (accept) => {
    const headers = { ...more, "x-request-id": "same", ...(accept !== undefined && { accept }) };
    // An empty map of extensions changes nothing but the way that the request takes.
    const long = await server.post({ ...body, extensions: {} }, headers);
    const short = await server.post(body, headers);
    const told = (response: Response) => [...response.headers].filter(([name]) => name !== "date");
    expect(short.status).toBe(long.status);
    expect(told(short)).toEqual(told(long));
    expect(await short.text()).toBe(await long.text());
  });
});

test("asks for a token on both ways", async () => {
  const body = { query: "{ who }" };
  await server.post(body);
  const long = await server.post({ ...body, extensions: {} }, {}, null);
  const short = await server.post(body, {}, null);
  expect([long.status, short.status]).toEqual([401, 401]);
  expect(await short.text()).toBe(await long.text());
});
