/** A text to compare with: all of it, or (written with a star at its end) how it begins. */
export interface Pattern {
  readonly text: string;
  readonly prefix: boolean;
}

/** `Awaiting*` is a beginning, `*` is anything, `5\*` is a real star. */
export function pattern(written: string): Pattern {
  if (written.endsWith("\\*")) return { text: `${written.slice(0, -2)}*`, prefix: false };
  return written.endsWith("*") ? { text: written.slice(0, -1), prefix: true } : { text: written, prefix: false };
}

export const matches = (found: Pattern, text: string): boolean =>
  found.prefix ? text.startsWith(found.text) : text === found.text;

/** Values looked up by text: the exact one first, then the longest beginning that fits. */
export class Table<Value> {
  readonly #exact = new Map<string, Value>();
  readonly #beginnings: { readonly pattern: Pattern; readonly value: Value }[] = [];

  constructor(entries: Iterable<readonly [string, Value]>) {
    for (const [written, value] of entries) {
      const key = pattern(written);
      if (key.prefix) this.#beginnings.push({ pattern: key, value });
      else this.#exact.set(key.text, value);
    }
    this.#beginnings.sort((a, b) => b.pattern.text.length - a.pattern.text.length);
  }

  /** Undefined where nothing fits. */
  find(text: string): Value | undefined {
    if (this.#exact.has(text)) return this.#exact.get(text);
    return this.#beginnings.find((entry) => matches(entry.pattern, text))?.value;
  }
}
