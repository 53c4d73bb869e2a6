import { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { GraphQLInputObjectType, GraphQLNonNull, getNamedType, isEnumType, isListType, isNonNullType } from "graphql";
import { runImport } from "../../src/command/import/runImport";
import { type TargetField, targets } from "../../src/command/import/targets";
import { openTestHouse, type TestServer } from "../support/house";
import { openRelay, type Relay } from "../support/relay";

let server: TestServer;
let token: string;
let relay: Relay | undefined;
const folder = mkdtempSync(join(tmpdir(), "casegraph-import-"));

beforeEach(async () => {
  server = await openTestHouse({ serve: true });
  token = await server.signIn();
});

afterEach(async () => {
  await relay?.close();
  relay = undefined;
  await server.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

interface End {
  code: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  out: string;
  err: string;
}

async function run(argv: string[], signals = new EventEmitter()): Promise<End> {
  let out = "";
  let err = "";
  const stdout = {
    write: (text: string) => {
      out += text;
    },
  };
  const stderr = {
    write: (text: string) => {
      err += text;
    },
  };
  const code = await runImport(["cases", ...argv], { stdout, stderr, signals });
  const figure = (name: string) => Number(new RegExp(`^  ${name} +([\\d,]+)`, "m").exec(out)?.[1]?.replace(",", ""));
  const [created, updated] = [figure("created"), figure("updated")];
  return { code, created, updated, unchanged: figure("unchanged"), rejected: figure("rejected"), out, err };
}

const map = file(
  "log.json",
  JSON.stringify({
    file: { missing: ["?"] },
    key: { template: "old:{Ticket}" },
    date: { format: "D/M/YYYY HH:mm", zone: "Europe/Berlin" },
    fields: {
      title: { template: "Ticket {Ticket}" },
      status: {
        column: "State",
        required: true,
        table: { New: "new", Working: "open", "Waiting *": "on_hold", Fixed: "resolved", Closed: "closed" },
      },
      priority: { column: "Prio", table: { "1": "URGENT", "2": "HIGH", "3": "NORMAL", "4": "LOW" } },
      openedAt: { column: "At", take: "first" },
      resolvedAt: {
        column: "At",
        where: { State: "Fixed" },
        when: { field: "status", is: ["resolved", "closed"] },
      },
      closedAt: { column: "At", when: { field: "status", is: "closed" } },
      reopenCount: { take: "count", where: { Note: "reopened" } },
    },
  }),
);

/** Five stories over and over; their rows lie scattered, as a log by time has them. */
const STORIES = [
  ["New"],
  ["New", "Working"],
  ["New", "Working", "Waiting for parts"],
  ["New", "Fixed", "Working", "Fixed"],
  ["New", "Fixed", "Closed"],
  ["New", "Working", "Closed"],
];
const COUNT = 60;

function log(more: readonly string[] = []): string {
  const rows = ["Ticket,State,Prio,At,Note"];
  for (let step = 0; step < 4; step++) {
    for (let ticket = 1; ticket <= COUNT; ticket++) {
      const story = STORIES[ticket % STORIES.length]!;
      const state = story[step];
      if (!state) continue;
      const note = story[step - 1] === "Fixed" && state === "Working" ? "reopened" : "?";
      rows.push(`${String(ticket).padStart(4, "0")},${state},${(ticket % 4) + 1},${step + 1}/7/2024 09:30,${note}`);
    }
  }
  return [...rows, ...more, ""].join("\r\n");
}

interface Imported {
  externalId: string;
  title: string;
  status: { key: string };
  priority: string;
  channel: string;
  openedAt: string;
  resolvedAt: string | null;
  closedAt: string | null;
  reopenCount: number;
}

async function imported(): Promise<Map<string, Imported>> {
  const query = `{ cases(first: 100) { nodes {
    externalId title status { key } priority channel openedAt resolvedAt closedAt reopenCount } } }`;
  const { data, errors } = await server.ask<{ cases: { nodes: Imported[] } }>(query, {}, token);
  expect(errors).toBeUndefined();
  return new Map(data!.cases.nodes.map((one) => [one.externalId, one]));
}

const at = (day: number): string => `2024-07-0${day}T07:30:00.000Z`;

test("a log becomes cases as they stand at its end, and once is enough", async () => {
  const desk = file("desk.csv.gz", gzipSync(log()));
  const argv = [desk, "--map", map, "--url", server.url, "--token", token, "--batch", "7"];
  expect(await run(argv)).toMatchObject({ code: 0, created: COUNT, updated: 0, unchanged: 0, rejected: 0, err: "" });
  expect(existsSync(join(folder, "desk.rejected.csv"))).toBe(false);

  const cases = await imported();
  expect(cases.size).toBe(COUNT);
  const common = { channel: "IMPORT", openedAt: at(1) };
  const [open, fixed, closed] = ["0001", "0003", "0004"].map((ticket) => cases.get(`old:${ticket}`));
  expect(open).toEqual({
    ...common,
    externalId: "old:0001",
    title: "Ticket 0001",
    status: { key: "open" },
    priority: "HIGH",
    resolvedAt: null,
    closedAt: null,
    reopenCount: 0,
  });
  expect(fixed).toEqual({
    ...common,
    externalId: "old:0003",
    title: "Ticket 0003",
    status: { key: "resolved" },
    priority: "LOW",
    resolvedAt: at(4),
    closedAt: null,
    reopenCount: 1,
  });
  expect(closed).toEqual({
    ...common,
    externalId: "old:0004",
    title: "Ticket 0004",
    status: { key: "closed" },
    priority: "URGENT",
    resolvedAt: at(2),
    closedAt: at(3),
    reopenCount: 0,
  });
  // Closed without a resolution: nothing is made up.
  expect(cases.get("old:0005")).toMatchObject({ status: { key: "closed" }, resolvedAt: null, closedAt: at(3) });
  const keys = [...cases.values()].map((one) => one.status.key).sort();
  expect(keys.filter((key) => key === "on_hold")).toHaveLength(10);

  const before = await server.rows("SELECT count(*)::int AS events FROM event");
  expect(await run(argv)).toMatchObject({ code: 0, created: 0, updated: 0, unchanged: COUNT, rejected: 0 });
  expect(await server.rows("SELECT count(*)::int AS events FROM event")).toEqual(before);
  expect(await imported()).toEqual(cases);
});

test("what went on at the source comes after", async () => {
  const argv = ["--map", map, "--url", server.url, "--token", token];
  await run([file("desk.csv", log()), ...argv]);
  const later = log(["0001,Fixed,1,9/7/2024 09:30,?", "0061,New,1,9/7/2024 09:30,?"]);
  expect(await run([file("desk.csv", later), ...argv])).toMatchObject({
    code: 0,
    created: 1,
    updated: 1,
    unchanged: 59,
  });
  const cases = await imported();
  expect(cases.get("old:0001")).toMatchObject({ status: { key: "resolved" }, priority: "URGENT", resolvedAt: at(9) });
  expect(cases.get("old:0061")).toMatchObject({ status: { key: "new" }, openedAt: at(9) });
});

test("what the server refuses is told with its reason, and holds up nobody", async () => {
  const desk = file(
    "teams.csv",
    "id,title,team,mail\n1,A,support,\n2,B,nobody,\n3,C,,not an@address\n4,D\u0000,,\n5,E,,\n",
  );
  const teams = file(
    "teams.json",
    JSON.stringify({ key: "id", fields: { title: "title", team: "team", contactEmail: { column: "mail" } } }),
  );
  const end = await run([desk, "--map", teams, "--url", server.url, "--token", token]);
  expect(end).toMatchObject({ code: 1, created: 2, updated: 0, unchanged: 0, rejected: 3 });
  const lines = readFileSync(join(folder, "teams.rejected.csv"), "utf8").trimEnd().split("\n");
  const told = lines.slice(1).map((line) => line.split(",").slice(0, 3).join(","));
  expect(told.sort()).toEqual(["3,2,BAD_USER_INPUT", "4,3,BAD_USER_INPUT", "5,4,BAD_USER_INPUT"]);
  expect([...(await imported()).keys()].sort()).toEqual(["1", "5"]);
});

test("stopped at a third and run again: the same end", async () => {
  const signals = new EventEmitter();
  relay = await openRelay(server.url, "mutation Import", (count) => {
    if (count === 4) signals.emit("SIGINT", "SIGINT");
    return "pass";
  });
  const desk = file("desk.csv", log());
  const argv = [desk, "--map", map, "--token", token, "--batch", "5"];
  const first = await run([...argv, "--url", relay.url, "--parallel", "1"], signals);
  expect(first).toMatchObject({ code: 130, created: 20, updated: 0, unchanged: 0, rejected: 0 });
  expect(first.out).toContain("Stopped with 40 of 60 left; the same command goes on from here.\n");
  expect(relay.seen).toBe(4);
  expect(signals.listenerCount("SIGINT")).toBe(0);
  expect((await imported()).size).toBe(20);

  expect(await run([...argv, "--url", server.url])).toMatchObject({ code: 0, created: 40, updated: 0, unchanged: 20 });
  const cases = await imported();
  expect(cases.size).toBe(COUNT);
  expect(cases.get("old:0003")).toMatchObject({ status: { key: "resolved" }, resolvedAt: at(4), reopenCount: 1 });
});

test("a network that loses requests and answers loses and doubles nothing", async () => {
  relay = await openRelay(server.url, "mutation Import", (count) =>
    count % 4 === 2 ? "lose answer" : count % 4 === 3 ? "lose" : "pass",
  );
  const argv = [file("desk.csv", log()), "--map", map, "--token", token, "--batch", "20"];
  const end = await run([...argv, "--url", relay.url, "--parallel", "1"]);
  // A batch whose answer was lost is told again as it was, by its Idempotency-Key: created, not unchanged.
  expect(end).toMatchObject({ code: 0, created: COUNT, updated: 0, unchanged: 0, rejected: 0 });
  expect(relay.seen).toBeGreaterThan(3);
  expect((await imported()).size).toBe(COUNT);
});

test("a token that the server does not know, or that may not import, is told before anything is read", async () => {
  const desk = file("desk.csv", log());
  const argv = [desk, "--map", map, "--url", server.url, "--token"];
  expect(await run([...argv, "garbage"])).toMatchObject({ code: 78, out: "" });
  const query = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }`;
  const input = { name: "reader", permissions: ["SERVICE_READ"] };
  const { data } = await server.ask(query, { input }, token);
  const end = await run([...argv, data.createApiToken.secret]);
  expect(end.code).toBe(78);
  expect(end.err).toBe(
    "CASEGRAPH_TOKEN: the server does not take it for this (FORBIDDEN: it needs the permission DATA_TRANSFER)\n",
  );
  expect((await imported()).size).toBe(0);
});

test("every target's fields are those of the API's input", () => {
  const typeOf = (field: TargetField): string => {
    if (field.type === "enum") return "enum";
    const names = { text: "String", email: "EmailAddress", integer: "Int", boolean: "Boolean", texts: "[String!]" };
    return { ...names, instant: "DateTime", date: "Date", zone: "TimeZone", object: "JSONObject", number: "Float" }[
      field.type
    ];
  };
  for (const target of targets.values()) {
    const input = server.schema.getType(target.input) as GraphQLInputObjectType;
    const said = Object.entries(input.getFields()).map(([name, { type }]) => {
      const named = getNamedType(type);
      const plain = isNonNullType(type) ? (type as GraphQLNonNull<never>).ofType : type;
      const values = isEnumType(named) ? named.getValues().map((value) => value.name) : undefined;
      return [name, values ? "enum" : isListType(plain) ? String(plain) : named.name, isNonNullType(type), values];
    });
    const known = Object.entries(target.fields).map(([name, field]) => {
      return [name, typeOf(field), field.required ?? false, field.values];
    });
    const byName = (a: unknown[], b: unknown[]) => String(a[0]).localeCompare(String(b[0]));
    expect(known.sort(byName)).toEqual(said.sort(byName));
  }
});
