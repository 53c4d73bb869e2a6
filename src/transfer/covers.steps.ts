import { CaseState } from "../cases/settings.entity";
import { returnEntitlements } from "../entitlements/entitlement.steps";
import type { Work } from "../platform/work";
import type { CaseFacts, Standing } from "./caseRow.rules";

interface Changed {
  readonly id: string;
  readonly facts: CaseFacts;
  readonly was: Standing;
}

/** Who pays for the former customer's case does not pay for the new one's. */
export const goesElsewhere = (was: Standing, facts: CaseFacts): boolean => was.customerId !== facts.customerId;

/** Gives back what cases were charged that an import cancels, or moves to another customer. */
export async function returnCharges(work: Work, changed: readonly Changed[]): Promise<void> {
  for (const { id, facts, was } of changed) {
    if (was.entitlementId === null) continue;
    if (goesElsewhere(was, facts)) await returnEntitlements(work, id, { note: "Another customer's case." });
    else if (facts.state === CaseState.CANCELED) await returnEntitlements(work, id, { note: "Canceled." });
  }
}
