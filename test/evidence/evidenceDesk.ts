import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestHouse, type Reply, type TestServer } from "../support/house";

/** A server with a storage folder of its own, and what tests about evidence ask of it. */
export interface EvidenceDesk extends TestServer {
  readonly admin: string;
  readonly folder: string;
  /** The files that the storage holds. */
  stored(): string[];
  /** Runs an operation that must go well and answers its data. */
  must(query: string, variables?: Record<string, unknown>, token?: string): Promise<any>;
  /** The code and violations of the refusal that an operation must end with. */
  no(query: string, variables?: Record<string, unknown>, token?: string): Promise<Record<string, any>>;
  /** A new person with these roles, signed in. */
  person(name: string, roles: string[], more?: Record<string, unknown>): Promise<{ id: string; token: string }>;
  /** Announces an upload; answers its id and the address to PUT to, on this server. */
  announce(file: Announced, token?: string): Promise<{ id: string; url: string }>;
  /** PUTs bytes. */
  put(url: string, bytes: Uint8Array, headers?: Record<string, string>): Promise<{ status: number; body: any }>;
  /** Announces and brings bytes; answers the upload's id. */
  bring(file: Announced & { bytes: Uint8Array }, token?: string): Promise<string>;
  /** A link of the API, on this server. */
  here(link: string): string;
}

export interface Announced {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes?: Uint8Array;
  readonly size?: number;
  readonly sha256?: string;
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The smallest real PNG: one pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
export const HTML = Buffer.from("<!DOCTYPE html><html><script>alert(1)</script></html>");

/** Bytes that pass for a video, as many as wanted, the same every time. */
export function video(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i += 4) bytes.writeUInt32LE(Math.imul(i, 2654435761) >>> 0, Math.min(i, size - 4));
  Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1").copy(bytes);
  return bytes;
}

const ANNOUNCE = `mutation ($input: UploadInput!) { createUpload(input: $input) { uploadId url headers { name value } expiresAt } }`;
export const ATTACH = `mutation ($subject: ID!, $upload: ID!, $internal: Boolean! = false, $caption: String) {
  attach(subjectId: $subject, uploadId: $upload, internal: $internal, caption: $caption) {
    attachment { id filename contentType size sha256 url caption internal uploadedBy { name } } case { id } } }`;

export async function openEvidenceDesk(): Promise<EvidenceDesk> {
  const folder = await mkdtemp(join(tmpdir(), "casegraph-evidence-"));
  const server = await openTestHouse({ serve: true, settings: { storageUrl: `file:${folder}` } });
  const admin = await server.signIn();
  const must: EvidenceDesk["must"] = async (query, variables, token = admin) => {
    const reply: Reply = await server.ask(query, variables, token);
    if (reply.errors) throw new Error(JSON.stringify(reply.errors));
    return reply.data;
  };
  const here = (link: string) => server.url + new URL(link).pathname + new URL(link).search;
  const announce: EvidenceDesk["announce"] = async ({ filename, contentType, bytes, size, sha256: told }, token) => {
    const input = { filename, contentType, size: size ?? bytes!.length, ...(told && { sha256: told }) };
    const { createUpload } = await must(ANNOUNCE, { input }, token);
    return { id: createUpload.uploadId, url: here(createUpload.url) };
  };
  const put: EvidenceDesk["put"] = async (url, bytes, headers = {}) => {
    const response = await fetch(url, { method: "PUT", body: Buffer.from(bytes), headers });
    return { status: response.status, body: await response.json() };
  };
  return {
    ...server,
    admin,
    folder,
    must,
    here,
    announce,
    put,
    stored: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    no: async (query, variables, token = admin) => {
      const reply = await server.ask(query, variables, token);
      expect(reply.errors).toHaveLength(1);
      return reply.errors![0]!.extensions;
    },
    person: async (name, roles, more = {}) => {
      const email = `${name}@example.org`;
      const password = "correct horse battery";
      const { createPerson } = await must(
        `mutation ($input: CreatePersonInput!) { createPerson(input: $input) { person { id } } }`,
        { input: { name, email, password, roles, ...more } },
      );
      return { id: createPerson.person.id, token: await server.signIn(email, password) };
    },
    bring: async (file, token) => {
      const { id, url } = await announce(file, token);
      expect(await put(url, file.bytes, { "content-type": file.contentType })).toEqual({
        status: 201,
        body: { uploadId: id, size: file.bytes.length, contentType: file.contentType, sha256: sha256(file.bytes) },
      });
      return id;
    },
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
