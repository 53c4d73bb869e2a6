/**
 * Where bytes are kept. Keys are made by the program (letters, digits, `-`), never of what people wrote; each is written
 * once and never changed.
 */
export interface Storage {
  /** Keeps `size` bytes under a new key, durably once it resolves. Nothing stays where it fails or `content` throws. */
  put(key: string, content: AsyncIterable<Buffer>, size: number): Promise<void>;
  /** The bytes from `start` to `end`, both included. Throws `Missing` where there are none. */
  read(key: string, start: number, end: number): Promise<AsyncIterable<Buffer>>;
  /** Takes the bytes away; nothing happens where there are none. */
  remove(key: string): Promise<void>;
  /** Throws a SettingsError where it cannot be used. */
  check(): Promise<void>;
  close(): void;
}

/** No bytes are kept under this key. */
export class Missing extends Error {
  constructor(key: string) {
    super(`No bytes are stored under ${key}`);
    this.name = "Missing";
  }
}

/** The storage has no room left. */
export class Full extends Error {
  constructor(cause: unknown) {
    super("The storage is full", { cause });
    this.name = "Full";
  }
}
