import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { sign } from "aws4";

/** As much of S3 as is spoken here: objects in one bucket, by path, for requests that are signed as they must be. */
export interface TinyS3 {
  /** What STORAGE_URL says of it. */
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  /** The next requests are answered so, before their bodies are read. */
  readonly refusals: number[];
  close(): Promise<void>;
}

const KEY = { accessKeyId: "AKIATEST", secretAccessKey: "s3cret/with+signs" };

export async function openTinyS3(): Promise<TinyS3> {
  const objects = new Map<string, Buffer>();
  const refusals: number[] = [];
  const server = createServer((request, response) => {
    answer(objects, refusals, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const login = `${encodeURIComponent(KEY.accessKeyId)}:${encodeURIComponent(KEY.secretAccessKey)}`;
  return {
    url: `s3://${login}@evidence/some/prefix?region=eu-test-1&endpoint=http://127.0.0.1:${port}`,
    objects,
    refusals,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** True where the request is signed with the key, over the headers that it says it signed. */
function isSigned({ method, url, headers }: IncomingMessage): boolean {
  const told = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
  const own = Object.fromEntries(told.map((name) => [name, String(headers[name])]));
  const wanted = sign(
    { host: headers.host!, path: url!, method: method!, headers: own, service: "s3", region: "eu-test-1" },
    KEY,
  );
  return wanted.headers!.Authorization === headers.authorization;
}

async function answer(
  objects: Map<string, Buffer>,
  refusals: number[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const end = (status: number, code: string) => response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
  const refusal = refusals.shift();
  if (refusal !== undefined) return void end(refusal, "SlowDown");
  if (!isSigned(request)) return void end(403, "SignatureDoesNotMatch");
  const key = /^\/evidence\/some\/prefix\/([^/?]+)$/.exec(request.url!)?.[1];
  if (!key) return void end(404, "NoSuchBucket");
  if (request.method === "PUT") {
    if (request.headers["content-length"] === undefined) return void end(411, "MissingContentLength");
    objects.set(key, await buffer(request));
    response.setHeader("etag", createHash("md5").update(objects.get(key)!).digest("hex"));
    return void response.end();
  }
  if (request.method === "DELETE") {
    objects.delete(key);
    return void response.writeHead(204).end();
  }
  const bytes = objects.get(key);
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  if (!bytes) return void end(404, "NoSuchKey");
  if (!range || Number(range[1]) >= bytes.length) return void end(416, "InvalidRange");
  response.writeHead(206).end(bytes.subarray(Number(range[1]), Number(range[2]) + 1));
}
