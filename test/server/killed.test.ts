import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { startEmbedded } from "../../src/platform/database/embedded";
import { openLog } from "../../src/platform/log";
import { type ServerProcess, startProcess } from "../support/process";
import { ADMIN } from "../support/settings";

/*
 * The whole promise, from outside: six writers create cases over HTTP while the server is killed three times. What was
 * acknowledged is there, and who resumes from the last cursor is told of every case, in order, once.
 */

const WRITERS = 6;
const KILLS = 3;
const BETWEEN_KILLS_MS = 1500;

let folder: string;
let server: ServerProcess;

async function ask(query: string, variables: object, token?: string): Promise<any> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: any; errors?: unknown };
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface Told {
  readonly cursor: string;
  readonly number: string;
}

/** Listens until it is stopped, over as many sockets as it takes; `resume` false forgets where it was. */
function listen(token: string, resume: boolean) {
  const told: Told[] = [];
  let stopped = false;
  let client: ReturnType<typeof createClient> | null = null;
  const ended = (async () => {
    while (!stopped) {
      client = createClient({
        url: `${server.url!.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${token}` },
      });
      const after = resume ? (told.at(-1)?.cursor ?? null) : null;
      await new Promise<void>((resolve) => {
        client!.subscribe<{ caseCreated: { cursor: string; case: { number: string } } }>(
          {
            query: "subscription ($after: EventCursor) { caseCreated(after: $after) { cursor case { number } } }",
            variables: { after },
          },
          {
            next: ({ data }) => told.push({ cursor: data!.caseCreated.cursor, number: data!.caseCreated.case.number }),
            error: () => resolve(),
            complete: () => resolve(),
          },
        );
      });
      await wait(20);
    }
  })();
  return {
    told,
    stop: async () => {
      stopped = true;
      await client?.dispose();
      await ended;
    },
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "casegraph-killed-"));
  server = await startProcess({ CASEGRAPH_DATA: folder });
});

afterAll(async () => {
  await server.end("SIGKILL");
  await (await startEmbedded({ folder, log: openLog("silent") })).stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a killed server loses nothing that it acknowledged, and no event", async () => {
  const { signIn } = await ask(
    "mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }",
    { input: ADMIN },
  );
  const token: string = signIn.session.accessToken;
  const resuming = listen(token, true);
  const forgetful = listen(token, false);
  await ask('mutation { createCase(input: { title: "first" }) { case { id } } }', {}, token);

  const acknowledged: string[] = [];
  let writing = true;
  const create = async (title: string) => {
    const data = await ask(
      "mutation ($title: String!) { createCase(input: { title: $title }) { case { number } } }",
      { title },
      token,
    );
    acknowledged.push(data.createCase.case.number);
  };
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; writing; n++) await create(`case ${n} of writer ${writer}`).catch(() => wait(20));
  });
  for (let kill = 0; kill < KILLS; kill++) {
    await wait(BETWEEN_KILLS_MS);
    await server.end("SIGKILL");
    server = await startProcess({ CASEGRAPH_DATA: folder });
  }
  await wait(BETWEEN_KILLS_MS);
  writing = false;
  await Promise.all(writers);
  await create("the last one");
  const last = acknowledged.at(-1)!;
  while (!resuming.told.some(({ number }) => number === last)) await wait(20);
  await Promise.all([resuming.stop(), forgetful.stop()]);

  const all = new Set<string>();
  for (let after: string | null = null; ; ) {
    const page: any = await ask(
      "query ($after: String) { cases(first: 200, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } } }",
      { after },
      token,
    );
    for (const { number } of page.cases.nodes) all.add(number);
    if (!page.cases.pageInfo.hasNextPage) break;
    after = page.cases.pageInfo.endCursor;
  }
  expect(acknowledged.filter((number) => !all.has(number))).toEqual([]);

  const positions = resuming.told.map(({ cursor }) => Number(cursor.split(".")[1]));
  expect(positions.filter((position, i) => i > 0 && position <= positions[i - 1]!)).toEqual([]);
  expect(resuming.told.map(({ number }) => number).sort()).toEqual([...all].sort());
  // The control: without the cursor, what happened while it was away is missed.
  expect(forgetful.told.length).toBeLessThan(all.size);
}, 90_000);
