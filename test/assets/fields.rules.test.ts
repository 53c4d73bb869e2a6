import { type FieldDefinition, FieldKind } from "../../src/assets/asset.entity";
import {
  definitions,
  type FieldDefinitionGiven,
  fieldChanges,
  kept,
  stricter,
  valueViolations,
} from "../../src/assets/fields.rules";
import { Random } from "../support/random";

const given = (kind: string, more: Partial<FieldDefinitionGiven> = {}): FieldDefinitionGiven => ({
  key: "f",
  label: "F",
  kind: kind as FieldKind,
  required: false,
  ...more,
});
const told = (...fields: FieldDefinitionGiven[]) =>
  definitions(fields, "input.fields").violations.map(({ path, rule }) => `${path} ${rule}`);
const one = (kind: string, more: Partial<FieldDefinitionGiven> = {}): FieldDefinition =>
  definitions([given(kind, more)], "x").fields[0]!;

describe("a definition", () => {
  test("has every part, whatever is left out", () => {
    expect(definitions([given("TEXT")], "input.fields")).toEqual({
      violations: [],
      fields: [
        {
          key: "f",
          label: "F",
          kind: "TEXT",
          required: false,
          options: [],
          unit: null,
          pattern: null,
          min: null,
          max: null,
        },
      ],
    });
  });

  test.each<[string, FieldDefinitionGiven, string]>([
    ["a key with a capital", given("TEXT", { key: "Ram" }), "input.fields.0.key key"],
    ["a key that begins with a digit", given("TEXT", { key: "1a" }), "input.fields.0.key key"],
    ["a key that is too long", given("TEXT", { key: "k".repeat(64) }), "input.fields.0.key key"],
    ["a blank label", given("TEXT", { label: " " }), "input.fields.0.label line"],
    ["a label of two lines", given("TEXT", { label: "a\nb" }), "input.fields.0.label line"],
    ["a choice from nothing", given("CHOICE"), "input.fields.0.options required"],
    ["options of a text", given("TEXT", { options: ["a"] }), "input.fields.0.options kind"],
    ["an option twice", given("MULTI_CHOICE", { options: ["a", "a"] }), "input.fields.0.options unique"],
    ["a blank option", given("CHOICE", { options: ["a", ""] }), "input.fields.0.options line"],
    [
      "too many options",
      given("CHOICE", { options: Array.from({ length: 501 }, (_, i) => `o${i}`) }),
      "input.fields.0.options maxItems",
    ],
    ["a unit of a text", given("TEXT", { unit: "GB" }), "input.fields.0.unit kind"],
    ["a blank unit", given("NUMBER", { unit: "" }), "input.fields.0.unit line"],
    ["a bound of a date", given("DATE", { min: 1 }), "input.fields.0.min kind"],
    ["another bound of a choice", given("CHOICE", { options: ["a"], max: 1 }), "input.fields.0.max kind"],
    ["bounds the wrong way round", given("NUMBER", { min: 2, max: 1 }), "input.fields.0.max order"],
    ["a pattern of a number", given("NUMBER", { pattern: "1+" }), "input.fields.0.pattern kind"],
    ["an empty pattern", given("TEXT", { pattern: "" }), "input.fields.0.pattern maxLength"],
    ["a long pattern", given("TEXT", { pattern: "a".repeat(501) }), "input.fields.0.pattern maxLength"],
    ["a pattern that is none", given("TEXT", { pattern: "(" }), "input.fields.0.pattern pattern"],
    ["a pattern that looks back", given("TEXT", { pattern: "(a)\\1" }), "input.fields.0.pattern pattern"],
    ["a pattern of many steps", given("TEXT", { pattern: "(a{1,100}){1,10}" }), "input.fields.0.pattern tooComplex"],
  ])("with %s is refused", (_, field, violation) => {
    expect(told(field)).toEqual([violation]);
  });

  test("is refused where its key is there twice, or where there are too many", () => {
    expect(told(given("TEXT"), given("NUMBER"))).toEqual(["input.fields.1.key unique"]);
    expect(told(...Array.from({ length: 201 }, (_, i) => given("TEXT", { key: `f${i}` })))).toEqual([
      "input.fields maxItems",
    ]);
  });
});

describe("a value", () => {
  const long = "a".repeat(10_001);
  test.each<[string, FieldDefinition, unknown, string | null]>([
    ["left out", one("TEXT", { required: true }), undefined, "required"],
    ["null", one("NUMBER", { required: true }), null, "required"],
    ["blank", one("TEXT", { required: true }), "  ", "required"],
    ["an empty list", one("MULTI_CHOICE", { options: ["a"], required: true }), [], "required"],
    ["false where it is required", one("BOOLEAN", { required: true }), false, null],
    ["zero where it is required", one("NUMBER", { required: true }), 0, null],
    ["a text for a number", one("NUMBER"), "1", "number"],
    ["no number at all", one("NUMBER"), Number.NaN, "number"],
    ["at its bounds", one("NUMBER", { min: 1, max: 1 }), 1, null],
    ["too small", one("NUMBER", { min: 1 }), 0.999, "min"],
    ["too big", one("NUMBER", { max: 1 }), 1.001, "max"],
    ["a number for yes", one("BOOLEAN"), 1, "boolean"],
    ["a leap day", one("DATE"), "2024-02-29", null],
    ["a day that is not", one("DATE"), "2026-02-29", "date"],
    ["an instant for a day", one("DATE"), "2026-02-28T00:00:00Z", "date"],
    ["an option", one("CHOICE", { options: ["a", "b"] }), "b", null],
    ["no option", one("CHOICE", { options: ["a", "b"] }), "A", "choice"],
    ["a list for a choice", one("CHOICE", { options: ["a"] }), ["a"], "choice"],
    ["a text for a list", one("MULTI_CHOICE", { options: ["a"] }), "a", "list"],
    ["partly no options", one("MULTI_CHOICE", { options: ["a"] }), ["a", "b"], "choice"],
    ["an option twice", one("MULTI_CHOICE", { options: ["a"] }), ["a", "a"], "unique"],
    ["an address", one("URL"), "https://example.org/a?b=c", null],
    ["another protocol", one("URL"), "ftp://example.org", "url"],
    ["an address of half", one("URL"), "https://", "url"],
    [
      "an address that the pattern does not take",
      one("URL", { pattern: "https://.*" }),
      "http://example.org",
      "pattern",
    ],
    ["a number for a text", one("TEXT"), 5, "text"],
    ["too long a text", one("TEXT"), long, "maxLength"],
    ["as the pattern wants it", one("TEXT", { pattern: "[A-Z]{2}-\\d+" }), "AB-17", null],
    ["only partly as the pattern wants it", one("TEXT", { pattern: "[A-Z]{2}" }), "ABC", "pattern"],
    ["too long for a pattern", one("TEXT", { pattern: "a*" }), "a".repeat(1001), "maxLength"],
  ])("%s", (_, field, value, rule) => {
    const violations = valueViolations([field], value === undefined ? {} : { f: value }, "input.fields");
    expect(violations.map((violation) => [violation.path, violation.rule])).toEqual(
      rule === null ? [] : [["input.fields.f", rule]],
    );
  });

  test("of no field is refused by its key, each broken one with its own violation", () => {
    const fields = definitions(
      [given("NUMBER", { key: "a" }), given("DATE", { key: "b", required: true })],
      "x",
    ).fields;
    expect(
      valueViolations(fields, { a: "x", c: 1, constructor: 2, d: null }, "input.fields").map(({ path, rule }) => [
        path,
        rule,
      ]),
    ).toEqual([
      ["input.fields.c", "known"],
      ["input.fields.constructor", "known"],
      ["input.fields.a", "number"],
      ["input.fields.b", "required"],
    ]);
  });

  test("that no pattern of an attacker's can make slow", () => {
    const started = performance.now();
    for (const pattern of ["(a+)+$", "(a|aa)+b", "(.*)*x", "(a?){100}a{100}", "([a-z]+)*[0-9]"])
      valueViolations([one("TEXT", { pattern })], { f: "a".repeat(1000) }, "x");
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test("what is nothing is not kept", () => {
  expect(kept({ a: null, b: "", c: " ", d: [], e: 0, f: false, g: "x", h: ["y"] })).toEqual({
    e: 0,
    f: false,
    g: "x",
    h: ["y"],
  });
});

test("changes are told as text, what people wrote apart", () => {
  const fields = definitions(
    [
      given("NUMBER", { key: "ram_gb" }),
      given("TEXT", { key: "remark" }),
      given("MULTI_CHOICE", { key: "ports", options: ["a", "b"] }),
    ],
    "x",
  ).fields;
  expect(
    fieldChanges(fields, { ram_gb: 16, remark: "old", ports: ["a"] }, { ram_gb: 32, ports: ["a", "b"], since: 1 }),
  ).toEqual({
    changes: [
      { field: "fields.ram_gb", from: "16", to: "32" },
      { field: "fields.ports", from: "a", to: "a, b" },
      { field: "fields.since", from: null, to: "1" },
    ],
    words: [{ field: "fields.remark", from: "old", to: null }],
  });
});

describe("a changed definition is looked at only where standing values could break it", () => {
  const number = one("NUMBER", { min: 1, max: 9, unit: "GB" });
  const choice = one("CHOICE", { options: ["a", "b"] });
  test.each<[string, FieldDefinition[], FieldDefinition[], string[], string[]]>([
    ["a new optional field", [number], [number, { ...choice, key: "g" }], [], []],
    ["a new required field", [number], [number, { ...choice, key: "g", required: true }], ["g"], []],
    ["another label and unit", [number], [{ ...number, label: "G", unit: "MB" }], [], []],
    ["wider bounds", [number], [{ ...number, min: 0, max: null }], [], []],
    ["a narrower bound", [number], [{ ...number, max: 8 }], ["f"], []],
    ["a bound where there was none", [{ ...number, min: null }], [number], ["f"], []],
    ["a further option", [choice], [{ ...choice, options: ["b", "c", "a"] }], [], []],
    ["an option less", [choice], [{ ...choice, options: ["a"] }], ["f"], []],
    ["another kind", [choice], [one("TEXT")], ["f"], []],
    ["no longer required", [{ ...number, required: true }], [number], [], []],
    ["required from now on", [number], [{ ...number, required: true }], ["f"], []],
    ["a pattern less", [one("TEXT", { pattern: "a*" })], [one("TEXT")], [], []],
    ["another pattern", [one("TEXT", { pattern: "a*" })], [one("TEXT", { pattern: "b*" })], ["f"], []],
    ["a field that is gone", [number, { ...choice, key: "g" }], [number], [], ["g"]],
    ["another order", [number, { ...choice, key: "g" }], [{ ...choice, key: "g" }, number], [], []],
  ])("%s", (_, was, now, fields, gone) => {
    const found = stricter(was, now);
    expect([found.fields.map((field) => field.key), found.gone]).toEqual([fields, gone]);
  });
});

/* Random definitions and values: what `stricter` lets pass without a look breaks nothing; what is kept breaks nothing. */
test.each([1, 2, 3])("random definitions and values, seed %i", (seed) => {
  const random = new Random(seed);
  const kinds = Object.values(FieldKind);
  const field = (key: string): FieldDefinitionGiven => {
    const kind = random.pick(kinds);
    const choice = kind === FieldKind.CHOICE || kind === FieldKind.MULTI_CHOICE;
    const text = kind === FieldKind.TEXT || kind === FieldKind.URL;
    return {
      key,
      label: "x",
      kind,
      required: random.chance(0.3),
      ...(choice && { options: random.some(["a", "b", "c", "2026-01-01"], 1 + random.below(4)) }),
      ...(kind === FieldKind.NUMBER && random.chance(0.5) && { min: random.below(4) - 2 }),
      ...(kind === FieldKind.NUMBER && random.chance(0.5) && { max: 2 + random.below(4) }),
      ...(text && random.chance(0.4) && { pattern: random.pick(["[a-c]*", ".*", "https?://.*", "\\d+-\\d+-\\d+"]) }),
    };
  };
  const value = () =>
    random.pick<unknown>([
      ...["a", "b", "abc", "", " ", "2026-01-01", "2026-13-01", "https://example.org/", "x".repeat(random.below(2000))],
      ...[
        0,
        1,
        -3,
        2.5,
        7,
        Number.POSITIVE_INFINITY,
        true,
        false,
        null,
        undefined,
        {},
        [],
        ["a"],
        ["a", "b"],
        ["a", "a"],
      ],
      ...[["a", 1], [null], { a: 1 }],
    ]);
  const model = () => {
    const found = definitions(
      random.some(["k", "l", "m", "n"], 1 + random.below(4)).map((key) => field(key)),
      "input.fields",
    );
    expect(found.violations).toEqual([]);
    return found.fields;
  };
  const fits = (definition: FieldDefinition, one: unknown): boolean => {
    const { kind, options, min, max, pattern } = definition;
    if (one == null || (typeof one === "string" && !one.trim()) || (Array.isArray(one) && one.length === 0))
      return !definition.required;
    const whole = (text: string) => pattern === null || new RegExp(`^(?:${pattern})$`, "s").test(text);
    if (kind === "NUMBER")
      return Number.isFinite(one) && (one as number) >= (min ?? -1e9) && (one as number) <= (max ?? 1e9);
    if (kind === "BOOLEAN") return one === true || one === false;
    if (kind === "CHOICE") return options.some((option) => option === one);
    if (kind === "MULTI_CHOICE")
      return Array.isArray(one) && one.every((o, i) => options.includes(o) && one.indexOf(o) === i);
    if (typeof one !== "string" || (pattern !== null && one.length > 1000)) return false;
    if (kind === "DATE") return one === "2026-01-01";
    return kind === "URL" ? one.startsWith("https://") && whole(one) : whole(one);
  };
  let passed = 0;
  for (let i = 0; i < 3000; i++) {
    const fields = model();
    const values = Object.fromEntries(
      ["k", "l", "m", "n", "o"].flatMap((key) => (random.chance(0.5) ? [[key, value()]] : [])),
    );
    const violations = valueViolations(fields, values, "input.fields");
    const expected = [...fields.map(({ key }) => key), ...Object.keys(kept(values))].filter((key, at, all) => {
      const definition = fields.find((one) => one.key === key);
      return all.indexOf(key) === at && !(definition && fits(definition, values[key]));
    });
    expect(violations.map(({ path }) => path).sort()).toEqual(expected.map((key) => `input.fields.${key}`).sort());
    if (violations.length > 0) continue;
    passed++;
    expect(valueViolations(fields, kept(values), "x")).toEqual([]);
    const next = model();
    const { fields: looked, gone } = stricter(fields, next);
    const breaks = valueViolations(next, values, "x").map(({ path }) => path.slice(2));
    for (const key of breaks) expect([...looked.map((one) => one.key), ...gone]).toContain(key);
  }
  expect(passed).toBeGreaterThan(100);
});
