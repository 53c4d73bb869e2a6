import { CaseAction } from "../../cases/case.policy";
import { orderLineById, orderLineFound, productById } from "../../cases/case.queries";
import { change, takeCase } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { SupplierReturnStatus } from "../supplierReturn.entity";

export interface OpenSupplierReturn {
  readonly caseId: string;
  readonly supplier: string;
  readonly orderLineId?: string | null;
  /** The line's unless given. */
  readonly productId?: string | null;
  readonly quantity: number;
  readonly notes?: string | null;
}

/** Opens a return to a supplier from a case that is not finished. By SUPPLIER_RETURN_OPEN. */
export function openSupplierReturn(ctx: Ctx, input: OpenSupplierReturn) {
  return transact(ctx, async (work) => {
    const subject = await takeCase(work, input.caseId, CaseAction.OPEN_SUPPLIER_RETURN);
    const found = await mustExist(work, {
      line: input.orderLineId != null && orderLineById(work, "input.orderLineId", input.orderLineId),
      product: input.productId != null && productById(work, "input.productId", input.productId),
    });
    const line = orderLineFound(found.line);
    if (line && subject.orderId !== null && line.orderId !== subject.orderId)
      throw invalid({ path: "input.orderLineId", rule: "ofOrder", message: "this line is of another order" });
    const productId = found.product ?? line?.productId ?? null;
    const id = newId(17);
    const row = await work.one<{ number: string }>(sql`
      INSERT INTO supplier_return (id, case_id, supplier, order_line_id, product_id, quantity, notes, opened_by_id,
        created_at, updated_at)
      VALUES (${id}, ${subject.id}, ${input.supplier}, ${line?.id ?? null}, ${productId}, ${input.quantity},
        ${input.notes ?? null}, ${work.actorId}, ${work.now}, ${work.now})
      RETURNING number`);
    work.record({
      kind: TimelineKind.SUPPLIER_RETURN_OPENED,
      type: EventType.SUPPLIER_RETURN_OPENED,
      subjectId: id,
      caseId: subject.id,
      data: { number: row!.number },
      changes: [
        ...change("status", null, SupplierReturnStatus.OPEN),
        ...change("orderLine", null, line?.id ?? null),
        ...change("product", null, productId),
        ...change("quantity", null, String(input.quantity)),
      ],
      words: { note: input.notes ?? null, changes: change("supplier", null, input.supplier) },
    });
    return { supplierReturn: id };
  });
}
