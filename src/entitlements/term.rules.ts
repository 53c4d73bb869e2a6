import type { Violation } from "../platform/errors";
import { kept, type Unit } from "./rules";

/** Most that may be owed: far beyond any contract, and far from where numbers lose their places. */
const MOST = 1_000_000_000;

/** The last day is not before the first. */
export const wrongDays = (startsOn: string, endsOn: string | null): Violation[] =>
  endsOn !== null && endsOn < startsOn
    ? [{ path: "input.endsOn", rule: "notBefore", message: "the last day is not before the first" }]
    : [];

/** What is wrong with a total in this unit. */
export function wrongTotal(unit: Unit, total: number | null): Violation[] {
  const wrong = (rule: string, message: string): Violation[] => [{ path: "input.total", rule, message }];
  if (unit === "UNLIMITED") return total === null ? [] : wrong("unlimited", "an unlimited entitlement has no total");
  if (total === null) return wrong("required", `an entitlement in ${unit} needs a total`);
  if (!(total > 0 && total <= MOST) || kept(unit, total) === 0) return wrong("range", `more than 0, at most ${MOST}`);
  if (unit === "CASES" && !Number.isInteger(total)) return wrong("whole", "cases are whole");
  return [];
}
