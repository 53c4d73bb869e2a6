import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from "graphql";
import type { ReadConnection } from "../../src/platform/read/declare";
import type { Facts } from "./facts";
import { CURSOR, jsonOf, literalOf, Values, Variable } from "./generateValues";
import { Random } from "./random";

export interface Generated {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}
/** Answers every cursor of a connection in the order that the arguments name. */
export type Cursors = (read: ReadConnection, args: Record<string, unknown>) => Promise<readonly string[]>;

interface Options {
  readonly schema: GraphQLSchema;
  readonly facts: Facts;
  readonly cursors: Cursors;
  /** Root fields to begin with; all of them when left out. */
  readonly roots?: readonly string[];
  /** How many fields an operation has, about. */
  readonly size?: number;
}

const INTROSPECTION = [
  "__schema { queryType { name } }",
  '__type(name: "Query") { kind name fields { name } }',
  "__schema { types { name kind } directives { name } }",
];

/** Makes operations over any schema, the same for the same seed. */
export class Generator {
  private readonly random: Random;
  private readonly values: Values;
  private budget = 0;
  private names = 0;
  private fragments: string[] = [];
  private known: { name: string; on: string }[] = [];
  private declared: string[] = [];
  private variables: Record<string, unknown> = {};
  private wanted: { place: string; read: ReadConnection; args: Record<string, unknown> }[] = [];

  constructor(
    private readonly options: Options,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.values = new Values(this.random, options.facts);
  }

  /** The next operation; what does not validate (two fields of one name that differ) is thrown away. */
  async next(): Promise<Generated> {
    for (;;) {
      const made = await this.attempt();
      if (validate(this.options.schema, made.document).length === 0) return made;
    }
  }

  private async attempt(): Promise<Generated> {
    this.budget = 4 + this.random.below(this.options.size ?? 30);
    this.names = 0;
    this.fragments = [];
    this.known = [];
    this.declared = [];
    this.variables = {};
    this.wanted = [];
    const { schema, roots } = this.options;
    const query = schema.getQueryType()!;
    const fields = Object.values(query.getFields()).filter((field) => !roots || roots.includes(field.name));
    const parts: string[] = [];
    for (let i = 1 + this.random.below(2); i > 0 || this.budget > 10; i--) {
      parts.push(this.field(this.random.pick(fields), 0));
      if (parts.length > 3) break;
    }
    if (this.random.chance(0.05)) parts.push("__typename");
    if (this.random.chance(0.03)) parts.push(this.random.pick(INTROSPECTION));
    const wrapped = this.random.chance(0.1) ? [`...${this.fragment(query, parts)}`] : parts;
    const head = this.declared.length > 0 ? `query(${this.declared.join(", ")})` : "query";
    let text = [`${head} { ${wrapped.join(" ")} }`, ...this.fragments].join("\n");
    let variables = JSON.stringify(this.variables);
    for (const { place, read, args } of this.wanted) {
      const all = await this.options.cursors(read, args);
      const cursor = all.length > 0 ? this.random.pick(all) : "none";
      text = text.replaceAll(place, cursor);
      variables = variables.replaceAll(place, cursor);
    }
    return { text, document: parse(text), variables: JSON.parse(variables) as Record<string, unknown> };
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const { random } = this;
    const parts: string[] = [];
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const usable = fields.filter((field) => depth < 6 || isLeafType(getNamedType(field.type)));
    const count = usable.length === 0 ? 0 : 1 + random.below(Math.min(4, usable.length));
    for (const field of random.some(usable, count)) {
      if (this.budget <= 0 && parts.length > 0) break;
      parts.push(this.field(field, depth));
      // The same field once more: merged where it is the same, beside it where it has another name.
      if (random.chance(0.06)) parts.push(this.field(field, depth));
    }
    if (random.chance(0.15) || (parts.length === 0 && random.chance(0.3))) parts.push("__typename");
    for (let i = isAbstractType(type) ? 2 : 1; i > 0; i--) {
      if (this.budget <= 0 || depth > 6) break;
      if (random.chance(isAbstractType(type) ? 0.7 : 0.12)) parts.push(this.spread(type, depth));
    }
    return parts.length > 0 ? parts.join(" ") : "__typename";
  }

  /** A fragment, inline or named, on a type that this one may also be. */
  private spread(type: GraphQLCompositeType, depth: number): string {
    const { schema } = this.options;
    const possible = isAbstractType(type) ? [...schema.getPossibleTypes(type)] : [type];
    const interfaces = possible.flatMap((one) => (isObjectType(one) ? one.getInterfaces() : []));
    const on = this.random.pick([type, ...possible, ...interfaces]);
    this.budget--;
    const standing = this.known.filter((fragment) => fragment.on === on.name);
    if (standing.length > 0 && this.random.chance(0.3)) return `...${this.random.pick(standing).name}`;
    const inside = this.selection(on, depth + 1);
    if (this.random.chance(0.3)) return `...${this.fragment(on, [inside])}${this.directive()}`;
    const condition = on === type && this.random.chance(0.5) ? "" : ` on ${on.name}`;
    return `...${condition}${this.directive()} { ${inside} }`;
  }

  private fragment(on: GraphQLCompositeType, inside: readonly string[]): string {
    const name = `F${++this.names}`;
    this.fragments.push(`fragment ${name} on ${on.name} { ${inside.join(" ")} }`);
    this.known.push({ name, on: on.name });
    return name;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.budget--;
    const named = getNamedType(field.type);
    const args = field.args.length > 0 ? this.arguments(field) : "";
    const alias = args || this.random.chance(0.1) ? `${field.name}_${++this.names}: ` : "";
    const below = isCompositeType(named) ? ` { ${this.selection(named, depth + 1)} }` : "";
    return `${alias}${field.name}${args}${this.directive()}${below}`;
  }

  private directive(): string {
    if (!this.random.chance(0.06)) return "";
    const name = this.random.pick(["skip", "include"]);
    const value = this.random.chance(0.5);
    if (this.random.chance(0.4)) return ` @${name}(if: ${value})`;
    return ` @${name}(if: $${this.declare("Boolean!", value, null)})`;
  }

  private arguments(field: GraphQLField<unknown, unknown>): string {
    const given = new Map<GraphQLArgument, unknown>();
    const exclusive = this.random.chance(0.97);
    for (const arg of field.args) {
      const required = isNonNullType(arg.type) && arg.defaultValue === undefined;
      if (!required && !this.random.chance(0.4)) continue;
      // Both directions at once are refused: seldom worth asking.
      if (exclusive && arg.name === "last" && [...given.keys()].some((one) => one.name === "first")) continue;
      given.set(arg, this.values.of(arg.type, arg.name));
    }
    // Look-ups take exactly one of several: leave the others away, mostly.
    const optional = field.args.every((arg) => !isNonNullType(arg.type) && isLeafType(getNamedType(arg.type)));
    if (optional && !field.args.some((arg) => arg.name === "first") && this.random.chance(0.8)) {
      const one = this.random.pick(field.args);
      given.clear();
      given.set(one, this.values.of(one.type, one.name));
    }
    if (given.size === 0) return "";
    const read = field.extensions.read as ReadConnection | undefined;
    const plain = Object.fromEntries([...given].map(([arg, value]) => [arg.name, jsonOf(value)]));
    const texts = [...given].map(([arg, value]) => {
      let put = value;
      if (value === CURSOR && read?.kind === "connection") {
        put = `\u0001${this.wanted.length}\u0001`;
        const order = this.random.chance(0.97) ? plain : {};
        this.wanted.push({ place: JSON.stringify(put).slice(1, -1), read, args: order });
      }
      return `${arg.name}: ${literalOf(this.vary(arg.type, put, arg.defaultValue !== undefined))}`;
    });
    return `(${texts.join(", ")})`;
  }

  /** Puts variables in place of some of a value. */
  private vary(type: GraphQLInputType, value: unknown, defaulted: boolean): unknown {
    const { random } = this;
    if (random.chance(0.45)) {
      const nullable = !isNonNullType(type);
      const mode = random.below(10);
      const written = String(type);
      if (mode === 0 && nullable) return new Variable(this.declare(written, undefined, null));
      if (mode === 1 && nullable) return new Variable(this.declare(written, null, null));
      // A default is used where the variable is left out.
      if (mode === 2) return new Variable(this.declare(written, undefined, literalOf(value)));
      if (mode === 3 && !nullable && defaulted)
        return new Variable(this.declare(written.replace(/!$/, ""), jsonOf(value), null));
      // A default lets a nullable variable stand where null may not: given null, the field is refused.
      if (mode === 4 && !nullable)
        return new Variable(
          this.declare(written.replace(/!$/, ""), random.chance(0.3) ? null : jsonOf(value), literalOf(value)),
        );
      if (mode === 5 && random.chance(0.1)) return new Variable(this.declare(written, { not: "it" }, null));
      return new Variable(this.declare(written, jsonOf(value), null));
    }
    const named = getNamedType(type);
    if (named.name === "JSONObject") return this.inside(value);
    if (!isInputObjectType(named) || value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((item) => this.vary(named, item, false));
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        const field = named.getFields()[name]!;
        return [name, this.vary(field.type, item, field.defaultValue !== undefined)];
      }),
    );
  }

  /** Variables inside a JSON value, where the schema says nothing of their types. */
  private inside(value: unknown): unknown {
    if (this.random.chance(0.15)) {
      if (typeof value === "string") return new Variable(this.declare("String", value, null));
      if (typeof value === "number") return new Variable(this.declare("Float", value, null));
      if (typeof value === "boolean") return new Variable(this.declare("Boolean!", value, null));
      if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return new Variable(this.declare("[String!]", value, null));
      if (value !== null && !Array.isArray(value)) return new Variable(this.declare("JSONObject", value, null));
    }
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((item) => this.inside(item));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.inside(item)]));
  }

  private declare(type: string, value: unknown, byDefault: string | null): string {
    const name = `v${++this.names}`;
    this.declared.push(`$${name}: ${type}${byDefault === null ? "" : ` = ${byDefault}`}`);
    if (value !== undefined) this.variables[name] = value;
    return name;
  }
}
