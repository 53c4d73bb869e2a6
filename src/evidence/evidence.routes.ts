import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ErrorCode, Refusal } from "../platform/errors";
import type { House } from "../platform/house";
import { HttpRefusal, type Route, type RouteCall } from "../platform/http/routes";
import { Full } from "../platform/storage/storage";
import type { Ctx } from "../platform/work";
import { receiveUpload } from "./commands/receiveUpload";
import { fileBehind, type FoundFile } from "./evidence.queries";
import { isShown } from "./fileTypes.rules";
import { NotAsTold } from "./intake";
import { readFileLink, readUploadLink } from "./link.rules";
import { checked, Damaged } from "./outgoing";
import { rangeOf } from "./range.rules";

/** A sender that sends nothing, or a reader that reads nothing, for so long has gone, in ms. */
const IDLE_MS = 60_000;
/** Up to here a file is found whole before the first of it is sent; what is longer breaks off where it is damaged. */
const CHECKED_FIRST = 32 * 1024 * 1024;

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  [ErrorCode.NOT_FOUND]: 404,
  [ErrorCode.FORBIDDEN]: 403,
  [ErrorCode.CONFLICT]: 409,
  [ErrorCode.UNAVAILABLE]: 503,
  [ErrorCode.TIMEOUT]: 503,
};
const NOT_AS_TOLD = { longer: 413, shorter: 400, type: 415, hash: 400 } as const;

/** `PUT /uploads/…` and `GET /files/…`: bytes in and out, by signed links. */
export const evidenceRoutes = (house: House): Route[] => [
  { prefix: "/uploads/", methods: ["PUT"], answer: (call) => refusing(() => take(house, call)) },
  { prefix: "/files/", methods: ["GET", "HEAD"], answer: (call) => refusing(() => serve(house, call)) },
];

/** Refusals, with the status that HTTP has for them. */
async function refusing(answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (error instanceof Refusal) {
      const status = STATUS[error.code];
      if (status !== undefined) throw new HttpRefusal(status, error.code, error.message);
    }
    if (error instanceof NotAsTold)
      throw new HttpRefusal(NOT_AS_TOLD[error.reason], ErrorCode.BAD_USER_INPUT, error.message);
    if (error instanceof Full) throw new HttpRefusal(507, ErrorCode.UNAVAILABLE, "There is no room for this file.");
    throw error;
  }
}

async function take(house: House, { request, response, rest, query, requestId }: RouteCall): Promise<void> {
  const until = readUploadLink(house.settings, rest, query);
  if (until === null) throw new HttpRefusal(403, ErrorCode.FORBIDDEN, "This link is not one of ours.");
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity")
    throw new HttpRefusal(415, ErrorCode.BAD_USER_INPUT, "Send the bytes as they are, without a content-encoding.");
  const length = request.headers["content-length"];
  const ctx: Ctx = {
    house,
    viewer: null,
    requestId,
    ip: request.socket.remoteAddress ?? null,
    userAgent: request.headers["user-agent"] ?? null,
    idempotency: null,
  };
  request.setTimeout(IDLE_MS, () => request.destroy());
  const given = {
    uploadId: rest,
    until,
    length: length === undefined ? null : Number(length),
    contentType: request.headers["content-type"] ?? null,
    content: bytesOf(request),
  };
  const received = await receiveUpload(ctx, given).catch((error: unknown) => {
    if (request.complete || !request.destroyed) throw error;
    // Nobody is left to be told.
    house.log.info({ requestId, uploadId: rest }, "an upload was cut off");
    response.destroy();
    return null;
  });
  request.setTimeout(0);
  if (!received) return;
  response.writeHead(201, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(received));
}

/** The body, whose connection stays where the reading ends early: it has an answer to carry. */
const bytesOf = (request: IncomingMessage): AsyncIterable<Buffer> => ({
  [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>,
});

async function serve(house: House, { request, response, rest, query, requestId }: RouteCall): Promise<void> {
  const link = readFileLink(house.settings, rest, query);
  if (!link) throw new HttpRefusal(403, ErrorCode.FORBIDDEN, "This link is not one of ours.");
  const file = await fileBehind(house, link);
  const tag = `"${file.sha256}"`;
  const headers: Record<string, string | number> = {
    "content-type": file.contentType,
    "content-disposition": dispositionOf(file),
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    // The link is the key: what it leads to may be kept by its viewer's browser as long as the link holds, and is asked for again.
    "cache-control": "private, no-cache",
    "accept-ranges": "bytes",
    etag: tag,
  };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const ranged = request.headers["if-range"] === undefined || request.headers["if-range"] === tag;
  const range = rangeOf(ranged ? request.headers.range : undefined, file.size);
  if (range === "none")
    throw new HttpRefusal(416, ErrorCode.BAD_REQUEST, "The file has no such part.", [
      ["content-range", `bytes */${file.size}`],
    ]);
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  headers["content-length"] = end - start + 1;
  if (range) headers["content-range"] = `bytes ${start}-${end}/${file.size}`;
  if (request.method === "HEAD") {
    response.writeHead(range ? 206 : 200, headers).end();
    return;
  }
  try {
    if (end - start < CHECKED_FIRST) for await (const _ of checked(house.storage, file, start, end));
    response.writeHead(range ? 206 : 200, headers);
    response.setTimeout(IDLE_MS, () => response.destroy());
    await pipeline(Readable.from(checked(house.storage, file, start, end)), response);
  } catch (error) {
    if (request.socket.destroyed && !(error instanceof Damaged)) return;
    if (!(error instanceof Damaged)) throw error;
    house.log.error({ err: error, requestId, attachmentId: file.id }, "stored bytes are damaged and were not served");
    if (response.headersSent) response.destroy();
    else
      throw new HttpRefusal(500, ErrorCode.INTERNAL_SERVER_ERROR, "The stored bytes are damaged; they are not served.");
  }
}

/** Shown only where it is an image or a PDF; the name as told, in a form that no header breaks on. */
function dispositionOf({ filename, contentType }: FoundFile): string {
  const kind = isShown(contentType) ? "inline" : "attachment";
  const name = filename.replace(/[\\/]/g, "_");
  const plain = name.replace(/[^\x20-\x7e]|["%]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
