import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from "graphql";

type Variables = Readonly<Record<string, unknown>>;

/** How many objects a part of an operation may read: a number, or a function where a page size comes as a variable. */
type Size = number | ((variables: Variables) => number);

/** What is asked of an operation before it may run. */
export interface Shape {
  readonly depth: number;
  readonly fields: number;
  readonly rootFields: number;
  /** Names of the root fields, introspection included. */
  readonly rootNames: ReadonlySet<string>;
  /** Objects that the data part may read. */
  readonly cost: Size;
  /** Objects that the introspection part may answer. */
  readonly introspection: number;
}

interface Part {
  readonly depth: number;
  readonly fields: number;
  readonly cost: Size;
  readonly introspection: number;
}

/** What a page holds unless told, and at most: a bigger `first` is refused by the field itself, with its own words. */
const DEFAULT_PAGE = 50;
const MAX_PAGE = 200;
/** A plain list is short by nature. */
const LIST = 5;
/** Lists inside the introspection types, as long as they are in a schema of a few hundred types. */
const INTROSPECTION_LIST: Readonly<Record<string, number>> = {
  types: 300,
  possibleTypes: 20,
  fields: 12,
  inputFields: 12,
  enumValues: 12,
  directives: 6,
};
const PAGE_SIZE_ARGUMENTS = ["first", "last", "limit"];

const evaluate = (size: Size, variables: Variables): number => (typeof size === "number" ? size : size(variables));

function add(a: Size, b: Size): Size {
  if (typeof a === "number" && typeof b === "number") return a + b;
  return (variables) => evaluate(a, variables) + evaluate(b, variables);
}

function multiply(a: Size, b: Size): Size {
  if (a === 0 || b === 0) return 0;
  if (typeof a === "number" && typeof b === "number") return a * b;
  return (variables) => evaluate(a, variables) * evaluate(b, variables);
}

const clamp = (value: unknown, otherwise: number): number =>
  typeof value === "number" && value >= 0 ? Math.min(value, MAX_PAGE) : otherwise;

function given(value: ValueNode, definition: OperationDefinitionNode, otherwise: number): Size {
  if (value.kind === Kind.INT) return clamp(Number(value.value), otherwise);
  if (value.kind !== Kind.VARIABLE) return otherwise;
  const name = value.name.value;
  const preset = definition.variableDefinitions?.find((v) => v.variable.name.value === name)?.defaultValue;
  const unset = preset?.kind === Kind.INT ? clamp(Number(preset.value), otherwise) : otherwise;
  return (variables) => (variables[name] === undefined ? unset : clamp(variables[name], otherwise));
}

/** Measures a validated operation. Fragments are measured once, so that writing them out costs no time. */
export function shapeOf(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Part>();

  function fieldsOf(type: GraphQLNamedType, name: string) {
    if (name === "__schema") return SchemaMetaFieldDef;
    if (name === "__type") return TypeMetaFieldDef;
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  }

  function pageOf(field: FieldNode, otherwise: number): Size {
    const argument = field.arguments?.find(
      (a) => PAGE_SIZE_ARGUMENTS.includes(a.name.value) && a.value.kind !== Kind.NULL,
    );
    return argument ? given(argument.value, definition, otherwise) : otherwise;
  }

  function field(node: FieldNode, type: GraphQLNamedType): Part {
    const name = node.name.value;
    const found = fieldsOf(type, name);
    const named = found && getNamedType(found.type);
    if (!found || !named || !isCompositeType(named) || !node.selectionSet) {
      return { depth: 1, fields: 1, cost: 0, introspection: 0 };
    }
    const inner = selection(node.selectionSet, named);
    const meta = type.name.startsWith("__") || name === "__schema" || name === "__type";
    if (meta) {
      const times = isListType(getNullableType(found.type)) ? (INTROSPECTION_LIST[name] ?? LIST) : 1;
      return { depth: 0, fields: inner.fields + 1, cost: 0, introspection: times * (1 + inner.introspection) };
    }
    // The pieces of a page are not objects of their own: the connection has already multiplied by its size.
    const inPage = type.name.endsWith("Connection") || type.name.endsWith("Edge");
    let times: Size = 1;
    let own = 1;
    if (named.name.endsWith("Connection")) times = pageOf(node, DEFAULT_PAGE);
    else if (named.name === "PageInfo" || named.name.endsWith("Edge")) own = 0;
    else if (isListType(getNullableType(found.type)) && !inPage) times = pageOf(node, LIST);
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      cost: named.name.endsWith("Connection")
        ? add(1, multiply(times, inner.cost))
        : multiply(times, add(own, inner.cost)),
      introspection: inner.introspection,
    };
  }

  function selection(set: SelectionSetNode, type: GraphQLNamedType): Part {
    let depth = 0;
    let fields = 0;
    let cost: Size = 0;
    let introspection = 0;
    for (const node of set.selections) {
      const part =
        node.kind === Kind.FIELD
          ? field(node, type)
          : node.kind === Kind.INLINE_FRAGMENT
            ? selection(
                node.selectionSet,
                (node.typeCondition && schema.getType(node.typeCondition.name.value)) || type,
              )
            : fragment(node.name.value);
      depth = Math.max(depth, part.depth);
      fields += part.fields;
      cost = add(cost, part.cost);
      introspection += part.introspection;
    }
    return { depth, fields, cost, introspection };
  }

  function fragment(name: string): Part {
    let part = measured.get(name);
    if (!part) {
      const node = fragments.get(name)!;
      part = selection(node.selectionSet, schema.getType(node.typeCondition.name.value)!);
      measured.set(name, part);
    }
    return part;
  }

  const rootNames = new Set<string>();
  let rootFields = 0;
  const counted = new Map<string, number>();
  const names = (set: SelectionSetNode): number => {
    let count = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        rootNames.add(node.name.value);
        count += 1;
      } else if (node.kind === Kind.INLINE_FRAGMENT) count += names(node.selectionSet);
      else {
        const name = node.name.value;
        if (!counted.has(name)) counted.set(name, names(fragments.get(name)!.selectionSet));
        count += counted.get(name)!;
      }
    }
    return count;
  };
  rootFields = names(definition.selectionSet);
  const root = schema.getRootType(definition.operation)!;
  return { ...selection(definition.selectionSet, root), rootFields, rootNames };
}

/** The number of objects that an operation may read with these variables. */
export const costOf = (shape: Shape, variables: Variables): number => evaluate(shape.cost, variables);
