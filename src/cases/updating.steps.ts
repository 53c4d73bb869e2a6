import { coverAfter } from "../entitlements/cover.steps";
import { applyEntitlement, returnEntitlements } from "../entitlements/entitlement.steps";
import { mustExist } from "../platform/mustExist";
import type { Work } from "../platform/work";
import { followPolicy } from "../sla/clock.steps";
import { assertCan, CaseAction } from "./case.policy";
import {
  assetById,
  branchByKey,
  caseTypeByKey,
  type CaseTypeFound,
  customerById,
  orderById,
  orderLineById,
  orderLineFound,
  personById,
  productById,
  settingByKey,
  workOrderById,
} from "./case.queries";
import { type CaseWarning, change, changeCase, takeCase } from "./case.steps";
import { orderContext } from "./context.rules";
import { processOfType } from "./process.steps";
import { EventType, TimelineKind } from "./timeline.events";
import type { UpdateCase } from "./commands/updateCase";

/** Changes what is given; null clears what may be empty. Answers the case's id. */
export async function updateWith(
  work: Work,
  given: { readonly id: string; readonly input: UpdateCase; readonly expectedVersion?: number | null },
  warnings: CaseWarning[] = [],
): Promise<string> {
  const { id, input } = given;
  const subject = await takeCase(work, id, CaseAction.UPDATE, given.expectedVersion);
  const found = await mustExist(work, {
    type: input.type != null && caseTypeByKey("input.type", input.type),
    reason: input.reason != null && settingByKey("input.reason", "reason_code", "reason", input.reason),
    category: input.category != null && settingByKey("input.category", "case_category", "category", input.category),
    customer: input.customerId != null && customerById(work, "input.customerId", input.customerId),
    contact: input.contactId != null && personById(work, "input.contactId", input.contactId),
    asset: input.assetId != null && assetById(work, "input.assetId", input.assetId),
    order: input.orderId != null && orderById(work, "input.orderId", input.orderId),
    line: input.orderLineId != null && orderLineById(work, "input.orderLineId", input.orderLineId),
    product: input.productId != null && productById(work, "input.productId", input.productId),
    workOrder: input.workOrderId != null && workOrderById(work, "input.workOrderId", input.workOrderId),
    branch: input.branch != null && branchByKey(work, "input.branch", input.branch),
  });
  const told = <T>(given: unknown, value: T): T | undefined => (given === undefined ? undefined : value);
  const context = orderContext(
    {
      orderId: told(input.orderId, found.order),
      line: told(input.orderLineId, orderLineFound(found.line)),
      productId: told(input.productId, found.product),
    },
    subject,
  );
  const workOrderId = input.workOrderId === undefined ? subject.workOrderId : found.workOrder;
  // What is left out stays; null clears what is not required.
  const confidential = input.confidential ?? subject.confidential;
  if (confidential !== subject.confidential) assertCan(work.ctx.viewer, CaseAction.SET_CONFIDENTIAL, subject);
  const type = found.type === null ? null : (JSON.parse(found.type) as CaseTypeFound);
  const keep = <T>(value: T | undefined, standing: T): T => (value === undefined ? standing : value);
  const title = input.title ?? subject.title;
  const description = input.description === null ? "" : keep(input.description, subject.description);
  const externalId = keep(input.externalId, subject.externalId);
  const process = type !== null && type.id !== subject.typeId ? await processOfType(work, subject, type.id) : null;
  const cover = await coverAfter(
    work,
    subject,
    {
      customerId: input.customerId === undefined ? subject.customerId : found.customer,
      assetId: input.assetId === undefined ? subject.assetId : found.asset,
      productId: context.productId,
      channel: subject.channel,
      requiresEntitlement: type?.requiresEntitlement ?? subject.requiresEntitlement,
    },
    input,
  );
  warnings.push(...cover.warnings);
  const changes = [
    ...change("externalId", subject.externalId, externalId),
    ...change("type", subject.typeKey, input.type ?? subject.typeKey),
    ...change("reason", subject.reasonKey, input.reason ?? subject.reasonKey),
    ...change("category", subject.categoryKey, keep(input.category, subject.categoryKey)),
    ...change("customer", subject.customerId, keep(input.customerId, subject.customerId)),
    ...change("contact", subject.contactId, keep(input.contactId, subject.contactId)),
    ...change("asset", subject.assetId, keep(input.assetId, subject.assetId)),
    ...change("order", subject.orderId, context.orderId),
    ...change("orderLine", subject.orderLineId, context.orderLineId),
    ...change("product", subject.productId, context.productId),
    ...change("workOrder", subject.workOrderId, workOrderId),
    ...change("entitlement", subject.entitlementId, cover.entitlementId),
    ...change("contract", subject.contractId, cover.contractId),
    ...change("branch", subject.branchKey, keep(input.branch, subject.branchKey)),
    ...change("confidential", String(subject.confidential), String(confidential)),
    ...(process?.changes ?? []),
  ];
  const words = [...change("title", subject.title, title), ...change("description", subject.description, description)];
  if (changes.length + words.length > 0) {
    const { entitlementId, contractId } = cover;
    const owed = entitlementId !== subject.entitlementId || contractId !== subject.contractId;
    const typeId = type?.id ?? subject.typeId;
    const clocks =
      (owed || typeId !== subject.typeId) && (await followPolicy(work, subject, { typeId, entitlementId, contractId }));
    await changeCase(work, subject, {
      externalId,
      title,
      description,
      confidential,
      type: type?.id,
      reason: found.reason ?? undefined,
      category: input.category === undefined ? undefined : found.category,
      customer: input.customerId === undefined ? undefined : found.customer,
      contact: input.contactId === undefined ? undefined : found.contact,
      asset: input.assetId === undefined ? undefined : found.asset,
      order: context.orderId,
      orderLine: context.orderLineId,
      product: context.productId,
      workOrder: workOrderId,
      entitlement: cover.entitlementId,
      contract: cover.contractId,
      branch: input.branch === undefined ? undefined : found.branch,
      ...process?.values,
      ...clocks,
    });
    work.record({
      kind: TimelineKind.UPDATED,
      type: EventType.CASE_UPDATED,
      subjectId: subject.id,
      caseId: subject.id,
      assetId: input.assetId === undefined ? subject.assetId : found.asset,
      changes,
      ...(words.length > 0 && { words: { changes: words } }),
    });
    if (cover.entitlementId !== subject.entitlementId) {
      const kept = { keep: cover.entitlementId, note: "Charged to another entitlement." };
      if (subject.reopenCount > 0) await returnEntitlements(work, subject.id, kept);
      if (cover.entitlementId !== null) applyEntitlement(work, subject.id, cover.entitlementId);
    }
  }
  return subject.id;
}
