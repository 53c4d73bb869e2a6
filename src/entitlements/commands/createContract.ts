import { customerById } from "../../cases/case.queries";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { policyByKey } from "../../sla/slaPolicy.queries";
import { Contract } from "../contract.entity";
import { mayWriteContracts } from "../entitlement.policy";
import { wrongDays } from "../term.rules";

export interface CreateContract {
  readonly externalId?: string | null;
  readonly number: string;
  readonly name: string;
  readonly customerId: string;
  /** Calendar days in the customer's time zone. */
  readonly startsOn: string;
  readonly endsOn?: string | null;
  /** By key. */
  readonly slaPolicy?: string | null;
}

conflictOn("contract_number_key", "A contract with the number {} is there already.");
conflictOn("contract_external_id_key", "A contract with this externalId is there already.");

/** Adds a contract of a customer's. By SLA_MANAGE. */
export function createContract(ctx: Ctx, input: CreateContract) {
  return transact(ctx, async (work) => {
    mayWriteContracts(ctx.viewer);
    const { externalId, number, name, startsOn, endsOn = null } = input;
    const wrong = wrongDays(startsOn, endsOn);
    if (wrong.length > 0) throw invalid(...wrong);
    const { customer, policy } = await mustExist(work, {
      customer: customerById(work, "input.customerId", input.customerId),
      policy: input.slaPolicy != null && policyByKey("input.slaPolicy", input.slaPolicy),
    });
    const id = newId(36);
    await work.insert(Contract, {
      id,
      externalId,
      number,
      name,
      customer,
      startsOn,
      endsOn,
      slaPolicy: policy,
      createdAt: work.now,
      updatedAt: work.now,
    });
    return { contract: id };
  });
}
