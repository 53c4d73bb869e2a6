import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { CaseAction } from "../case.policy";
import { changeCase, sayStep, takeCase } from "../case.steps";
import { rated, type Rating } from "../rating.steps";

export interface RateCase {
  readonly id: string;
  readonly satisfaction: Rating;
}

/** Records how content the customer was. The customer's own word replaces staff's, and stands. */
export function rateCase(ctx: Ctx, input: RateCase) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.id, CaseAction.RATE);
    await sayStep(work, "rate");
    await changeCase(work, subject, rated(work, subject, input.satisfaction));
    return { case: subject.id, warnings: [] };
  });
}
