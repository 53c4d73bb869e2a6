import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FileRule } from "../../src/command/import/mapping";
import { FileFault, readCsv } from "../../src/command/import/readCsv";

const folder = mkdtempSync(join(tmpdir(), "casegraph-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

const plain: FileRule = {
  delimiter: ",",
  quote: '"',
  columns: null,
  encoding: "utf-8",
  missing: new Set(),
  trim: true,
};

async function read(content: string | Buffer, rule: Partial<FileRule> = {}): Promise<(readonly string[])[]> {
  const path = join(folder, "desk.csv");
  writeFileSync(path, content);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of readCsv(path, { ...plain, ...rule }, () => {})) rows.push(cells);
  return rows;
}

const two = [
  ["a", "b"],
  ["1", "ü€"],
];

test.each<[string, string | Buffer, Partial<FileRule>, string[][]]>([
  ["plain", "a,b\n1,ü€\n", {}, two],
  ["no newline at the end", "a,b\n1,ü€", {}, two],
  ["CRLF", "a,b\r\n1,ü€\r\n", {}, two],
  ["CR", "a,b\r1,ü€\r", {}, two],
  ["a byte order mark", "\uFEFFa,b\n1,ü€\n", {}, two],
  ["a byte order mark before a quote", '\uFEFF"a",b\n1,ü€\n', {}, two],
  ["empty lines", "\na,b\n\n1,ü€\n\n", {}, two],
  ["gzip, whatever its name", gzipSync("a,b\n1,ü€\n"), {}, two],
  ["two gzips in a row", Buffer.concat([gzipSync("a,b\n"), gzipSync("1,ü€\n")]), {}, two],
  ["semicolons", "a;b\n1;ü€\n", { delimiter: ";" }, two],
  ["tabs", "a\tb\n1\tü€\n", { delimiter: "\t" }, two],
  ["windows-1252", Buffer.from("a,b\n1,\xfc\x80\n", "latin1"), { encoding: "windows-1252" }, two],
  ["utf-16le", Buffer.from("\uFEFFa,b\n1,ü€\n", "utf16le"), { encoding: "utf-16le" }, two],
  [
    "quotes",
    'a,b\n"1,2","say ""x""\nagain"\n',
    {},
    [
      ["a", "b"],
      ["1,2", 'say "x"\nagain'],
    ],
  ],
  [
    "other quotes",
    "a,b\n'1,2',x\n",
    { quote: "'" },
    [
      ["a", "b"],
      ["1,2", "x"],
    ],
  ],
  [
    "no quotes",
    'a,b\n5" tube,x\n',
    { quote: null },
    [
      ["a", "b"],
      ['5" tube', "x"],
    ],
  ],
  ["rows of another length", "a,b\n1\n1,2,3\n", {}, [["a", "b"], ["1"], ["1", "2", "3"]]],
  ["nothing", "", {}, []],
])("%s", async (_, content, rule, rows) => expect(await read(content, rule)).toEqual(rows));

test("a character cut by the edge of a chunk is whole again", async () => {
  const rows = await read(`a\n${"x".repeat(65_533)}€\n`);
  expect(rows[1]![0]!.at(-1)).toBe("€");
});

test.each<[string, string | Buffer, RegExp]>([
  ["an open quote", 'a,b\n"1,2\n', /is no such CSV: Quote Not Closed/],
  ["a quote in the middle", 'a,b\n1,x"y"\n', /is no such CSV: Invalid Opening Quote/],
  [
    "other bytes than UTF-8",
    Buffer.from("a,b\n1,\xfc\n", "latin1"),
    /is not written in utf-8; the mapping's file.encoding names another$/,
  ],
  ["half a gzip", gzipSync("a,b\n1,2\n").subarray(0, 20), /is a damaged gzip file: unexpected end of file$/],
])("%s is told", async (_, content, message) => {
  const fault = await read(content).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(FileFault);
  expect((fault as FileFault).message).toMatch(message);
});

test("a file that is not there is told", async () => {
  const rows = readCsv(join(folder, "none.csv"), plain, () => {});
  await expect(rows.next()).rejects.toThrow(new FileFault(`${join(folder, "none.csv")} is not there`));
  await expect(readCsv(folder, plain, () => {}).next()).rejects.toThrow(/cannot be read: EISDIR/);
});
