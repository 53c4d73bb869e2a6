import { caseSeen } from "../cases/case.policy";
import type { Visible } from "../platform/read/scope";
import { and, or, sql, TRUE } from "../platform/sql";

/**
 * With the case where there is one, else for staff. A portal customer sees what involves the own customer: calls, mails
 * and appointments, never tasks.
 */
export const activityVisible: Visible = (activity, scope) => {
  const seen = caseSeen(sql`${activity}.case_id`, scope);
  if (scope.portal)
    return and(
      sql`${activity}.kind <> 'TASK'`,
      or(
        sql`(${activity}.case_id IS NULL AND ${activity}.customer_id = ${scope.customerId})`,
        sql`(${activity}.case_id IS NOT NULL AND ${seen})`,
      ),
    );
  return seen === TRUE ? TRUE : or(sql`${activity}.case_id IS NULL`, seen);
};
