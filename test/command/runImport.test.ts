import { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { rejectedPath } from "../../src/command/import/rejectedRows";
import { runImport } from "../../src/command/import/runImport";
import { wavesOf } from "../../src/command/import/sendRows";
import { targets } from "../../src/command/import/targets";

const folder = mkdtempSync(join(tmpdir(), "casegraph-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Runs the command and answers how it ended and what it wrote. */
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
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
  const code = await runImport(argv, { stdout, stderr, signals: new EventEmitter() });
  return { code, out, err };
}

const desk = file("desk.csv", 'id,title,prio\n1,"Pump, big",1\n2,Fan,9\n,Lost,1\n3,Lamp,2\n2,Fan,8\n');
const map = file(
  "desk.json",
  JSON.stringify({
    key: "id",
    fields: { title: "title", priority: { column: "prio", table: { "1": "URGENT", "2": "HIGH" } } },
  }),
);

describe("usage", () => {
  test.each<[string, string[], string]>([
    ["nothing", [], "what to import is missing: it takes cases, assets, people, customers, comments"],
    [
      "an unknown target",
      ["ships", desk],
      '"ships" cannot be imported: it takes cases, assets, people, customers, comments',
    ],
    ["no file", ["cases"], "the FILE to import is missing"],
    ["two files", ["cases", desk, "b.csv", "--map", map], "one FILE at a time, not also b.csv"],
    ["a batch too large", ["cases", desk, "--map", map, "--batch", "1001"], "--batch is a whole number from 1 to 1000"],
    [
      "parallel to nothing",
      ["cases", desk, "--map", map, "--parallel", "0"],
      "--parallel is a whole number from 1 to 4",
    ],
    ["no address", ["cases", desk, "--map", map, "--url", "desk"], "--url must start with http: or https:"],
  ])("%s", async (_, argv, message) => {
    const err = `casegraph import: ${message}\nTry casegraph import --help.\n`;
    expect(await run(...argv)).toEqual({ code: 64, out: "", err });
  });

  test("an unknown option", async () => {
    const { code, err } = await run("cases", desk, "--mapp", map);
    expect(code).toBe(64);
    expect(err).toMatch(/^casegraph import: Unknown option '--mapp'/);
  });

  test("help", async () => {
    const { code, out } = await run("--help");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^casegraph import cases\|assets\|people\|customers\|comments FILE\.csv\[\.gz\] \[--map MAPPING\.json\]\n/,
    );
  });
});

describe("before anything is sent", () => {
  test("a mapping that is not there", async () => {
    const { code, err } = await run("cases", desk, "--map", join(folder, "none.json"), "--token", "t");
    expect(code).toBe(64);
    expect(err).toMatch(/^mapping: cannot be read: ENOENT/);
  });

  test("a column that the file does not have", async () => {
    const other = file("other.json", '{"key":"no","fields":{"title":"title"}}');
    const err = 'mapping: key: the file has no column "no"\nmapping: the file has the columns: id, title, prio\n';
    expect(await run("cases", desk, "--map", other, "--token", "t")).toEqual({ code: 64, out: "", err });
  });

  test("an empty file", async () => {
    const empty = file("empty.csv", "");
    expect(await run("cases", empty, "--map", map, "--token", "t")).toEqual({
      code: 64,
      out: "",
      err: `${empty} is empty\n`,
    });
  });

  test("a server that is not there", async () => {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    await new Promise((closed) => server.close(closed));
    const end = await run("cases", desk, "--map", map, "--token", "t", "--url", url, "--patience", "0");
    const err = `The import cannot go on: ${url} could not be reached (ECONNREFUSED)\n`;
    expect(end).toEqual({ code: 69, out: "", err });
  });
});

test("a dry run maps, reports and writes what it refuses", async () => {
  const { code, out, err } = await run("cases", desk, "--map", map, "--dry-run");
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out.replace(/seconds +\d+\.\d/, "seconds")).toBe(
    [
      '{"externalId":"1","title":"Pump, big","priority":"URGENT"}',
      '{"externalId":"3","title":"Lamp","priority":"HIGH"}',
      `${desk}: 5 rows, 3 cases`,
      "  mapped               2  would be sent as importCases",
      "  rejected             2",
      "  seconds",
      `The rejected rows and why: ${join(folder, "desk.rejected.csv")}`,
      "",
    ].join("\n"),
  );
  expect(readFileSync(join(folder, "desk.rejected.csv"), "utf8")).toBe(
    "row,key,code,path,message\n" +
      "4,,BAD_USER_INPUT,externalId,has no key\n" +
      '6,2,BAD_USER_INPUT,priority,"""8"" is not in the table"\n',
  );
});

test("a later run without refusals empties the file of the earlier one, and makes none of its own", async () => {
  const good = file("good.csv", "id,title,prio\n1,Pump,1\n");
  const old = file("old.csv", "row,key\n7,old\n");
  expect((await run("cases", good, "--map", map, "--dry-run", "--rejected", old)).code).toBe(0);
  expect(readFileSync(old, "utf8")).toBe("row,key,code,path,message\n");
  expect((await run("cases", good, "--map", map, "--dry-run")).code).toBe(0);
  expect(existsSync(join(folder, "good.rejected.csv"))).toBe(false);
});

test("refusals are shown where their file cannot be written", async () => {
  const nowhere = join(folder, "no", "where.csv");
  const { code, err } = await run("cases", desk, "--map", map, "--dry-run", "--rejected", nowhere);
  expect(code).toBe(1);
  expect(err.split("\n").slice(0, 2)).toEqual([
    "4,,BAD_USER_INPUT,externalId,has no key",
    '6,2,BAD_USER_INPUT,priority,"""8"" is not in the table"',
  ]);
  expect(err).toContain(`${nowhere} could not be written: ENOENT`);
});

test.each([
  ["a/desk.csv.gz", "a/desk.rejected.csv"],
  ["desk.CSV", "desk.rejected.csv"],
  ["desk.txt", "desk.txt.rejected.csv"],
])("what %s refuses goes to %s", (input, path) => expect(rejectedPath(input)).toBe(path));

test("a case goes after the one that it names as its parent", () => {
  const cases = targets.get("cases")!;
  const rows = ["a>b", "b>c", "c", "d>elsewhere", "e>f", "f>e", "g>a", "h>h"].map((one, i) => {
    const [key, parent] = one.split(">");
    return { row: i, key: key!, input: { parentExternalId: parent ?? null } };
  });
  const waves = wavesOf(rows, cases).map((wave) => wave.map((row) => row.key));
  expect(waves).toEqual([["c", "d", "f", "h"], ["b", "e"], ["a"], ["g"]]);
  expect(wavesOf(rows.slice(2, 3), cases)).toEqual([rows.slice(2, 3)]);
});

test("the import is a client of the API: of the product it knows the settings alone", () => {
  const command = resolve(__dirname, "../../src/command");
  const files = [...readdirSync(join(command, "import")).map((name) => join(command, "import", name))];
  files.push(join(command, "client.ts"), join(command, "terminal.ts"));
  const outside = files.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/(?:from|import|require\()\s*"(\.[^"]+)"/g)]
      .map(([, target]) => relative(command, resolve(path, "..", target!)))
      .filter((target) => target.startsWith("..")),
  );
  expect(new Set(outside)).toEqual(new Set(["../platform/config"]));
});
