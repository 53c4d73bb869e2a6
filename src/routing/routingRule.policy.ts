import type { Visible } from "../platform/read/scope";
import { FALSE, sql } from "../platform/sql";

/** Staff see the rules that are in force or could be; a customer sees none. */
export const routingRuleVisible: Visible = (rule, scope) => (scope.portal ? FALSE : sql`${rule}.deleted_at IS NULL`);
