import { createHash } from "node:crypto";
import { HEAD_BYTES, isText, isUtf16, looksLike } from "./fileTypes.rules";

/** Bytes whose hashes are kept one by one, so that a part of a file can be checked without the whole. */
export const BLOCK = 1024 * 1024;

/** What was said of bytes before they came. */
export interface Told {
  readonly size: number;
  readonly contentType: string;
  /** In hex. */
  readonly sha256: string | null;
}

/** What they were. */
export interface Seen {
  readonly sha256: string;
  /** The SHA-256 of every block, one after the other. */
  readonly blocks: Buffer;
}

/** Why bytes are not taken. */
export class NotAsTold extends Error {
  constructor(
    readonly reason: "longer" | "shorter" | "type" | "hash",
    message: string,
  ) {
    super(message);
    this.name = "NotAsTold";
  }
}

/** Counts, hashes and looks at bytes on their way; never holds more than one chunk and the first bytes. */
export class Intake {
  private readonly whole = createHash("sha256");
  private readonly blocks: Buffer[] = [];
  private block = createHash("sha256");
  private inBlock = 0;
  private count = 0;
  private head: Buffer | null = Buffer.alloc(0);
  private readonly noNuls: boolean;
  private wide = false;
  private result: Seen | null = null;

  constructor(private readonly told: Told) {
    this.noNuls = isText(told.contentType);
  }

  /** What was seen, once all of it has passed. */
  get seen(): Seen {
    if (!this.result) throw new Error("The bytes have not all passed");
    return this.result;
  }

  /**
   * Passes the bytes on; throws NotAsTold before the last of them where they are not what was told, so that whoever keeps
   * them never comes to their end.
   */
  async *pass(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
    let held: Buffer | null = null;
    for await (const chunk of source) {
      const ready = this.take(chunk);
      if (!ready) continue;
      if (held) yield held;
      held = ready;
    }
    held = this.end(held);
    if (held) yield held;
  }

  /** The bytes that may go on; null while too few have come to be looked at. */
  private take(chunk: Buffer): Buffer | null {
    this.count += chunk.length;
    if (this.count > this.told.size)
      throw new NotAsTold("longer", `There are more than the ${this.told.size} bytes announced.`);
    this.hash(chunk);
    if (!this.head) {
      this.checkText(chunk);
      return chunk;
    }
    this.head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
    return this.head.length < HEAD_BYTES ? null : this.look();
  }

  private look(): Buffer {
    const head = this.head!;
    this.head = null;
    const first = head.subarray(0, HEAD_BYTES);
    this.wide = isUtf16(first);
    if (!looksLike(first, this.told.contentType))
      throw new NotAsTold("type", `The bytes are not those of ${this.told.contentType}.`);
    this.checkText(head);
    return head;
  }

  private end(held: Buffer | null): Buffer | null {
    if (this.count < this.told.size)
      throw new NotAsTold("shorter", `Only ${this.count} of the ${this.told.size} bytes announced have come.`);
    const last = this.head ? this.look() : held;
    const sha256 = this.whole.digest("hex");
    if (this.told.sha256 !== null && this.told.sha256 !== sha256)
      throw new NotAsTold("hash", "The bytes do not have the SHA-256 announced.");
    if (this.inBlock > 0) this.blocks.push(this.block.digest());
    this.result = { sha256, blocks: Buffer.concat(this.blocks) };
    return last;
  }

  private hash(chunk: Buffer): void {
    this.whole.update(chunk);
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + BLOCK - this.inBlock);
      this.block.update(part);
      this.inBlock += part.length;
      at += part.length;
      if (this.inBlock < BLOCK) continue;
      this.blocks.push(this.block.digest());
      this.block = createHash("sha256");
      this.inBlock = 0;
    }
  }

  private checkText(chunk: Buffer): void {
    if (this.noNuls && !this.wide && chunk.includes(0))
      throw new NotAsTold("type", `The bytes are not those of ${this.told.contentType}.`);
  }
}
