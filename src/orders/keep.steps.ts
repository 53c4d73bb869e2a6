import { conflict, ErrorCode, invalid } from "../platform/errors";
import { MovedOn } from "../platform/faults";
import { newId } from "../platform/ids";
import type { Work } from "../platform/work";
import { Check, type Complaint, NotTaken } from "./told.rules";

/** What tells one thing of a kind from another: its id in the other system, and its number or sku. */
export interface Keys {
  readonly externalId: string | null;
  readonly number: string;
}

/** A thing as a row makes it. `was` is how it stands in the database; null when it is new. */
export interface Kept<Facts> {
  readonly id: string;
  was: Facts | null;
  facts: Facts;
}

/** What became of a row. */
export type Outcome =
  | { readonly id: string; readonly done: "created" | "updated" | "unchanged" }
  | { readonly complaints: readonly Complaint[] };

/** How the rows of one kind are read, settled and written. */
export interface Kind<Row, Facts extends Keys> {
  /** As a message says it. */
  readonly one: string;
  /** The type number inside its ids. */
  readonly type: number;
  /** The row's field that holds the number, and its value. */
  readonly field: string;
  number(row: Row): string;
  externalId(row: Row): string | null | undefined;
  /** The things there that have one of these externalIds or numbers, locked. */
  standing(work: Work, externalIds: readonly string[], numbers: readonly string[]): Promise<Kept<Facts>[]>;
  /** Prepares the look-ups of everything that the rows name, and answers how a row changes a thing. */
  settling(
    work: Work,
    rows: readonly Row[],
  ): Promise<(check: Check, row: Row, was: Facts | null) => Omit<Facts, keyof Keys>>;
  /** Writes new things; answers how many came to be, fewer where another transaction made one of them meanwhile. */
  insert(work: Work, things: readonly Kept<Facts>[]): Promise<number>;
  update(work: Work, things: readonly Kept<Facts>[]): Promise<void>;
}

/**
 * Keeps things in step with rows of another system: each is found by externalId, else by number, and a row that says what
 * is so already writes nothing. Rows are taken in order, in memory, and what they come to is written set by set.
 */
export async function keepInStep<Row, Facts extends Keys>(
  work: Work,
  kind: Kind<Row, Facts>,
  rows: readonly Row[],
): Promise<Outcome[]> {
  const settle = await kind.settling(work, rows);
  const externalIds = new Set(rows.flatMap((row) => kind.externalId(row) ?? []));
  const book = new Book(await kind.standing(work, [...externalIds], [...new Set(rows.map((row) => kind.number(row)))]));
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const check = new Check();
    const number = kind.number(row);
    const externalId = kind.externalId(row);
    check.line("externalId", externalId);
    check.line(kind.field, number);
    try {
      const found = book.find(externalId ?? null, number);
      if (found === "taken")
        check.say(kind.field, "unique", `${kind.one} with this ${kind.field} is there already.`, ErrorCode.CONFLICT);
      const thing = found === "taken" ? null : found;
      const keys: Keys = {
        externalId: externalId === undefined ? (thing?.facts.externalId ?? null) : externalId,
        number,
      };
      const facts = { ...settle(check, row, thing?.facts ?? null), ...keys } as Facts;
      check.end();
      // A key that an earlier row gave up is free only once that is written.
      if (book.waitsFor(keys)) await write(work, kind, book);
      const changed = thing !== null && !same(thing.facts, facts);
      const id = thing?.id ?? newId(kind.type);
      if (thing === null || changed) book.put(thing ?? { id, was: null, facts }, facts);
      outcomes.push({ id, done: thing === null ? "created" : changed ? "updated" : "unchanged" });
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      outcomes.push({ complaints: error.complaints });
    }
  }
  await write(work, kind, book);
  return outcomes;
}

/** The one row's thing, or the refusal that says all that is wrong with it. */
export async function keepOne<Row, Facts extends Keys>(work: Work, kind: Kind<Row, Facts>, row: Row): Promise<string> {
  const [outcome] = await keepInStep(work, kind, [row]);
  if (outcome && "id" in outcome) return outcome.id;
  const complaints = outcome?.complaints ?? [];
  const wrong = complaints.filter((one) => one.code === ErrorCode.BAD_USER_INPUT);
  if (wrong.length === 0) throw conflict(complaints.map((one) => one.message).join(" "));
  throw invalid(...wrong.map(({ path, rule, message }) => ({ path: `input.${path}`, rule, message })));
}

async function write<Row, Facts extends Keys>(work: Work, kind: Kind<Row, Facts>, book: Book<Facts>): Promise<void> {
  const { fresh, changed } = book.pending();
  if (changed.length > 0) await kind.update(work, changed);
  if (fresh.length > 0 && (await kind.insert(work, fresh)) < fresh.length) throw new MovedOn(kind.one);
  book.written();
}

/** What stands, as the rows taken so far have left it. */
class Book<Facts extends Keys> {
  readonly #byExternalId = new Map<string, Kept<Facts>>();
  readonly #byNumber = new Map<string, Kept<Facts>>();
  readonly #touched = new Set<Kept<Facts>>();
  /** Keys given up in memory, and not yet in the database. */
  readonly #givenUp = { externalIds: new Set<string>(), numbers: new Set<string>() };

  constructor(standing: readonly Kept<Facts>[]) {
    for (const thing of standing) this.#enter(thing);
  }

  #enter(thing: Kept<Facts>): void {
    if (thing.facts.externalId !== null) this.#byExternalId.set(thing.facts.externalId, thing);
    this.#byNumber.set(thing.facts.number, thing);
  }

  /** By externalId, else by number; a number that something else has is taken. */
  find(externalId: string | null, number: string): Kept<Facts> | null | "taken" {
    const byNumber = this.#byNumber.get(number) ?? null;
    if (externalId === null) return byNumber;
    const own = this.#byExternalId.get(externalId) ?? null;
    if (own === null) return byNumber === null || byNumber.facts.externalId === null ? byNumber : "taken";
    return byNumber === null || byNumber === own ? own : "taken";
  }

  put(thing: Kept<Facts>, facts: Facts): void {
    const { externalId, number } = thing.facts;
    if (externalId !== null && externalId !== facts.externalId) {
      this.#byExternalId.delete(externalId);
      this.#givenUp.externalIds.add(externalId);
    }
    if (number !== facts.number) {
      this.#byNumber.delete(number);
      this.#givenUp.numbers.add(number);
    }
    thing.facts = facts;
    this.#enter(thing);
    this.#touched.add(thing);
  }

  waitsFor({ externalId, number }: Keys): boolean {
    return this.#givenUp.numbers.has(number) || (externalId !== null && this.#givenUp.externalIds.has(externalId));
  }

  pending(): { fresh: Kept<Facts>[]; changed: Kept<Facts>[] } {
    const touched = [...this.#touched];
    return {
      fresh: touched.filter((thing) => thing.was === null),
      changed: touched.filter((thing) => thing.was !== null && !same(thing.was, thing.facts)),
    };
  }

  written(): void {
    for (const thing of this.#touched) thing.was = thing.facts;
    this.#touched.clear();
    this.#givenUp.externalIds.clear();
    this.#givenUp.numbers.clear();
  }
}

const same = <Facts extends Keys>(one: Facts, other: Facts): boolean =>
  (Object.keys(one) as (keyof Facts)[]).every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));
