import type { Desk } from "./worldPeople";
import type { Writer } from "./worldWriter";

/** An entitlement that cases may have. */
export interface Owed {
  readonly id: string;
  readonly customer: string;
  readonly contract: string | null;
}

/** Contracts and entitlements of every customer: past, present and to come, of every unit, some canceled. */
export async function writeContracts(w: Writer, desk: Desk): Promise<Owed[]> {
  const { random } = w;
  const policies = await w.ids("SELECT id FROM sla_policy ORDER BY key");
  const owed: Owed[] = [];
  const days = () =>
    random.pick([
      ["2025-01-01", "2026-10-31"],
      ["2026-01-01", "2026-11-01"],
      ["2026-11-02", "2027-01-01"],
    ]);
  for (const customer of desk.customers) {
    const contracts: string[] = [];
    for (let n = random.below(3); n > 0; n--) {
      const [starts, ends] = days();
      contracts.push(
        await w.put("contract", {
          id: w.id(36),
          external_id: w.maybe(0.3, () => `K-${owed.length}-${n}-${customer}`),
          number: `${w.words(1)} ${customer}-${n}`,
          name: w.words(),
          customer_id: customer,
          starts_on: starts,
          ends_on: w.maybe(0.7, () => ends),
          sla_policy_id: w.maybe(0.4, () => random.pick(policies)),
          created_at: w.at(-60, 0),
        }),
      );
    }
    for (let n = random.below(4); n > 0; n--) {
      const [starts, ends] = days();
      const unit = random.pick(["CASES", "HOURS", "UNLIMITED"]);
      const contract = contracts.length > 0 ? w.maybe(0.7, () => random.pick(contracts)) : null;
      const canceled = random.chance(0.2);
      const id = await w.put("entitlement", {
        id: w.id(34),
        name: w.words(),
        customer_id: customer,
        contract_id: contract,
        asset_id: w.maybe(0.3, () => random.pick(desk.assets)),
        product_id: w.maybe(0.3, () => random.pick(desk.products)),
        starts_on: starts,
        ends_on: ends,
        unit,
        total: { CASES: 2, HOURS: 4_500_000, UNLIMITED: null }[unit],
        channels: random.some(["PHONE", "PORTAL"], random.below(3)),
        sla_policy_id: w.maybe(0.4, () => random.pick(policies)),
        canceled_at: canceled ? w.at(-9, -1) : null,
        cancel_reason: canceled ? w.words() : null,
        created_at: w.at(-60, 0),
      });
      owed.push({ id, customer, contract });
    }
  }
  return owed;
}

/** What a case was charged: some of it given back, as much of it as there is. */
export async function writeUses(w: Writer, caseId: string, entitlement: string): Promise<void> {
  const [left] = await w.ids(
    `SELECT CASE unit WHEN 'HOURS' THEN least(1500000, total - used) ELSE least(1, coalesce(total - used, 1)) END AS id
     FROM entitlement WHERE id = '${entitlement}'`,
  );
  const amount = Number(left);
  if (amount === 0 || w.random.chance(0.3)) return;
  const use = (signed: number) =>
    w.put("entitlement_use", {
      id: w.id(35),
      entitlement_id: entitlement,
      case_id: caseId,
      amount: signed,
      note: w.maybe(0.7, () => w.words()),
      at: w.at(-30, 0),
    });
  await use(amount);
  if (w.random.chance(0.3)) await use(-amount);
}
