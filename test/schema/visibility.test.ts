import {
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isNonNullType,
  isScalarType,
  parse,
  validate,
} from "graphql";
import { nounMap, NOUNS } from "../../src/entities";
import { typeOfId } from "../../src/platform/ids";
import { makeSchema } from "../../src/schema";
import { compareMany, differs } from "../support/compare";
import { type Facts, factsOf } from "../support/facts";
import { Generator } from "../support/generate";
import { literalOf, Values } from "../support/generateValues";
import { openTestHouse, type TestHouse } from "../support/house";
import { Oracle } from "../support/oracle";
import { pathsFrom } from "../support/paths";
import { Random } from "../support/random";
import { viewersOf } from "../support/roles";
import { settingsOfTests } from "../support/settings";
import { wallsOf } from "../support/walls";
import { fillWorld } from "../support/world";

/*
 * Who sees what, on every way there: operations from every root to every type, for every role, against an oracle whose
 * walls are plain JavaScript over rows in memory. No row, count, rank or error may differ.
 */

let desk: TestHouse;
let oracle: Oracle;
let facts: Facts;
let viewers: Awaited<ReturnType<typeof viewersOf>>;

beforeAll(async () => {
  desk = await openTestHouse({ timers: false });
  await fillWorld(desk.house, 2);
  const { dataSource } = desk.house;
  oracle = new Oracle(await makeSchema(), dataSource, nounMap(), settingsOfTests().secret, await wallsOf(desk));
  facts = await factsOf(dataSource, nounMap());
  viewers = await viewersOf(desk);
});
afterAll(() => desk.close());

/** An argument that names something: of the type that it is of where ids tell it, seen or not. */
function argument(field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument, random: Random): string {
  const named = name.endsWith("Id") ? name.slice(0, -2).toLowerCase() : getNamedType(field.type).name.toLowerCase();
  const number = NOUNS.find((noun) => noun.entity.name.toLowerCase() === named)?.number ?? null;
  const ids = facts.ids.filter((id) => number === null || typeOfId(id) === number);
  if (name === "ids") return JSON.stringify(random.some(ids, 40));
  if (name === "id" || name.endsWith("Id")) return JSON.stringify(random.pick(ids.length > 0 ? ids : facts.ids));
  const known = /String|Email/.test(String(type)) ? facts.named.get(name) : undefined;
  return known ? JSON.stringify(random.pick(known)) : literalOf(new Values(random, facts).of(type, name));
}

/** The ways to ask a root field: a page as it is, else what is needed, or one of what may be given. */
function asked(field: GraphQLField<unknown, unknown>, random: Random): string {
  const page = field.args.some((arg) => arg.name === "first") ? ["first: 6"] : [];
  const connection = field.args.some((arg) => arg.name === "after");
  const needed = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const optional = field.args.filter((arg) => !isNonNullType(arg.type) && isScalarType(getNullableType(arg.type)));
  const given = needed.length > 0 || connection || optional.length === 0 ? needed : [random.pick(optional)];
  const args = [...page, ...given.map((arg) => `${arg.name}: ${argument(field, arg, random)}`)];
  return args.length > 0 ? `${field.name}(${args.join(", ")})` : field.name;
}

test("every way from every root, for every role", async () => {
  const { schema, engine } = desk;
  const random = new Random(5);
  const found: string[] = [];
  const told = new Set<string>();
  for (const field of Object.values(schema.getQueryType()!.getFields()))
    for (const selection of pathsFrom(schema, field, told)) {
      const text = `{ ${asked(field, random)}${selection} }`;
      const document = parse(text);
      expect([text, validate(schema, document)]).toEqual([text, []]);
      // All at once, so that the database answers one while the other is compared.
      const differences = await Promise.all(
        viewers.map(({ viewer }) => differs({ schema, engine, oracle }, document, {}, desk.ctx(viewer))),
      );
      for (const [i, difference] of differences.entries())
        if (difference) found.push(`${viewers[i]!.name}: ${text}\n${difference}`);
      if (found.length > 2) throw new Error(found.join("\n\n"));
    }
  expect(found).toEqual([]);
}, 240_000);

test.each([11, 12])(
  "filters, orders and pages show no more, seed %i",
  async (seed) => {
    const { schema, engine } = desk;
    const contexts = viewers.map(({ name, viewer }) => ({ name, ctx: desk.ctx(viewer) }));
    const generator = new Generator({ schema, facts, cursors: (read, args) => oracle.cursors(read, args) }, seed);
    expect(await compareMany({ schema, engine, oracle }, generator, 300, contexts)).toEqual([]);
  },
  120_000,
);
