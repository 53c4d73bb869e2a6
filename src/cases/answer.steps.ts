import type { Work } from "../platform/work";
import { answerClock } from "../sla/clock.steps";
import { type LockedCase, opening } from "./case.steps";

/**
 * Staff have answered the customer: in a public comment, by a call or mail that went out. The first answer is the first
 * response, and opens what is new. Answers the values to write with whatever else the command writes.
 */
export async function answering(work: Work, subject: LockedCase): Promise<Record<string, unknown>> {
  return {
    ...(await opening(work, subject)),
    ...(await answerClock(work, subject)),
  };
}
