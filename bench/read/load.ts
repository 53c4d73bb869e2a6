import { connect, type Socket } from "node:net";

/** What one measurement sends, and for how long. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  readonly connections: number;
  /** Not counted. */
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface Measured {
  readonly requests: number;
  readonly failures: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const HEADER_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/**
 * One keep-alive connection that sends the next request as soon as the answer to the last one is there. It reads no more
 * of an answer than its status, its length and its first bytes, so that the load costs the machine next to nothing.
 */
class Line {
  private head: Buffer = Buffer.alloc(0);
  private remaining = -1;
  private chunked = false;
  private ok = true;
  private sentAt = 0;

  constructor(
    private readonly socket: Socket,
    private readonly next: () => Buffer | null,
    private readonly done: (latency: number, ok: boolean) => void,
  ) {
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.read(chunk));
  }

  send(): void {
    const request = this.next();
    if (!request) {
      this.socket.end();
      return;
    }
    this.sentAt = performance.now();
    this.socket.write(request);
  }

  private read(chunk: Buffer): void {
    let body = chunk;
    if (this.remaining < 0) {
      this.head = this.head.length > 0 ? Buffer.concat([this.head, chunk]) : chunk;
      const end = this.head.indexOf(HEADER_END);
      if (end < 0) return;
      const header = this.head.toString("latin1", 0, end);
      body = this.head.subarray(end + 4);
      this.head = Buffer.alloc(0);
      this.ok = header.startsWith("HTTP/1.1 200") && !body.subarray(0, 24).includes('"errors"');
      const length = /content-length: *(\d+)/i.exec(header);
      this.chunked = !length;
      this.remaining = length ? Number(length[1]) : Number.MAX_SAFE_INTEGER;
    }
    this.remaining -= body.length;
    if (this.chunked ? !body.subarray(-5).equals(LAST_CHUNK) : this.remaining > 0) return;
    this.remaining = -1;
    this.done(performance.now() - this.sentAt, this.ok);
    this.send();
  }
}

async function run(load: Load): Promise<Measured> {
  const { hostname, port, pathname } = new URL(load.url);
  const requests = load.bodies.map((body) => {
    const headers = { host: `${hostname}:${port}`, ...load.headers, "content-length": Buffer.byteLength(body) };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
  });
  const latencies: number[] = [];
  let failures = 0;
  let counting = false;
  let ended = false;
  let sent = 0;
  const sockets: Socket[] = [];
  for (let i = 0; i < load.connections; i++) {
    const socket = connect({ host: hostname, port: Number(port) });
    await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    socket.on("error", () => failures++);
    sockets.push(socket);
  }
  const lines = sockets.map(
    (socket) =>
      new Line(
        socket,
        () => (ended ? null : requests[sent++ % requests.length]!),
        (latency, ok) => {
          if (!counting) return;
          latencies.push(latency);
          if (!ok) failures++;
        },
      ),
  );
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  for (const line of lines) line.send();
  await wait(load.warmUpMs);
  process.send!("counting");
  const started = performance.now();
  counting = true;
  await wait(load.measureMs);
  counting = false;
  const seconds = (performance.now() - started) / 1000;
  process.send!("counted");
  ended = true;
  await wait(100);
  for (const socket of sockets) socket.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { requests: latencies.length, failures, seconds, p50: at(0.5), p99: at(0.99) };
}

process.on("message", (load: Load) => {
  run(load).then(
    (measured) => process.send!({ measured }),
    (error: unknown) => process.send!({ failed: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
