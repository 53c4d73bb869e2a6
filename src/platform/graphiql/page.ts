import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Reply } from "../http/apollo";

/** The folder with package.json: compiled files lie deeper than their sources, and what is not compiled stays beside these. */
function root(): string {
  let at = __dirname;
  while (!existsSync(join(at, "package.json"))) at = dirname(at);
  return at;
}

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly zipped: Buffer;
  readonly tag: string;
}

const SHELL = join(root(), "src/platform/graphiql");
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};
const zip = promisify(gzip);
const kept = new Map<string, Promise<Asset>>();

/** What may be asked for, by name: nothing else of the disk can be reached. */
let files: ReadonlyMap<string, string> | undefined;
function known(): ReadonlyMap<string, string> {
  if (files) return files;
  const client = dirname(require.resolve("graphql-ws/client"));
  const paths = [
    join(SHELL, "browser/casegraph.mjs"),
    join(SHELL, "browser/casegraph.css"),
    ...readdirSync(join(SHELL, "vendor")).map((name) => join(SHELL, "vendor", name)),
    join(client, "client.js"),
    ...readdirSync(client)
      .filter((name) => /^common-.*\.js$/.test(name))
      .map((name) => join(client, name)),
  ];
  files = new Map(paths.filter((path) => /\.(m?js|css)$/.test(path)).map((path) => [basename(path), path]));
  return files;
}

async function load(path: string): Promise<Asset> {
  const bytes = readFileSync(path);
  const type = TYPES[path.slice(path.lastIndexOf(".") + 1)]!;
  const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  return { type, bytes, zipped: await zip(bytes), tag };
}

/** Serves a file of the page; false for a name that is none of them. */
export async function asset(name: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const path = known().get(name);
  if (path === undefined) return false;
  const loading = kept.get(name) ?? load(path);
  kept.set(name, loading);
  const { type, bytes, zipped, tag } = await loading;
  response.setHeader("etag", tag);
  response.setHeader("cache-control", "no-cache");
  response.setHeader("vary", "accept-encoding");
  response.setHeader("x-content-type-options", "nosniff");
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304).end();
    return true;
  }
  const gzipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  if (gzipped) response.setHeader("content-encoding", "gzip");
  const body = gzipped ? zipped : bytes;
  response.writeHead(200, { "content-type": type, "content-length": body.length });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor measures and places itself with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** GraphiQL's page. */
export function page(): Reply {
  return {
    status: 200,
    headers: [
      ["content-type", "text/html; charset=utf-8"],
      ["content-security-policy", POLICY],
      ["cache-control", "no-cache"],
      ["referrer-policy", "no-referrer"],
      ["x-content-type-options", "nosniff"],
    ],
    body: readFileSync(join(SHELL, "browser/page.html"), "utf8"),
  };
}
