import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";

/** Takes a schedule of days off away. By SLA_MANAGE; CONFLICT while a calendar uses it. */
export function deleteHolidaySchedule(ctx: Ctx, key: string) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SLA_MANAGE);
    const schedule = await work.one<{ id: string }>(sql`SELECT id FROM holiday_schedule WHERE key = ${key} FOR UPDATE`);
    if (!schedule) throw notFound("The holiday schedule");
    const user = await work.one<{ key: string }>(
      sql`SELECT key FROM business_calendar WHERE holiday_schedule_id = ${schedule.id} ORDER BY key LIMIT 1`,
    );
    if (user) throw conflict(`The holiday schedule is still in use by the calendar \`${user.key}\`.`);
    await work.query(sql`DELETE FROM holiday_schedule WHERE id = ${schedule.id}`);
    return { removedId: schedule.id };
  });
}
