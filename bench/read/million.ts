import { fork } from "node:child_process";
import { join } from "node:path";
import { openDesk } from "./desk";
import { SIZES, TOKEN } from "./seed";

/*
 * The first page, the thousandth page and filtered lists of cases, over ten times as many cases: they may cost at most
 * half as much again. One request at a time; medians.
 *   npx tsx bench/read/million.ts [few=100000 many=1000000 times=200 pages=1000]
 */
const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split("=") as [string, string]));
const FEW = Number(options.few ?? 100_000);
const MANY = Number(options.many ?? 1_000_000);
const TIMES = Number(options.times ?? 200);
const PAGES = Number(options.pages ?? 1000);

const list = (args: string) =>
  `query List($after: String) { cases(first: 50, after: $after${args}) { nodes { id number title state priority dueAt assignee { name } } pageInfo { hasNextPage endCursor } } }`;

const LISTS: Readonly<Record<string, string>> = {
  "most pressing": list(""),
  "latest opened": list(", orderBy: [{ field: OPENED_AT, direction: DESC }]"),
};
const FILTERED: Readonly<Record<string, string>> = {
  "open ones": list(", filter: { view: OPEN }"),
  "of one number": list(', filter: { number: { eq: "C-000777" } }'),
  "found by words": list(', filter: { search: "C-000777" }'),
  "of one asset": list(', filter: { asset: { tag: { eq: "A-000777" } } }'),
};

async function measure(cases: number): Promise<Map<string, number>> {
  const desk = await openDesk({ ...SIZES, cases }, console.log);
  const env = { ...process.env, BENCH_START: JSON.stringify({ databaseUrl: desk.database.url, poolSize: 4 }) };
  const child = fork(join(__dirname, "product.ts"), { env, execArgv: process.execArgv });
  const found = new Map<string, number>();
  try {
    const { url } = await new Promise<{ url: string }>((resolve) => child.once("message", (m) => resolve(m as never)));
    const ask = async (query: string, after: string | null) => {
      const started = performance.now();
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ query, variables: { after } }),
      });
      const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return { ms: performance.now() - started, ...data.cases.pageInfo };
    };
    const timed = async (name: string, query: string, after: string | null) => {
      const times: number[] = [];
      for (let i = 0; i < TIMES + 10; i++) times.push((await ask(query, after)).ms);
      const sorted = times.slice(10).sort((a, b) => a - b);
      found.set(name, sorted[Math.floor(sorted.length / 2)]!);
    };
    for (const [name, query] of Object.entries(LISTS)) {
      await timed(`${name}, first page`, query, null);
      let cursor: string | null = null;
      for (let page = 1; page < PAGES; page++) {
        const { hasNextPage, endCursor }: { hasNextPage: boolean; endCursor: string } = await ask(query, cursor);
        if (!hasNextPage) throw new Error(`${name} has only ${page} pages`);
        cursor = endCursor;
      }
      await timed(`${name}, page ${PAGES}`, query, cursor);
    }
    for (const [name, query] of Object.entries(FILTERED)) await timed(name, query, null);
  } finally {
    child.disconnect();
    await desk.close();
  }
  return found;
}

async function main(): Promise<void> {
  const few = await measure(FEW);
  const many = await measure(MANY);
  console.log(`| list | ${FEW} cases, ms | ${MANY} cases, ms | ratio |`);
  console.log("| --- | ---: | ---: | ---: |");
  for (const [name, before] of few) {
    const after = many.get(name)!;
    console.log(`| ${name} | ${before.toFixed(2)} | ${after.toFixed(2)} | ${(after / before).toFixed(2)} |`);
    if (after > 1.5 * before) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
