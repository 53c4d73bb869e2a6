import { type GraphQLScalarType, parseValue } from "graphql";
import { JsonObjectScalar, SafeIntScalar } from "../../src/platform/scalars/json";
import { EmailAddressScalar, EventCursorScalar, UrlScalar } from "../../src/platform/scalars/text";
import {
  DateScalar,
  DateTimeScalar,
  durationOf,
  DurationScalar,
  LocalTimeScalar,
  millisecondsOf,
  TimeZoneScalar,
} from "../../src/platform/scalars/time";

const refusal = (scalar: GraphQLScalarType<any, any>, value: unknown): string | null => {
  try {
    scalar.parseValue(value);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};
const literal = (scalar: GraphQLScalarType<any, any>, text: string): unknown => scalar.parseLiteral(parseValue(text));

describe("DateTime", () => {
  test.each([
    ["2026-11-01T09:30:00Z", "2026-11-01T09:30:00.000Z"],
    ["2026-11-01T09:30:00.1239Z", "2026-11-01T09:30:00.123Z"],
    ["2026-11-01t09:30:00.5+05:30", "2026-11-01T04:00:00.500Z"],
    ["2024-02-29T23:59:59-01:00", "2024-03-01T00:59:59.000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
    ["0099-01-01T00:00:00z", "0099-01-01T00:00:00.000Z"],
  ])("%s is %s", (text, answered) => {
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(answered);
    expect(DateTimeScalar.serialize(literal(DateTimeScalar, JSON.stringify(text)))).toBe(answered);
  });
  test.each([
    "2026-11-01",
    "2026-11-01T09:30:00",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-01T24:00:01Z",
    "2026-11-01T09:61:00Z",
    "2026-11-01 09:30:00Z",
    "2026-11-01T09:30:00+25:00",
    "",
    "now",
  ])("%s is refused", (text) => {
    expect(refusal(DateTimeScalar, text)).toBe(
      `${JSON.stringify(text)} is no RFC 3339 instant such as "2026-11-01T09:30:00Z".`,
    );
  });
  test("a number is refused", () => {
    expect(refusal(DateTimeScalar, 5)).toBe("DateTime is written as a string, not as 5.");
    expect(() => literal(DateTimeScalar, "5")).toThrow("DateTime is written as a string.");
  });
});

test("Date is a day of the calendar", () => {
  expect(DateScalar.parseValue("2024-02-29")).toBe("2024-02-29");
  for (const wrong of ["2023-02-29", "2024-2-9", "2024-02-29T00:00:00Z", "0000-01-01"])
    expect(refusal(DateScalar, wrong)).toBe(`"${wrong}" is no calendar date; write YYYY-MM-DD.`);
});

test("LocalTime is HH:MM", () => {
  expect(LocalTimeScalar.parseValue("23:59")).toBe("23:59");
  expect(LocalTimeScalar.serialize("08:00:00")).toBe("08:00");
  expect(LocalTimeScalar.parseValue("24:00")).toBe("24:00");
  for (const wrong of ["24:01", "8:00", "08:60", "08:00:00"])
    expect(refusal(LocalTimeScalar, wrong)).toBe(`"${wrong}" is no wall-clock time; write HH:MM from 00:00 to 24:00.`);
});

test("TimeZone is a name that the zone database knows", () => {
  for (const zone of ["UTC", "Europe/Vienna", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
    expect(TimeZoneScalar.parseValue(zone)).toBe(zone);
  for (const wrong of ["Mars/Olympus", "+01:00", "", "Europe/Vienna ", "x".repeat(61)])
    expect(refusal(TimeZoneScalar, wrong)).toMatch(/is no IANA time zone such as "Europe\/Vienna"\.$/);
});

describe("Duration", () => {
  test.each([
    ["PT4H", "PT4H", 14_400_000],
    ["PT90M", "PT1H30M", 5_400_000],
    ["-PT5M", "-PT5M", -300_000],
    ["PT0S", "PT0S", 0],
    ["-PT0S", "PT0S", 0],
    ["PT1.5S", "PT1.5S", 1500],
    ["PT1H0M1.250S", "PT1H1.25S", 3_601_250],
  ])("%s is written %s", (text, written, milliseconds) => {
    expect(DurationScalar.parseValue(text)).toBe(written);
    expect(millisecondsOf(text)).toBe(milliseconds);
    expect(durationOf(milliseconds)).toBe(written);
  });
  test.each(["P1D", "P1M", "PT", "PT5", "4H", "PT1H-5M", "PT1.5H", "P1DT1H", "PT5M4H", "pt4h"])(
    "%s is refused",
    (text) => {
      expect(refusal(DurationScalar, text)).toBe(
        `"${text}" is no duration of hours, minutes and seconds such as "PT4H" or "-PT5M".`,
      );
    },
  );
});

test("EmailAddress is one mailbox, as it was written", () => {
  for (const address of ["admin@localhost", "Ada.L+x@Example.ORG", "jürgen@köln.de", "o'neill@example.org"])
    expect(EmailAddressScalar.parseValue(address)).toBe(address);
  for (const wrong of [
    "",
    "ada",
    "ada@",
    "@x.org",
    "a@b@c",
    "Ada <ada@x.org>",
    "a b@x.org",
    "a@x..org",
    "a@x.org.",
    "a@x.org\n",
    "a,b@x.org",
    "a\0b@x.org",
    `${"a".repeat(65)}@x.org`,
  ])
    expect(refusal(EmailAddressScalar, wrong)).toMatch(/is no address of one mailbox such as "ada@example\.org"\.$/);
});

test("URL is absolute http or https", () => {
  for (const url of ["https://example.org/a?b#c", "HTTP://localhost:4000"]) expect(UrlScalar.parseValue(url)).toBe(url);
  for (const wrong of ["javascript:alert(1)", "/a", "ftp://x.org", "https://", "https://a b", "https://x.org/\n"])
    expect(refusal(UrlScalar, wrong)).toMatch(/is no absolute http or https address\.$/);
});

test("EventCursor is short and has no odd characters", () => {
  expect(EventCursorScalar.parseValue("k3f9.12")).toBe("k3f9.12");
  for (const wrong of ["", "a b", "a'b", "x".repeat(101)])
    expect(refusal(EventCursorScalar, wrong)).toMatch(/is no cursor of the event log\.$/);
});

test("JSONObject is an object of bounded depth", () => {
  expect(JsonObjectScalar.parseValue({ a: [1, { b: null }] })).toEqual({ a: [1, { b: null }] });
  expect(literal(JsonObjectScalar, '{a: [1, {b: null, c: RED}], d: "x"}')).toEqual({
    a: [1, { b: null, c: "RED" }],
    d: "x",
  });
  expect(refusal(JsonObjectScalar, [1])).toBe("JSONObject is written as an object, not as [1].");
  expect(refusal(JsonObjectScalar, null)).toBe("JSONObject is written as an object, not as null.");
  expect(refusal(JsonObjectScalar, { a: Number.NaN })).toBe("JSONObject holds finite numbers only.");
  let deep: unknown = {};
  for (let i = 0; i < 40; i++) deep = { deep };
  expect(refusal(JsonObjectScalar, deep)).toBe("JSONObject holds objects at most 32 levels deep.");
});

test("SafeInt is whole and exact", () => {
  expect(SafeIntScalar.parseValue(2 ** 53 - 1)).toBe(9007199254740991);
  expect(literal(SafeIntScalar, "-9007199254740991")).toBe(-9007199254740991);
  expect(SafeIntScalar.serialize("9007199254740991")).toBe(9007199254740991);
  for (const wrong of [2 ** 53, 1.5, "7", null])
    expect(refusal(SafeIntScalar, wrong)).toMatch(/ is no whole number between -\(2\^53 - 1\) and 2\^53 - 1\.$/);
  expect(() => literal(SafeIntScalar, "9007199254740993")).toThrow("no whole number");
});
