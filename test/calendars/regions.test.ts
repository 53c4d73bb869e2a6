import { listedDaysOff } from "../../src/calendars/daysOff";
import { knownRegion } from "../../src/calendars/regions";

const ofRegion = (region: string, year: number) =>
  listedDaysOff({ holidays: [], region }, year).map(({ date, name }) => `${date} ${name}`);

test("regions are known by their ISO 3166 codes", () => {
  for (const [given, kept] of [
    ["US", "US"],
    ["us-ma", "US-MA"],
    ["DE-BY", "DE-BY"],
    ["GB-ENG", "GB-ENG"],
    ["US-LA-NO", "US-LA-NO"],
    ["XX", null],
    ["DE-QQ", null],
    ["US-LA-QQ", null],
    ["DE-BY-M-X", null],
    ["", null],
    ["constructor", null],
  ] as const)
    expect([given, knownRegion(given)]).toEqual([given, kept]);
});

test("a region's public holidays are filled in", () => {
  expect(ofRegion("US", 2026)).toEqual([
    "2026-01-01 New Year's Day",
    "2026-01-19 Martin Luther King Jr. Day",
    "2026-02-16 Washington's Birthday",
    "2026-05-25 Memorial Day",
    "2026-06-19 Juneteenth",
    "2026-07-03 Independence Day (substitute day)",
    "2026-07-04 Independence Day",
    "2026-09-07 Labor Day",
    "2026-10-12 Columbus Day",
    "2026-11-11 Veterans Day",
    "2026-11-26 Thanksgiving Day",
    "2026-12-25 Christmas Day",
  ]);
  // Holidays of several days are several days.
  expect(ofRegion("AE", 2025)).toContain("2025-04-01 عيد الفطر");
  expect(ofRegion("DE-BY", 2026)).toContain("2026-01-06 Heilige Drei Könige");
  expect(ofRegion("DE", 2026)).not.toContain("2026-01-06 Heilige Drei Könige");
  expect(ofRegion("US", 1776)).toEqual([]);
});

test("own days off come before the region's", () => {
  const holidays = [{ date: "2020-12-25", until: null, name: "Closed", yearly: true }];
  const days = listedDaysOff({ holidays, region: "US" }, 2026);
  expect(days.at(-1)).toEqual({ date: "2026-12-25", until: null, name: "Closed", yearly: true });
  expect(days).toHaveLength(12);
  expect(listedDaysOff({ holidays, region: "US" }, 10_000)).toEqual([]);
});
