import type { Visible } from "../platform/read/scope";
import { FALSE, TRUE } from "../platform/sql";

/** Policies are the staff's. */
export const slaPolicyVisible: Visible = (_row, scope) => (scope.portal ? FALSE : TRUE);
