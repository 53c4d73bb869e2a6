import type { Output } from "../terminal";

const BAR = 20;
const REDRAW_MS = 100;
/** Without a terminal a line is worth reading every so often, not ten times a second. */
const LINE_MS = 5000;

/** A bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #out: Output;
  readonly #live: boolean;
  #started = 0;
  #shown = 0;
  #drawn = 0;
  #what = "";

  constructor(out: Output) {
    this.#out = out;
    this.#live = out.isTTY === true;
  }

  begin(what: string): void {
    this.end();
    this.#what = what;
    this.#started = performance.now();
    this.#shown = this.#live ? 0 : this.#started;
  }

  show(done: number, total: number, unit: string): void {
    const now = performance.now();
    if (now - this.#shown < (this.#live ? REDRAW_MS : LINE_MS)) return;
    this.#shown = now;
    const share = total > 0 ? Math.min(1, done / total) : 1;
    const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
    const figures = `${grouped(done)} of ${grouped(total)} ${unit}${this.#left(share, now)}`;
    if (!this.#live) {
      this.#out.write(`${this.#what} ${percent}  ${figures}\n`);
      return;
    }
    const filled = Math.round(share * BAR);
    const bar = `[${"#".repeat(filled)}${"-".repeat(BAR - filled)}]`;
    const line = `${this.#what} ${bar} ${percent}  ${figures}`.slice(0, (this.#out.columns ?? 100) - 1);
    this.#out.write(`\r${line.padEnd(this.#drawn)}`);
    this.#drawn = line.length;
  }

  /** A message of its own line, whatever is drawn. */
  say(message: string): void {
    this.end();
    this.#out.write(`${message}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#drawn > 0) this.#out.write(`\r${" ".repeat(this.#drawn)}\r`);
    this.#drawn = 0;
  }

  #left(share: number, now: number): string {
    const spent = (now - this.#started) / 1000;
    if (share <= 0 || spent < 1) return "";
    const seconds = Math.round((spent / share) * (1 - share));
    return `, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} left`;
  }
}

/** 24918 as 24,918. */
export const grouped = (value: number): string => value.toLocaleString("en-US");
