import { GraphQLScalarType, Kind, valueFromASTUntyped } from "graphql";
import { refuse, shown } from "./scalar";

/** How deep objects and lists may stand inside one another. */
const DEPTH = 32;

function check(value: unknown, depth: number): void {
  if (depth > DEPTH) throw refuse(`JSONObject holds objects at most ${DEPTH} levels deep.`);
  if (typeof value === "number" && !Number.isFinite(value)) throw refuse("JSONObject holds finite numbers only.");
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) check(inner, depth + 1);
}

function jsonObject(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refuse(`JSONObject is written as an object, not as ${shown(value)}.`);
  check(value, 1);
  return value as Record<string, unknown>;
}

export const JsonObjectScalar = new GraphQLScalarType<Record<string, unknown>, Record<string, unknown>>({
  name: "JSONObject",
  description: "Any JSON object.",
  parseValue: jsonObject,
  parseLiteral: (node, variables) => {
    if (node.kind !== Kind.OBJECT) throw refuse("JSONObject is written as an object.", node);
    // A plain copy: graphql-js makes objects without a prototype.
    return jsonObject(JSON.parse(JSON.stringify(valueFromASTUntyped(node, variables))));
  },
  serialize: (value) => value as Record<string, unknown>,
});

function safeInt(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value))
    throw refuse(`${shown(value)} is no whole number between -(2^53 - 1) and 2^53 - 1.`);
  return value;
}

export const SafeIntScalar = new GraphQLScalarType<number, number>({
  name: "SafeInt",
  description: "Whole number up to 2^53: sizes in bytes pass 32 bits.",
  parseValue: safeInt,
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT) throw refuse("SafeInt is written as a whole number.", node);
    return safeInt(Number(node.value));
  },
  // The driver answers bigint columns as text.
  serialize: (value) => safeInt(Number(value)),
});
