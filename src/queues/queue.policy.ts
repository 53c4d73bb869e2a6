import { Activity } from "../activities/activity.entity";
import { Case } from "../cases/case.entity";
import { Permission } from "../platform/access/permissions";
import type { Arg } from "../platform/read/declare";
import type { Scope, Visible } from "../platform/read/scope";
import { and, FALSE, or, raw, type Sql, sql, TRUE } from "../platform/sql";
import { isOpenTo } from "./queue.rules";

/** What is in a queue, and who: of a private one for its members and QUEUE_MANAGE. */
export const insideSeen = (queue: Sql, scope: Scope): Sql => {
  if (scope.portal) return FALSE;
  return scope.can(Permission.QUEUE_MANAGE) ? TRUE : isOpenTo(queue, scope.viewerId);
};

/** Staff know every queue; customers know of none. */
export const queueVisible: Visible = (_queue, scope) => (scope.portal ? FALSE : TRUE);

/** The item's case or activity is there and visible. */
export function subjectSeen(item: Sql, scope: Scope): Sql {
  const [c, a] = [raw("queued_case"), raw("queued_activity")];
  const [seenCase, seenActivity] = [scope.visible(Case, c), scope.visible(Activity, a)];
  return and(
    seenCase !== TRUE &&
      or(
        sql`${item}.case_id IS NULL`,
        sql`EXISTS (SELECT FROM service_case queued_case WHERE queued_case.id = ${item}.case_id AND ${seenCase})`,
      ),
    seenActivity !== TRUE &&
      or(
        sql`${item}.activity_id IS NULL`,
        sql`EXISTS (SELECT FROM activity queued_activity WHERE queued_activity.id = ${item}.activity_id AND ${seenActivity})`,
      ),
  );
}

/** With its case or activity; of a private queue besides only for those who see inside, and for who holds it. */
export const queueItemVisible: Visible = (item, scope) => {
  if (scope.portal) return FALSE;
  const inside = insideSeen(raw("its_queue"), scope);
  return and(
    inside !== TRUE &&
      or(
        sql`${item}.worked_by_id = ${scope.viewerId}`,
        sql`EXISTS (SELECT FROM queue its_queue WHERE its_queue.id = ${item}.queue_id AND ${inside})`,
      ),
    subjectSeen(item, scope),
  );
};

/** A KeyFilter over the queue that the row is in; where the viewer does not see its item, the row is in none. */
export function inQueue(column: "case_id" | "activity_id", row: Sql, arg: Arg, scope: Scope): Sql {
  const { eq, in: among, notIn, isNull } = arg.fields ?? {};
  const inside = scope.system ? TRUE : insideSeen(raw("its_queue"), scope);
  const some = (condition: Sql) =>
    sql`EXISTS (SELECT FROM queue_item item WHERE ${and(
      sql`item.${raw(column)} = ${row}.id`,
      condition,
      inside !== TRUE &&
        or(
          !scope.portal && sql`item.worked_by_id = ${scope.viewerId}`,
          sql`EXISTS (SELECT FROM queue its_queue WHERE its_queue.id = item.queue_id AND ${inside})`,
        ),
    )})`;
  const keyed = (keys: Arg) =>
    some(sql`item.queue_id = ANY (ARRAY(SELECT k.id FROM queue k WHERE k.key = ANY (${keys.sql}::text[])))`);
  return and(
    eq &&
      (eq.value === null
        ? sql`NOT ${some(TRUE)}`
        : some(sql`item.queue_id = (SELECT k.id FROM queue k WHERE k.key = ${eq.sql}::text)`)),
    among && among.value !== null && ((among.value as unknown[]).length === 0 ? FALSE : keyed(among)),
    notIn && notIn.value !== null && ((notIn.value as unknown[]).length === 0 ? TRUE : sql`NOT ${keyed(notIn)}`),
    isNull && isNull.value !== null && (isNull.value ? sql`NOT ${some(TRUE)}` : some(TRUE)),
  );
}
