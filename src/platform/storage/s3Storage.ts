import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sign } from "aws4";
import { SettingsError } from "../config";
import { Full, Missing, type Storage } from "./storage";

/** Where a bucket is, and whose it is. */
export interface Bucket {
  readonly endpoint: URL;
  readonly region: string;
  /** Before every key: `/bucket/prefix/`, or `/prefix/` where the bucket is in the endpoint's name. */
  readonly path: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A connection on which nothing moves for so long is given up. */
const IDLE_MS = 60_000;
/** Tries of what can be asked again. */
const TRIES = 3;

interface Asked {
  readonly method: string;
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Buffer>;
}

/**
 * S3-compatible storage. An object is one request, whose length is said before: what is cut off is not kept, so nothing
 * half is ever there. Requests are signed, with payloads as they come, which TLS covers.
 */
export class S3Storage implements Storage {
  private readonly agent: HttpAgent;
  private readonly secure: boolean;

  constructor(private readonly bucket: Bucket) {
    this.secure = bucket.endpoint.protocol === "https:";
    const options = { keepAlive: true, timeout: IDLE_MS };
    this.agent = this.secure ? new HttpsAgent(options) : new HttpAgent(options);
  }

  async put(key: string, content: AsyncIterable<Buffer>, size: number): Promise<void> {
    const headers = { "content-length": String(size), "content-type": "application/octet-stream" };
    await this.done(await this.ask({ method: "PUT", key, headers, body: content }));
  }

  async read(key: string, start: number, end: number): Promise<AsyncIterable<Buffer>> {
    const range = { range: `bytes=${start}-${end}` };
    const answer = await this.again(() => this.ask({ method: "GET", key, headers: range }));
    if (answer.statusCode === 206 || answer.statusCode === 200) return answer;
    await this.done(answer, key);
    return Readable.from([]);
  }

  async remove(key: string): Promise<void> {
    const answer = await this.again(() => this.ask({ method: "DELETE", key }));
    if (answer.statusCode === 404) answer.resume();
    else await this.done(answer);
  }

  async check(): Promise<void> {
    const key = "casegraph-check";
    try {
      await this.put(key, Readable.from([Buffer.from("ok")]), 2);
      await this.remove(key);
    } catch (error) {
      throw new SettingsError(`STORAGE_URL: ${this.bucket.endpoint.host}: ${(error as Error).message}`);
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private async again(ask: () => Promise<IncomingMessage>): Promise<IncomingMessage> {
    for (let tried = 1; ; tried++) {
      try {
        const answer = await ask();
        if ((answer.statusCode ?? 0) < 500 || tried === TRIES) return answer;
        answer.resume();
      } catch (error) {
        if (tried === TRIES) throw error;
      }
    }
  }

  private async ask({ method, key, headers = {}, body }: Asked): Promise<IncomingMessage> {
    const { endpoint, region, path, accessKeyId, secretAccessKey } = this.bucket;
    const signed = sign(
      { host: endpoint.host, path: `${path}${key}`, method, headers: { ...headers }, service: "s3", region },
      { accessKeyId, secretAccessKey },
    );
    const request = (this.secure ? httpsRequest : httpRequest)({
      agent: this.agent,
      hostname: endpoint.hostname.replace(/^\[(.*)\]$/, "$1"),
      port: endpoint.port || (this.secure ? 443 : 80),
      method,
      path: `${path}${key}`,
      headers: signed.headers as Record<string, string>,
    });
    request.on("timeout", () => request.destroy(new Error("The storage did not answer in time")));
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.on("response", resolve);
      request.on("error", reject);
    });
    if (!body) {
      request.end();
      return answered;
    }
    const sent = pipeline(body, request).then(
      () => null,
      (error: unknown) => error as Error,
    );
    // An early answer, such as a refusal, ends the sending. Where the connection breaks, what broke the sending says why.
    const failed = await Promise.race([sent, answered.then(() => null).catch(() => sent)]);
    if (failed) {
      answered.catch(() => {});
      request.destroy();
      throw failed;
    }
    const answer = await answered;
    answer.once("end", () => {
      if (!request.writableFinished) request.destroy();
    });
    return answer;
  }

  /** Reads the answer to its end; throws unless it says that it is done. */
  private async done(answer: IncomingMessage, key?: string): Promise<void> {
    const text = await textOf(answer);
    const status = answer.statusCode ?? 0;
    if (status < 300) return;
    if (key !== undefined && (status === 404 || status === 416)) throw new Missing(key);
    const error = new Error(`The storage refuses: ${saidBy(status, text)}`);
    throw status === 507 || /QuotaExceeded|EntityTooLarge|StorageFull/.test(text) ? new Full(error) : error;
  }
}

const saidBy = (status: number, text: string): string =>
  `${status} ${/<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1] ?? ""}`.trim();

/** At most what an error needs. */
async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of answer) if (text.length < 4096) text += String(chunk);
  return text;
}
