import { openTestHouse, type TestServer } from "../support/house";

let server: TestServer;
beforeAll(async () => {
  server = await openTestHouse({ serve: true });
});
afterAll(() => server.close());

test("a house of its own: the first administrator signs in", async () => {
  const token = await server.signIn();
  expect(await server.ask("{ __typename }", {}, token)).toEqual({ data: { __typename: "Query" } });
  expect((await server.viewer(token)).customerId).toBeNull();
});

test("the clock of the database is the test's", async () => {
  server.clock.set("2031-05-06T07:08:09Z");
  const shown = async () => (await server.rows<{ now: Date }>("SELECT casegraph_now() AS now"))[0]!.now.getTime();
  expect(Math.abs((await shown()) - Date.parse("2031-05-06T07:08:09Z"))).toBeLessThan(5_000);
  server.clock.advance(86_400_000);
  expect(Math.abs((await shown()) - Date.parse("2031-05-07T07:08:09Z"))).toBeLessThan(5_000);
});

test("is ready, and tells its metrics", async () => {
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/^casegraph_database_connections\{state="in_use"\} \d+$/m);
  expect(metrics).toMatch(/^casegraph_plans\{what="kept"\} \d+$/m);
});
