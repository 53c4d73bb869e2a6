import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MappingFault } from "../../src/command/import/mapping";
import { readMapping } from "../../src/command/import/readMapping";
import { targets } from "../../src/command/import/targets";

const cases = targets.get("cases")!;
const plain = { key: "no", fields: { title: "title" } };

function problems(mapping: unknown): readonly string[] {
  try {
    readMapping(typeof mapping === "string" ? mapping : JSON.stringify(mapping), cases);
  } catch (fault) {
    if (fault instanceof MappingFault) return fault.problems;
    throw fault;
  }
  return [];
}

const field = (title: unknown, more: object = {}) => ({ key: "no", fields: { title, ...more } });

test("the least mapping", () => expect(problems(plain)).toEqual([]));

test("everything that is wrong is told at once, with its path", () => {
  expect(
    problems({
      target: "people",
      file: { delimeter: ";" },
      fields: { titel: "x", status: { column: "s", tabel: {} } },
    }),
  ).toEqual([
    'target: is "people", this imports cases',
    "file.delimeter: is not known here (delimiter, quote, header, columns, encoding, missing, trim)",
    "key: is needed",
    `fields.titel: is no field of ImportCaseInput (${Object.keys(cases.fields).join(", ")})`,
    "fields.status.tabel: is not known here (column, template, constant, take, where, table, otherwise, default, required, date, split, cut, missing, when)",
    "fields.title: is needed",
  ]);
});

test.each<[string, unknown, string[]]>([
  ["no object", "[]", ["the mapping: is an object", "key: is needed", "fields.title: is needed"]],
  [
    "an unknown word",
    { ...plain, feilds: {} },
    ["feilds: is not known here (target, about, file, key, take, date, fields)"],
  ],
  [
    "the key told twice",
    field("t", { externalId: "no" }),
    ['fields.externalId: is what "key" fills; it is not told twice'],
  ],
  ["a key of no kind", { ...plain, key: 5 }, ["key: is a text or an object"]],
  [
    "a key of two kinds",
    { ...plain, key: { column: "a", template: "{a}" } },
    ['key: takes exactly one of "column" and "template"'],
  ],
  [
    "a long delimiter",
    { ...plain, file: { delimiter: "||" } },
    ['file.delimiter: is one character, such as "," or ";" or "\\t"'],
  ],
  ["a long quote", { ...plain, file: { quote: "''" } }, ["file.quote: is one character, or null for none"]],
  [
    "an unknown encoding",
    { ...plain, file: { encoding: "latin-9000" } },
    ['file.encoding: "latin-9000" is not known; common ones are utf-8, windows-1252, utf-16le'],
  ],
  [
    "no header and no columns",
    { ...plain, file: { header: false } },
    ['file.columns: is needed with "header": false: the names, from left to right'],
  ],
  [
    "a header and columns",
    { ...plain, file: { columns: ["no"] } },
    ['file.columns: goes with "header": false; otherwise the first row names the columns'],
  ],
  [
    "a column named twice",
    { ...plain, file: { header: false, columns: ["no", "no"] } },
    ["file.columns: names a column twice"],
  ],
  ["missing that is no text", { ...plain, file: { missing: [1] } }, ["file.missing: is a text or a list of texts"]],
  ["an unknown take", { ...plain, take: "max" }, ["take: is one of first, last"]],
  [
    "an unknown zone",
    { ...plain, date: { zone: "Europe/Bonn" } },
    ['date.zone: "Europe/Bonn" is none (IANA names such as Europe/Berlin, UTC, or +01:00)'],
  ],
  ["an unknown format", { ...plain, date: "D/M HH:mm" }, ['date: "D/M HH:mm" has no year']],
  [
    "an unknown format inside",
    { ...plain, date: { format: ["ISO", "q"] } },
    ['date.format: "q" does not know "q" (words of their own go in [brackets])'],
  ],
  ["no source", field({}), ['fields.title: takes exactly one of "column", "template" and "constant"']],
  [
    "two sources",
    field({ column: "a", constant: "b" }),
    ['fields.title: takes exactly one of "column", "template" and "constant"'],
  ],
  ["a constant with a table", field({ constant: "b", table: {} }), ["fields.title.table: does not go with a constant"]],
  [
    "a constant of another type",
    field("t", { reopenCount: { constant: "3" } }),
    ["fields.reopenCount.constant: is no whole number"],
  ],
  [
    "a constant outside the enum",
    field("t", { priority: { constant: "P1" } }),
    ["fields.priority.constant: is none of LOW, NORMAL, HIGH, URGENT"],
  ],
  [
    "a table's value outside the enum",
    field("t", { priority: { column: "p", table: { "1": "TOP" } } }),
    ["fields.priority.table.1: is none of LOW, NORMAL, HIGH, URGENT"],
  ],
  [
    "an instant without offset",
    field("t", { openedAt: { column: "o", default: "2024-01-01T00:00" } }),
    ["fields.openedAt.default: is no instant with an offset, such as 2026-03-01T09:00:00Z"],
  ],
  [
    "a template without columns",
    field({ template: "Incident" }),
    ['fields.title.template: names no {column}; a fixed text is a "constant"'],
  ],
  [
    "a template with a lone brace",
    field({ template: "Incident {no" }),
    ['fields.title.template: has a "{" without its partner; a brace of its own is written twice'],
  ],
  ["counting into a text", field({ take: "count" }), ["fields.title.take: counts rows, which is a whole number"]],
  [
    "the least of texts",
    field({ column: "a", take: "min" }),
    ['fields.title.take: "min" is for instants, dates and whole numbers'],
  ],
  [
    "otherwise without a table",
    field({ column: "a", otherwise: "keep" }),
    ['fields.title.otherwise: goes with a "table"'],
  ],
  [
    "a list's word elsewhere",
    field({ column: "a", split: ";" }),
    ["fields.title.split: is for fields that take a list"],
  ],
  ["a date's word elsewhere", field({ column: "a", date: "ISO" }), ["fields.title.date: is for instants and dates"]],
  ["a cut of nothing", field({ column: "a", cut: 0 }), ["fields.title.cut: is a whole number above 0"]],
  [
    "a condition of two kinds",
    field({ column: "a", where: { b: { not: "x", present: true } } }),
    ['fields.title.where.b: takes either "not" or "present"'],
  ],
  [
    "a condition that is no text",
    field({ column: "a", where: { b: 1 } }),
    ["fields.title.where.b: is a text or a list of texts"],
  ],
  [
    "when of an unknown field",
    field({ column: "a", when: { field: "status", is: "x" } }),
    ['fields.title.when.field: "status" is no field of this mapping'],
  ],
  [
    "when without a value",
    field("t", { status: "s", team: { column: "a", when: { field: "status" } } }),
    ["fields.team.when.is: is needed: a value, or a list of values"],
  ],
  [
    "when with a value that never is",
    field("t", { priority: { constant: "LOW" }, team: { column: "a", when: { field: "priority", is: "low" } } }),
    ["fields.team.when.is: is none of LOW, NORMAL, HIGH, URGENT"],
  ],
  [
    "names that every object has",
    field("t", { constructor: "x" }),
    [`fields.constructor: is no field of ImportCaseInput (${Object.keys(cases.fields).join(", ")})`],
  ],
])("%s", (_, mapping, expected) => expect(problems(mapping)).toEqual(expected));

test("no JSON", () => expect(problems("{")[0]).toMatch(/^is not JSON: /));

describe("the example mappings", () => {
  const folder = join(__dirname, "../../examples/mappings");
  test.each(readdirSync(folder))("%s", (name) =>
    expect(problems(readFileSync(join(folder, name), "utf8"))).toEqual([]),
  );

  const docs = readFileSync(join(__dirname, "../../docs/importing.md"), "utf8");
  const inDocs = [...docs.matchAll(/```json\n(\{\n {2}"(?:about|file|key)[\s\S]*?)```/g)].map((found) => found[1]!);
  test("whole ones of docs/importing.md", () => {
    expect(inDocs.length).toBeGreaterThanOrEqual(2);
    for (const text of inDocs) expect(problems(text)).toEqual([]);
  });
});
