import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { Client } from "pg";
import { startProcess } from "../../test/support/process";
import { onOwnCluster } from "../ownCluster";
import { prove, Server } from "../uploads/client";

/*
 * A real city's year of requests through the API: `npm run proof:sla -- path/to/boston_sla_bulk.csv.gz`. Calendars, types and
 * policies are set up, the cases imported as they were opened, three policies changed for new cases only on the way; then
 * each due time is held against the recorded one, and, imported again with when they were closed, whether they met it.
 */

interface Row {
  readonly case_id: string;
  readonly type: string;
  readonly policy_unit: "business_day" | "calendar_day";
  readonly policy_n: string;
  readonly policy_version: string;
  readonly opened_at_utc: string;
  readonly due_at_utc: string;
  readonly closed_at_utc: string;
  readonly recorded_status: "ONTIME" | "OVERDUE" | "";
}

/** When three policies were changed; cases that stood then kept theirs. */
const CHANGED_AT = "2015-02-16T18:00:00Z";
const DAYS_OFF = [
  "2015-01-01 2015-01-19 2015-02-16 2015-04-20 2015-05-25 2015-09-07 2015-10-12 2015-11-11 2015-11-26 2015-12-25",
  "2016-01-01 2016-01-18",
]
  .join(" ")
  .split(" ");
const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];
const PRIORITIES = ["URGENT", "HIGH", "NORMAL", "LOW"];
const AT_ONCE = 1000;
const TOLERANCE_MS = 120_000;

async function rowsOf(path: string): Promise<Row[]> {
  const file = createReadStream(path);
  const text = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  const rows: Row[] = [];
  for await (const row of text.pipe(parse({ columns: true }))) rows.push(row as Row);
  return rows;
}

const keyOf = (type: string): string =>
  type
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, 60);

class City {
  constructor(
    private readonly server: Server,
    private readonly token: string,
  ) {}

  ask(query: string, variables: object): Promise<any> {
    return this.server.ask(query, variables, this.token);
  }

  async calendars(): Promise<void> {
    await this.ask(
      "mutation ($input: HolidayScheduleInput!) { saveHolidaySchedule(input: $input) { schedule { id } } }",
      {
        input: { key: "boston", name: "Boston", holidays: DAYS_OFF.map((date) => ({ date, name: "Holiday" })) },
      },
    );
    const hours = WEEK.map((weekday) => ({ weekday, opens: "08:30", closes: "17:00" }));
    for (const input of [
      { key: "boston", hours, holidaySchedule: "boston" },
      { key: "boston-always", aroundTheClock: true },
    ])
      await this.ask(
        "mutation ($input: BusinessCalendarInput!) { saveBusinessCalendar(input: $input) { calendar { id } } }",
        { input: { name: input.key, timeZone: "America/New_York", ...input } },
      );
  }

  async policy({ type, policy_unit, policy_n }: Row, applyTo: string): Promise<void> {
    const targets = PRIORITIES.map((priority) => ({ priority, resolutionDays: Number(policy_n) }));
    await this.ask(
      `mutation ($input: SlaPolicyInput!, $applyTo: SlaChangeScope!) {
        saveSlaPolicy(input: $input, applyTo: $applyTo) { policy { revision } } }`,
      {
        applyTo,
        input: {
          key: keyOf(type),
          name: type,
          calendar: policy_unit === "business_day" ? "boston" : "boston-always",
          targets,
        },
      },
    );
  }

  async caseType(type: string): Promise<void> {
    const input = { key: keyOf(type), name: type, slaPolicy: keyOf(type) };
    await this.ask("mutation ($input: CaseTypeInput!) { saveCaseType(input: $input) { type { id } } }", { input });
  }

  async import(rows: readonly Row[], resolved: boolean): Promise<Run> {
    const all: Run = { created: 0, updated: 0, errors: [] };
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      const told = rows.slice(i, i + AT_ONCE).map((row) => ({
        externalId: row.case_id,
        title: `${row.type} ${row.case_id}`,
        type: keyOf(row.type),
        openedAt: row.opened_at_utc,
        ...(resolved && { resolvedAt: row.closed_at_utc }),
      }));
      const { importCases } = await this.ask(
        `mutation ($rows: [ImportCaseInput!]!) { importCases(rows: $rows) {
          run { created updated failed errors { externalId path message } } } }`,
        { rows: told },
      );
      all.created += importCases.run.created;
      all.updated += importCases.run.updated;
      all.errors.push(...importCases.run.errors);
    }
    return all;
  }

  /** Every case's resolution clock, by what the city calls the case. */
  async clocks(): Promise<Map<string, Clock>> {
    const found = new Map<string, Clock>();
    for (let after: string | null = null; ; ) {
      const { cases }: any = await this.ask(
        `query ($after: String) { cases(first: 200, after: $after, orderBy: [{ field: NUMBER, direction: ASC }]) {
          nodes { externalId slaState slaClocks { kind state dueAt policyRevision } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      for (const { externalId, slaState, slaClocks } of cases.nodes) {
        const [clock] = slaClocks;
        if (slaClocks.length !== 1 || clock.kind !== "RESOLUTION" || clock.state !== slaState)
          throw new Error(`${externalId} has other clocks: ${JSON.stringify({ slaState, slaClocks })}`);
        found.set(externalId, clock);
      }
      if (!cases.pageInfo.hasNextPage) return found;
      after = cases.pageInfo.endCursor;
    }
  }
}

interface Run {
  created: number;
  updated: number;
  readonly errors: { externalId: string; path: string; message: string }[];
}

interface Clock {
  readonly state: string;
  readonly dueAt: string;
  readonly policyRevision: number;
}

async function run(city: City, rows: readonly Row[]): Promise<void> {
  const versions = new Map<string, Row[]>();
  for (const row of rows) {
    const known = versions.get(row.type) ?? [];
    if (!known.some((one) => one.policy_version === row.policy_version)) versions.set(row.type, [...known, row]);
  }
  await city.calendars();
  const first = (known: Row[]) => known.find((row) => row.policy_version === "1")!;
  for (const [type, known] of versions) {
    await city.policy(first(known), "OPEN_CLOCKS");
    await city.caseType(type);
  }
  prove("22 types have a policy each", versions.size === 22, versions.size);

  const before = rows.filter((row) => row.opened_at_utc < CHANGED_AT);
  const after = rows.filter((row) => row.opened_at_utc >= CHANGED_AT);
  const started = performance.now();
  const early = await city.import(before, false);
  const changed = [...versions].filter(([, known]) => known.length > 1);
  for (const [, known] of changed) await city.policy(known.find((row) => row.policy_version === "2")!, "NEW_CASES");
  const late = await city.import(after, false);
  prove(
    "every case is imported",
    early.created + late.created === rows.length && early.errors.length + late.errors.length === 0,
    `${early.created} before ${changed.map(([type]) => type).join(", ")} changed, ${late.created} after, ${Math.round(
      (performance.now() - started) / 1000,
    )} s`,
  );

  const clocks = await city.clocks();
  const off = (row: Row) => Math.abs(Date.parse(clocks.get(row.case_id)!.dueAt) - Date.parse(row.due_at_utc));
  const right = rows.filter((row) => off(row) <= TOLERANCE_MS).length;
  prove("at least 45,321 due times are the recorded ones", right >= 45_321, `${right} of ${rows.length} within 120 s`);

  const again = await city.import(rows, false);
  const same = await city.clocks();
  const moved = rows.filter(({ case_id }) => same.get(case_id)!.dueAt !== clocks.get(case_id)!.dueAt).length;
  prove(
    "running it again changes nothing",
    again.created + again.updated + again.errors.length + moved === 0,
    `${again.created} created, ${again.updated} updated, ${moved} due times moved`,
  );

  const closed = rows.filter((row) => row.closed_at_utc !== "");
  const backwards = closed.filter((row) => row.closed_at_utc < row.opened_at_utc);
  const resolved = await city.import(closed, true);
  const refused = new Set(resolved.errors.filter(({ path }) => path === "resolvedAt").map((one) => one.externalId));
  prove(
    "those that close before they open are refused by name",
    backwards.length === 42 && refused.size === 42 && backwards.every((row) => refused.has(row.case_id)),
    `${refused.size}; the first: ${resolved.errors[0]?.externalId} ${resolved.errors[0]?.path} ${resolved.errors[0]?.message}`,
  );
  const ended = await city.clocks();
  const done = closed.filter((row) => !refused.has(row.case_id));
  const recorded = (row: Row) => (Date.parse(row.closed_at_utc) <= Date.parse(row.due_at_utc) ? "MET" : "MET_LATE");
  const as = done.filter((row) => ended.get(row.case_id)!.state === recorded(row)).length;
  const told = done.filter((row) => row.recorded_status !== "");
  const asTold = told.filter(
    (row) => ended.get(row.case_id)!.state === (row.recorded_status === "ONTIME" ? "MET" : "MET_LATE"),
  ).length;
  prove(
    "at least 37,640 are met or met late as recorded",
    done.length === 37_687 && as >= 37_640,
    `${as} of ${done.length} by the recorded due time, ${asTold} of the ${told.length} with a recorded status by that`,
  );
}

async function proof(path: string): Promise<void> {
  const rows = await rowsOf(path);
  const folder = mkdtempSync(join(tmpdir(), "casegraph-proof-"));
  const cluster = new URL(process.env.CASEGRAPH_TEST_CLUSTER!);
  const admin = new Client({ connectionString: cluster.href });
  await admin.connect();
  const name = `proof_sla_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  cluster.pathname = `/${name}`;
  const server = await startProcess({
    DATABASE_URL: cluster.href,
    CASEGRAPH_DATA: folder,
    CASEGRAPH_SECRET: "a secret of proofs, long enough for all of them",
    LOG_LEVEL: "warn",
  });
  try {
    if (!server.url) throw new Error(`no server: ${await server.errors}`);
    const api = new Server(server.url);
    await run(new City(api, await api.signIn()), rows);
  } finally {
    await server.end("SIGTERM");
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const path = process.argv[2];
if (!path) {
  process.stderr.write("usage: npm run proof:sla -- path/to/boston_sla_bulk.csv.gz\n");
  process.exitCode = 64;
} else void onOwnCluster(() => proof(path));
