import { type ChildProcess, fork, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { openDesk } from "./desk";
import { installPostgraphile, nodeOf, PINNED } from "./install";
import type { Load, Measured } from "./load";
import type { Start } from "./contender";
import { type Operation, operations, READER } from "./operations";
import { SIZES, STAFF_VIEWER, TOKEN } from "./seed";

/*
 * npm run bench:read [-- rounds=5 seconds=3 only=page,one with=product,byHand]
 * Sets up the desk, starts the contenders, checks that they answer alike, and measures them in turns.
 */

const options = Object.fromEntries(process.argv.slice(2).map((word) => word.split("=") as [string, string]));
const ROUNDS = Number(options.rounds ?? 5);
const SECONDS = Number(options.seconds ?? 3);
const CONNECTIONS = 32;
const POOL = 20;
const CONTENDERS = ["product", "naive", "postgraphileRules", "postgraphile", "byHand"] as const;
type Name = (typeof CONTENDERS)[number];
const TITLES: Readonly<Record<Name, string>> = {
  product: "Casegraph",
  naive: "TypeORM + DataLoader on Apollo",
  postgraphileRules: `PostGraphile ${PINNED.postgraphile}, row-level security`,
  postgraphile: `PostGraphile ${PINNED.postgraphile}, no access rules`,
  byHand: "SQL by hand on node:http",
};
/** The same flag that `npm start` gives. */
const FLAGS = ["--max-semi-space-size=64"];

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Contender {
  readonly name: Name;
  readonly url: string;
  cpu(): Promise<number>;
  stop(): void;
}

function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`a process of the measurement ended with ${code}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as T);
    });
  });
}

async function start(name: Name, databaseUrl: string): Promise<Contender> {
  const told: Start = {
    databaseUrl,
    poolSize: POOL,
    ...(name === "postgraphileRules" && { rules: { role: READER, viewers: { [TOKEN]: STAFF_VIEWER } } }),
  };
  const env = { ...process.env, NODE_ENV: "production", BENCH_START: JSON.stringify(told) };
  let child: ChildProcess;
  if (name.startsWith("postgraphile")) {
    const folder = installPostgraphile(say);
    child = spawn(
      nodeOf(folder),
      [...FLAGS, "--disable-warning=ExperimentalWarning", join(__dirname, "postgraphile.mts")],
      {
        env: { ...env, GRAPHILE_ENV: "production", BENCH_FOLDER: folder },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      },
    );
  } else child = fork(join(__dirname, `${name}.ts`), { env, execArgv: [...process.execArgv, ...FLAGS] });
  const { url } = await next<{ url: string }>(child);
  return {
    name,
    url: name === "product" ? `${url}/graphql` : url,
    cpu: async () => {
      child.send({ cpu: true });
      const { cpu } = await next<{ cpu: NodeJS.CpuUsage }>(child);
      return (cpu.user + cpu.system) / 1000;
    },
    stop: () => child.disconnect(),
  };
}

function bodyOf(name: Name, operation: Operation, variables: object): string {
  if (name === "byHand") return JSON.stringify({ operation: operation.name, variables });
  return JSON.stringify({
    query: name.startsWith("postgraphile") ? operation.postgraphile : operation.graphql,
    variables,
  });
}

const HEADERS = {
  "content-type": "application/json",
  accept: "application/json",
  authorization: `Bearer ${TOKEN}`,
};

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/;
const KINDS: Readonly<Record<string, string>> = {
  TASK: "Task",
  PHONE_CALL: "PhoneCall",
  EMAIL: "Email",
  APPOINTMENT: "Appointment",
};

/** The answer's data in one form: what contenders may say their own way (instants, cursors, an activity's kind) is made equal. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "string") return INSTANT.test(value) ? new Date(value).toISOString() : value;
  if (value === null || typeof value !== "object") return value;
  const given = { ...(value as Record<string, unknown>) };
  if (typeof given.endCursor === "string") given.endCursor = "somewhere";
  if (typeof given.kind === "string" && KINDS[given.kind]) {
    given.__typename = KINDS[given.kind];
    delete given.kind;
  }
  if ("eventWord" in given) {
    const words = given.eventWord as { note: string | null; changes: unknown[] } | null;
    given.note = words?.note ?? null;
    given.changes = [...(given.changes as unknown[]), ...(words?.changes ?? [])];
    delete given.eventWord;
  }
  return Object.fromEntries(Object.entries(given).map(([key, item]) => [key, plain(item)]));
}

/** Refuses to measure contenders that do not answer the same. */
async function check(contenders: readonly Contender[], operation: Operation): Promise<void> {
  for (const variables of operation.variables.slice(0, 5)) {
    const answers = await Promise.all(
      contenders.map(async ({ name, url }) => {
        const response = await fetch(url, {
          method: "POST",
          headers: HEADERS,
          body: bodyOf(name, operation, variables),
        });
        const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
        if (errors) throw new Error(`${operation.name}: ${name} answers ${JSON.stringify(errors).slice(0, 500)}`);
        return plain(data);
      }),
    );
    answers.forEach((answer, i) => {
      if (!isDeepStrictEqual(answer, answers[0]))
        throw new Error(
          `${operation.name}: ${contenders[i]!.name} answers otherwise than ${contenders[0]!.name}\n${JSON.stringify(answer).slice(0, 3000)}\n${JSON.stringify(answers[0]).slice(0, 3000)}`,
        );
    });
  }
}

/** CPU milliseconds of PostgreSQL's processes so far; null where the system does not tell. */
function databaseCpu(folder: string): number | null {
  try {
    const data = readdirSync(join(folder, "postgres")).includes("postmaster.pid") ? join(folder, "postgres") : folder;
    const postmaster = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
    let ticks = 0;
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]!.split(" ");
        const of = (field: number) => Number(fields[field - 3]);
        if (Number(pid) === postmaster) ticks += of(14) + of(15) + of(16) + of(17);
        else if (of(4) === postmaster) ticks += of(14) + of(15);
      } catch {
        // It has ended meanwhile.
      }
    }
    return ticks * 10;
  } catch {
    return null;
  }
}

interface Round extends Measured {
  readonly perSecond: number;
  readonly nodeCpu: number;
  readonly databaseCpu: number | null;
}

async function measure(contender: Contender, operation: Operation, folder: string): Promise<Round> {
  const loader = fork(join(__dirname, "load.ts"), { execArgv: process.execArgv });
  const load: Load = {
    url: contender.url,
    headers: contender.name === "byHand" ? { "content-type": "application/json" } : HEADERS,
    bodies: operation.variables.map((variables) => bodyOf(contender.name, operation, variables)),
    connections: CONNECTIONS,
    warmUpMs: 1000,
    measureMs: SECONDS * 1000,
  };
  loader.send(load);
  await next(loader);
  const before = { node: await contender.cpu(), database: databaseCpu(folder) };
  await next(loader);
  const after = { node: await contender.cpu(), database: databaseCpu(folder) };
  const { measured, failed } = await next<{ measured?: Measured; failed?: string }>(loader);
  loader.disconnect();
  if (!measured) throw new Error(failed);
  if (measured.failures > 0)
    throw new Error(`${contender.name} failed ${measured.failures} times at ${operation.name}`);
  return {
    ...measured,
    perSecond: measured.requests / measured.seconds,
    nodeCpu: (after.node - before.node) / measured.requests,
    databaseCpu:
      before.database === null || after.database === null
        ? null
        : (after.database - before.database) / measured.requests,
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function main(): Promise<void> {
  const wanted = (key: string, name: string) =>
    !options[key] || options[key].split(",").some((word) => name.includes(word));
  const desk = await openDesk({ ...SIZES, cases: Number(options.cases ?? SIZES.cases) }, say);
  const contenders: Contender[] = [];
  try {
    for (const name of CONTENDERS) if (wanted("with", name)) contenders.push(await start(name, desk.database.url));
    const asked = (await operations(desk.pool)).filter(({ name }) => wanted("only", name));
    for (const operation of asked) await check(contenders, operation);
    say(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version}`,
    );
    const results = new Map<string, Round[]>();
    const loads: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const operation of asked) {
        for (const contender of contenders) {
          loads.push(loadavg()[0]!);
          const key = `${operation.name}|${contender.name}`;
          const found = await measure(contender, operation, desk.folder);
          results.set(key, [...(results.get(key) ?? []), found]);
          say(
            `${round + 1} ${key} ${found.perSecond.toFixed(0)}/s, ${found.nodeCpu.toFixed(2)} + ${found.databaseCpu?.toFixed(2)} ms`,
          );
        }
      }
    }
    say(
      `\nLoad of the machine when rounds began: median ${median(loads).toFixed(1)}, at most ${Math.max(...loads).toFixed(1)}.\n`,
    );
    say("| operation | | requests/s | p50 ms | p99 ms | CPU ms in Node | CPU ms in PostgreSQL | Casegraph is |");
    say("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (const operation of asked) {
      const own = results.get(`${operation.name}|product`);
      for (const { name } of contenders) {
        const rounds = results.get(`${operation.name}|${name}`)!;
        const of = (value: (round: Round) => number) => median(rounds.map(value));
        const ratio = own ? median(own.map((r) => r.perSecond)) / of((r) => r.perSecond) : Number.NaN;
        say(
          `| ${operation.name} | ${TITLES[name]} | ${of((r) => r.perSecond).toFixed(0)} | ${of((r) => r.p50).toFixed(1)} | ${of((r) => r.p99).toFixed(1)} | ${of((r) => r.nodeCpu).toFixed(2)} | ${of((r) => r.databaseCpu ?? Number.NaN).toFixed(2)} | ${name === "product" ? "" : `${ratio.toFixed(2)} ×`} |`,
        );
      }
    }
  } finally {
    for (const contender of contenders) contender.stop();
    await desk.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
