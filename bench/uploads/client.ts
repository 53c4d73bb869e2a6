import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { ADMIN } from "../../test/support/settings";

export const MIB = 1024 * 1024;

/** Says what was found; a proof that fails ends with exit code 1. */
export function prove(what: string, holds: boolean, found: unknown = ""): void {
  process.stdout.write(`${holds ? "ok  " : "FAIL"} ${what}${found === "" ? "" : `: ${String(found)}`}\n`);
  if (!holds) process.exitCode = 1;
}

/** Bytes that pass for a video, chunk by chunk, the same every time. */
export async function* video(size: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(256 * 1024);
  for (let sent = 0; sent < size; sent += chunk.length) {
    const own = Buffer.from(chunk.subarray(0, Math.min(chunk.length, size - sent)));
    own.writeUInt32LE(sent / 1024, 64);
    if (sent === 0) Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1").copy(own);
    yield own;
  }
}

export async function sha256(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

/** Resident memory of a process, in MiB. */
export function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
}

/** How far a process's memory rises above what it was while something runs, in MiB. */
export async function growthOf(pid: number, work: () => Promise<void>): Promise<number> {
  const before = residentOf(pid);
  let most = before;
  let over = false;
  const watching = (async () => {
    while (!over) {
      most = Math.max(most, residentOf(pid));
      await wait(20);
    }
  })();
  await work().finally(() => {
    over = true;
  });
  await watching;
  return most - before;
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

/** One server, as a client sees it. */
export class Server {
  constructor(readonly url: string) {}

  async ask(query: string, variables: object = {}, token?: string): Promise<any> {
    const response = await fetch(`${this.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: any; errors?: unknown };
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  async signIn(email: string = ADMIN.email, password: string = ADMIN.password): Promise<string> {
    const query = "mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }";
    return (await this.ask(query, { input: { email, password } })).signIn.session.accessToken;
  }

  /** Announces a file; answers the upload's id and where to send its bytes. */
  async announce(token: string, filename: string, contentType: string, size: number) {
    const query = "mutation ($input: UploadInput!) { createUpload(input: $input) { uploadId url } }";
    const { createUpload } = await this.ask(query, { input: { filename, contentType, size } }, token);
    return createUpload as { uploadId: string; url: string };
  }

  async attach(token: string, subjectId: string, uploadId: string): Promise<{ id: string; url: string }> {
    const query = `mutation ($subject: ID!, $upload: ID!) {
      attach(subjectId: $subject, uploadId: $upload) { attachment { id url } } }`;
    return (await this.ask(query, { subject: subjectId, upload: uploadId }, token)).attach.attachment;
  }

  async newCase(token: string): Promise<string> {
    const query = 'mutation { createCase(input: { title: "Broken" }) { case { id } } }';
    return (await this.ask(query, {}, token)).createCase.case.id;
  }
}

/** PUTs a stream; `cutAfter` breaks the connection off after so many bytes. */
export async function put(
  url: string,
  size: number,
  content: AsyncIterable<Buffer>,
  cutAfter?: number,
): Promise<{ status: number; body: any }> {
  const sending = request(url, { method: "PUT", headers: { "content-length": size } });
  const answered = new Promise<{ status: number; body: any }>((resolve, reject) => {
    sending.on("error", reject);
    sending.on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += String(chunk);
      resolve({ status: response.statusCode!, body: text && JSON.parse(text) });
    });
  });
  if (cutAfter === undefined) await pipeline(Readable.from(content), sending);
  else {
    answered.catch(() => {});
    let sent = 0;
    for await (const chunk of content) {
      if (!sending.write(chunk)) await new Promise((resolve) => sending.once("drain", resolve));
      sent += chunk.length;
      if (sent >= cutAfter) break;
    }
    sending.destroy();
    return { status: 0, body: null };
  }
  return answered;
}
