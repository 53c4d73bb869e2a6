import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from "graphql";

/** What collecting needs to know of the document. */
export interface Selections {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Coerced variables. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The fields selected on one concrete type, by response key in the order of first appearance (GraphQL spec 6.3.2). */
export function collectFields(
  context: Selections,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of selectionSets) collect(context, type, set, fields, visited);
  return fields;
}

/** The fields selected below several nodes of one response key. */
export function collectSubfields(
  context: Selections,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): Map<string, FieldNode[]> {
  return collectFields(
    context,
    type,
    nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : [])),
  );
}

function collect(
  context: Selections,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  fields: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const node of set.selections) {
    if (
      getDirectiveValues(GraphQLSkipDirective, node, context.variables)?.if === true ||
      getDirectiveValues(GraphQLIncludeDirective, node, context.variables)?.if === false
    )
      continue;
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const nodes = fields.get(key);
      if (nodes) nodes.push(node);
      else fields.set(key, [node]);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      if (applies(context.schema, node.typeCondition?.name.value, type))
        collect(context, type, node.selectionSet, fields, visited);
    } else if (!visited.has(node.name.value)) {
      visited.add(node.name.value);
      const fragment = context.fragments[node.name.value];
      if (fragment && applies(context.schema, fragment.typeCondition.name.value, type))
        collect(context, type, fragment.selectionSet, fields, visited);
    }
  }
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined) return true;
  const named: GraphQLNamedType | undefined = schema.getType(condition);
  return named === type || (isAbstractType(named) && schema.isSubType(named, type));
}
