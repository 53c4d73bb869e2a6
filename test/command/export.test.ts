import { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runExport } from "../../src/command/export/runExport";
import { runImport } from "../../src/command/import/runImport";
import { openTestHouse, type TestServer } from "../support/house";

let desk: TestServer;
let token: string;
const folder = mkdtempSync(join(tmpdir(), "casegraph-export-"));
const at = (name: string) => join(folder, name);
const KINDS = ["customers", "people", "assets", "cases"] as const;

beforeAll(async () => {
  desk = await openTestHouse({ serve: true });
  token = await setUp(desk);
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true });
});

type Command = typeof runExport;
async function run(command: Command, server: TestServer, bearer: string, ...argv: string[]) {
  const [out, err]: string[][] = [[], []];
  const stdout = { write: (text: string) => void out!.push(text) };
  const stderr = { write: (text: string) => void err!.push(text) };
  const code = await command([...argv, "--url", server.url, "--token", bearer], {
    stdout,
    stderr,
    signals: new EventEmitter(),
  });
  return { code, out: out!.join(""), err: err!.join("") };
}

/** The settings that files name by key; answers the administrator's token. */
async function setUp(server: TestServer): Promise<string> {
  const bearer = await server.signIn();
  const { errors } = await server.ask(
    `mutation {
      saveBranch(input: { key: "graz", name: "Graz", timeZone: "Europe/Vienna" }) { branch { id } }
      createSkill(name: "Plumbing, hot") { skill { id } }
      createAssetType(input: { key: "pump", name: "Pump", fields: [
        { key: "power", label: "Power", kind: NUMBER }, { key: "rooms", label: "Rooms", kind: MULTI_CHOICE, options: ["a", "b"] }
      ] }) { assetType { id } }
    }`,
    {},
    bearer,
  );
  expect(errors).toBeUndefined();
  return bearer;
}

const rows = (kind: string, list: Record<string, unknown>[]): string => {
  const path = at(`${kind}.given.csv`);
  const names = [...new Set(list.flatMap(Object.keys))];
  const cell = (value: unknown) => `"${String(value ?? "").replaceAll('"', '""')}"`;
  writeFileSync(
    path,
    [names, ...list.map((row) => names.map((name) => row[name]))].map((r) => r.map(cell).join(",")).join("\n"),
  );
  return path;
};

const GIVEN: Record<(typeof KINDS)[number], Record<string, unknown>[]> = {
  customers: [
    { externalId: "k:1", kind: "INDIVIDUAL", name: ' Ada "A" ', email: "ada@example.org", tags: '["vip","a, b"]' },
    { externalId: "k:2", name: "Acme", address: "Ring 1\n8010 Graz", timeZone: "Europe/Vienna", active: "false" },
  ],
  people: [
    {
      externalId: "p:1",
      name: "Tess",
      email: "tess@example.org",
      roles: "service,buyer",
      teams: "warehouse",
      skills: '["Plumbing, hot"]',
      branch: "graz",
      capacity: 3,
    },
    { externalId: "p:2", name: "Cora", email: "cora@example.org", customerExternalId: "k:2", active: "false" },
  ],
  assets: [
    { externalId: "a:2", tag: "P-2", name: "Part", type: "pump", parentTag: "P-1" },
    {
      externalId: "a:1",
      tag: "P-1",
      name: "Pump",
      type: "pump",
      status: "IN_REPAIR",
      customerExternalId: "k:2",
      holderEmail: "cora@example.org",
      purchasedOn: "2020-02-29",
      fields: '{"power":1.5,"rooms":["a","b"]}',
    },
  ],
  cases: [
    { externalId: "c:2", title: "Child", parentExternalId: "c:1", tags: "wet,urgent call" },
    {
      externalId: "c:1",
      title: "Over",
      description: "It\nleaks, badly",
      type: "repair",
      reason: "defect",
      priority: "HIGH",
      channel: "EMAIL",
      customerExternalId: "k:2",
      contactEmail: "cora@example.org",
      assetTag: "P-1",
      assigneeEmail: "tess@example.org",
      branch: "graz",
      openedAt: "2020-01-01T00:00:00Z",
      firstRespondedAt: "2020-01-01T01:00:00Z",
      resolvedAt: "2020-01-02T00:00:00Z",
      closedAt: "2020-01-03T00:00:00Z",
      resolvedByEmail: "tess@example.org",
      resolutionPath: "repaired",
      resolutionNotes: "Sealed.",
      satisfaction: 4,
      reopenCount: 1,
    },
    {
      externalId: "c:3",
      title: "Held",
      status: "on_hold",
      holdReason: "Parts",
      confidential: "true",
      team: "warehouse",
    },
    { externalId: "c:4", title: "No", canceledAt: "2030-01-03T00:00:00Z", cancelReason: "Twice" },
  ],
};

test("what is taken out and brought into a fresh house is taken out of it the same", async () => {
  for (const kind of KINDS)
    expect(await run(runImport, desk, token, kind, rows(kind, GIVEN[kind]))).toMatchObject({ code: 0, err: "" });
  // Things without a name from elsewhere go by their own id.
  await desk.ask(`mutation { createCustomer(input: { name: "Nameless" }) { customer { id } } }`, {}, token);
  for (const kind of KINDS)
    expect(await run(runExport, desk, token, kind, "--out", at(`${kind}.csv`))).toMatchObject({ code: 0, out: "" });
  const [nameless] = await desk.rows("SELECT id FROM customer WHERE external_id IS NULL");
  const first = Object.fromEntries(KINDS.map((kind) => [kind, readFileSync(at(`${kind}.csv`), "utf8")]));
  expect(first.customers).toBe(
    [
      "externalId,kind,name,email,phone,address,timeZone,branch,tags,active",
      'k:1,INDIVIDUAL," Ada ""A"" ",ada@example.org,,,,,"[""vip"",""a, b""]",true',
      'k:2,ORGANIZATION,Acme,,,"Ring 1\n8010 Graz",Europe/Vienna,,,false',
      `${nameless!.id},ORGANIZATION,Nameless,,,,,,,true`,
      "",
    ].join("\n"),
  );

  // Brought back to where they are from, they change nothing.
  for (const kind of KINDS) {
    const { code, out } = await run(runImport, desk, token, kind, at(`${kind}.csv`));
    expect(code).toBe(0);
    expect(out).toMatch(/created +0\n {2}updated +0\n/);
  }

  const other = await openTestHouse({ serve: true });
  try {
    const bearer = await setUp(other);
    for (const kind of KINDS)
      expect(await run(runImport, other, bearer, kind, at(`${kind}.csv`), "--parallel", "1")).toMatchObject({
        code: 0,
        err: "",
      });
    const sorted = (text: string) => text.split(/\n(?=[^"]*(?:"[^"]*"[^"]*)*$)/).sort();
    for (const kind of KINDS) {
      await run(runExport, other, bearer, kind, "--out", at(`${kind}.again.csv`));
      const again = readFileSync(at(`${kind}.again.csv`), "utf8");
      expect(sorted(again)).toEqual(sorted(first[kind]!));
    }
  } finally {
    await other.close();
  }
}, 60_000);

test("NDJSON, a filter, and pages one after the other", async () => {
  const many = Array.from({ length: 450 }, (_, i) => ({
    externalId: `t:${i}`,
    tag: `T-${1000 + i}`,
    name: "x",
    type: "pump",
  }));
  expect((await run(runImport, desk, token, "assets", rows("many", many))).code).toBe(0);
  const argv = ["assets", "--format", "ndjson", "--filter", '{"tag":{"startsWith":"T-"}}'];
  const { code, out, err } = await run(runExport, desk, token, ...argv);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ externalId }) => externalId)).toEqual(many.map(({ externalId }) => externalId));
  expect(lines[0]).toEqual({
    externalId: "t:0",
    tag: "T-1000",
    name: "x",
    serialNumber: null,
    type: "pump",
    status: "IN_SERVICE",
    customerExternalId: null,
    holderEmail: null,
    productSku: null,
    parentTag: null,
    location: null,
    purchasedOn: null,
    warrantyUntil: null,
    fields: {},
    notes: null,
  });
});

test("columns of a mapping can be modelled fields", async () => {
  const map = at("pumps.json");
  writeFileSync(
    map,
    JSON.stringify({
      key: "Tag",
      fields: {
        tag: "Tag",
        name: "Tag",
        type: { constant: "pump" },
        "fields.power": { column: "kW", as: "number" },
        "fields.rooms": { column: "Rooms", as: "texts" },
      },
    }),
  );
  const file = rows("pumps", [
    { Tag: "M-1", kW: "2.50", Rooms: "a,b" },
    { Tag: "M-2", kW: "much" },
  ]);
  expect(await run(runImport, desk, token, "assets", file, "--map", map)).toMatchObject({ code: 1 });
  expect(await desk.rows("SELECT fields FROM asset WHERE external_id LIKE 'M-%'")).toEqual([
    { fields: { power: 2.5, rooms: ["a", "b"] } },
  ]);
  expect(readFileSync(at("pumps.given.rejected.csv"), "utf8")).toContain('fields.power,"""much"" is no number"');
});

describe("what ends it early", () => {
  test.each<[string, string[], number, RegExp]>([
    ["nothing to export", [], 64, /what to export is missing: it takes cases, assets, people, customers/],
    ["an unknown kind", ["ships"], 64, /"ships" cannot be exported/],
    ["an unknown format", ["cases", "--format", "xml"], 64, /--format is one of csv, ndjson/],
    ["a filter that is no JSON", ["cases", "--filter", "{"], 64, /--filter is not JSON/],
    [
      "a filter that the API does not know",
      ["cases", "--filter", '{"colour":"red"}'],
      64,
      /refuses the filter.*colour/,
    ],
    ["a file in no folder", ["cases", "--out", at("no/where.csv")], 74, /where\.csv cannot be written: ENOENT/],
  ])("%s", async (_, argv, code, message) => {
    const end = await run(runExport, desk, token, ...argv);
    expect(end.code).toBe(code);
    expect(end.err).toMatch(message);
    expect(end.out).toBe("");
  });

  test("a token that is none, and no file is made", async () => {
    const end = await run(runExport, desk, "garbage", "cases", "--out", at("none.csv"));
    expect(end).toMatchObject({ code: 78, out: "" });
    expect(existsSync(at("none.csv"))).toBe(false);
    expect(existsSync(at("none.csv.part"))).toBe(false);
  });

  test("help", async () => {
    const end = await run(runExport, desk, token, "--help");
    expect(end.code).toBe(0);
    expect(end.out).toMatch(/^casegraph export cases\|assets\|people\|customers /);
  });
});
