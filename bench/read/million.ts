import { fork } from "node:child_process";
import { join } from "node:path";
import { openDesk } from "./desk";
import { SIZES, TOKEN } from "./seed";

/*
 * The first page, the thousandth page and filtered lists of cases, over ten times as many cases: they may cost at most
 * half as much again. Both desks stand side by side and are asked in turns, one request at a time, so that whatever else
 * the machine does slows both; medians.
 *   npm run bench:million [-- few=100000 many=1000000 times=300 pages=1000]
 */
const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split("=") as [string, string]));
const FEW = Number(options.few ?? 100_000);
const MANY = Number(options.many ?? 1_000_000);
const TIMES = Number(options.times ?? 300);
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
  "open ones of a team": list(', filter: { team: { eq: "team_7" }, view: OPEN }'),
  "on hold": list(", filter: { state: { eq: ON_HOLD } }"),
  "of a status": list(', filter: { status: { eq: "on_hold" } }'),
  "of one asset": list(', filter: { asset: { tag: { eq: "A-000777" } } }'),
};

interface Desk {
  /** Milliseconds of one request, and where its page ends. */
  ask(query: string, after: string | null): Promise<{ ms: number; hasNextPage: boolean; endCursor: string }>;
  close(): Promise<void>;
}

async function open(cases: number): Promise<Desk> {
  const desk = await openDesk({ ...SIZES, cases }, console.log);
  const env = { ...process.env, BENCH_START: JSON.stringify({ databaseUrl: desk.database.url, poolSize: 4 }) };
  const child = fork(join(__dirname, "product.ts"), { env, execArgv: process.execArgv });
  const { url } = await new Promise<{ url: string }>((resolve) => child.once("message", (m) => resolve(m as never)));
  return {
    ask: async (query, after) => {
      const started = performance.now();
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ query, variables: { after } }),
      });
      const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return { ms: performance.now() - started, ...data.cases.pageInfo };
    },
    close: async () => {
      child.disconnect();
      await desk.close();
    },
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The page's cost on each desk, asked in turns. */
async function timed(desks: readonly Desk[], query: string, after: readonly (string | null)[]): Promise<number[]> {
  const times = desks.map((): number[] => []);
  for (let i = 0; i < TIMES + 10; i++)
    for (const [n, desk] of desks.entries()) {
      const { ms } = await desk.ask(query, after[n] ?? null);
      if (i >= 10) times[n]!.push(ms);
    }
  return times.map(median);
}

/** Where the page before this one ends. */
async function pageBefore(desk: Desk, query: string, page: number): Promise<string> {
  let cursor: string | null = null;
  for (let n = 1; n < page; n++) {
    const { hasNextPage, endCursor }: { hasNextPage: boolean; endCursor: string } = await desk.ask(query, cursor);
    if (!hasNextPage) throw new Error(`there are only ${n} pages`);
    cursor = endCursor;
  }
  return cursor!;
}

async function main(): Promise<void> {
  const desks: Desk[] = [];
  try {
    for (const cases of [FEW, MANY]) desks.push(await open(cases));
    console.log(`| list | ${FEW} cases, ms | ${MANY} cases, ms | ratio |`);
    console.log("| --- | ---: | ---: | ---: |");
    const tell = (name: string, [few, many]: readonly number[]) => {
      console.log(`| ${name} | ${few!.toFixed(2)} | ${many!.toFixed(2)} | ${(many! / few!).toFixed(2)} |`);
      if (many! > 1.5 * few!) process.exitCode = 1;
    };
    for (const [name, query] of Object.entries(LISTS)) {
      tell(`${name}, first page`, await timed(desks, query, []));
      const cursors: string[] = [];
      for (const desk of desks) cursors.push(await pageBefore(desk, query, PAGES));
      tell(`${name}, page ${PAGES}`, await timed(desks, query, cursors));
    }
    for (const [name, query] of Object.entries(FILTERED)) tell(name, await timed(desks, query, []));
  } finally {
    for (const desk of desks) await desk.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
