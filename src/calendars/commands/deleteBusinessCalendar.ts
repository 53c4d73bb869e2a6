import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";

/** Takes a calendar away. By SLA_MANAGE; CONFLICT while a policy, clock, person, team or branch uses it. */
export function deleteBusinessCalendar(ctx: Ctx, key: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SLA_MANAGE);
    const calendar = await work.one<{ id: string }>(
      sql`SELECT id FROM business_calendar WHERE key = ${key} FOR UPDATE`,
    );
    if (!calendar) throw notFound("The calendar");
    const { id } = calendar;
    const [user] = await work.query<{ what: string }>(sql`
      SELECT 'policy' AS what FROM sla_policy WHERE calendar_id = ${id}
      UNION ALL SELECT * FROM (SELECT 'clock of a case' FROM sla_clock WHERE calendar_id = ${id} LIMIT 1) clock
      UNION ALL SELECT 'person' FROM person WHERE calendar_id = ${id}
      UNION ALL SELECT 'team' FROM team WHERE calendar_id = ${id}
      UNION ALL SELECT 'branch' FROM branch WHERE calendar_id = ${id} LIMIT 1`);
    if (user) throw conflict(`The calendar is still in use by a ${user.what}.`);
    await work.query(sql`DELETE FROM business_calendar WHERE id = ${id}`);
    return { removedId: id };
  });
}
