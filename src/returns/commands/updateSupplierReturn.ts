import { change } from "../../cases/case.steps";
import { EventType, TimelineKind } from "../../cases/timeline.events";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { ErrorCode, invalid, notFound, Refusal } from "../../platform/errors";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { STEPS } from "../rules";
import { SupplierReturn, type SupplierReturnStatus } from "../supplierReturn.entity";

export interface UpdateSupplierReturn {
  readonly id: string;
  readonly status: SupplierReturnStatus;
  /** Left out they stay; null clears them. */
  readonly notes?: string | null;
}

/** Takes a supplier return a step on, also after its case is finished. By SUPPLIER_RETURN_OPEN. */
export function updateSupplierReturn(ctx: Ctx, input: UpdateSupplierReturn) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SUPPLIER_RETURN_OPEN);
    if (input.notes != null && !/\S/.test(input.notes))
      throw invalid({ path: "notes", rule: "notBlank", message: "this cannot be blank" });
    if (input.notes != null && input.notes.length > 10_000)
      throw invalid({ path: "notes", rule: "maxLength", message: "this has at most 10000 characters" });
    const r = raw("r");
    const standing = await work.one<{
      id: string;
      version: number;
      number: string;
      caseId: string;
      status: SupplierReturnStatus;
      notes: string | null;
    }>(sql`
      SELECT r.id, r.version, r.number, r.case_id AS "caseId", r.status, r.notes FROM supplier_return r
      WHERE r.id = ${input.id} AND ${work.scope.visible(SupplierReturn, r)} FOR UPDATE`);
    if (!standing) throw notFound("The supplier return");
    const allowed = STEPS[standing.status];
    if (input.status !== standing.status && !allowed.includes(input.status))
      throw new Refusal(
        ErrorCode.INVALID_TRANSITION,
        `${standing.number} is ${standing.status.toLowerCase()}: it cannot become ${input.status.toLowerCase()}.`,
        { allowed },
      );
    const notes = input.notes === undefined ? standing.notes : input.notes;
    const changes = change("status", standing.status, input.status);
    const words = change("notes", standing.notes, notes);
    if (changes.length + words.length > 0) {
      await work.update(SupplierReturn, standing, { status: input.status, notes });
      work.record({
        kind: TimelineKind.SUPPLIER_RETURN_CHANGED,
        type: EventType.SUPPLIER_RETURN_CHANGED,
        subjectId: standing.id,
        caseId: standing.caseId,
        data: { number: standing.number },
        changes,
        ...(words.length > 0 && { words: { note: input.notes ?? null, changes: words } }),
      });
    }
    return { supplierReturn: standing.id };
  });
}
