import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../../src/platform/database/embedded";
import { openLog } from "../../src/platform/log";
import { freshDatabase } from "../support/house";
import { type ServerProcess, startProcess } from "../support/process";
import { ADMIN } from "../support/settings";

let folder: string;
let servers: ServerProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "casegraph-serve-"));
  servers = [];
});

afterEach(async () => {
  const running = servers.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  await Promise.all(running.map((server) => server.end("SIGKILL")));
  // What a killed server left running is taken up, and ended.
  if (running.length > 0) await (await startEmbedded({ folder, log: openLog("silent") })).stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(variables: Record<string, string> = {}, ...args: string[]): Promise<ServerProcess> {
  const server = await startProcess({ CASEGRAPH_DATA: folder, ...variables }, ...args);
  servers.push(server);
  return server;
}

async function refused(variables: Record<string, string>, ...args: string[]): Promise<[number | string, string]> {
  const server = await start(variables, ...args);
  expect(server.url).toBeNull();
  return [await server.end("SIGKILL"), await server.errors];
}

async function signIn(url: string): Promise<number> {
  const query = "mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }";
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { input: ADMIN } }),
  });
  const { data } = (await response.json()) as { data: { signIn: { session: { accessToken: string } } } };
  return data.signIn.session.accessToken.length;
}

test("serves on an empty folder, says how to sign in once, and stops when it is told to", async () => {
  const first = await start();
  expect(first.lines.map(({ msg }) => msg).filter((msg) => msg !== "migrated")).toEqual([
    `first start: sign in as ${ADMIN.email} with the password of CASEGRAPH_ADMIN_PASSWORD`,
    `Casegraph is ready: ${first.url}/graphql`,
  ]);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await signIn(first.url!)).toBeGreaterThan(40);
  expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
  const secret = readFileSync(join(folder, "secret"), "utf8");
  expect(await first.end("SIGTERM")).toBe(0);
  expect(await first.errors).toBe("");

  const second = await start();
  expect(second.lines.map(({ msg }) => msg)).toEqual([`Casegraph is ready: ${second.url}/graphql`]);
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe(secret);
  expect(await second.end("SIGINT")).toBe(0);
});

test("goes on where a killed server was, and refuses a second one", async () => {
  const killed = await start();
  expect(await killed.end("SIGKILL")).toBe("SIGKILL");
  const next = await start();
  expect(await signIn(next.url!)).toBeGreaterThan(40);
  expect(await refused({})).toEqual([
    78,
    `casegraph: CASEGRAPH_DATA: another server is running on ${folder}; stop it, or set another folder\n`,
  ]);
  expect(await next.end("SIGTERM")).toBe(0);
});

test("two servers on one external database", async () => {
  const database = await freshDatabase();
  const external = { DATABASE_URL: database.url, CASEGRAPH_SECRET: "a secret of tests, the same for both" };
  const both = await Promise.all([start(external), start(external)]);
  for (const { url } of both) expect(await signIn(url!)).toBeGreaterThan(40);
  expect(await Promise.all(both.map((server) => server.end("SIGTERM")))).toEqual([0, 0]);
  await database.drop();
});

test("what cannot be is one line and exit code 78", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const database = await freshDatabase();
  const external = { DATABASE_URL: database.url, CASEGRAPH_SECRET: "a secret of tests, the same for both" };
  expect(await refused({ ...external, PORT: String(port) })).toEqual([
    78,
    `casegraph: PORT: ${port} on 127.0.0.1 is in use by another program\n`,
  ]);
  taken.close();
  expect(await refused({ ...external, DATABASE_URL: database.url.replace("/house_", "/no_") })).toEqual([
    78,
    expect.stringMatching(/^casegraph: DATABASE_URL: \S+ cannot be reached: database "no_\w+" does not exist\n$/),
  ]);
  await database.drop();
  expect(await refused({ LOG_LEVEL: "loud" })).toEqual([
    78,
    'casegraph: LOG_LEVEL: "loud" is none of fatal, error, warn, info, debug, trace, silent\n',
  ]);
});

test("an argument that it does not know is a usage error", async () => {
  expect(await refused({}, "--fast")).toEqual([64, "casegraph: serve takes no --fast; see casegraph serve --help\n"]);
});
