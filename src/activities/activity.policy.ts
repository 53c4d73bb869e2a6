import { caseSeen } from "../cases/case.policy";
import type { Scope, Visible } from "../platform/read/scope";
import { and, or, type Sql, sql, TRUE } from "../platform/sql";

/** Of a case that the viewer sees: customers never see tasks, not even in a count. */
export const onSeenCase = (activity: Sql, scope: Scope): Sql => (scope.portal ? sql`${activity}.kind <> 'TASK'` : TRUE);

/**
 * With the case where there is one, else for staff. A portal customer sees what involves the own customer: calls, mails
 * and appointments, never tasks.
 */
export const activityVisible: Visible = (activity, scope) => {
  const seen = caseSeen(sql`${activity}.case_id`, scope);
  if (scope.portal)
    return and(
      onSeenCase(activity, scope),
      or(
        sql`(${activity}.case_id IS NULL AND ${activity}.customer_id = ${scope.customerId})`,
        sql`(${activity}.case_id IS NOT NULL AND ${seen})`,
      ),
    );
  return seen === TRUE ? TRUE : or(sql`${activity}.case_id IS NULL`, seen);
};
