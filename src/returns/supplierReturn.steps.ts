import { sql } from "../platform/sql";
import type { Work } from "../platform/work";

/** Supplier returns of a case become another's, whatever step they are at. */
export async function moveSupplierReturns(work: Work, fromCaseId: string, toCaseId: string): Promise<void> {
  await work.query(sql`UPDATE supplier_return SET case_id = ${toCaseId}, version = version + 1, updated_at = ${work.now}
    WHERE case_id = ${fromCaseId}`);
}
