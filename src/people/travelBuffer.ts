import { invalid } from "../platform/errors";
import { millisecondsOf } from "../platform/scalars/time";

const LONGEST_MS = 24 * 3_600_000;

/** Refuses a team's travel buffer that is negative or longer than a day. */
export function checkTravelBuffer(duration: string, path: string): void {
  const length = millisecondsOf(duration)!;
  if (length < 0 || length > LONGEST_MS) throw invalid({ path, rule: "range", message: "from no time to 24 hours" });
}
