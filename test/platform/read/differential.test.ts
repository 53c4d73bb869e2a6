import { Permission } from "../../../src/platform/access/permissions";
import { compareMany } from "../../support/compare";
import { type Facts, factsOf } from "../../support/facts";
import { Generator } from "../../support/generate";
import { Oracle } from "../../support/oracle";
import { librarySchema } from "./library";
import { fillLibrary, type Library, openLibrary, SECRET, viewerWith } from "./libraryHouse";

/*
 * Generated operations, compiled, against graphql-js with one resolver per field over the same rows: to the byte. A
 * difference tells the operation; keep it in found.test.ts once it is understood.
 */

const EACH = 500;

let library: Library;
let oracle: Oracle;
let facts: Facts;

beforeAll(async () => {
  library = await openLibrary();
  await fillLibrary(library, 1);
  oracle = new Oracle(await librarySchema(), library.dataSource, library.nouns, SECRET);
  facts = await factsOf(library.dataSource, library.nouns);
});
afterAll(() => library.close());

test.each([1, 2, 3, 4])(
  "answers are graphql-js's to the byte, seed %i",
  async (seed) => {
    const somebody = facts.ids.find((id) => id.slice(15, 18) === "065")!;
    const contexts = [
      { name: "nobody", ctx: library.ctx(null) },
      { name: "a reader", ctx: library.ctx(viewerWith(somebody, Permission.SERVICE_READ)) },
      { name: "who sees secrets", ctx: library.ctx(viewerWith(somebody, Permission.SERVICE_CONFIDENTIAL)) },
    ];
    const { schema, engine } = library;
    const generator = new Generator({ schema, facts, cursors: (read, args) => oracle.cursors(read, args) }, seed);
    expect(await compareMany({ schema, engine, oracle }, generator, EACH, contexts)).toEqual([]);
  },
  120_000,
);
