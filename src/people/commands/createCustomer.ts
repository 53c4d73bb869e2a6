import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { Customer, type CustomerKind } from "../customer.entity";
import { branchByKey } from "../people.steps";

export interface CreateCustomer {
  readonly externalId?: string | null;
  readonly kind?: CustomerKind;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  /** Null: the branch's. */
  readonly timeZone?: string | null;
  readonly branch?: string | null;
  readonly tags?: readonly string[] | null;
}

conflictOn("customer_external_id_key", "A customer with this externalId is there already.");

/** Adds a customer. By PEOPLE_WRITE. */
export function createCustomer(ctx: Ctx, input: CreateCustomer) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const branch = input.branch == null ? null : (await branchByKey(work, input.branch, "input.branch")).id;
    const id = newId(6);
    await work.insert(Customer, {
      id,
      externalId: input.externalId,
      kind: input.kind,
      name: input.name,
      email: input.email,
      phone: input.phone,
      address: input.address,
      timeZone: input.timeZone,
      branch,
      tags: [...new Set(input.tags ?? [])],
      createdAt: work.now,
      updatedAt: work.now,
    });
    work.record({ kind: "CREATED", type: "CUSTOMER_CREATED", subjectId: id });
    return { customer: id };
  });
}
