import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import type { Rejection } from "./mapRows";

const HEADER = "row,key,code,path,message\n";

/** The file of what was not taken. It is written as it comes, so that a killed import leaves what it knew. */
export class RejectedRows {
  readonly path: string;
  #file: number | null = null;
  /** Why it could not be written. */
  failure: string | null = null;
  readonly #otherwise: (line: string) => void;

  /** A file of an earlier run is emptied at once. `otherwise` gets the lines where the file cannot be written. */
  constructor(path: string, otherwise: (line: string) => void) {
    this.path = path;
    this.#otherwise = otherwise;
    if (existsSync(path)) this.#write("");
  }

  add({ row, key, code, path, message }: Rejection): void {
    this.#write(`${[row, key, code, path, message].map(cell).join(",")}\n`);
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #write(line: string): void {
    try {
      if (this.failure === null && this.#file === null) {
        this.#file = openSync(this.path, "w");
        writeSync(this.#file, HEADER);
      }
      if (this.#file !== null) writeSync(this.#file, line);
    } catch (error) {
      this.failure ??= (error as Error).message;
    }
    if (this.failure !== null && line !== "") this.#otherwise(line.trimEnd());
  }
}

/** `desk.csv.gz` gets `desk.rejected.csv` beside it. */
export const rejectedPath = (input: string): string =>
  `${input.replace(/\.gz$/i, "").replace(/\.csv$/i, "")}.rejected.csv`;

const cell = (value: string | number): string =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
