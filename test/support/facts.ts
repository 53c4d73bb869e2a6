import type { Pool } from "pg";
import type { DataSource } from "typeorm";
import { typeOfId } from "../../src/platform/ids";
import type { EntityClass, Noun } from "../../src/platform/read/scope";

/** What stands in the tables, for arguments that hit something. */
export interface Facts {
  readonly ids: readonly string[];
  readonly words: readonly string[];
  readonly keys: readonly string[];
  readonly instants: readonly string[];
  readonly dates: readonly string[];
  readonly numbers: readonly number[];
  /** Modelled fields: what kind a key has, and values that assets have of it. */
  readonly modelled: readonly { readonly key: string; readonly kind: string; readonly values: readonly unknown[] }[];
  /** Texts of columns by their name, such as `email` or `number`. */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

const sorted = <T>(values: Iterable<T>): T[] => [...new Set(values)].sort();

/** Reads every row of every noun once. */
export async function factsOf(dataSource: DataSource, nouns: ReadonlyMap<EntityClass, Noun>): Promise<Facts> {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const ids = new Set<string>();
  const words = new Set<string>();
  const keys = new Set<string>();
  const instants = new Set<string>();
  const dates = new Set<string>();
  const numbers = new Set<number>();
  const named = new Map<string, Set<string>>();
  const kinds = new Map<string, string>();
  const held = new Map<string, Set<unknown>>();
  for (const noun of nouns.values()) {
    const metadata = dataSource.getMetadata(noun.entity);
    const { rows } = await pool.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(r) AS row FROM "${metadata.tableName}" r ORDER BY "${metadata.primaryColumns[0]!.databaseName}"`,
    );
    for (const { row } of rows)
      for (const column of metadata.columns) {
        const value = row[column.databaseName];
        if (column.databaseName === "fields") {
          if (Array.isArray(value)) for (const { key, kind } of value) kinds.set(key, kind);
          else
            for (const [key, one] of Object.entries(value as Record<string, unknown>))
              for (const item of [one].flat()) held.set(key, (held.get(key) ?? new Set()).add(item));
          continue;
        }
        if (typeof value === "number" && Number.isInteger(value)) numbers.add(value);
        for (const text of Array.isArray(value) ? value : [value]) {
          if (typeof text !== "string") continue;
          if (typeOfId(text) !== null) ids.add(text);
          else if (/^\d{4}-\d\d-\d\dT/.test(text)) instants.add(new Date(text).toISOString());
          else if (/^\d{4}-\d\d-\d\d$/.test(text)) dates.add(text);
          else {
            (column.propertyName === "key" ? keys : words).add(text);
            const own = named.get(column.propertyName) ?? new Set();
            named.set(column.propertyName, own.add(text));
          }
        }
      }
  }
  return {
    ids: sorted(ids),
    words: sorted(words),
    keys: sorted(keys),
    instants: sorted(instants),
    dates: sorted(dates),
    numbers: [...numbers].sort((a, b) => a - b),
    modelled: [...kinds].sort().map(([key, kind]) => ({ key, kind, values: [...(held.get(key) ?? [])].sort() })),
    named: new Map([...named].map(([name, texts]) => [name, sorted(texts)])),
  };
}
