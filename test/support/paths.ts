import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** Fields below fields; a field without any is a leaf. */
interface Tree {
  readonly [selection: string]: Tree;
}
type Growing = { [selection: string]: Growing };

/** How many fields one operation has, at most. */
const MOST = 40;

/**
 * From one root field to every field of every type that can be reached from it, each by a shortest way, as selections to
 * put behind the root field. Connections are read by pages of few; fields that need arguments are left to generators.
 */
export function pathsFrom(schema: GraphQLSchema, root: GraphQLField<unknown, unknown>): string[] {
  const start = getNamedType(root.type);
  if (!isCompositeType(start)) return [""];
  const ways: string[][] = [];
  const known = new Set<string>();
  const queue: { type: GraphQLNamedType; way: readonly string[] }[] = [{ type: start, way: [] }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { type, way } = next;
    if (known.has(type.name)) continue;
    known.add(type.name);
    ways.push([...way, "__typename"]);
    if (isAbstractType(type)) {
      for (const one of schema.getPossibleTypes(type)) queue.push({ type: one, way: [...way, `... on ${one.name}`] });
      continue;
    }
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) continue;
      const step = [...way, field.args.some((arg) => arg.name === "first") ? `${field.name}(first: 3)` : field.name];
      const below = getNamedType(field.type);
      if (isLeafType(below)) ways.push(step);
      else {
        // Once more below a type that is known already: the same rows by another way.
        ways.push([...step, ...(known.has(below.name) && isObjectType(below) ? handle(below) : ["__typename"])]);
        queue.push({ type: below, way: step });
      }
    }
  }
  // Kinds of one interface apart: fields of one name may differ between them.
  const kinds = new Map<string, string[][]>();
  for (const way of ways) {
    const kind = way.filter((step) => step.startsWith("...")).join();
    kinds.set(kind, [...(kinds.get(kind) ?? []), way]);
  }
  const selections: string[] = [];
  for (const alike of kinds.values())
    for (let i = 0; i < alike.length; i += MOST) selections.push(written(treeOf(alike.slice(i, i + MOST))));
  return selections;
}

/** One field that tells which object it is. */
function handle(type: GraphQLObjectType): string[] {
  const fields = type.getFields();
  if (fields.totalCount) return ["totalCount"];
  return [["id", "number", "key", "name"].find((name) => fields[name]) ?? "__typename"];
}

function treeOf(ways: readonly (readonly string[])[]): Tree {
  const tree: Growing = {};
  for (const way of ways) {
    let at = tree;
    for (const step of way) {
      at[step] ??= {};
      at = at[step];
    }
  }
  return tree;
}

const written = (tree: Tree): string =>
  ` { ${Object.entries(tree)
    .map(([step, below]) => (Object.keys(below).length > 0 ? `${step}${written(below)}` : step))
    .join(" ")} }`;
