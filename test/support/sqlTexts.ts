import "reflect-metadata";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type FragmentDefinitionNode,
  getVariableValues,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type TypeNode,
  typeFromAST,
} from "graphql";
import { DataSource } from "typeorm";
import { nounMap } from "../../src/entities";
import { Permission, permissionClass, PERMISSIONS } from "../../src/platform/access/permissions";
import { SnakeNamingStrategy } from "../../src/platform/database/naming";
import type { Selections } from "../../src/platform/read/collect";
import { Model } from "../../src/platform/read/model";
import { MARKER, planQuery, rootsOf } from "../../src/platform/read/plan";
import { makeSchema } from "../../src/schema";

/*
 * The statements that the documented queries are compiled to, as text: no database is needed to know them. They stand
 * beside the operations in test/operations/sql, so that whoever changes a read sees in the review what it does to the SQL.
 */

const OPERATIONS = join(__dirname, "../operations");
export const FOLDER = join(OPERATIONS, "sql");

/** Each stands for one way that visibility is written. */
const VIEWERS: Readonly<Record<string, readonly Permission[]>> = {
  "who sees every case": PERMISSIONS.filter((permission) => permission !== Permission.PORTAL),
  "staff who see their own cases": [
    Permission.SERVICE_WRITE,
    Permission.ASSET_READ,
    Permission.PEOPLE_READ,
    Permission.KNOWLEDGE_READ,
  ],
  "a customer's contact": [Permission.PORTAL],
};
/** The statements of all others differ in the same places. */
const FOR_ALL_VIEWERS = ["CaseByNumber", "DispatcherList", "Search"];

const VALUES: Readonly<Record<string, unknown>> = {
  ID: "01900000-0000-7017-8000-000000000000",
  Boolean: true,
  Int: 1,
  Float: 1,
  SafeInt: 1,
  DateTime: "2026-11-01T12:00:00Z",
  Date: "2026-11-01",
  Duration: "PT1H",
  JSONObject: {},
};

/** A value of a needed variable, with what it needs itself; what is compiled depends on its kind alone. */
function someValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return someValue(type.ofType);
  if (isListType(type)) return [someValue(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return VALUES[type.name] ?? "x";
  const needed = Object.values(type.getFields()).filter((f) => isNonNullType(f.type) && f.defaultValue === undefined);
  return Object.fromEntries(needed.map((f) => [f.name, someValue(f.type)]));
}

/** What is needed; of several ways to name one thing, its id. */
function givenTo(
  query: OperationDefinitionNode,
  typeOf: (node: TypeNode) => GraphQLInputType,
): Record<string, unknown> {
  const variables = (query.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
    name: variable.name.value,
    type: typeOf(type),
    preset: defaultValue !== undefined,
  }));
  const needed = variables.filter(({ type, preset }) => isNonNullType(type) && !preset);
  const [first] = variables;
  const taken = needed.length === 0 && first && String(first.type) === "ID" ? [first] : needed;
  return Object.fromEntries(taken.map(({ name, type }) => [name, someValue(type)]));
}

interface Documented {
  /** Without `.graphql`. */
  readonly file: string;
  readonly query: OperationDefinitionNode;
}

/** The documented queries and the fragments of all of them. */
function documented(): { queries: Documented[]; fragments: Record<string, FragmentDefinitionNode> } {
  const queries: Documented[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const name of readdirSync(OPERATIONS)
    .filter((one) => one.endsWith(".graphql"))
    .sort())
    for (const definition of parse(readFileSync(join(OPERATIONS, name), "utf8")).definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.QUERY)
        queries.push({ file: name.replace(".graphql", ""), query: definition });
    }
  return { queries, fragments };
}

/** File names and what they hold. */
export async function sqlTexts(): Promise<Map<string, string>> {
  const schema = await makeSchema();
  const nouns = nounMap();
  const source = new DataSource({
    type: "postgres",
    entities: [...nouns.keys()] as never,
    namingStrategy: new SnakeNamingStrategy(),
  });
  // What `initialize` does once it is connected.
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
  const model = new Model(schema, source, nouns);
  const { queries, fragments } = documented();
  const texts = new Map<string, string>();
  for (const { file, query } of queries) {
    const name = query.name!.value;
    const given = givenTo(query, (node) => typeFromAST(schema, node as never) as GraphQLInputType);
    const { coerced, errors } = getVariableValues(schema, query.variableDefinitions ?? [], given);
    const selections = { schema, fragments, variables: coerced ?? {} };
    const viewers = Object.entries(VIEWERS).filter((_, i) => i === 0 || FOR_ALL_VIEWERS.includes(name));
    const parts = viewers.map(([who, permissions]) => {
      const statement = errors ? `-- ${errors[0]!.message}` : statementOf(model, selections, permissions, query);
      return `-- ${name}, for ${who}\n${statement}\n`;
    });
    texts.set(`${file}.sql`, [...(texts.has(`${file}.sql`) ? [texts.get(`${file}.sql`)!] : []), ...parts].join("\n"));
  }
  return texts;
}

function statementOf(
  model: Model,
  selections: Selections,
  permissions: readonly Permission[],
  query: OperationDefinitionNode,
): string {
  try {
    const roots = rootsOf(selections, query);
    const { statement } = planQuery({ model, secret: "" }, selections, permissionClass(permissions), roots);
    return inLines(statement.text.replaceAll(MARKER, "finish"));
  } catch (error) {
    // What an operation needs beyond its types is not for this file to know.
    return `-- ${String((error as Error).message)}`;
  }
}

const BREAKS =
  /^(SELECT|FROM|WHERE|LEFT JOIN|JOIN|CROSS JOIN|ORDER BY|GROUP BY|HAVING|LIMIT|UNION ALL|UNION|WITH|AND|OR|CASE|WHEN|ELSE)\b/;
const WIDEST = 120;

/** One clause a line, as deep as its parentheses; long lines end at a comma. */
function inLines(text: string): string {
  const lines: string[] = [];
  let line = "";
  let depth = 0;
  let quote: string | null = null;
  const end = () => {
    if (line.trim()) lines.push(`${"  ".repeat(Math.min(depthOfLine, 20))}${line.trim()}`);
    line = "";
    depthOfLine = depth;
  };
  let depthOfLine = 0;
  const flat = text.replace(/\s+/g, " ");
  for (let i = 0; i < flat.length; i++) {
    const char = flat[i]!;
    if (quote === null && BREAKS.test(flat.slice(i, i + 12)) && !/[\w"]/.test(flat[i - 1] ?? " ")) end();
    line += char;
    if (quote !== null) {
      if (char === quote) quote = null;
    } else if (char === "'" || char === '"') quote = char;
    else if (char === "(") depth++;
    else if (char === ")") depth--;
    if (quote === null && char === "," && line.length > WIDEST - 20) end();
  }
  end();
  return lines.join("\n");
}

/** Writes them all anew. */
async function write(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  for (const [name, text] of await sqlTexts()) writeFileSync(join(FOLDER, name), text);
}

if (require.main === module) void write();
