import { parse } from "graphql";
import { JsonObjectScalar } from "../../src/platform/scalars/json";
import { nounMap } from "../../src/entities";
import { makeSchema } from "../../src/schema";
import { differs } from "../support/compare";
import { type Desk, openDesk, refusal } from "../support/desk";
import { factsOf } from "../support/facts";
import { jsonOf, Values } from "../support/generateValues";
import { openTestHouse } from "../support/house";
import { Oracle } from "../support/oracle";
import { Random } from "../support/random";
import { viewersOf } from "../support/roles";
import { settingsOfTests } from "../support/settings";
import { fillWorld } from "../support/world";

let desk: Desk;
const LONG = "Ä".repeat(300);
beforeAll(async () => {
  desk = await openDesk();
  const { sdk } = desk.admin;
  await sdk.CreateAssetType({
    input: {
      key: "laptop",
      name: "Laptop",
      fields: [
        { key: "ram_gb", label: "Memory", kind: "NUMBER" },
        { key: "colour", label: "Colour", kind: "CHOICE", options: ["red", "Red", "blue"] },
        { key: "new", label: "New", kind: "BOOLEAN" },
        { key: "since", label: "Since", kind: "DATE" },
        { key: "remark", label: "Remark", kind: "TEXT" },
        { key: "ports", label: "Ports", kind: "MULTI_CHOICE", options: ["usb", "hdmi", "vga"] },
        { key: "manual", label: "Manual", kind: "URL" },
      ],
    },
  });
  // The same key, of another kind.
  await sdk.CreateAssetType({
    input: { key: "paint", name: "Paint", fields: [{ key: "colour", label: "Colour", kind: "TEXT" }] },
  });
  const laptops = {
    "L-1": {
      ram_gb: 8,
      colour: "red",
      new: true,
      since: "2026-01-31",
      remark: "Fast and loud",
      ports: ["usb", "hdmi"],
    },
    "L-2": { ram_gb: 16, colour: "Red", new: false, since: "2026-02-01", remark: LONG, ports: ["usb"] },
    "L-3": { ram_gb: -0.5, colour: "blue", manual: "https://example.org/Manual", ports: ["vga"] },
    "L-4": {},
  };
  for (const [tag, fields] of Object.entries(laptops))
    await sdk.CreateAsset({ input: { tag, name: tag, type: "laptop", fields } });
  await sdk.CreateAsset({ input: { tag: "P-1", name: "P-1", type: "paint", fields: { colour: "dark red" } } });
});
afterAll(() => desk.close());

const find = (fields: object) => desk.admin.sdk.AssetTags({ filter: { fields: fields as never } });
const tags = async (fields: object) => (await find(fields)).assets.nodes.map(({ tag }) => tag).join(" ");

test.each<[object, string]>([
  [{ ram_gb: { eq: 16 } }, "L-2"],
  [{ ram_gb: { in: [8, 16, 32] } }, "L-1 L-2"],
  [{ ram_gb: { in: [] } }, ""],
  [{ ram_gb: { notIn: [8] } }, "L-2 L-3 L-4 P-1"],
  [{ ram_gb: { lt: 8 } }, "L-3"],
  [{ ram_gb: { lte: 8 } }, "L-1 L-3"],
  [{ ram_gb: { gt: 8 } }, "L-2"],
  [{ ram_gb: { gte: 8 } }, "L-1 L-2"],
  [{ ram_gb: { gt: -1, lt: 8 } }, "L-3"],
  [{ ram_gb: { gte: 8 }, colour: { eq: "red" } }, "L-1"],
  [{ ram_gb: { isNull: true } }, "L-4 P-1"],
  [{ ram_gb: { isNull: false } }, "L-1 L-2 L-3"],
  [{ ram_gb: { eq: null } }, "L-4 P-1"],
  [{ ram_gb: { gte: null } }, "L-1 L-2 L-3 L-4 P-1"],
  [{ ram_gb: null }, "L-1 L-2 L-3 L-4 P-1"],
  [{ ram_gb: {} }, "L-1 L-2 L-3 L-4 P-1"],
  [{}, "L-1 L-2 L-3 L-4 P-1"],
  [{ colour: { eq: "Red" } }, "L-2"],
  [{ colour: { in: ["red", "dark red"] } }, "L-1 P-1"],
  [{ colour: { notIn: ["red", "blue"] } }, "L-2 L-4 P-1"],
  [{ colour: { contains: "RED" } }, "L-1 L-2 P-1"],
  [{ new: { eq: true } }, "L-1"],
  [{ new: { eq: false } }, "L-2"],
  [{ since: { eq: "2026-02-01" } }, "L-2"],
  [{ since: { lt: "2026-02-01" } }, "L-1"],
  [{ since: { gte: "2026-01-31", lte: "2026-12-31" } }, "L-1 L-2"],
  [{ since: { in: ["2026-01-31"] } }, "L-1"],
  [{ remark: { contains: "AND" } }, "L-1"],
  [{ remark: { startsWith: "fast" } }, "L-1"],
  [{ remark: { contains: "%" } }, ""],
  [{ remark: { eq: LONG } }, "L-2"],
  [{ remark: { eq: `${LONG}Ä` } }, ""],
  [{ remark: { in: [LONG, "x"] } }, "L-2"],
  [{ ports: { any: ["hdmi", "vga"] } }, "L-1 L-3"],
  [{ ports: { any: [] } }, ""],
  [{ ports: { all: ["usb", "hdmi", "usb"] } }, "L-1"],
  [{ ports: { all: [] } }, "L-1 L-2 L-3 L-4 P-1"],
  [{ ports: { none: ["usb"] } }, "L-3 L-4 P-1"],
  [{ ports: { isNull: false } }, "L-1 L-2 L-3"],
  [{ manual: { startsWith: "https://EXAMPLE.org" } }, "L-3"],
])("%j finds %s", async (fields, expected) => {
  expect(await tags(fields)).toBe(expected);
});

const path = (rest: string) => `filter.fields${rest}`;
test.each<[object, string, string]>([
  [{ memory: { gte: 1 } }, path(".memory"), "known"],
  [{ memory: {} }, path(".memory"), "known"],
  [{ memory: { isNull: true } }, path(".memory"), "known"],
  [{ ram_gb: 16 }, path(".ram_gb"), "comparators"],
  [{ ram_gb: [16] }, path(".ram_gb"), "comparators"],
  [{ ram_gb: { like: 1 } }, path(".ram_gb.like"), "comparator"],
  [{ ram_gb: { gte: "16" } }, path(".ram_gb.gte"), "date"],
  [{ ram_gb: { gte: "2026-01-01" } }, path(".ram_gb.gte"), "comparator"],
  [{ ram_gb: { eq: "16" } }, path(".ram_gb.eq"), "comparator"],
  [{ ram_gb: { eq: true } }, path(".ram_gb.eq"), "comparator"],
  [{ ram_gb: { eq: [16] } }, path(".ram_gb.eq"), "value"],
  [{ ram_gb: { in: 16 } }, path(".ram_gb.in"), "list"],
  [{ ram_gb: { in: [16, "16"] } }, path(".ram_gb.in"), "list"],
  [{ ram_gb: { in: [true] } }, path(".ram_gb.in"), "list"],
  [{ ram_gb: { contains: "1" } }, path(".ram_gb.contains"), "comparator"],
  [{ ram_gb: { isNull: "yes" } }, path(".ram_gb.isNull"), "boolean"],
  [{ since: { lt: "2026-02-30" } }, path(".since.lt"), "date"],
  [{ since: { lt: 5 } }, path(".since.lt"), "comparator"],
  [{ since: { eq: "yesterday" } }, path(".since.eq"), "comparator"],
  [{ new: { in: ["x"] } }, path(".new.in"), "comparator"],
  [{ new: { lt: "2026-02-01" } }, path(".new.lt"), "comparator"],
  [{ ports: { eq: "usb" } }, path(".ports.eq"), "comparator"],
  [{ ports: { any: [1] } }, path(".ports.any"), "list"],
  [{ colour: { any: ["red"] } }, path(".colour.any"), "comparator"],
  [{ remark: { contains: 1 } }, path(".remark.contains"), "value"],
  [{ remark: { eq: "a\0b" } }, path(".remark.eq"), "text"],
  [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`f${i}`, { eq: 1 }])), path(""), "maxItems"],
])("%j is refused", async (fields, where, rule) => {
  const refused = { code: "BAD_USER_INPUT", violations: [{ path: where, rule }] };
  expect(await refusal(find(fields))).toMatchObject(refused);
  // Not only by the plan that was made of it.
  expect(await refusal(find(fields))).toMatchObject(refused);
});

test("a list of too many is refused, where it stands this time", async () => {
  const many = { in: Array.from({ length: 1001 }, () => "x") };
  expect(await tags({ colour: { in: ["blue"] } })).toBe("L-3");
  for (const key of ["colour", "remark"])
    expect(await refusal(find({ [key]: many }))).toMatchObject({
      violations: [{ path: `filter.fields.${key}.in`, rule: "maxItems" }],
    });
});

test("several refusals are told at once, beside root fields that are answered", async () => {
  const { data, errors } = await desk.ask(
    `{ bad: asset(tag: "L-1") { type { key } }
       assetTypes { key }
       found: assets(filter: { and: [{ fields: { nowhere: { eq: 1 } } }, { fields: { ram_gb: { any: ["x"] } } }] }) { totalCount } }`,
    {},
    desk.admin.token,
  );
  expect(data).toBeNull();
  expect(errors!.map(({ path: at, extensions }) => [at, extensions.violations])).toEqual([
    [
      ["found"],
      [
        { path: "filter.and.0.fields.nowhere", rule: "known", message: "no asset type has a field of this key" },
        {
          path: "filter.and.1.fields.ram_gb.any",
          rule: "comparator",
          message: "any with such a value does not go with a field of NUMBER",
        },
      ],
    ],
  ]);
});

test("cases are found by their asset's fields", async () => {
  const { assets } = await find({ ram_gb: { eq: 16 } });
  expect(assets.totalCount).toBe(1);
  const [asset] = await desk.rows<{ id: string }>("SELECT id FROM asset WHERE tag = 'L-2'");
  await desk.admin.sdk.CreateCase({ input: { title: "Slow", assetId: asset!.id } });
  const query = "query ($f: JSONObject) { cases(filter: { asset: { fields: $f } }) { nodes { title } } }";
  const ask = async (f: object) => desk.ask(query, { f }, desk.admin.token);
  expect((await ask({ ram_gb: { gte: 16 } })).data).toEqual({ cases: { nodes: [{ title: "Slow" }] } });
  expect((await ask({ ram_gb: { gte: 17 } })).data).toEqual({ cases: { nodes: [] } });
  expect((await ask({ rom: { gte: 17 } })).errors![0]!.extensions.violations[0].path).toBe("filter.asset.fields.rom");
});

describe("plans", () => {
  const document = parse("query ($f: JSONObject) { assets(filter: { fields: $f }) { nodes { tag } } }");
  const run = async (f: unknown) => {
    const before = desk.engine.plans.misses;
    const ctx = desk.ctx(await desk.viewer(desk.admin.token));
    const { data } = await desk.engine.execute(desk.engine.operation(document, null), { f }, ctx);
    const nodes = data === null ? null : JSON.parse(data).assets.nodes;
    return [nodes?.map(({ tag }: { tag: string }) => tag).join(" "), desk.engine.plans.misses - before];
  };

  test("are shared by other keys, texts, numbers and lists of other lengths", async () => {
    expect(await run({ ram_gb: { gte: 8 }, colour: { in: ["red"] } })).toEqual(["L-1", 1]);
    expect(await run({ ram_gb: { gte: 9 }, colour: { in: ["Red", "blue"] } })).toEqual(["L-2", 0]);
    expect(await run({ ram_gb: { gte: -1 }, remark: { in: [LONG] } })).toEqual(["L-2", 0]);
  });

  test("are never shared by other comparators, kinds of operands, truth or emptiness", async () => {
    const shapes = [
      [{ ram_gb: { gt: 8 } }, "L-2"],
      [{ ram_gb: { lt: 8 } }, "L-3"],
      [{ ram_gb: { gt: 8, lt: 8 } }, ""],
      [{ since: { gt: "2026-01-31" } }, "L-2"],
      [{ ram_gb: { isNull: false } }, "L-1 L-2 L-3"],
      [{ ram_gb: { isNull: true } }, "L-4 P-1"],
      [{ new: { eq: true } }, "L-1"],
      [{ new: { eq: false } }, "L-2"],
      [{ ports: { any: [] } }, ""],
      [{ ports: { any: ["usb"] } }, "L-1 L-2"],
      [{ ports: { any: null } }, "L-1 L-2 L-3 L-4 P-1"],
    ] as const;
    for (const [fields, found] of shapes) expect(await run(fields)).toEqual([found, 1]);
    for (const [fields, found] of shapes) expect(await run(fields)).toEqual([found, 0]);
  });

  test("hold variables inside a literal", async () => {
    const inside =
      "query ($n: Float, $c: JSONObject) { assets(filter: { fields: { ram_gb: { gte: $n }, colour: $c } }) { nodes { tag } } }";
    const ask = async (variables: object) =>
      (await desk.ask(inside, variables as never, desk.admin.token)).data!.assets.nodes.map(
        ({ tag }: { tag: string }) => tag,
      );
    expect(await ask({ n: 8 })).toEqual(["L-1", "L-2"]);
    expect(await ask({ n: 9 })).toEqual(["L-2"]);
    expect(await ask({ n: 8, c: { eq: "red" } })).toEqual(["L-1"]);
    expect(await ask({ n: 8, c: { notIn: ["red"] } })).toEqual(["L-2"]);
  });
});

/* What is generated goes through the compiler, by variable and by plan, and through the oracle, by value. */
test.each([1, 2])(
  "generated comparisons find what comparing each value finds, seed %i",
  async (seed) => {
    const house = await openTestHouse({ timers: false });
    try {
      await fillWorld(house.house, seed);
      const { schema, engine } = house;
      const { dataSource } = house.house;
      const oracle = new Oracle(await makeSchema(), dataSource, nounMap(), settingsOfTests().secret);
      const random = new Random(seed);
      const values = new Values(random, await factsOf(dataSource, nounMap()));
      const document = parse(`query ($a: JSONObject, $b: JSONObject) {
      assets(filter: { or: [{ fields: $a }, { not: { fields: $b } }] }) { totalCount nodes { tag fields } } }`);
      const viewers = await viewersOf(house);
      const found: string[] = [];
      for (let i = 0; i < 80; i++) {
        const variables = {
          a: jsonOf(values.of(JsonObjectScalar, "fields")),
          b: jsonOf(values.of(JsonObjectScalar, "fields")),
        };
        const difference = await differs(
          { schema, engine, oracle },
          document,
          variables,
          house.ctx(viewers[i % 3]!.viewer),
        );
        if (difference) found.push(`${JSON.stringify(variables)}\n${difference}`);
      }
      expect(found.slice(0, 3)).toEqual([]);
    } finally {
      await house.close();
    }
  },
  60_000,
);
