import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Counter, Gauge } from "prom-client";
import { WebSocketServer } from "ws";
import type { Execution } from "../execution";
import { GRAPHQL_PATH, requestIdOf } from "../http/listener";
import { Connection, type Credentials } from "./connection";
import { Groups } from "./groups";
import { Close, PROTOCOL } from "./messages";

const PAYLOAD_LIMIT = 64 * 1024;
const PING_MS = 30_000;
/** A client that has not answered so many pings is gone, or its network is. */
const SILENT_PINGS = 4;

/** The WebSocket side of the port: who may open one, and all that are open. */
export class SocketServer {
  private readonly wss: WebSocketServer;
  private readonly open = new Set<Connection>();
  private readonly groups = new Groups();
  private readonly pinging: NodeJS.Timeout;
  private readonly opened: Counter;
  private closing = false;

  constructor(
    private readonly execution: Execution,
    private readonly credentials: Credentials,
  ) {
    this.wss = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: PAYLOAD_LIMIT,
      perMessageDeflate: false,
      handleProtocols: (protocols) => (protocols.has(PROTOCOL) ? PROTOCOL : false),
    });
    this.pinging = setInterval(() => this.ping(), PING_MS);
    this.pinging.unref();
    const registers = [execution.house.metrics];
    const { open, groups } = this;
    this.opened = new Counter({
      name: "casegraph_sockets_opened_total",
      help: "WebSockets that were opened.",
      registers,
    });
    new Gauge({
      name: "casegraph_sockets",
      help: "Open WebSockets.",
      registers,
      collect() {
        this.set(open.size);
      },
    });
    new Gauge({
      name: "casegraph_subscriptions",
      help: "Open subscriptions.",
      registers,
      collect() {
        let count = 0;
        for (const connection of open) count += connection.subscriptions;
        this.set(count);
      },
    });
    new Gauge({
      name: "casegraph_sockets_waiting_bytes",
      help: "Bytes that wait for slow clients to take them.",
      registers,
      collect() {
        let bytes = 0;
        for (const connection of open) bytes += connection.waitingBytes;
        this.set(bytes);
      },
    });
    new Gauge({
      name: "casegraph_shared_readings",
      help: "Groups of subscriptions that are read for together.",
      registers,
      collect() {
        this.set(groups.size);
      },
    });
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?", 1)[0];
    if (path !== GRAPHQL_PATH) {
      refuse(socket, 404, "Not Found");
      return;
    }
    if (!this.mayOpen(request)) {
      refuse(socket, 403, "Forbidden");
      return;
    }
    if (this.closing) {
      refuse(socket, 503, "Service Unavailable");
      return;
    }
    this.wss.handleUpgrade(request, socket, head, (ws) => {
      const { admission, house } = this.execution;
      if (this.open.size >= admission.limits.sockets) {
        house.log.warn({ sockets: this.open.size }, "a socket was refused: there are too many");
        ws.close(Close.OVERLOAD, "Try again later");
        return;
      }
      const origin = {
        requestId: requestIdOf(request),
        ip: request.socket.remoteAddress ?? null,
        userAgent: request.headers["user-agent"] ?? null,
      };
      const connection = new Connection(
        ws,
        this.execution,
        this.credentials,
        this.groups,
        origin,
        () => this.closing,
        (gone) => this.open.delete(gone),
      );
      this.open.add(connection);
      this.opened.inc();
    });
  };

  /** Opens nothing more and begins nothing more; what runs goes on. */
  beginStop(): void {
    this.closing = true;
    clearInterval(this.pinging);
  }

  /** Tells every client to come again, and waits at most `waitMs` for them to go. */
  async stop(waitMs: number): Promise<void> {
    this.beginStop();
    for (const connection of this.open) connection.close(Close.RESTART, "Service restart");
    if (this.open.size > 0) {
      await new Promise<void>((resolve) => {
        const check = setInterval(() => this.open.size === 0 && done(), 20);
        const late = setTimeout(done, waitMs);
        function done() {
          clearInterval(check);
          clearTimeout(late);
          resolve();
        }
      });
    }
    for (const connection of this.open) connection.terminate();
  }

  /** A page of another site must not use the visitor's network to get here; programs send no Origin. */
  private mayOpen(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const { settings } = this.execution.house;
    return new URL(origin).host === host || new URL(origin).origin === new URL(settings.publicUrl).origin;
  }

  private ping(): void {
    for (const connection of this.open) {
      if (connection.silent >= SILENT_PINGS) connection.terminate();
      else connection.ping();
    }
  }
}

function refuse(socket: Duplex, status: number, text: string): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
