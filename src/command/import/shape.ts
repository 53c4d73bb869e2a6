/** One object of a mapping file while it is being checked: what is wrong is noted with its path, and reading goes on. */
export class Shape {
  readonly #path: string;
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #problems: string[];

  constructor(path: string, value: unknown, problems: string[]) {
    this.#path = path;
    this.#problems = problems;
    const usable = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!usable) problems.push(`${path || "the mapping"}: is an object`);
    this.#object = usable ? (value as Record<string, unknown>) : {};
  }

  problem(name: string, message: string): void {
    this.#problems.push(`${this.#at(name)}: ${message}`);
  }

  /** Every other key is a mistake. */
  only(...words: readonly string[]): void {
    for (const key of this.keys()) {
      if (!words.includes(key)) this.problem(key, `is not known here (${words.join(", ")})`);
    }
  }

  keys(): string[] {
    return Object.keys(this.#object);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name);
  }

  value(name: string): unknown {
    return this.has(name) ? this.#object[name] : undefined;
  }

  text(name: string): string | undefined {
    return this.#typed(name, "a text", (value) => typeof value === "string");
  }

  boolean(name: string): boolean | undefined {
    return this.#typed(name, "true or false", (value) => typeof value === "boolean");
  }

  /** A whole number above zero. */
  whole(name: string): number | undefined {
    return this.#typed(name, "a whole number above 0", (value) => Number.isSafeInteger(value) && (value as number) > 0);
  }

  /** A text, or a list of at least one. */
  texts(name: string): string[] | undefined {
    const value = this.value(name);
    if (typeof value === "string") return [value];
    const list = (found: unknown) =>
      Array.isArray(found) && found.length > 0 && found.every((one) => typeof one === "string");
    return this.#typed(name, "a text or a list of texts", list);
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    return this.#typed(name, `one of ${words.join(", ")}`, (value) => words.includes(value as Word));
  }

  /** An object inside; an empty one where there is none. */
  object(name: string): Shape {
    return new Shape(this.#at(name), this.has(name) ? this.#object[name] : {}, this.#problems);
  }

  /** An object inside, or the text that stands for its short form. */
  inner(name: string): Shape | string | undefined {
    const value = this.value(name);
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return this.object(name);
    this.problem(name, "is a text or an object");
    return undefined;
  }

  #typed<Type>(name: string, what: string, fits: (value: unknown) => boolean): Type | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (fits(value)) return value as Type;
    this.problem(name, `is ${what}`);
    return undefined;
  }

  #at(name: string): string {
    return [this.#path, name].filter((part) => part !== "").join(".");
  }
}
