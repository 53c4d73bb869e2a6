import { fork } from "node:child_process";
import { join } from "node:path";
import { openDesk } from "./desk";
import { SIZES, TOKEN } from "./seed";

/*
 * What the server's memory comes to after many operations that it has never seen before, each of which leaves a parsed
 * document and a plan behind until others push it out.
 *   npx tsx bench/read/memory.ts [few=10000 many=100000 cases=100000]
 */
const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split("=") as [string, string]));
const FEW = Number(options.few ?? 10_000);
const MANY = Number(options.many ?? 100_000);
const AT_ONCE = 16;

/** The nth operation: the same list, under names of its own. */
const operation = (n: number): string =>
  `query Page${n} { cases(first: ${1 + (n % 5)}, filter: { view: OPEN }) { nodes { a${n}: id b${n}: title assignee { c${n}: name } asset { d${n}: tag customer { e${n}: name } } } } }`;

async function main(): Promise<void> {
  const desk = await openDesk({ ...SIZES, cases: Number(options.cases ?? SIZES.cases) }, console.log);
  const env = { ...process.env, BENCH_START: JSON.stringify({ databaseUrl: desk.database.url, poolSize: 20 }) };
  const child = fork(join(__dirname, "product.ts"), {
    env,
    execArgv: [...process.execArgv, "--max-semi-space-size=64", "--expose-gc"],
  });
  const next = <T>() => new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));
  try {
    const { url } = await next<{ url: string }>();
    let sent = 0;
    const until = async (count: number) => {
      const worker = async () => {
        while (sent < count) {
          const response = await fetch(`${url}/graphql`, {
            method: "POST",
            headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
            body: JSON.stringify({ query: operation(sent++) }),
          });
          const text = await response.text();
          if (!text.startsWith('{"data"')) throw new Error(text.slice(0, 300));
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      child.send({ memory: true });
      const { memory } = await next<{ memory: number }>();
      console.log(`after ${count} operations: ${(memory / 2 ** 20).toFixed(0)} MiB resident`);
      return memory;
    };
    const few = await until(FEW);
    const many = await until(MANY);
    console.log(`grown by ${((many - few) / 2 ** 20).toFixed(0)} MiB; at most 64 are allowed`);
    if (many - few > 64 * 2 ** 20) process.exitCode = 1;
  } finally {
    child.disconnect();
    await desk.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
