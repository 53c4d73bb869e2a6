import { caseSeen } from "../cases/case.policy";
import { Permission } from "../platform/access/permissions";
import type { Visible } from "../platform/read/scope";
import { FALSE, sql, TRUE } from "../platform/sql";

/**
 * Who has SUPPLIER_RETURN_OPEN handles every return, also where the case is out of their sight by now; other staff see
 * the returns of the cases that they see; portal customers none.
 */
export const supplierReturnVisible: Visible = (supplierReturn, scope) => {
  if (scope.portal) return FALSE;
  return scope.can(Permission.SUPPLIER_RETURN_OPEN) ? TRUE : caseSeen(sql`${supplierReturn}.case_id`, scope);
};
