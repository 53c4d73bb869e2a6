import { type FileHandle, open, rename, rm } from "node:fs/promises";
import type { Output } from "../terminal";

/** Where an export goes, as fast as it is taken. */
export interface Sink {
  write(text: string): Promise<void>;
  /** All is written. */
  done(): Promise<void>;
  /** It ended early: nothing half is left behind. */
  drop(): Promise<void>;
}

/** The place cannot be written to. */
export class SinkFault extends Error {}

const fault = (path: string) => (error: unknown) => {
  throw new SinkFault(`${path} cannot be written: ${(error as Error).message}`);
};

/** A file that has its name only once it is whole. */
export async function fileSink(path: string): Promise<Sink> {
  const part = `${path}.part`;
  const failed = fault(path);
  const file = (await open(part, "w").catch(failed)) as FileHandle;
  return {
    write: async (text) => {
      await file.write(text).catch(failed);
    },
    done: async () => {
      await file.close().catch(failed);
      await rename(part, path).catch(failed);
    },
    drop: async () => {
      await file.close().catch(() => {});
      await rm(part, { force: true }).catch(() => {});
    },
  };
}

/** Standard output, which waits for who reads it. */
export function streamSink(out: Output): Sink {
  let broken: Error | null = null;
  out.on?.("error", (error: Error) => {
    broken = error;
  });
  return {
    write: async (text) => {
      if (out.write(text) === false && out.once)
        await new Promise<void>((resolve) => {
          out.once!("drain", resolve);
          out.once!("error", () => resolve());
        });
      if (broken) fault("standard output")(broken);
    },
    done: async () => {},
    drop: async () => {},
  };
}
