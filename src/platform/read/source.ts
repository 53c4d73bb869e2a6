import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
} from "graphql";
import { collectSubfields, type Selections } from "./collect";
import type { Model } from "./model";

type Nodes = readonly FieldNode[];

/** True where a selection under a plain type reaches rows of a table, so that a statement must read on. */
export function reachesRows(model: Model, selections: Selections, type: GraphQLOutputType, nodes: Nodes): boolean {
  const named = getNamedType(type);
  if (isLeafType(named)) return false;
  if (!isObjectType(named) || model.entityOfType(named.name)) return true;
  for (const fieldNodes of collectSubfields(selections, named, nodes).values()) {
    const field = named.getFields()[fieldNodes[0]!.name.value];
    if (field && (model.readOf(field) || reachesRows(model, selections, field.type, fieldNodes))) return true;
  }
  return false;
}

/**
 * What code answered, as plain JSON: only what is selected, leaves as their scalars write them, entities as ids, thunks
 * called. The statement that reads on takes it as one parameter.
 */
export async function gather(
  model: Model,
  selections: Selections,
  type: GraphQLOutputType,
  nodes: Nodes,
  value: unknown,
): Promise<unknown> {
  const given = typeof value === "function" ? await (value as () => unknown)() : await value;
  if (given === null || given === undefined) {
    if (isNonNullType(type)) throw new Error(`Code answered nothing for ${nodes[0]?.name.value}, which cannot be null`);
    return null;
  }
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const items: unknown[] = [];
    for (const item of given as Iterable<unknown>)
      items.push(await gather(model, selections, inner.ofType, nodes, item));
    return items;
  }
  if (isLeafType(inner)) return inner.serialize(given);
  if (!isObjectType(inner) || model.entityOfType(inner.name))
    return typeof given === "string" ? given : (given as { id: string }).id;
  return gatherObject(model, selections, inner, nodes, given as Record<string, unknown>);
}

async function gatherObject(
  model: Model,
  selections: Selections,
  type: GraphQLObjectType,
  nodes: Nodes,
  value: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  // One field under several response keys is called once, with all that is selected below it.
  const byName = new Map<string, FieldNode[]>();
  for (const fieldNodes of collectSubfields(selections, type, nodes).values()) {
    const name = fieldNodes[0]!.name.value;
    byName.set(name, [...(byName.get(name) ?? []), ...fieldNodes]);
  }
  const gathered: Record<string, unknown> = {};
  for (const [name, fieldNodes] of byName) {
    const field = type.getFields()[name];
    if (field && !model.readOf(field))
      gathered[name] = await gather(model, selections, field.type, fieldNodes, value[name]);
  }
  return gathered;
}

/** The JSON text of a gathered value that reaches no rows, in the order of the selection. */
export function textOf(selections: Selections, type: GraphQLOutputType, nodes: Nodes, value: unknown): string {
  if (value === null || value === undefined) return "null";
  const inner = getNullableType(type);
  if (isListType(inner))
    return `[${(value as unknown[]).map((v) => textOf(selections, inner.ofType, nodes, v)).join()}]`;
  if (!isObjectType(inner)) return JSON.stringify(value);
  const parts: string[] = [];
  for (const [key, fieldNodes] of collectSubfields(selections, inner, nodes)) {
    const name = fieldNodes[0]!.name.value;
    const field = inner.getFields()[name];
    const text = field
      ? textOf(selections, field.type, fieldNodes, (value as Record<string, unknown>)[name])
      : JSON.stringify(inner.name);
    parts.push(`"${key}":${text}`);
  }
  return `{${parts.join()}}`;
}
