import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { HeaderMap } from "@apollo/server";
import type { Viewer } from "../access/viewer";
import { ErrorCode } from "../errors";
import type { Caller, Execution } from "../execution";
import { tell } from "../tell";
import { asset, page } from "../graphiql/page";
import { JSON_TYPE, plainError, textOf } from "./answers";
import type { Apollo, Reply } from "./apollo";
import { bearerOf } from "./bearer";
import { jsonOf, Unreadable } from "./body";
import { fastReply } from "./fastPath";
import { readiness } from "./health";
import { HttpRefusal, linger, type Route } from "./routes";

export const GRAPHQL_PATH = "/graphql";
const ASSETS = "/graphql/assets/";
const SANE_ID = /^[A-Za-z0-9._:/+=-]{1,128}$/;

const bad = (status: number, code: ErrorCode, message: string, headers: [string, string][] = []): Reply => ({
  status,
  headers: [["content-type", JSON_TYPE], ...headers],
  body: plainError(code, message),
});

const plain = (status: number, body: unknown): Reply => ({
  status,
  headers: [["content-type", JSON_TYPE]],
  body: JSON.stringify(body),
});

/** True where the caller would rather see a page than JSON. */
function wantsPage(accept: string | undefined): boolean {
  const at = accept?.indexOf("text/html") ?? -1;
  const json = accept?.search(/application\/(graphql-response\+)?json/) ?? -1;
  return at >= 0 && (json < 0 || at < json);
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** The id of a request: the caller's own where it is one line of sane letters. */
export function requestIdOf(request: IncomingMessage): string {
  const told = one(request.headers["x-request-id"]);
  return told !== undefined && SANE_ID.test(told) ? told : randomUUID();
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";

export type ViewerOf = (bearer: string) => Promise<Viewer | null>;

/** Answers HTTP requests. Nothing is decided here: routes, reading and writing. */
export class Listener {
  /** True once the server stops: answers then close their connections. */
  closing = false;

  constructor(
    private readonly execution: Execution,
    private readonly apollo: Apollo,
    private readonly viewerOf: ViewerOf,
    /** What is answered beside GraphQL and the server's own state. */
    private readonly routes: readonly Route[] = [],
  ) {}

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const requestId = requestIdOf(request);
    const log = this.execution.house.log;
    this.answer(request, response, requestId).catch((error: unknown) => {
      if (error instanceof Unreadable) {
        // What is left of the body is not worth reading.
        this.write(request, response, requestId, bad(error.status, ErrorCode.BAD_REQUEST, error.message), true);
        return;
      }
      if (error instanceof HttpRefusal && !response.headersSent) {
        this.write(
          request,
          response,
          requestId,
          bad(
            error.status,
            error.code,
            error.message,
            error.headers.map(([n, v]) => [n, v]),
          ),
        );
        linger(request);
        return;
      }
      if (response.headersSent) {
        log.error({ requestId, err: error }, "an answer broke off");
        response.destroy();
        return;
      }
      const told = tell(error, log, requestId);
      const status = told.extensions?.code === ErrorCode.UNAVAILABLE ? 503 : 500;
      this.write(request, response, requestId, {
        status,
        headers: [["content-type", JSON_TYPE]],
        body: textOf({ data: null, errors: [told] }),
      });
    });
  };

  private async answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const url = request.url ?? "/";
    const mark = url.indexOf("?");
    const path = mark < 0 ? url : url.slice(0, mark);
    const route = this.routes.find(({ prefix }) => path.startsWith(prefix));
    if (route) {
      if (!route.methods.includes(request.method ?? ""))
        throw new HttpRefusal(405, ErrorCode.BAD_REQUEST, `Only ${route.methods.join(", ")} is answered here.`, [
          ["allow", route.methods.join(", ")],
        ]);
      this.begin(response, requestId);
      const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1));
      await route.answer({ request, response, rest: path.slice(route.prefix.length), query, requestId });
      return;
    }
    if (path === GRAPHQL_PATH) {
      this.write(request, response, requestId, await this.graphql(request, mark < 0 ? "" : url.slice(mark), requestId));
      return;
    }
    const reading = request.method === "GET" || request.method === "HEAD";
    if (path.startsWith(ASSETS) && reading) {
      this.begin(response, requestId);
      if (await asset(path.slice(ASSETS.length), request, response)) return;
    }
    if (path === "/healthz" || path === "/readyz" || path === "/metrics" || path === "/") {
      if (!reading) {
        this.write(
          request,
          response,
          requestId,
          bad(405, ErrorCode.BAD_REQUEST, "Only GET is answered here.", [["allow", "GET, HEAD"]]),
        );
      } else this.write(request, response, requestId, await this.state(path));
      return;
    }
    this.write(
      request,
      response,
      requestId,
      bad(404, ErrorCode.BAD_REQUEST, `There is nothing here; the API is at ${GRAPHQL_PATH}.`),
    );
  }

  private async state(path: string): Promise<Reply> {
    const { house } = this.execution;
    if (path === "/") return { status: 302, headers: [["location", GRAPHQL_PATH]], body: "" };
    if (path === "/healthz") return plain(200, { alive: true });
    if (path === "/readyz") {
      const { ready, checks } = await readiness(house);
      const isReady = ready && !this.closing;
      return plain(isReady ? 200 : 503, { ready: isReady, ...checks });
    }
    return { status: 200, headers: [["content-type", house.metrics.contentType]], body: await house.metrics.metrics() };
  }

  private async graphql(request: IncomingMessage, search: string, requestId: string): Promise<Reply> {
    const { method, headers } = request;
    if (method !== "POST" && method !== "GET" && method !== "HEAD") {
      return bad(405, ErrorCode.BAD_REQUEST, "GraphQL is answered to POST, queries also to GET.", [
        ["allow", "GET, POST"],
      ]);
    }
    if (method !== "POST" && wantsPage(headers.accept)) return page();
    const body = method === "POST" ? await jsonOf(request) : undefined;
    let viewer: Viewer | null = null;
    if (headers.authorization !== undefined) {
      const bearer = bearerOf(headers.authorization);
      viewer = bearer === null ? null : await this.viewerOf(bearer);
      if (!viewer) {
        return bad(401, ErrorCode.UNAUTHENTICATED, "The token is not valid: it is unknown, expired or revoked.", [
          ["www-authenticate", "Bearer"],
        ]);
      }
    }
    const caller: Caller = {
      viewer,
      requestId,
      ip: request.socket.remoteAddress ?? null,
      userAgent: headers["user-agent"] ?? null,
    };
    const idempotencyKey = one(headers["idempotency-key"]) ?? null;
    if (method === "POST") {
      const fast = await fastReply(this.execution, body, headers.accept, caller, idempotencyKey);
      if (fast) return fast;
    }
    return this.slow(request, search, body, caller, idempotencyKey);
  }

  private slow(
    request: IncomingMessage,
    search: string,
    body: unknown,
    caller: Caller,
    idempotencyKey: string | null,
  ): Promise<Reply> {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
    }
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET");
    return this.apollo.reply({ method, headers, search, body }, caller, idempotencyKey);
  }

  /** For what writes its answer itself. */
  private begin(response: ServerResponse, requestId: string): void {
    response.setHeader("x-request-id", requestId);
    if (this.closing) response.setHeader("connection", "close");
  }

  /** `over`: the connection ends with this answer. */
  private write(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    reply: Reply,
    over = this.closing,
  ): void {
    const bytes = Buffer.byteLength(reply.body);
    const headers: Record<string, string | number> = { "x-request-id": requestId };
    for (const [name, value] of reply.headers) headers[name] = value;
    headers["content-length"] = bytes;
    // A body that nobody read: there is no limit of time on it, so the connection ends with the answer.
    if (over || (!request.complete && hasBody(request))) headers.connection = "close";
    // At once: headers that are set one by one are each looked at twice.
    response.writeHead(reply.status, headers);
    response.end(request.method === "HEAD" ? undefined : reply.body);
    if (this.execution.house.log.isLevelEnabled("debug")) {
      this.execution.house.log.debug(
        { requestId, method: request.method, url: request.url, status: reply.status, bytes },
        "answered",
      );
    }
  }
}
