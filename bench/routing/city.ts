import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { createCase } from "../../src/cases/commands/createCase";
import { saveCaseType } from "../../src/cases/commands/saveCaseType";
import { createQueue } from "../../src/queues/commands/createQueue";
import { createRoutingRule } from "../../src/routing/commands/createRoutingRule";
import globalSetup from "../../test/support/globalSetup";
import globalTeardown from "../../test/support/globalTeardown";
import { openTestHouse, type TestHouse } from "../../test/support/house";

/*
 * A city's service requests, and the queues that they were in: one rule per type to its most frequent queue among those
 * opened before a day (ties: the first by name), then every later one through createCase. As many must land in their own
 * queue as the same table, looked up without any product, says; types that no rule knows go to support.
 *   npm run proof:routing -- FILE [how many of the later ones; all unless told]
 */
const [file, most = Number.POSITIVE_INFINITY] = [process.argv[2], Number(process.argv[3] ?? Number.POSITIVE_INFINITY)];
/** Local time, as the file writes it. */
const SPLIT = "2015-07-01";
const CLIENTS = 8;

interface Request {
  readonly opened: string;
  readonly type: string;
  readonly queue: string;
}

async function requests(): Promise<Request[]> {
  const rows: Request[] = [];
  const text = createReadStream(file!);
  const input = file!.endsWith(".gz") ? text.pipe(createGunzip()) : text;
  for await (const row of input.pipe(parse({ columns: true, bom: true })))
    rows.push({ opened: row[COLUMNS.opened], type: row[COLUMNS.type], queue: row[COLUMNS.queue] });
  return rows;
}
const COLUMNS = { opened: "open_dt", type: "type", queue: "queue" };

/** Each type's most frequent queue before the day. */
function tableOf(earlier: readonly Request[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { type, queue } of earlier) {
    const of = counts.get(type) ?? new Map<string, number>();
    counts.set(type, of.set(queue, (of.get(queue) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([type, of]) => {
      const [[queue] = [""]] = [...of].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
      return [type, queue] as const;
    }),
  );
}

async function setUp(house: TestHouse, table: ReadonlyMap<string, string>, types: ReadonlySet<string>) {
  const ctx = house.ctx();
  const queues = new Map([...new Set(table.values())].sort().map((name, i) => [name, `q${i}`]));
  const keys = new Map([...types].sort().map((name, i) => [name, `t${i}`]));
  for (const [name, key] of queues) await createQueue(ctx, { key, name });
  await createQueue(ctx, { key: "support", name: "Support", team: "support" });
  for (const [name, key] of keys) await saveCaseType(ctx, { key, name });
  await house.rows("UPDATE routing_rule SET deleted_at = casegraph_now()");
  for (const [type, queue] of [...table].sort())
    await createRoutingRule(ctx, {
      name: type.slice(0, 200),
      condition: { type: { eq: keys.get(type)! } },
      queue: queues.get(queue)!,
    });
  await createRoutingRule(ctx, { name: "Everything else", condition: {}, team: "support", queue: "support" });
  return { queues, keys };
}

async function main(): Promise<void> {
  if (!file) throw new Error("Name the file.");
  const all = await requests();
  const earlier = all.filter(({ opened }) => opened < SPLIT);
  const later = all.filter(({ opened }) => opened >= SPLIT);
  const asked = later.slice(0, most);
  const table = tableOf(earlier);
  const right = (rows: readonly Request[]) => rows.filter(({ type, queue }) => table.get(type) === queue).length;
  console.log(`of all later ones ${right(later)} are in their own queue by the table alone`);
  const expected = right(asked);
  console.log(
    `${earlier.length} before, ${later.length} later; ${table.size} rules, ${new Set(table.values()).size} queues`,
  );
  await globalSetup();
  const house = await openTestHouse({ timers: false });
  try {
    const { keys } = await setUp(house, table, new Set(all.map(({ type }) => type)));
    const started = performance.now();
    let next = 0;
    const ids: string[] = [];
    const client = async () => {
      for (let n = next++; n < asked.length; n = next++)
        ids[n] = (await createCase(house.ctx(), { title: "Request", type: keys.get(asked[n]!.type)! })).case;
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const seconds = (performance.now() - started) / 1000;
    const rows = await house.rows<{ id: string; queue: string }>(
      "SELECT i.case_id AS id, q.name AS queue FROM queue_item i JOIN queue q ON q.id = i.queue_id",
    );
    const held = new Map(rows.map(({ id, queue }) => [id, queue]));
    const landed = asked.filter(({ queue }, n) => held.get(ids[n]!) === queue).length;
    const strays = asked.filter(({ type }, n) => !table.has(type) && held.get(ids[n]!) !== "Support").length;
    console.log(`${asked.length} cases in ${seconds.toFixed(0)} s (${(asked.length / seconds).toFixed(0)}/s)`);
    console.log(`in their own queue: ${landed}; looked up offline: ${expected}; strays of unknown types: ${strays}`);
    process.exitCode = landed === expected && strays === 0 ? 0 : 1;
  } finally {
    await house.close();
    await globalTeardown();
  }
}

void main();
