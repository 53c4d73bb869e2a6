import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";

/** A request that cannot be read: its status, and a sentence for the caller. */
export class Unreadable extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const BODY_LIMIT = 8 * 1024 * 1024;
/** How long a body may take to come in, in ms. */
const BODY_MS = 120_000;

/** Content types that nearly every client sends. */
const PLAIN: ReadonlySet<string> = new Set([
  "application/json",
  "application/json; charset=utf-8",
  "application/json;charset=utf-8",
]);

/** The media type without parameters, in small letters, and its charset where one is named. */
function contentTypeOf(header: string): { essence: string; charset: string | null } {
  const [essence = "", ...parameters] = header.split(";");
  const charset = parameters
    .map((p) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(p)?.[1])
    .find((c) => c !== undefined);
  return { essence: essence.trim().toLowerCase(), charset: charset?.toLowerCase() ?? null };
}

/** Bodies that are coming in, by when they are late. One clock looks at all of them: a timer each costs more than a small body. */
const awaited = new Map<IncomingMessage, { readonly until: number; readonly late: () => void }>();
let watch: NodeJS.Timeout | null = null;

function watched(request: IncomingMessage, late: () => void): void {
  awaited.set(request, { until: performance.now() + BODY_MS, late });
  watch ??= setInterval(() => {
    const now = performance.now();
    for (const [body, { until, late }] of awaited) {
      if (until > now) break;
      awaited.delete(body);
      late();
    }
    if (awaited.size > 0 || !watch) return;
    clearInterval(watch);
    watch = null;
  }, 1_000).unref();
}

/** The bytes of a body, at most `limit` of them. */
export function bytesOf(request: IncomingMessage, limit: number): Promise<Buffer> {
  const told = Number(request.headers["content-length"] ?? 0);
  if (told > limit) return Promise.reject(new Unreadable(413, `The body is larger than ${limit} bytes.`));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (error: Error) => {
      awaited.delete(request);
      request.removeAllListeners("data");
      reject(error);
    };
    watched(request, () => refuse(new Unreadable(408, "The body took too long.")));
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) refuse(new Unreadable(413, `The body is larger than ${limit} bytes.`));
      else chunks.push(chunk);
    });
    request.on("end", () => {
      awaited.delete(request);
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    request.on("error", refuse);
    request.on("aborted", () => refuse(new Unreadable(400, "The body ended early.")));
  });
}

/** A JSON body in UTF-8, parsed. */
export async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const header = request.headers["content-type"];
  if (header === undefined) throw new Unreadable(415, "Send `content-type: application/json`.");
  if (!PLAIN.has(header)) {
    const { essence, charset } = contentTypeOf(header);
    if (essence !== "application/json") throw new Unreadable(415, "Send `content-type: application/json`.");
    if (charset !== null && charset !== "utf-8" && charset !== "utf8")
      throw new Unreadable(415, "The body must be UTF-8.");
  }
  if (request.headers["content-encoding"] && request.headers["content-encoding"] !== "identity") {
    throw new Unreadable(415, "The body must not be compressed.");
  }
  const bytes = await bytesOf(request, BODY_LIMIT);
  if (!isUtf8(bytes)) throw new Unreadable(400, "The body is not UTF-8.");
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return JSON.parse(bytes.toString("utf8", marked ? 3 : 0));
  } catch {
    throw new Unreadable(400, "The body is not JSON.");
  }
}
