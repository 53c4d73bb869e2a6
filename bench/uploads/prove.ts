import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { startProcess } from "../../test/support/process";
import { onOwnCluster } from "../ownCluster";
import { filesIn, growthOf, MIB, prove, put, Server, sha256, video } from "./client";

/*
 * What is promised of uploads, against real servers: `npm run proof:uploads`. One GiB in and out while the server's memory
 * is watched, a cut connection, HTML named .png, and links that end. A second server of the same database, whose clock goes
 * eleven minutes ahead, shows what becomes of a link in time. STORAGE_URL and AWS_* are taken from the environment.
 */

const GIB = 1024 * MIB;
const MOST_GROWTH = 64;
const SECRET = "a secret of proofs, long enough for all of them";

async function proof(folder: string): Promise<void> {
  const cluster = new URL(process.env.CASEGRAPH_TEST_CLUSTER!);
  const admin = new Client({ connectionString: cluster.href });
  await admin.connect();
  const name = `proof_uploads_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  cluster.pathname = `/${name}`;
  const files = join(folder, "files");
  const settings = (url: string) => ({
    DATABASE_URL: url,
    CASEGRAPH_DATA: folder,
    CASEGRAPH_SECRET: SECRET,
    LOG_LEVEL: "warn",
    ...Object.fromEntries(
      ["STORAGE_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].flatMap((key) => {
        const value = process.env[key];
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  });
  const local = process.env.STORAGE_URL === undefined;
  const first = await startProcess(settings(cluster.href));
  const ahead = new URL(cluster);
  ahead.searchParams.set("options", "-c casegraph.clock_offset=11min");
  const second = await startProcess(settings(ahead.href));
  try {
    if (!first.url || !second.url) throw new Error(`no server: ${(await first.errors) + (await second.errors)}`);
    await run(new Server(first.url), new Server(second.url), first.child.pid!, local ? files : null);
  } finally {
    await Promise.all([first.end("SIGTERM"), second.end("SIGTERM")]);
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

async function run(server: Server, later: Server, pid: number, folder: string | null): Promise<void> {
  const token = await server.signIn();
  const theCase = await server.newCase(token);
  const stored = () => (folder === null ? [] : filesIn(folder));

  // What only the first upload needs is there before memory is looked at.
  const warm = await server.announce(token, "warm.mp4", "video/mp4", 32 * MIB);
  await put(warm.url, 32 * MIB, video(32 * MIB));

  const big = await server.announce(token, "big.mp4", "video/mp4", GIB);
  const wanted = await sha256(video(GIB));
  let sent = { status: 0, body: {} as any };
  let started = performance.now();
  const growthIn = await growthOf(pid, async () => {
    sent = await put(big.url, GIB, video(GIB));
  });
  prove(
    "1 GiB is taken in",
    sent.status === 201 && sent.body.sha256 === wanted,
    `${Math.round(GIB / MIB / ((performance.now() - started) / 1000))} MiB/s`,
  );
  prove(`memory grows less than ${MOST_GROWTH} MiB meanwhile`, growthIn < MOST_GROWTH, `${growthIn.toFixed(1)} MiB`);
  const attachment = await server.attach(token, theCase, big.uploadId);
  let got = "";
  started = performance.now();
  const growthOut = await growthOf(pid, async () => {
    const answer = await fetch(attachment.url);
    got = await sha256(answer.body!);
  });
  prove(
    "1 GiB comes out as it went in",
    got === wanted,
    `${Math.round(GIB / MIB / ((performance.now() - started) / 1000))} MiB/s`,
  );
  prove(`memory grows less than ${MOST_GROWTH} MiB meanwhile`, growthOut < MOST_GROWTH, `${growthOut.toFixed(1)} MiB`);

  const before = stored();
  const cut = await server.announce(token, "cut.mp4", "video/mp4", 256 * MIB);
  await put(cut.url, 256 * MIB, video(256 * MIB), 128 * MIB);
  for (let i = 0; i < 100 && stored().length > before.length; i++) await wait(50);
  if (folder !== null)
    prove("a cut connection leaves nothing behind", stored().join() === before.join(), `${stored().length} files`);
  prove("and its upload can be sent again", (await put(cut.url, 256 * MIB, video(256 * MIB))).status === 201);

  const html = Buffer.from("<!DOCTYPE html><html><script>alert(document.domain)</script></html>");
  const page = await server.announce(token, "photo.png", "image/png", html.length);
  const refused = await put(
    page.url,
    html.length,
    (async function* () {
      yield html;
    })(),
  );
  prove(
    "an HTML file named .png is refused",
    refused.status === 415,
    `${refused.status} ${refused.body.errors[0].message}`,
  );

  await links(server, later, token, attachment.id);
}

async function links(server: Server, later: Server, token: string, id: string): Promise<void> {
  const email = "reader@example.org";
  const password = "correct horse battery";
  const made = await server.ask(
    "mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }",
    { input: { name: "Reader", email, password, roles: ["support"] } },
    token,
  );
  const reader: string = made.createPerson.person.id;
  const theirs = await server.signIn(email, password);
  const { node } = await server.ask("query ($id: ID!) { node(id: $id) { ... on Attachment { url } } }", { id }, theirs);
  const link = new URL(node.url);
  const status = async (base: string) => (await fetch(base + link.pathname + link.search, { method: "HEAD" })).status;
  prove("a link names its viewer", link.searchParams.get("viewer") === reader, link.searchParams.get("viewer"));
  prove("it works", (await status(server.url)) === 200);
  prove("eleven minutes later it does not", (await status(later.url)) === 404);
  const other = new URL(link);
  other.searchParams.set("viewer", id);
  prove("it is worth nothing for another viewer", (await fetch(other, { method: "HEAD" })).status === 403);
  await server.ask(
    `mutation ($id: ID!) { updatePerson(id: $id, input: { roles: ["buyer"] }) { person { id } } }`,
    { id: reader },
    token,
  );
  prove("it ends when its viewer loses access", (await status(server.url)) === 404);
}

const folder = mkdtempSync(join(tmpdir(), "casegraph-proof-"));
onOwnCluster(() => proof(folder))
  .catch((error: unknown) => {
    process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
