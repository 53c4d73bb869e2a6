import { getIntrospectionQuery } from "graphql";
import { type PlainServer, listen, openPlainServer } from "../support/plainServer";

let server: PlainServer;
beforeAll(async () => {
  server = await openPlainServer({ atOnce: 3, burst: 200, perSecond: 1, anonymousBurst: 4, anonymousPerSecond: 1 });
});
afterAll(() => server.close());

type Told = { errors?: { message: string; extensions: Record<string, unknown> }[]; data?: unknown };
const refused = async (query: string, variables?: Record<string, unknown>) => {
  const { errors } = (await (await server.post({ query, variables })).json()) as Told;
  return errors?.[0]?.extensions;
};
const nested = (depth: number): string => (depth === 0 ? "name" : `name inside { ${nested(depth - 1)} }`);

test("refuses what is too deep, too wide or too long, and says by how much", async () => {
  const code = "QUERY_TOO_COMPLEX";
  expect(await refused(`{ box { ${nested(18)} } }`)).toEqual({
    code,
    measure: "cost",
    limit: 50_000,
    value: expect.any(Number),
  });
  expect(await refused(`{ box { ${nested(19)} } }`)).toEqual({ code, measure: "depth", limit: 20, value: 21 });
  const aliases = (count: number, of: string) => Array.from({ length: count }, (_, i) => `a${i}: ${of}`).join(" ");
  expect(await refused(`{ ${aliases(51, "who")} }`)).toEqual({ code, measure: "rootFields", limit: 50, value: 51 });
  expect(await refused(`mutation { ${aliases(21, 'write(text: "a")')} }`)).toEqual({
    code,
    measure: "mutationFields",
    limit: 20,
    value: 21,
  });
  expect(await refused(`{ box { ${aliases(1_000, "name")} } }`)).toEqual({
    code,
    measure: "fields",
    limit: 1_000,
    value: 1_001,
  });
  expect(await refused(`{ box { ${"name ".repeat(5_000)} } }`)).toEqual({ code, measure: "tokens", limit: 5_000 });
});

test("multiplies page sizes along nested lists, also where they come as variables", async () => {
  const query = "query ($n: Int = 200) { boxes(first: $n) { nodes { boxes(first: $n) { nodes { name } } } } }";
  // 1 + n × (1 + 1 + n × 1)
  expect(await refused(query, { n: 50 })).toBeUndefined();
  expect(await refused(query)).toBeUndefined();
  const thrice =
    "query ($n: Int) { boxes(first: $n) { nodes { boxes(first: $n) { nodes { boxes(first: $n) { edges { node { name } } } } } } } }";
  expect(await refused(thrice, { n: 10 })).toBeUndefined();
  expect(await refused(thrice, { n: 50 })).toEqual({
    code: "QUERY_TOO_COMPLEX",
    measure: "cost",
    limit: 50_000,
    value: 1 + 50 * (1 + 1 + 50 * (1 + 1 + 50)),
  });
});

test("measures fragments that double one another without writing them out", async () => {
  const fragments = Array.from(
    { length: 40 },
    (_, i) => `fragment F${i} on Box { ...F${i + 1} inside { ...F${i + 1} } }`,
  );
  const query = `{ box { ...F0 } } ${fragments.join(" ")} fragment F40 on Box { name }`;
  const before = process.hrtime.bigint();
  expect(await refused(query)).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
  expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(2_000);
});

test("lets the whole introspection through, but not many times at once", async () => {
  const whole = getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true });
  expect(await refused(whole)).toBeUndefined();
  const types = Array.from(
    { length: 20 },
    (_, i) => `t${i}: types { fields { args { type { name ofType { name } } } } }`,
  );
  expect(await refused(`{ __schema { ${types.join(" ")} } }`)).toMatchObject({ measure: "introspection" });
});

test("says the same over a socket", async () => {
  const heard = listen(server.client(), `{ box { ${nested(19)} } }`);
  expect(await heard.ended()).toEqual([
    {
      message: "The operation is too large: depth may come to 20, and comes to 21.",
      extensions: { code: "QUERY_TOO_COMPLEX", measure: "depth", limit: 20, value: 21 },
    },
  ]);
});

test("refuses more at once than a credential may have, over both lines", async () => {
  const running = [1, 2, 3].map(() => server.post({ query: "{ late }" }));
  let answer: Response;
  do answer = await server.post({ query: "{ who }" });
  while (answer.status === 200);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "1"]);
  expect(await answer.json()).toEqual({
    errors: [{ message: "Too many requests at once.", extensions: { code: "RATE_LIMITED", retryAfterSeconds: 1 } }],
  });
  const heard = listen(server.client(), "{ who }");
  expect(await heard.ended()).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
  server.engine.release();
  expect((await Promise.all(running)).map((r) => r.status)).toEqual([200, 200, 200]);
});

test("refuses a flood without a credential by address", async () => {
  const codes: number[] = [];
  for (let i = 0; i < 6; i++) codes.push((await server.post({ query: "{ __typename }" }, {}, null)).status);
  expect(codes).toEqual([200, 200, 200, 200, 429, 429]);
  expect((await server.post({ query: "{ who }" })).status).toBe(200);
});
