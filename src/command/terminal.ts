import type { EventEmitter } from "node:events";

/** A stream that a command writes to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** False: what is written now waits; `drain` tells when it no longer does. */
  write(text: string): unknown;
  on?(event: "error", listener: (error: Error) => void): unknown;
  once?(event: "drain" | "error", listener: () => void): unknown;
}

/** What a command meets outside: where it writes, and who may interrupt it. `process` is one. */
export interface CommandIo {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Emits SIGINT and SIGTERM. */
  readonly signals: EventEmitter;
}

/** The terminal that the program was started from. */
export const terminal: CommandIo = { stdout: process.stdout, stderr: process.stderr, signals: process };

/** How a command ends, as the shell sees it. */
export const Exit = {
  DONE: 0,
  REFUSED: 1,
  USAGE: 64,
  UNREACHABLE: 69,
  FAULT: 70,
  UNWRITABLE: 74,
  SETTINGS: 78,
  INTERRUPTED: 130,
} as const;

/** A command was called in a way that it does not know. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
