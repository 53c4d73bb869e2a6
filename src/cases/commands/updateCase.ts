import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import type { CaseWarning } from "../case.steps";
import { updateWith } from "../updating.steps";

export interface UpdateCase {
  readonly externalId?: string | null;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly type?: string | null;
  readonly reason?: string | null;
  readonly category?: string | null;
  readonly customerId?: string | null;
  readonly contactId?: string | null;
  readonly assetId?: string | null;
  readonly orderId?: string | null;
  readonly orderLineId?: string | null;
  readonly productId?: string | null;
  readonly workOrderId?: string | null;
  readonly entitlementId?: string | null;
  readonly contractId?: string | null;
  readonly branch?: string | null;
  readonly confidential?: boolean | null;
}

/** Changes what is given; null clears what may be empty. */
export function updateCase(ctx: Ctx, input: { id: string; input: UpdateCase; expectedVersion?: number | null }) {
  return transact(ctx, async (work) => {
    const warnings: CaseWarning[] = [];
    return { case: await updateWith(work, input, warnings), warnings };
  });
}
