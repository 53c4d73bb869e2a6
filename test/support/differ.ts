import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Violation } from "../../src/platform/errors";
import type { Answer } from "../../src/platform/read/engine";
import type { Expected } from "./oracle";

/**
 * What differs between an answer and what the oracle says; null when nothing does. Texts are compared to the byte, unless
 * numbers or json that PostgreSQL writes its own way are among the fields: then what they parse to. Of errors the place,
 * the code and the violations count; of several violations an answer may name the first.
 */
export function difference(
  schema: GraphQLSchema,
  document: DocumentNode,
  answer: Answer,
  expected: Expected,
): string | null {
  const text = answer.data ?? "null";
  const wanted = JSON.stringify(expected.data);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return `no JSON: ${text}`;
  }
  if (JSON.stringify(parsed) !== wanted)
    return `${apart(JSON.stringify(parsed), wanted)}\n  ${errorsOf(answer, expected)}`;
  if (text !== wanted && !writtenElsewhere(schema, document)) return apart(text, wanted);
  return errorDifference(answer, expected, rootsByCode(schema, document));
}

/** Response keys of the root fields that no statement answers: whether they refuse is known once they ran. */
function rootsByCode(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const keys = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const field = types.getFieldDef();
        if (
          field &&
          types.getParentType() === schema.getQueryType() &&
          !field.extensions.read &&
          !field.name.startsWith("__")
        )
          keys.add((node.alias ?? node.name).value);
      },
    }),
  );
  return keys;
}

/** Where two long texts part. */
function apart(text: string, wanted: string): string {
  let at = 0;
  while (at < text.length && text[at] === wanted[at]) at++;
  const from = Math.max(0, at - 200);
  return `answered …${text.slice(from, at + 300)}\n  expected …${wanted.slice(from, at + 300)}`;
}

/** True where the document selects a Float or JSONObject, whose texts are PostgreSQL's. */
function writtenElsewhere(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const type = types.getType();
        if (type && ["Float", "JSONObject"].includes(getNamedType(type).name)) found = true;
      },
    }),
  );
  return found;
}

/** graphql-js names the argument that lacks something, an answer the very place in it. */
const same = (known: Violation, told: Violation): boolean =>
  known.rule === told.rule &&
  (known.path === told.path || (known.rule === "required" && told.path.startsWith(`${known.path}.`)));

const place = (path: readonly (string | number)[] | undefined): string => (path ?? []).join(".");

const errorsOf = (answer: Answer, expected: Expected): string =>
  `errors ${JSON.stringify(answer.errors ?? [])}\n  expected ${JSON.stringify(expected.errors)} ${JSON.stringify([...expected.refused])}`;

function errorDifference(answer: Answer, expected: Expected, byCode: ReadonlySet<string>): string | null {
  // Where one field's null takes the whole answer with it, graphql-js tells of that field only, an answer of every one.
  if (expected.data === null && (expected.refused.size > 0 || byCode.size > 0) && answer.errors?.length) {
    const told = ({ path, extensions }: GraphQLFormattedError) =>
      expected.errors.some((other) => place(other.path) === place(path) && other.code === extensions?.code);
    const known = (error: GraphQLFormattedError) =>
      // What code refuses, it refuses before anybody looks at what is selected below.
      byCode.has(place(error.path)) ||
      (expected.refused.has(place(error.path)) ? refusedAlike(error, expected) : told(error));
    return answer.errors.every(known) ? null : errorsOf(answer, expected);
  }
  const told = [...(answer.errors ?? [])].sort((a, b) => place(a.path).localeCompare(place(b.path)));
  const wanted = [...expected.errors].sort((a, b) => place(a.path).localeCompare(place(b.path)));
  if (told.length !== wanted.length) return errorsOf(answer, expected);
  for (const [i, error] of told.entries()) {
    const other = wanted[i]!;
    if (place(error.path) !== place(other.path) || error.extensions?.code !== other.code)
      return errorsOf(answer, expected);
    if (expected.refused.has(place(error.path)) && !refusedAlike(error, expected)) return errorsOf(answer, expected);
  }
  return null;
}

function refusedAlike({ path, extensions }: GraphQLFormattedError, expected: Expected): boolean {
  const refused = expected.refused.get(place(path));
  if (!refused) return false;
  const violations = (extensions?.violations ?? []) as Violation[];
  if (extensions?.code !== refused.code || (violations.length === 0 && refused.violations.length > 0)) return false;
  return violations.every((told) => refused.violations.some((known) => same(known, told)));
}
