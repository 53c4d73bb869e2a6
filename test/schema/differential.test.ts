import { nounMap } from "../../src/entities";
import { makeSchema } from "../../src/schema";
import { compareMany } from "../support/compare";
import { type Facts, factsOf } from "../support/facts";
import { Generator } from "../support/generate";
import { openTestHouse, type TestHouse } from "../support/house";
import { Oracle } from "../support/oracle";
import { viewersOf } from "../support/roles";
import { settingsOfTests } from "../support/settings";
import { fillWorld } from "../support/world";

/*
 * Generated operations over the whole schema, by people of every role, compiled and by graphql-js with one resolver per
 * field: to the byte. The generator walks the schema, so types and fields added later are in it.
 */

let desk: TestHouse;
let oracle: Oracle;
let facts: Facts;

beforeAll(async () => {
  desk = await openTestHouse({ timers: false });
  await fillWorld(desk.house, 1);
  const { dataSource } = desk.house;
  oracle = new Oracle(await makeSchema(), dataSource, nounMap(), settingsOfTests().secret);
  facts = await factsOf(dataSource, nounMap());
});
afterAll(() => desk.close());

test.each([1, 2, 3, 4])(
  "answers are graphql-js's to the byte, seed %i",
  async (seed) => {
    const { schema, engine } = desk;
    const contexts = (await viewersOf(desk)).map(({ name, viewer }) => ({ name, ctx: desk.ctx(viewer) }));
    const generator = new Generator({ schema, facts, cursors: (read, args) => oracle.cursors(read, args) }, seed);
    expect(await compareMany({ schema, engine, oracle }, generator, 300, contexts)).toEqual([]);
  },
  120_000,
);
