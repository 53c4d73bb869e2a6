import { invalid, type Violation } from "../platform/errors";
import { mustExist } from "../platform/mustExist";
import type { Work } from "../platform/work";
import {
  bestEntitlement,
  contractById,
  contractInForce,
  contractOf,
  type Covering,
  entitlementById,
  hasEntitlements,
  type NamedEntitlement,
  stillCovers,
} from "./entitlement.queries";
import { exhausted } from "./entitlement.steps";

/** What of a case decides who pays for it. */
export interface CoverFacts {
  readonly customerId: string | null;
  readonly assetId: string | null;
  readonly productId: string | null;
  readonly channel: string;
  /** Its type demands an entitlement with something left. */
  readonly requiresEntitlement: boolean;
}

/** What a command was given: undefined is chosen, null is none. */
export interface CoverGiven {
  readonly entitlementId?: string | null;
  readonly contractId?: string | null;
}

/** What a case is charged to, and what is worth a look about it. */
export interface Cover {
  readonly entitlementId: string | null;
  readonly contractId: string | null;
  readonly warnings: readonly { readonly code: "NO_ENTITLEMENT"; readonly message: string }[];
}

const OF_ANOTHER = ["input.contractId", "ofEntitlement", "the entitlement is of another contract"] as const;

export const noEntitlement = (message: string): Cover["warnings"][number] => ({ code: "NO_ENTITLEMENT", message });

/**
 * The entitlement and contract of a case: those named, else the most specific entitlement that covers it, with its
 * contract, else the customer's contract in force. ENTITLEMENT_EXHAUSTED where the type demands what is not there.
 */
export async function coverOf(work: Work, facts: CoverFacts, given: CoverGiven): Promise<Cover> {
  const { customerId, requiresEntitlement } = facts;
  if (customerId === null) {
    mustBe(given.entitlementId == null, "input.entitlementId", "ofCustomer", "the case has no customer");
    mustBe(given.contractId == null, "input.contractId", "ofCustomer", "the case has no customer");
    if (requiresEntitlement) throw exhausted("Cases of this type need an entitlement, and this one has no customer.");
    return { entitlementId: null, contractId: null, warnings: [] };
  }
  const covering: Covering = { ...facts, customerId };
  const named = given.contractId == null ? null : await namedContract(work, given.contractId, customerId);
  const found = await entitlementOf(work, covering, given, named);
  const left = found?.hasLeft ?? false;
  if (requiresEntitlement && !left)
    throw exhausted(
      found
        ? "Cases of this type need an entitlement, and nothing is left of this one."
        : "Cases of this type need an entitlement with something left, and none covers this one.",
    );
  mustBe(named === null || found?.contractId == null || found.contractId === named, ...OF_ANOTHER);
  const contractId =
    given.contractId === undefined ? (found?.contractId ?? (await contractInForce(work, customerId))) : named;
  const warnings = found
    ? left
      ? []
      : [noEntitlement("Nothing is left of the entitlement.")]
    : given.entitlementId === undefined && (await hasEntitlements(work, customerId))
      ? [noEntitlement("No entitlement of the customer's with something left covers this case.")]
      : [];
  return { entitlementId: found?.id ?? null, contractId, warnings };
}

async function entitlementOf(work: Work, covering: Covering, { entitlementId }: CoverGiven, contractId: string | null) {
  if (entitlementId === undefined) {
    const best = await bestEntitlement(work, covering, contractId);
    return best && { ...best, hasLeft: true };
  }
  return entitlementId === null ? null : namedEntitlement(work, entitlementId, covering);
}

/** An entitlement that must be of the customer, take new cases, and cover this one; whether something is left is asked later. */
async function namedEntitlement(work: Work, id: string, covering: Covering): Promise<NamedEntitlement> {
  const path = "input.entitlementId";
  const { named } = await mustExist(work, { named: entitlementById(work, path, id, covering) });
  const found = JSON.parse(named!) as NamedEntitlement;
  mustBe(found.customerId === covering.customerId, path, "ofCustomer", "this entitlement is of another customer");
  mustBe(found.inForce, path, "inForce", "this entitlement is canceled, over or has not begun");
  mustBe(found.ofAsset, path, "covers", "this entitlement is for another asset");
  mustBe(found.ofProduct, path, "covers", "this entitlement is for another product");
  mustBe(found.byChannel, path, "covers", "this entitlement is not for cases that came in this way");
  return found;
}

async function namedContract(work: Work, id: string, customerId: string): Promise<string> {
  const path = "input.contractId";
  const { named } = await mustExist(work, { named: contractById(work, path, id) });
  const [owner, inForce] = named!.split("|");
  mustBe(owner === customerId, path, "ofCustomer", "this contract is of another customer");
  mustBe(inForce === "true", path, "inForce", "this contract is over or has not begun");
  return id.toLowerCase();
}

function mustBe(holds: boolean, path: string, rule: string, message: string): void {
  const violation: Violation = { path, rule, message };
  if (!holds) throw invalid(violation);
}

const plain = (id: string | null | undefined) => (id === null ? null : id?.toLowerCase());

/** What a case that stands is charged to, and what a change leaves of it. */
export interface CoverStanding extends CoverFacts {
  readonly entitlementId: string | null;
  readonly contractId: string | null;
}

/**
 * The same after a change of a case. What was not named stays as long as it may: another customer's goes, and so does one
 * for an asset or product that the case is no longer about; a type that demands one gets one.
 */
export async function coverAfter(
  work: Work,
  standing: CoverStanding,
  facts: CoverFacts,
  asked: CoverGiven,
): Promise<Cover> {
  const { entitlementId, contractId } = standing;
  const given = { entitlementId: plain(asked.entitlementId), contractId: plain(asked.contractId) };
  const kept = { entitlementId, contractId, warnings: [] };
  if (facts.customerId !== standing.customerId) return coverOf(work, facts, given);
  const named = given.entitlementId !== undefined && given.entitlementId !== entitlementId;
  if (named) return coverOf(work, facts, given);
  const moved = facts.assetId !== standing.assetId || facts.productId !== standing.productId;
  const lost =
    moved &&
    entitlementId !== null &&
    facts.customerId !== null &&
    !(await stillCovers(work, entitlementId, { ...facts, customerId: facts.customerId }));
  const lacks = entitlementId === null && facts.requiresEntitlement && !standing.requiresEntitlement;
  if (lost || lacks) return coverOf(work, facts, { contractId: given.contractId });
  if (given.contractId === undefined || given.contractId === contractId) return kept;
  if (facts.customerId === null || given.contractId === null) {
    mustBe(given.contractId === null, "input.contractId", "ofCustomer", "the case has no customer");
    return { ...kept, contractId: null };
  }
  const its = entitlementId === null ? null : await contractOf(work, entitlementId);
  mustBe(its === null || its === given.contractId, ...OF_ANOTHER);
  return { ...kept, contractId: await namedContract(work, given.contractId, facts.customerId) };
}
