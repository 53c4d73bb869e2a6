import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { Client } from "pg";
import WebSocket from "ws";
import { startProcess } from "../../test/support/process";
import { onOwnCluster } from "../ownCluster";
import { prove, Server } from "../uploads/client";

/*
 * A calendar changes under many open clocks: `npm run bench:sla -- [clocks, 100000 unless told]`. While they follow, the same
 * mutations go on as while nothing else happens, and somebody listens to what they tell; the two are measured in turn.
 */

const CLOCKS = Number(process.argv[2] ?? 100_000);
const ROUNDS = 3;
/** Cases of one INSERT; the triggers of more take ever longer. */
const AT_ONCE = 1000;
const PER_SECOND = 20;
const IDLE_MS = 40_000;
const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

/** Cases with a resolution clock each, as createCase makes them, opened over the last days. */
const SEED = `
  INSERT INTO service_case (title, type_id, reason_id, status_id, state, team_id, opened_at, sla_standing, due_at, sla_warn_at)
  SELECT 'Squeak ' || n, t.id, r.id, s.id, 'NEW', m.id, at, 'RUNNING', at + interval '30 days', at + interval '20 days'
  FROM generate_series($1::int, $2::int) n, case_type t, reason_code r, case_status s, team m,
    LATERAL (SELECT casegraph_now() - make_interval(secs => n * 4 % 400000) AS at) o
  WHERE t.key = 'other' AND r.key = 'other' AND s.key = 'new' AND m.key = 'support'`;
const SEED_CLOCKS = `
  INSERT INTO sla_clock (case_id, kind, policy_id, policy_revision, calendar_id, calendar_revision, target, target_ms,
    started_at, due_at, warn_at)
  SELECT c.id, 'RESOLUTION', p.id, p.revision, p.calendar_id, b.revision, '120 h', 432000000, c.opened_at, c.due_at, c.sla_warn_at
  FROM service_case c, sla_policy p JOIN business_calendar b ON b.id = p.calendar_id WHERE p.key = 'own'`;
const SEED_TIMERS = `
  INSERT INTO timer (kind, subject_id, due, ready_at) SELECT 'sla.clock', id, warn_at, warn_at FROM sla_clock`;

const p = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

interface Figures {
  readonly mutations: number[];
  readonly events: number[];
}

class Desk {
  readonly heard = new Map<string, number>();

  constructor(
    readonly server: Server,
    readonly token: string,
    readonly ids: readonly string[],
  ) {}

  ask(query: string, variables: object = {}): Promise<any> {
    return this.server.ask(query, variables, this.token);
  }

  calendar(closes: string): Promise<unknown> {
    return this.ask(
      "mutation ($input: BusinessCalendarInput!) { saveBusinessCalendar(input: $input) { calendar { id } } }",
      {
        input: {
          key: "own",
          name: "Own",
          timeZone: "Europe/Vienna",
          hours: WEEK.map((weekday) => ({ weekday, opens: "08:00", closes })),
        },
      },
    );
  }

  /** New cases and changed priorities at a steady rate, until told. */
  async work(until: () => Promise<boolean> | boolean): Promise<Figures> {
    const figures: Figures = { mutations: [], events: [] };
    const running: Promise<void>[] = [];
    const sent = new Map<string, number>();
    for (let n = 0; !(await until()); n++) {
      running.push(this.one(n, figures, sent));
      await wait(1000 / PER_SECOND);
    }
    await Promise.all(running);
    await wait(500);
    for (const [title, at] of sent) {
      const heard = this.heard.get(title);
      if (heard === undefined) throw new Error(`${title} was not heard of`);
      figures.events.push(heard - at);
    }
    return figures;
  }

  private async one(n: number, { mutations }: Figures, sent: Map<string, number>): Promise<void> {
    const started = performance.now();
    if (n % 2 === 0) {
      const title = `Live ${performance.now()}`;
      sent.set(title, started);
      await this.ask("mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }", {
        input: { title },
      });
    } else {
      const id = this.ids[Math.floor(Math.random() * this.ids.length)];
      const priority = ["LOW", "NORMAL", "HIGH"][n % 3];
      await this.ask(
        "mutation ($id: ID!, $priority: Priority!) { setCasePriority(id: $id, priority: $priority) { case { id } } }",
        {
          id,
          priority,
        },
      );
    }
    mutations.push(performance.now() - started);
  }
}

const told = ({ mutations, events }: Figures): string =>
  `mutations p50 ${p(mutations, 0.5).toFixed(1)} p99 ${p(mutations, 0.99).toFixed(1)} ms, events p50 ${p(events, 0.5).toFixed(1)} p99 ${p(events, 0.99).toFixed(1)} ms (${mutations.length})`;

async function run(server: Server, db: Client): Promise<void> {
  const token = await server.signIn();
  const setUp = new Desk(server, token, []);
  await setUp.calendar("16:00");
  const targets = ["URGENT", "HIGH", "NORMAL", "LOW"].map((priority) => ({ priority, resolution: "PT120H" }));
  await setUp.ask("mutation ($input: SlaPolicyInput!) { saveSlaPolicy(input: $input) { policy { id } } }", {
    input: { key: "own", name: "Own", calendar: "own", targets },
  });
  await setUp.ask(
    `mutation { saveCaseType(input: { key: "other", name: "Other", slaPolicy: "own" }) { type { id } } }`,
  );
  for (let n = 0; n < CLOCKS; n += AT_ONCE) await db.query(SEED, [n + 1, Math.min(n + AT_ONCE, CLOCKS)]);
  await db.query(SEED_CLOCKS);
  await db.query(SEED_TIMERS);
  await db.query("VACUUM ANALYZE");
  // As of a desk that stands: a new one makes each file of its write-ahead log anew, and all commits wait for that.
  await db.query("CHECKPOINT");
  const { rows } = await db.query<{ id: string }>("SELECT id FROM service_case");
  const desk = new Desk(
    server,
    token,
    rows.map(({ id }) => id),
  );
  const socket = createClient({
    url: `${server.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  socket.subscribe<any>(
    { query: "subscription { caseCreated { case { title } } }" },
    {
      next: ({ data }) => {
        desk.heard.set(data.caseCreated.case.title, performance.now());
      },
      error: () => {},
      complete: () => {},
    },
  );
  await wait(1000);
  await desk.work(pass(5000));
  const all = { idle: { mutations: [], events: [] } as Figures, busy: { mutations: [], events: [] } as Figures };
  for (let round = 0; round < ROUNDS; round++) {
    const idle = await desk.work(pass(IDLE_MS));
    await desk.calendar(round % 2 === 0 ? "17:00" : "16:00");
    const started = performance.now();
    let took = 0;
    const busy = await desk.work(async () => {
      const { rows: jobs } = await db.query("SELECT 1 FROM sla_rederivation WHERE finished_at IS NULL");
      if (jobs.length === 0) took ||= performance.now() - started;
      return jobs.length === 0 && performance.now() - started > IDLE_MS / 2;
    });
    const { rows: done } = await db.query(
      "SELECT done, changed FROM sla_rederivation ORDER BY requested_at DESC LIMIT 1",
    );
    console.log(`idle: ${told(idle)}`);
    console.log(`then: ${told(busy)}`);
    prove(
      `${CLOCKS} clocks follow in under 60 s`,
      took < 60_000,
      `${(took / 1000).toFixed(1)} s, ${done[0].done} done, ${done[0].changed} due at another time`,
    );
    for (const what of ["mutations", "events"] as const) {
      all.idle[what].push(...idle[what]);
      all.busy[what].push(...busy[what]);
    }
  }
  for (const what of ["mutations", "events"] as const) {
    const [idle, busy] = [p(all.idle[what], 0.99), p(all.busy[what], 0.99)];
    prove(
      `${what}' p99 of all rounds stays under twice the idle one`,
      busy < 2 * idle,
      `${busy.toFixed(1)} against ${idle.toFixed(1)} ms, ${(busy / idle).toFixed(2)} times`,
    );
  }
  await socket.dispose();
}

const pass = (ms: number) => {
  const end = performance.now() + ms;
  return () => performance.now() > end;
};

async function proof(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "casegraph-bench-"));
  const cluster = new URL(process.env.CASEGRAPH_TEST_CLUSTER!);
  const admin = new Client({ connectionString: cluster.href });
  await admin.connect();
  const name = `bench_sla_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  cluster.pathname = `/${name}`;
  const server = await startProcess({
    DATABASE_URL: cluster.href,
    CASEGRAPH_DATA: folder,
    CASEGRAPH_SECRET: "a secret of proofs, long enough for all of them",
    LOG_LEVEL: "warn",
  });
  const db = new Client({ connectionString: cluster.href });
  try {
    if (!server.url) throw new Error(`no server: ${await server.errors}`);
    await db.connect();
    await run(new Server(server.url), db);
  } finally {
    await server.end("SIGTERM");
    await db.end();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

void onOwnCluster(proof);
