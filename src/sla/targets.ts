import type { Violation } from "../platform/errors";
import { millisecondsOf } from "../platform/scalars/time";
import type { Target } from "./clock";

/** The targets of one priority as they are written down: working time as an ISO 8601 duration, or business days. */
export interface WrittenTarget {
  readonly priority: string;
  readonly firstResponse: string | null;
  readonly firstResponseDays: number | null;
  readonly resolution: string | null;
  readonly resolutionDays: number | null;
}

/** The two clocks of a case. */
export type ClockKind = "FIRST_RESPONSE" | "RESOLUTION";

/** The longest target: ten years. */
const LONGEST_MS = 3653 * 86_400_000;
const LONGEST_DAYS = 3653;

/** The target of one clock at a priority; null: the policy promises nothing there. */
export function targetOf(targets: readonly WrittenTarget[], priority: string, kind: ClockKind): Target | null {
  const own = targets.find((target) => target.priority === priority);
  if (!own) return null;
  const [time, days] =
    kind === "FIRST_RESPONSE" ? [own.firstResponse, own.firstResponseDays] : [own.resolution, own.resolutionDays];
  if (days !== null) return { days };
  return time === null ? null : { ms: millisecondsOf(time)! };
}

/** What is wrong with targets: a priority twice, time and days for one clock, negative or endless ones. */
export function wrongTargets(targets: readonly WrittenTarget[], path: string): Violation[] {
  const violations: Violation[] = [];
  targets.forEach((target, i) => {
    const at = `${path}.${i}`;
    if (targets.findIndex((other) => other.priority === target.priority) < i)
      violations.push({ path: `${at}.priority`, rule: "unique", message: `${target.priority} has targets already` });
    for (const clock of ["firstResponse", "resolution"] as const) {
      const [time, days] = [target[clock], target[`${clock}Days`]];
      if (time !== null && days !== null)
        violations.push({
          path: `${at}.${clock}Days`,
          rule: "atMostOne",
          message: "working time or business days, not both",
        });
      if (time !== null && (millisecondsOf(time)! < 0 || millisecondsOf(time)! > LONGEST_MS))
        violations.push({ path: `${at}.${clock}`, rule: "range", message: "from no time to ten years" });
      if (days !== null && (days < 0 || days > LONGEST_DAYS))
        violations.push({ path: `${at}.${clock}Days`, rule: "range", message: `from 0 to ${LONGEST_DAYS} days` });
    }
  });
  return violations;
}
