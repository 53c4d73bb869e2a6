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
 * From one root field to every type that can be reached from it, by a shortest way, as selections to put behind the root
 * field. There stands what tells one row from another or counts them, and every field that no root before this one has
 * reached (`told` remembers them). Connections are read by pages of few; fields that need arguments are left to generators.
 */
export function pathsFrom(schema: GraphQLSchema, root: GraphQLField<unknown, unknown>, told: Set<string>): string[] {
  const start = getNamedType(root.type);
  if (!isCompositeType(start)) return [""];
  const ways: string[][] = [];
  const known = new Set<string>([start.name]);
  const queue: { type: GraphQLNamedType; way: readonly string[] }[] = [{ type: start, way: [] }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { type, way } = next;
    if (isAbstractType(type)) {
      ways.push([...way, "__typename"]);
      for (const one of schema.getPossibleTypes(type)) queue.push({ type: one, way: [...way, `... on ${one.name}`] });
      continue;
    }
    ways.push([...way, handle(type as GraphQLObjectType)]);
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) continue;
      const step = [...way, field.args.some((arg) => arg.name === "first") ? `${field.name}(first: 3)` : field.name];
      const below = getNamedType(field.type);
      const fresh = !told.has(`${type.name}.${field.name}`);
      told.add(`${type.name}.${field.name}`);
      if (isLeafType(below)) {
        if (fresh) ways.push(step);
      } else if (!known.has(below.name)) {
        known.add(below.name);
        queue.push({ type: below, way: step });
      } else if (fresh) ways.push([...step, isObjectType(below) ? handle(below) : "__typename"]);
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

/** One field that tells which object it is, or how many there are. */
const handle = (type: GraphQLObjectType): string =>
  ["totalCount", "id"].find((name) => type.getFields()[name]) ?? "__typename";

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
