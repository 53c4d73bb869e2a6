import { type MappedRow, Mapper, type Rejection } from "../../src/command/import/mapRows";
import { MappingFault } from "../../src/command/import/mapping";
import { readMapping } from "../../src/command/import/readMapping";
import { targets } from "../../src/command/import/targets";

const cases = targets.get("cases")!;

/** Maps a table whose first line is the header; cells are separated by `|`. */
function map(mapping: object, table: string): (MappedRow | Rejection)[] {
  const [header, ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split("|"));
  const mapper = new Mapper(readMapping(JSON.stringify(mapping), cases), cases, header!);
  for (const [i, cells] of rows.entries()) mapper.add({ number: i + 2, cells });
  return [...mapper.finish()];
}

/** One field over the rows of one case. */
function field(name: string, rule: unknown, table: string, more: object = {}): unknown {
  const [one] = map({ ...more, key: "no", fields: { title: { constant: "T" }, [name]: rule } }, table);
  return "input" in one! ? one.input[name] : `${one!.row} ${one!.path} ${one!.message}`;
}

describe("which of a case's rows counts", () => {
  const log = `no|at|state|n
    1|1/3/2024|New|4
    2|9/9/2024|New|1
    1|2/3/2024|Done|
    1|4/3/2024|New|7
    1|3/3/2024|Done|2`;
  const date = { date: "D/M/YYYY" };
  test.each<[string, string, object | string, unknown]>([
    ["the last unless told", "description", "state", "Done"],
    ["the first", "description", { column: "at", take: "first" }, "1/3/2024"],
    ["the first where", "description", { column: "at", take: "first", where: { state: "Done" } }, "2/3/2024"],
    ["the last where it begins", "description", { column: "at", where: { state: "Ne*" } }, "4/3/2024"],
    ["the last where not", "description", { column: "at", where: { state: { not: ["Done", "x"] } } }, "4/3/2024"],
    [
      "the first where present",
      "description",
      { column: "at", take: "first", where: { n: { present: false } } },
      "2/3/2024",
    ],
    [
      "all conditions hold",
      "description",
      { column: "at", where: { state: "Done", n: { present: true } } },
      "3/3/2024",
    ],
    ["none fits", "description", { column: "at", where: { state: "Lost" } }, null],
    ["none fits, with a default", "description", { column: "at", where: { state: "Lost" }, default: "-" }, "-"],
    ["the least", "openedAt", { column: "at", take: "min" }, "2024-03-01T00:00:00.000Z"],
    ["the greatest", "openedAt", { column: "at", take: "max" }, "2024-03-04T00:00:00.000Z"],
    [
      "the greatest where",
      "openedAt",
      { column: "at", take: "max", where: { state: "Done" } },
      "2024-03-03T00:00:00.000Z",
    ],
    ["numbers as numbers", "reopenCount", { column: "n", take: "max" }, 7],
    ["how many", "reopenCount", { take: "count" }, 4],
    ["how many where", "reopenCount", { take: "count", where: { state: "Done" } }, 2],
    ["how many that say something", "reopenCount", { take: "count", column: "n" }, 3],
    ["how many: none", "reopenCount", { take: "count", where: { state: "Lost" } }, 0],
  ])("%s", (_, name, rule, value) => expect(field(name, rule, log, date)).toEqual(value));

  test("cases come in the order of their first rows, and a row is told by the one that counts", () => {
    const rows = map({ key: "no", fields: { title: { template: "Incident {no}" }, status: "state" } }, log);
    expect(rows).toEqual([
      { row: 6, key: "1", input: { externalId: "1", title: "Incident 1", status: "Done" } },
      { row: 3, key: "2", input: { externalId: "2", title: "Incident 2", status: "New" } },
    ]);
  });

  test("the mapping's own take", () => expect(field("description", "at", log, { take: "first" })).toBe("1/3/2024"));
});

describe("values", () => {
  const states = { New: "new", "Awaiting *": "on_hold", "Awaiting Parts": "parts", "5\\*": "star" };
  test.each<[string, string, unknown, string, unknown]>([
    ["trimmed", "description", "x", "  a b ", "a b"],
    ["nothing", "description", "x", "   ", null],
    ["missing", "description", "x", "?", null],
    ["missing of its own", "description", { column: "x", missing: ["-"] }, "-", null],
    ["missing of its own instead", "description", { column: "x", missing: ["-"] }, "?", "?"],
    ["default", "description", { column: "x", default: "none" }, "?", "none"],
    ["cut", "description", { column: "x", cut: 3 }, "añ😀d", "añ😀"],
    ["in the table", "status", { column: "x", table: states }, "New", "new"],
    ["a beginning", "status", { column: "x", table: states }, "Awaiting Vendor", "on_hold"],
    ["the exact one first", "status", { column: "x", table: states }, "Awaiting Parts", "parts"],
    ["a real star", "status", { column: "x", table: states }, "5*", "star"],
    ["not in the table", "status", { column: "x", table: states }, "-100", '2 status "-100" is not in the table'],
    ["case matters", "status", { column: "x", table: states }, "new", '2 status "new" is not in the table'],
    ["not in the table, kept", "status", { column: "x", table: states, otherwise: "keep" }, "-100", "-100"],
    ["anything else", "status", { column: "x", table: { ...states, "*": "open" } }, "-100", "open"],
    ["the table says nothing", "status", { column: "x", table: { "*": null } }, "-100", null],
    [
      "the table says nothing, with a default",
      "status",
      { column: "x", table: { "*": null }, default: "new" },
      "x",
      "new",
    ],
    ["missing passes the table by", "status", { column: "x", table: states }, "?", null],
    ["enum", "priority", "x", "HIGH", "HIGH"],
    ["no enum", "priority", "x", "high", '2 priority "high" is none of LOW, NORMAL, HIGH, URGENT'],
    ["integer", "reopenCount", "x", "007", 7],
    ["integer of a spreadsheet", "reopenCount", "x", "3.0", 3],
    ["negative", "escalationLevel", "x", "-2", -2],
    ["no integer", "reopenCount", "x", "3.5", '2 reopenCount "3.5" is no whole number'],
    ["too large", "reopenCount", "x", "2147483648", '2 reopenCount "2147483648" is too large'],
    ["true", "confidential", "x", "Yes", true],
    ["false", "confidential", "x", "0", false],
    ["neither", "confidential", "x", "maybe", '2 confidential "maybe" is neither true nor false'],
    ["a table for a boolean", "confidential", { column: "x", table: { secret: true, "*": false } }, "open", false],
    ["list", "tags", "x", " a, b,,a ,?", ["a", "b"]],
    ["list by another separator", "tags", { column: "x", split: ";" }, "a,b; c", ["a,b", "c"]],
    ["list through a table", "tags", { column: "x", table: { a: "A", b: null, "*": "Z" } }, "a,b,c", ["A", "Z"]],
    ["list of nothing", "tags", "x", ",", null],
    ["email", "contactEmail", "x", "a@b.example", "a@b.example"],
    ["no email", "contactEmail", "x", "nobody", '2 contactEmail "nobody" is no email address'],
    [
      "instant",
      "openedAt",
      { column: "x", date: { format: "D/M/YYYY HH:mm", zone: "Europe/Berlin" } },
      "1/7/2024 12:00",
      "2024-07-01T10:00:00.000Z",
    ],
    ["no instant", "openedAt", "x", "yesterday", '2 openedAt "yesterday" is not written as ISO'],
    ["a table beside instants", "openedAt", { column: "x", table: { never: null }, otherwise: "keep" }, "never", null],
    ["template", "description", { template: "{no}: {x} {{really}}" }, "a", "1: a {really}"],
    ["template with something missing", "description", { template: "{no}: {x}" }, "?", "1:"],
    ["template with all missing", "description", { template: "X {x}" }, "?", null],
    ["a table over a template", "status", { template: "{no}/{x}", table: { "1/*": "one" } }, "a", "one"],
    ["constant", "team", { constant: "support" }, "a", "support"],
  ])("%s", (_, name, rule, text, value) => {
    expect(field(name, rule, `no|x\n1|${text}`, { file: { missing: ["?"] } })).toEqual(value);
  });

  test("untrimmed where the mapping says so", () => {
    expect(field("description", "x", "no|x|end\n1| a |", { file: { trim: false } })).toBe(" a ");
  });
});

describe("when", () => {
  const fields = {
    title: "no",
    status: { column: "s", table: { O: "open", R: "resolved", C: "closed" } },
    resolvedAt: { column: "at", when: { field: "status", is: ["resolved", "closed"] } },
    closedAt: { column: "at", when: { field: "status", is: "closed" } },
  };
  test("a field is only told where another one has its value", () => {
    const at = "2024-01-01T00:00:00.000Z";
    expect(map({ key: "no", fields }, "no|s|at\n1|O|2024-01-01\n2|R|2024-01-01\n3|C|2024-01-01")).toEqual([
      { row: 2, key: "1", input: { externalId: "1", title: "1", status: "open", resolvedAt: null, closedAt: null } },
      { row: 3, key: "2", input: { externalId: "2", title: "2", status: "resolved", resolvedAt: at, closedAt: null } },
      { row: 4, key: "3", input: { externalId: "3", title: "3", status: "closed", resolvedAt: at, closedAt: at } },
    ]);
  });
});

describe("what is refused", () => {
  const mapping = {
    file: { missing: "?" },
    key: { template: "desk:{no}" },
    fields: { title: "t", priority: "p", status: { column: "s", required: true } },
  };
  test("a case with all its reasons, rows without a key and rows of another shape", () => {
    expect(
      map(mapping, "no|t|p|s\n1|A|X|?\n?|B|LOW|new\n3|C|LOW|new\n3|C|LOW\n4|?|LOW|new\n5|E|LOW|new|more\n6|F|LOW|new"),
    ).toEqual([
      { row: 3, key: "", code: "BAD_USER_INPUT", path: "externalId", message: "has no key" },
      {
        row: 2,
        key: "desk:1",
        code: "BAD_USER_INPUT",
        path: "priority",
        message: '"X" is none of LOW, NORMAL, HIGH, URGENT',
      },
      { row: 5, key: "desk:3", code: "BAD_USER_INPUT", path: "", message: "the row has 3 columns, not 4" },
      { row: 6, key: "desk:4", code: "BAD_USER_INPUT", path: "title", message: "is needed, and nothing is there" },
      { row: 7, key: "desk:5", code: "BAD_USER_INPUT", path: "", message: "the row has 5 columns, not 4" },
      { row: 8, key: "desk:6", input: { externalId: "desk:6", title: "F", priority: "LOW", status: "new" } },
    ]);
  });

  test("a wrong value in a row that does not count refuses nothing", () => {
    expect(map(mapping, "no|t|p|s\n1|A|X|-100\n1|A|LOW|new")).toEqual([
      { row: 3, key: "desk:1", input: { externalId: "desk:1", title: "A", priority: "LOW", status: "new" } },
    ]);
  });
});

test("columns that the file does not have, or has twice", () => {
  const fields = { title: { template: "{t} {u}" }, status: { column: "s", where: { w: "x" } } };
  expect(() => map({ key: "no", fields }, " no |t|s|s")).toThrow(
    new MappingFault([
      'fields.title: the file has no column "u"',
      'fields.status: the file has 2 columns "s"',
      'fields.status.where: the file has no column "w"',
      "the file has the columns: no, t, s, s",
    ]),
  );
});
