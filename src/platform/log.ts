import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "./config";

export type { Logger } from "pino";

const COLOURS: Readonly<Record<number, string>> = { 20: "90", 30: "32", 40: "33", 50: "31", 60: "41" };
const NAMES = pino.levels.labels;

/** A JSON line as a person likes to read it: time, level, message, then the rest. */
export function pretty(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown> & { level: number };
  const clock = String(time).slice(11, 19);
  const name = (NAMES[level] ?? String(level)).toUpperCase().padEnd(5);
  const words = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const stack = err ? `\n${(err as { stack?: string }).stack ?? JSON.stringify(err)}` : "";
  const tail = words.length > 0 ? ` \u001b[90m${words.join(" ")}\u001b[0m` : "";
  return `\u001b[90m${clock}\u001b[0m \u001b[${COLOURS[level] ?? "90"}m${name}\u001b[0m ${msg ?? ""}${tail}${stack}\n`;
}

/**
 * JSON lines on standard output, pretty on a terminal. Written at once rather than buffered: the last line before a
 * process dies is the one that is wanted.
 */
export function openLog(level: LogLevel, out: DestinationStream & { isTTY?: boolean } = process.stdout): Logger {
  const destination = out.isTTY ? { write: (line: string) => out.write(pretty(line)) } : out;
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: out.isTTY ? {} : { level: (label) => ({ level: label }) },
      redact: {
        paths: ["password", "token", "secret", "authorization", "*.password", "*.token", "*.secret"],
        censor: "…",
      },
    },
    destination,
  );
}
