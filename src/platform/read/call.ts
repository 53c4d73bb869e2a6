import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFormattedError,
  GraphQLError,
  type GraphQLResolveInfo,
  getArgumentValues,
} from "graphql";
import { invalid } from "../errors";
import { tell } from "../tell";
import { validateArguments } from "../validate";
import type { Ctx } from "../work";
import { shapeOf } from "./args";
import type { Selections } from "./collect";
import type { Known, Parts } from "./engineOf";
import { type Plan, planPayload, type Root, type Subject } from "./plan";

type Variables = Readonly<Record<string, unknown>>;

/** What compiling and collecting need of one request. */
export const selectionsOf = (parts: Parts, known: Known, variables: Variables): Selections => ({
  schema: parts.schema,
  fragments: known.fragments,
  variables,
});

/** All that a plan depends on: the operation, what its viewers may do, and the shape of its variables. */
export function keyOf(known: Known, variables: Variables, permissionClass: number, part = ""): string {
  let key = `${known.number}${part}|${permissionClass}`;
  for (const { name, type } of known.variables) key += `|${shapeOf(type, variables[name])}`;
  return key;
}

/** The coerced arguments; refused where a variable that may be null stands for what may not. */
export function givenArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const path = node.arguments?.find((argument) => error.nodes?.includes(argument.value))?.name.value ?? field.name;
    throw invalid({ path, rule: "required", message: error.message });
  }
}

/** The plan of a payload that code answers, compiled once per operation, rights and shape of the variables. */
export function payloadPlan(
  parts: Parts,
  known: Known,
  selections: Selections,
  root: Root,
  permissionClass: number,
  stream: Subject | null,
): Plan {
  const key = keyOf(known, selections.variables, permissionClass, `:${root.key}`);
  const standing = parts.plans.get(key)?.plan;
  if (standing) return standing;
  const started = performance.now();
  const plan = planPayload(parts, selections, permissionClass, root, root.field!.type, stream);
  parts.plans.set(key, { roots: [root], plan });
  parts.onCompile(performance.now() - started);
  return plan;
}

/** Calls the method behind a root field: a command, or a question that code answers. */
export async function callRoot(
  parts: Parts,
  known: Known,
  root: Root,
  variables: Variables,
  ctx: Ctx,
): Promise<unknown> {
  const { field } = root;
  const type = parts.schema.getRootType(known.definition.operation);
  if (!field?.resolve || !type) throw new Error(`${root.name} has no method`);
  const args = givenArguments(field, root.nodes[0]!, variables);
  validateArguments(field.args, args, field.name);
  const info: GraphQLResolveInfo = {
    fieldName: field.name,
    fieldNodes: root.nodes,
    returnType: field.type,
    parentType: type,
    path: { prev: undefined, key: root.key, typename: type.name },
    schema: parts.schema,
    fragments: { ...known.fragments },
    rootValue: undefined,
    operation: known.definition,
    variableValues: { ...variables },
  };
  return field.resolve(undefined, args, ctx, info);
}

/** An error of one root field, with its place in the request. */
export function errorAt(root: Root, error: unknown, ctx: Ctx): GraphQLFormattedError {
  const original = error instanceof Error ? error : new Error(String(error));
  const located = new GraphQLError(original.message, { nodes: root.nodes, path: [root.key], originalError: original });
  return tell(located, ctx.house.log, ctx.requestId);
}
