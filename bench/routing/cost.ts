import { createCase } from "../../src/cases/commands/createCase";
import { saveCaseType } from "../../src/cases/commands/saveCaseType";
import { createRoutingRule } from "../../src/routing/commands/createRoutingRule";
import globalSetup from "../../test/support/globalSetup";
import globalTeardown from "../../test/support/globalTeardown";
import { openTestHouse, type TestHouse } from "../../test/support/house";

/*
 * What a created case costs under 500 rules beside what it costs under 10, in turns on two databases of one cluster:
 *   npm run bench:routing [rounds]
 * Three shapes of conditions: a type each; a type each and more that is asked of the case; texts only, which no demand by
 * equality narrows.
 */
const rounds = Number(process.argv[2] ?? 12);
const EACH = 60;
const TYPES = 500;

const SHAPES: Readonly<Record<string, (n: number) => object>> = {
  "by type": (n) => ({ type: { eq: `t${n}` } }),
  "by type and more": (n) => ({ type: { eq: `t${n}` }, not: { title: { contains: "never" } }, tags: { none: ["x"] } }),
  "by words of the title": (n) => ({ title: { contains: `word${n} ` } }),
};

async function withRules(count: number, shape: (n: number) => object): Promise<TestHouse> {
  const house = await openTestHouse({ timers: false });
  const ctx = house.ctx();
  await house.rows(
    `INSERT INTO case_type (key, name, position) SELECT 't' || n, 'Type ' || n, 100 + n FROM generate_series(0, ${TYPES - 1}) n`,
  );
  await saveCaseType(ctx, { key: "t0", name: "Type 0" });
  await house.rows("UPDATE routing_rule SET position = 1000 WHERE name = 'Everything else'");
  await house.rows("UPDATE routing_rule SET deleted_at = casegraph_now() WHERE position < 1000");
  for (let n = 0; n < count; n++)
    await createRoutingRule(ctx, { name: `Rule ${n}`, condition: shape(n), team: "warehouse" });
  await house.rows("UPDATE routing_rule SET position = 5000 WHERE name = 'Everything else'");
  return house;
}

/** The time of one case in ms, mean over so many by four at once. */
async function round(house: TestHouse, rules: number, seed: number): Promise<number> {
  let n = 0;
  const client = async () => {
    while (n < EACH) {
      const one = (seed * EACH + n++) % rules;
      await createCase(house.ctx(), { title: `About word${one} here`, type: `t${one}` });
    }
  };
  const started = performance.now();
  await Promise.all([client(), client(), client(), client()]);
  return (performance.now() - started) / EACH;
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

async function main(): Promise<void> {
  await globalSetup();
  try {
    for (const [name, shape] of Object.entries(SHAPES).filter(
      ([n]) => !process.argv[3] || n.includes(process.argv[3]!),
    )) {
      const houses = [await withRules(10, shape), await withRules(500, shape)] as const;
      const times: [number[], number[]] = [[], []];
      for (let i = -3; i < rounds; i++)
        for (const side of i % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
          const ms = await round(houses[side], side === 0 ? 10 : 500, i + 3);
          if (i >= 0) times[side].push(ms);
        }
      const [ten, many] = [median(times[0]), median(times[1])];
      console.log(
        `${name}: 10 rules ${ten.toFixed(2)} ms, 500 rules ${many.toFixed(2)} ms a case: ${(many / ten).toFixed(2)} times`,
      );
      for (const house of houses) await house.close();
    }
  } finally {
    await globalTeardown();
  }
}

void main();
