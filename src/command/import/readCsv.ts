import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import type { FileRule } from "./mapping";

/** The file cannot be read as the mapping says; nothing was sent. */
export class FileFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FileFault";
  }
}

/** One row of the file, counted as a spreadsheet counts: the first row of the file is 1. */
export interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file, gzipped or not (told by its first bytes), row by row; empty lines are no rows. Every thousand rows
 * `onBytes` is told how much of the file was read.
 */
export async function* readCsv(path: string, rule: FileRule, onBytes: (read: number) => void): AsyncGenerator<Row> {
  const gzip = await isGzip(path);
  const source = createReadStream(path);
  const parser = parse({
    delimiter: rule.delimiter,
    quote: rule.quote ?? false,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 16 * 1024 * 1024,
  });
  const steps = gzip ? [source, createGunzip()] : [source];
  let fault: Error | null = null;
  pipeline([...steps, decoder(rule.encoding), parser], (error) => {
    fault = error ?? null;
  });
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (++number % 1000 === 0) onBytes(source.bytesRead);
      yield { number, cells };
    }
  } catch (error) {
    throw readable(path, fault ?? (error as Error));
  }
}

async function isGzip(path: string): Promise<boolean> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path);
  } catch (error) {
    throw readable(path, error as Error);
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch (error) {
    throw readable(path, error as Error);
  } finally {
    await file.close();
  }
}

/** Wrong bytes are an error: replaced in silence they would be written over good names. */
function decoder(encoding: string): Transform {
  const text = new TextDecoder(encoding, { fatal: true });
  const step = (run: () => string, done: (error: Error | null, text?: Buffer) => void): void => {
    try {
      done(null, Buffer.from(run(), "utf8"));
    } catch {
      done(new FileFault(`is not written in ${encoding}; the mapping's file.encoding names another`));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => step(() => text.decode(chunk, { stream: true }), done),
    flush: (done) => step(() => text.decode(), done),
  });
}

function readable(path: string, error: Error & { code?: string }): FileFault {
  if (error instanceof FileFault) return new FileFault(`${path} ${error.message}`);
  if (error instanceof CsvError) return new FileFault(`${path} is no such CSV: ${error.message}`);
  if (error.code?.startsWith("Z_")) return new FileFault(`${path} is a damaged gzip file: ${error.message}`);
  if (error.code === "ENOENT") return new FileFault(`${path} is not there`);
  return new FileFault(`${path} cannot be read: ${error.message}`);
}
