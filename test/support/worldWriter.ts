import type { PoolClient } from "pg";
import type { Random } from "./random";

const WORDS = [
  "pump",
  "Pümpe",
  "leaks",
  "noise",
  'door "B"',
  "O'Neil",
  "100%",
  "a_b",
  "valve\nloose",
  "🦉",
  "Żuraw",
  "pump leaks",
  "back\\slash",
  "firmware",
];
const NOW = Date.parse("2026-11-01T12:00:00Z");

/** Puts rows into a house, past every command, with ids and words from one seed. */
export class Writer {
  constructor(
    readonly random: Random,
    private readonly client: PoolClient,
  ) {}

  id(type: number): string {
    const hex = (length: number) => Array.from({ length }, () => this.random.below(16).toString(16)).join("");
    return `${hex(8)}-${hex(4)}-7${type.toString(16).padStart(3, "0")}-8${hex(3)}-${hex(12)}`;
  }

  async put(table: string, row: Record<string, unknown>): Promise<string> {
    const names = Object.keys(row);
    const places = names.map((_, i) => `$${i + 1}`);
    await this.client.query(`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`, Object.values(row));
    return String(row.id);
  }

  async ids(text: string): Promise<string[]> {
    return (await this.client.query<{ id: string }>(text)).rows.map((row) => row.id);
  }

  maybe<T>(probability: number, value: () => T): T | null {
    return this.random.chance(probability) ? value() : null;
  }

  words(most = 4): string {
    return Array.from({ length: 1 + this.random.below(most) }, () => this.random.pick(WORDS)).join(" ");
  }

  /** An instant within so many hours before or after now; whole hours, so that many are level. */
  at(from: number, to: number): Date {
    return new Date(NOW + (from + this.random.below(to - from + 1)) * 3_600_000);
  }
}
