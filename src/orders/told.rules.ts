import { ErrorCode, type Violation } from "../platform/errors";

/** Why a row of another system is not taken. */
export interface Complaint extends Violation {
  readonly code: ErrorCode;
}

/** A row that is not taken, with everything that is wrong with it. */
export class NotTaken extends Error {
  constructor(readonly complaints: readonly Complaint[]) {
    super(complaints.map((one) => one.message).join("; "));
  }
}

/** Gathers what is wrong with one row, so that it is told all at once. Paths are the row's own. */
export class Check {
  readonly #complaints: Complaint[] = [];

  say(path: string, rule: string, message: string, code: ErrorCode = ErrorCode.BAD_USER_INPUT): null {
    this.#complaints.push({ path, rule, message, code });
    return null;
  }

  /** One line, not blank, 255 characters at most. */
  line(path: string, text: string | null | undefined): void {
    if (text == null) return;
    if (!/\S/.test(text)) this.say(path, "notBlank", "this cannot be blank");
    if (text.length > 255) this.say(path, "maxLength", "this has at most 255 characters");
    if (/[\r\n]/.test(text)) this.say(path, "singleLine", "this is a single line");
  }

  atLeast(path: string, least: number, value: number): void {
    if (value < least) this.say(path, "min", `this is at least ${least}`);
  }

  /** What `value` names, or null with a complaint where there is no such thing. */
  found<Id>(path: string, table: Readonly<Record<string, Id>>, value: string, what: string): Id | null {
    return Object.hasOwn(table, value) ? table[value]! : this.say(path, "exists", what);
  }

  /** Throws where anything was said. */
  end(): void {
    if (this.#complaints.length > 0) throw new NotTaken(this.#complaints);
  }
}

/** Left out stays as it stands, or is null when new; null clears. */
export const keep = <Value>(given: Value | null | undefined, standing: Value | null | undefined): Value | null =>
  given === undefined ? (standing ?? null) : given;

/** One of two ways to name the same thing. */
interface Way {
  readonly path: string;
  readonly value: string | null | undefined;
  readonly known: Readonly<Record<string, string>>;
  /** What to say where nothing is called so. */
  readonly missing: (value: string) => string;
}

/** The id of what a row names in one of two ways; left out in both it stays, null in one clears it. */
export function either(check: Check, standing: string | null | undefined, one: Way, other: Way): string | null {
  if (one.value != null && other.value != null)
    return check.say(other.path, "exactlyOne", `give ${one.path} or ${other.path}, not both`);
  const said = one.value != null ? one : other.value != null ? other : null;
  if (said) return check.found(said.path, said.known, said.value!, said.missing(said.value!));
  return one.value === null || other.value === null ? null : (standing ?? null);
}
