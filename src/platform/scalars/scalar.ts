import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

/** The sentence that a refused value is answered with. */
export const refuse = (message: string, node?: ValueNode): GraphQLError =>
  new GraphQLError(message, { ...(node && { nodes: node }) });

/** A value inside a message: short, and quoted so that its ends are seen. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A scalar that travels as a JSON string; `read` answers the value or throws what `refuse` makes. */
export function stringScalar<T>(config: {
  name: string;
  description: string;
  specifiedByURL?: string;
  read: (text: string) => T;
  write: (value: T) => string;
}): GraphQLScalarType<T, string> {
  const parse = (value: unknown): T => {
    if (typeof value !== "string") throw refuse(`${config.name} is written as a string, not as ${shown(value)}.`);
    return config.read(value);
  };
  return new GraphQLScalarType<T, string>({
    name: config.name,
    description: config.description,
    ...(config.specifiedByURL && { specifiedByURL: config.specifiedByURL }),
    parseValue: parse,
    parseLiteral: (node) => {
      if (node.kind !== Kind.STRING) throw refuse(`${config.name} is written as a string.`, node);
      return parse(node.value);
    },
    serialize: (value) => config.write(value as T),
  });
}
