/*
 * What a condition demands of a case by equality: read off the filter itself, so that of many rules only those are asked
 * whose demands the case meets. It only ever narrows: the condition is still asked where it says more than that.
 */

/** What is known of a case before any condition is asked: keys and ids. */
export const KNOWN = [
  "type",
  "reason",
  "category",
  "priority",
  "channel",
  "branch",
  "customerId",
  "contactId",
  "assetId",
  "orderId",
  "productId",
  "workOrderId",
] as const;
export type Known = (typeof KNOWN)[number];
export type Facts = Readonly<Record<Known, string | null>>;

export interface Demand {
  readonly field: Known;
  readonly values: ReadonlySet<string>;
}

type Given = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Given =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Ids are the same in small and capital letters, keys are not. */
const plain = (field: Known, value: string) => (field.endsWith("Id") ? value.toLowerCase() : value);

/** The demands that must all be met, and whether meeting them is all that the condition asks. */
export function demandsOf(condition: Given): { readonly demands: readonly Demand[]; readonly exact: boolean } {
  const demands: Demand[] = [];
  let exact = true;
  for (const [name, value] of Object.entries(condition)) {
    if (value === null || value === undefined) continue;
    if (name === "and" && Array.isArray(value)) {
      for (const part of value) {
        const inner = demandsOf(part as Given);
        demands.push(...inner.demands);
        exact &&= inner.exact;
      }
      continue;
    }
    const field = KNOWN.find((known) => known === name);
    if (!field || !isObject(value)) {
      exact = false;
      continue;
    }
    for (const [operator, operand] of Object.entries(value)) {
      if (operator === "eq" && typeof operand === "string")
        demands.push({ field, values: new Set([plain(field, operand)]) });
      else if (operator === "in" && Array.isArray(operand))
        demands.push({ field, values: new Set(operand.map((one) => plain(field, String(one)))) });
      // A comparator that is null asks nothing, but for `eq`.
      else if (operator === "eq" || (operand !== null && operand !== undefined)) exact = false;
    }
  }
  return { demands, exact };
}

/** Whether a case meets all demands. */
export const meets = (facts: Facts, demands: readonly Demand[]): boolean =>
  demands.every(({ field, values }) => {
    const fact = facts[field];
    return fact !== null && values.has(fact);
  });

interface Demanding {
  readonly position: number;
  readonly demands: readonly Demand[];
}

/** Rules by one value that each demands, so that what a case meets is found without walking all of them. */
export class DemandIndex<R extends Demanding> {
  private readonly byValue = new Map<string, R[]>();
  private readonly always: R[] = [];

  constructor(rules: readonly R[]) {
    for (const rule of rules) {
      // The fewest values narrow the most.
      const [narrowest] = [...rule.demands].sort((a, b) => a.values.size - b.values.size);
      if (!narrowest) this.always.push(rule);
      else
        for (const value of narrowest.values) {
          const key = `${narrowest.field} ${value}`;
          this.byValue.set(key, [...(this.byValue.get(key) ?? []), rule]);
        }
    }
  }

  /** The rules whose demands the case meets, in their order. */
  candidates(facts: Facts): R[] {
    const found = [...this.always];
    for (const field of KNOWN) {
      if (facts[field] === null) continue;
      for (const rule of this.byValue.get(`${field} ${facts[field]}`) ?? [])
        if (meets(facts, rule.demands)) found.push(rule);
    }
    return found.sort((a, b) => a.position - b.position);
  }
}
