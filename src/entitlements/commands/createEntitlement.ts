import { assetById, customerById, productById } from "../../cases/case.queries";
import { invalid, type Violation } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, Work } from "../../platform/work";
import { policyByKey } from "../../sla/slaPolicy.queries";
import { mayWriteContracts } from "../entitlement.policy";
import { contractById } from "../entitlement.queries";
import { kept, type Unit } from "../rules";
import { wrongDays, wrongTotal } from "../term.rules";

export interface CreateEntitlement {
  readonly name: string;
  readonly customerId: string;
  readonly contractId?: string | null;
  readonly assetId?: string | null;
  readonly productId?: string | null;
  /** Calendar days in the customer's time zone. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly unit: Unit;
  /** In the unit; null for UNLIMITED. */
  readonly total?: number | null;
  /** None: every channel. */
  readonly channels?: readonly string[] | null;
  /** By key. */
  readonly slaPolicy?: string | null;
}

/** Adds an entitlement of a customer's, for all it has, one asset or one product. By SLA_MANAGE. */
export function createEntitlement(ctx: Ctx, input: CreateEntitlement) {
  return transact(ctx, async (work) => {
    mayWriteContracts(ctx.viewer);
    const { name, startsOn, endsOn, unit, total = null } = input;
    const wrong = [...wrongDays(startsOn, endsOn), ...wrongTotal(unit, total)];
    if (wrong.length > 0) throw invalid(...wrong);
    const found = await mustExist(work, {
      customer: customerById(work, "input.customerId", input.customerId),
      contract: input.contractId != null && contractById(work, "input.contractId", input.contractId),
      asset: input.assetId != null && assetById(work, "input.assetId", input.assetId),
      product: input.productId != null && productById(work, "input.productId", input.productId),
      policy: input.slaPolicy != null && policyByKey("input.slaPolicy", input.slaPolicy),
    });
    const others = [
      ...(found.contract !== null && !found.contract.startsWith(found.customer!)
        ? ofAnother("input.contractId", "contract")
        : []),
      ...(found.asset !== null && !(await isOf(work, found.asset, found.customer!))
        ? ofAnother("input.assetId", "asset")
        : []),
    ];
    if (others.length > 0) throw invalid(...others);
    const id = newId(34);
    await work.query(sql`
      INSERT INTO entitlement (id, name, customer_id, contract_id, asset_id, product_id, starts_on, ends_on, unit, total,
        channels, sla_policy_id, created_at, updated_at)
      VALUES (${id}, ${name}, ${found.customer}, ${input.contractId ?? null}, ${found.asset}, ${found.product}, ${startsOn},
        ${endsOn}, ${unit}, ${total === null ? null : kept(unit, total)}, ${input.channels ?? []}, ${found.policy},
        ${work.now}, ${work.now})`);
    return { entitlement: id };
  });
}

const ofAnother = (path: string, what: string): Violation[] => [
  { path, rule: "ofCustomer", message: `this ${what} is of another customer` },
];

const isOf = async (work: Work, assetId: string, customerId: string): Promise<boolean> =>
  (await work.one(sql`SELECT 1 FROM asset WHERE id = ${assetId} AND customer_id = ${customerId}`)) !== undefined;
