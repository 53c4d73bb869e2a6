import { updateCase } from "../cases/commands/updateCase";
import { createContract } from "../entitlements/commands/createContract";
import { createEntitlement } from "../entitlements/commands/createEntitlement";
import type { Unit } from "../entitlements/rules";
import type { Ctx } from "../platform/work";

/** What customers agreed upon, in turn: every third one has a contract, each of another kind. */
const OFFERS: readonly { readonly name: string; readonly unit: Unit; readonly total: number | null }[] = [
  { name: "Full service", unit: "UNLIMITED", total: null },
  { name: "Ten visits a year", unit: "CASES", total: 10 },
  { name: "Workshop hours", unit: "HOURS", total: 24 },
];

const day = (from: Date, days: number): string =>
  new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** Contracts with an entitlement each, the last one about to end, and the open cases that they cover. */
export async function addContracts(ctx: Ctx, now: Date): Promise<void> {
  const { rows } = await ctx.house.pool.query<{ id: string; cases: string[] }>(
    `SELECT c.id, ARRAY(SELECT o.id FROM service_case o WHERE o.customer_id = c.id AND o.state IN ('NEW', 'OPEN')
       ORDER BY o.number_seq) AS cases FROM customer c ORDER BY c.external_id`,
  );
  const parties = rows.filter((_, i) => i % 3 === 0);
  for (const [i, { id: customerId, cases }] of parties.entries()) {
    const offer = OFFERS[i % OFFERS.length]!;
    const last = i === parties.length - 1;
    const [startsOn, endsOn] = [day(now, -200 + 7 * i), day(now, last ? 9 : 165 + 7 * i)];
    const number = `NL-K-${100 + i}`;
    const { contract } = await createContract(ctx, { number, name: offer.name, customerId, startsOn, endsOn });
    const { entitlement } = await createEntitlement(ctx, {
      ...offer,
      customerId,
      contractId: contract,
      startsOn,
      endsOn,
    });
    for (const id of cases) await updateCase(ctx, { id, input: { entitlementId: entitlement } });
  }
}
