import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SettingsError } from "../config";
import { Full, Missing, type Storage } from "./storage";

const NO_ROOM: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | null)?.code;

/** Files in one folder, spread over 256 others inside it. */
export class FileStorage implements Storage {
  constructor(private readonly folder: string) {}

  async put(key: string, content: AsyncIterable<Buffer>): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, "wx", 0o600);
    try {
      try {
        for await (const chunk of content) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      // The file's name is durable only with its folder.
      const folder = await open(dirname(path));
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      await rm(path, { force: true });
      throw NO_ROOM.has(codeOf(error)) ? new Full(error) : error;
    }
  }

  async read(key: string, start: number, end: number): Promise<AsyncIterable<Buffer>> {
    try {
      const file = await open(this.pathOf(key));
      return createReadStream("", { fd: file, start, end, highWaterMark: 256 * 1024 });
    } catch (error) {
      throw codeOf(error) === "ENOENT" ? new Missing(key) : error;
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async check(): Promise<void> {
    const path = join(this.folder, `.check-${process.pid}`);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await (await open(path, "w", 0o600)).close();
      await rm(path, { force: true });
    } catch (error) {
      throw new SettingsError(`STORAGE_URL: ${this.folder} cannot be written: ${(error as Error).message}`);
    }
  }

  close(): void {}

  private pathOf(key: string): string {
    if (!/^[0-9a-z][0-9a-z-]+$/.test(key)) throw new Error(`${JSON.stringify(key)} is no key of ours`);
    return join(this.folder, key.slice(-2), key);
  }
}
