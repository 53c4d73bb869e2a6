import type { Viewer } from "./access/viewer";

/**
 * SQL text with its values kept apart. Templates nest: `sql`…`` inside `sql`…`` is spliced in, everything else becomes a
 * parameter, so no value ever reaches the text of a statement.
 */
export class Sql {
  constructor(readonly parts: readonly (string | Param)[]) {}
}

/** What a statement is run with: whose eyes it has, and what the request brought. */
export interface Run {
  readonly viewer: Viewer | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Rows that code answered, as JSON text, for statements that read on from them. */
  readonly source?: string;
}

/** A parameter whose value is known only when the statement is run. One object used twice is one `$n`. */
export class Param {
  constructor(
    readonly of: (run: Run) => unknown,
    readonly dependsOnViewer = false,
    /** The best plan depends on its value so much that the statement is planned for every run. */
    readonly plannedAnew = false,
  ) {}
}

/** Text taken as it is: identifiers and keywords from metadata, never a value. */
export const raw = (text: string): Sql => new Sql([text]);

/** A quoted identifier. */
export const ident = (name: string): Sql => new Sql([`"${name.replaceAll('"', '""')}"`]);

/** A quoted string constant; for texts that the program itself brings, such as GraphQL names. */
export const literal = (text: string): Sql => new Sql([`'${text.replaceAll("'", "''")}'`]);

/** A parameter that is read from the run. */
export const param = (of: (run: Run) => unknown): Sql => new Sql([new Param(of)]);

export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  const parts: (string | Param)[] = [];
  let text = strings[0] ?? "";
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value instanceof Sql) {
      for (const part of value.parts) {
        if (typeof part === "string") text += part;
        else {
          parts.push(text, part);
          text = "";
        }
      }
    } else {
      parts.push(text, value instanceof Param ? value : new Param(() => value));
      text = "";
    }
    text += strings[i + 1];
  }
  parts.push(text);
  return new Sql(parts);
}

/** The fragments one after the other with `separator` between them. */
export function join(fragments: readonly Sql[], separator: string): Sql {
  const parts: (string | Param)[] = [];
  fragments.forEach((fragment, i) => {
    if (i > 0) parts.push(separator);
    parts.push(...fragment.parts);
  });
  return new Sql(parts);
}

export const TRUE = raw("true");
export const FALSE = raw("false");

/** All must hold; nothing given holds. Constants are folded, so that plans stay readable. */
export function and(...conditions: (Sql | null | undefined | false)[]): Sql {
  const rest = conditions.filter((c): c is Sql => !!c && c !== TRUE);
  if (rest.includes(FALSE)) return FALSE;
  if (rest.length === 0) return TRUE;
  return rest.length === 1 ? rest[0]! : sql`(${join(rest, " AND ")})`;
}

/** One must hold; nothing given does not hold. */
export function or(...conditions: (Sql | null | undefined | false)[]): Sql {
  const rest = conditions.filter((c): c is Sql => !!c && c !== FALSE);
  if (rest.includes(TRUE)) return TRUE;
  if (rest.length === 0) return FALSE;
  return rest.length === 1 ? rest[0]! : sql`(${join(rest, " OR ")})`;
}

/** The fragment with parameters that the statement is planned anew for: words that one row has, or every second one. */
export const plannedAnew = (fragment: Sql): Sql =>
  new Sql(
    fragment.parts.map((part) => (part instanceof Param ? new Param(part.of, part.dependsOnViewer, true) : part)),
  );

/** The parameters of a fragment. */
export const paramsIn = (fragment: Sql): Param[] => fragment.parts.filter((part) => part instanceof Param);

export interface Statement {
  readonly text: string;
  readonly params: readonly Param[];
}

/** Text with `$1 …` and the parameters in that order. */
export function render(fragment: Sql): Statement {
  const params: Param[] = [];
  const numbers = new Map<Param, number>();
  let text = "";
  for (const part of fragment.parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    let n = numbers.get(part);
    if (n === undefined) {
      params.push(part);
      n = params.length;
      numbers.set(part, n);
    }
    text += `$${n}`;
  }
  return { text, params };
}

/** The statement's values for one run. */
export const valuesOf = (params: readonly Param[], run: Run): unknown[] => params.map((p) => p.of(run));
