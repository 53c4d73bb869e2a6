import { openPlainServer, type PlainServer } from "../support/plainServer";

let server: PlainServer;
beforeAll(async () => {
  server = await openPlainServer();
});
afterAll(() => server.close());

const html = { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } };
const at = (path: string) => new URL(path, server.url).href;

test("is shown to a browser, from this server's own files alone", async () => {
  const response = await fetch(server.url, html);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(response.headers.get("content-security-policy")).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  const page = await response.text();
  const linked = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)].map((m) => m[1]!);
  const files = linked.filter((link) => !link.startsWith("data:"));
  expect(files).toEqual([
    "/graphql/assets/graphiql.min.css",
    "/graphql/assets/casegraph.css",
    "/graphql/assets/react.production.min.js",
    "/graphql/assets/react-dom.production.min.js",
    "/graphql/assets/graphiql.min.js",
    "/graphql/assets/casegraph.mjs",
  ]);
  for (const file of files) {
    const asset = await fetch(at(file));
    expect([file, asset.status, asset.headers.get("content-encoding")]).toEqual([file, 200, "gzip"]);
    expect((await asset.text()).length).toBeGreaterThan(500);
  }
});

test("gets its client for subscriptions from the same package that the tests use", async () => {
  const client = await (await fetch(at("/graphql/assets/client.js"))).text();
  const [, common] = /from '\.\/(common-[^']+)'/.exec(client)!;
  expect((await fetch(at(`/graphql/assets/${common}`))).status).toBe(200);
});

test("sends a file again only when it changed", async () => {
  const first = await fetch(at("/graphql/assets/casegraph.css"), { headers: { "x-request-id": "asset-1" } });
  expect(first.headers.get("x-request-id")).toBe("asset-1");
  const again = await fetch(at("/graphql/assets/casegraph.css"), {
    headers: { "if-none-match": first.headers.get("etag")! },
  });
  expect([again.status, await again.text()]).toEqual([304, ""]);
});

test.each(["nothing.js", "../page.ts", "..%2fpage.ts", "%2e%2e/package.json", "README.md", ""])(
  "has no file %p",
  async (name) => {
    const response = await fetch(at("/").slice(0, -1) + `/graphql/assets/${name}`);
    expect(response.status).toBe(404);
  },
);

test("is not shown to a program", async () => {
  for (const accept of ["application/json", "*/*", "application/graphql-response+json, text/html"]) {
    expect((await fetch(server.url, { headers: { accept } })).headers.get("content-type")).toMatch(/^application\//);
  }
  const root = await fetch(at("/"), { redirect: "manual" });
  expect([root.status, root.headers.get("location")]).toEqual([302, "/graphql"]);
});
