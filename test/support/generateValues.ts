import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Facts } from "./facts";
import type { Random } from "./random";

/** A place in the text where a variable stands. */
export class Variable {
  constructor(readonly name: string) {}
}
/** An enum's value, written without quotes. */
export class Word {
  constructor(readonly text: string) {}
}
/** A place for a cursor of the connection whose arguments these are; filled in once its order is known. */
export const CURSOR = "\u0001cursor\u0001";

const DURATIONS = ["PT4H", "PT30M", "PT0S", "PT720H", "-PT5M", "PT87600H"];
const ODD = ["", "%", "_", "\\", "'", '"', "é", "É", "\u0000x", "zzz", "🦉"];

const EQUAL = ["eq", "in", "notIn", "isNull"];
const ORDER = ["lt", "lte", "gt", "gte"];
const COMPARATORS: Readonly<Record<string, readonly string[]>> = {
  TEXT: [...EQUAL, "contains", "startsWith"],
  URL: [...EQUAL, "contains", "startsWith"],
  NUMBER: [...EQUAL, ...ORDER],
  DATE: [...EQUAL, ...ORDER],
  BOOLEAN: ["eq", "isNull"],
  CHOICE: EQUAL,
  MULTI_CHOICE: ["any", "all", "none", "isNull"],
};

/** Makes input values: mostly of what is there, sometimes of what is not, seldom of what may not be. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly facts: Facts,
  ) {}

  of(type: GraphQLInputType, name: string, depth = 0): unknown {
    const { random } = this;
    if (!isNonNullType(type) && random.chance(0.04)) return null;
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const most = isInputObjectType(getNamedType(inner)) ? 3 : 4;
      return Array.from({ length: random.below(most) }, () => this.of(inner.ofType, name, depth + 1));
    }
    if (isEnumType(inner)) return new Word(random.pick(inner.getValues()).name);
    if (!isInputObjectType(inner)) return this.leaf(inner.name, name);
    const fields = Object.values(inner.getFields());
    const recursive = (type: GraphQLInputType) => isInputObjectType(getNamedType(type));
    const usable = depth > 4 ? fields.filter((field) => !recursive(field.type)) : fields;
    const taken = new Set(random.some(usable, 1 + random.below(3)));
    const entries = fields
      .filter((field) => taken.has(field) || (isNonNullType(field.type) && field.defaultValue === undefined))
      .map(
        (field) =>
          [
            field.name,
            this.of(
              field.type,
              /^(eq|in|notIn|contains|startsWith|any|all|none)$/.test(field.name) ? name : field.name,
              depth + 1,
            ),
          ] as const,
      );
    return Object.fromEntries(entries);
  }

  private leaf(type: string, name: string): unknown {
    const { random, facts } = this;
    const or = <T>(items: readonly T[], other: T): T => (items.length > 0 ? random.pick(items) : other);
    switch (type) {
      case "ID":
        if (random.chance(0.03)) return "garbage";
        return random.chance(0.03) ? "01900000-0000-7fff-8000-000000000000" : or(facts.ids, "none");
      case "Int":
        return this.whole(name);
      case "SafeInt":
        return or(facts.numbers, 1);
      case "Float":
        return random.pick([0, 1.5, -2.25, 1e21, 3]);
      case "Boolean":
        return random.chance(0.5);
      case "DateTime":
        return random.chance(0.1) ? "2026-11-01T09:30:00+02:00" : or(facts.instants, "2026-11-01T00:00:00Z");
      case "Date":
        return or(facts.dates, "2026-11-01");
      case "LocalTime":
        return random.pick(["00:00", "09:30", "23:59"]);
      case "Duration":
        return random.pick(DURATIONS);
      case "TimeZone":
        return "Europe/Vienna";
      case "EmailAddress":
        return or(facts.named.get("email") ?? [], "nobody@example.org");
      case "JSONObject":
        return name === "fields" ? this.comparisons() : {};
      case "URL":
        return "https://example.org/";
      default:
        return this.text(name);
    }
  }

  /** Comparisons of modelled fields: mostly such as go together. */
  private comparisons(): unknown {
    const { random } = this;
    const { modelled } = this.facts;
    if (modelled.length === 0) return {};
    const fields = random.some(modelled, 1 + random.below(3)).map((field) => {
      const about = random.chance(0.97) ? field : random.pick(modelled);
      const names = COMPARATORS[about.kind]!;
      const some = random.some(names, 1 + random.below(2)).map((name) => [name, this.operand(about, name)]);
      if (random.chance(0.02)) return [field.key, random.pick([null, {}, 16, { like: "x" }, { gte: [1] }, { eq: {} }])];
      return [random.chance(0.99) ? field.key : "nowhere", Object.fromEntries(some)];
    });
    return Object.fromEntries(fields);
  }

  private operand({ kind, values }: Facts["modelled"][number], comparator: string): unknown {
    const { random } = this;
    if (random.chance(0.04)) return null;
    if (comparator === "isNull") return random.chance(0.5);
    const one = () =>
      values.length > 0 && random.chance(0.8)
        ? random.pick(values)
        : kind === "NUMBER"
          ? random.below(20)
          : "2026-10-31";
    if (["in", "notIn", "any", "all", "none"].includes(comparator)) return Array.from({ length: random.below(4) }, one);
    const value = kind === "BOOLEAN" ? random.chance(0.5) : one();
    if (comparator !== "contains" && comparator !== "startsWith") return value;
    const text = String(value);
    return text.slice(comparator === "contains" ? random.below(text.length) : 0, 1 + random.below(text.length));
  }

  private whole(name: string): number {
    const { random, facts } = this;
    if (name === "first" || name === "last") {
      if (random.chance(0.02)) return random.pick([-1, 201, 100_000]);
      return random.chance(0.1) ? 0 : 1 + random.below(9);
    }
    return random.chance(0.6) && facts.numbers.length > 0 ? random.pick(facts.numbers) : random.below(20) - 3;
  }

  private text(name: string): string {
    const { random, facts } = this;
    if (name === "after" || name === "before") return random.chance(0.97) ? CURSOR : "garbage";
    const own = facts.named.get(name) ?? [];
    if (own.length > 0 && random.chance(0.6)) return random.pick(own);
    if (random.chance(0.08)) return random.pick(ODD);
    const known = random.chance(0.4) && facts.keys.length > 0 ? facts.keys : facts.words;
    if (known.length === 0) return "x";
    const word = random.pick(known);
    if (random.chance(0.5)) return word;
    const letters = [...word];
    const start = random.chance(0.6) ? 0 : random.below(letters.length);
    return letters.slice(start, start + 1 + random.below(4)).join("");
  }
}

/** A value as GraphQL text. */
export function literalOf(value: unknown): string {
  if (value instanceof Variable) return `$${value.name}`;
  if (value instanceof Word) return value.text;
  if (Array.isArray(value)) return `[${value.map(literalOf).join(", ")}]`;
  if (value !== null && typeof value === "object")
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}: ${literalOf(item)}`)
      .join(", ")}}`;
  return JSON.stringify(value);
}

/** A value as it stands among the variables. */
export function jsonOf(value: unknown): unknown {
  if (value instanceof Word) return value.text;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, jsonOf(item)]));
  return value;
}
