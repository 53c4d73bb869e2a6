import { createHash } from "node:crypto";
import { Missing, type Storage } from "../platform/storage/storage";
import { BLOCK } from "./intake";

/** A stored file, as the database knows it. */
export interface StoredFile {
  readonly key: string;
  readonly size: number;
  /** The SHA-256 of every block, one after the other. */
  readonly blocks: Buffer;
}

/** The stored bytes are not those that came in. */
export class Damaged extends Error {
  constructor(file: StoredFile, what: string, cause?: unknown) {
    super(`The bytes under ${file.key} are damaged: ${what}`, { cause });
    this.name = "Damaged";
  }
}

/**
 * The bytes from `start` to `end`, both included. Whole blocks are read, and none is passed on before its hash is found to
 * be what it was when it came in; throws Damaged otherwise.
 */
export async function* checked(
  storage: Storage,
  file: StoredFile,
  start: number,
  end: number,
): AsyncGenerator<Buffer, void, undefined> {
  let number = Math.floor(start / BLOCK);
  const stop = Math.min(file.size, (Math.floor(end / BLOCK) + 1) * BLOCK) - 1;
  for await (const block of blocksOf(storage, file, number * BLOCK, stop)) {
    const wanted = file.blocks.subarray(number * 32, number * 32 + 32);
    if (!createHash("sha256").update(block).digest().equals(wanted)) throw new Damaged(file, `block ${number}`);
    const from = number * BLOCK;
    yield block.subarray(Math.max(start - from, 0), Math.min(end + 1 - from, block.length));
    number += 1;
  }
  if (number * BLOCK <= end) throw new Damaged(file, "it ends early");
}

async function* blocksOf(
  storage: Storage,
  file: StoredFile,
  start: number,
  stop: number,
): AsyncGenerator<Buffer, void, undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  const content = await storage.read(file.key, start, stop).catch((error: unknown) => {
    throw error instanceof Missing ? new Damaged(file, "it is gone", error) : error;
  });
  for await (let chunk of content) {
    while (size + chunk.length >= BLOCK) {
      parts.push(chunk.subarray(0, BLOCK - size));
      chunk = chunk.subarray(BLOCK - size);
      yield Buffer.concat(parts);
      parts = [];
      size = 0;
    }
    if (chunk.length > 0) parts.push(chunk);
    size += chunk.length;
  }
  if (size > 0) yield Buffer.concat(parts);
}
