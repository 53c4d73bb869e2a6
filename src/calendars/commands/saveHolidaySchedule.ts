import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { followCalendars } from "../../sla/rederivation.steps";
import { mustOpen, reviseCalendars } from "../calendar.steps";
import { knownRegion } from "../regions";
import { wrongHolidays } from "../rules";

/** What is left out of a schedule that is there stays as it is; a null region takes it away. */
export interface SaveHolidaySchedule {
  readonly key: string;
  readonly name: string;
  readonly holidays?:
    | readonly {
        readonly date: string;
        readonly until?: string | null;
        readonly name: string;
        readonly yearly: boolean;
      }[]
    | null;
  readonly region?: string | null;
}

/** Adds a schedule of days off, or changes the one with this key, and open clocks of its calendars with it. By SLA_MANAGE. */
export function saveHolidaySchedule(ctx: Ctx, input: SaveHolidaySchedule) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SLA_MANAGE);
    const given = (input.holidays ?? []).map(({ date, until, name, yearly }) => ({
      date,
      until: until ?? null,
      name,
      yearly,
    }));
    const wrong = wrongHolidays(given, "input.holidays");
    const region = input.region == null ? null : knownRegion(input.region);
    if (input.region != null && region === null)
      wrong.push({
        path: "input.region",
        rule: "region",
        message: `no public holidays are known of \`${input.region}\`; write a region such as US, US-MA or DE-BY`,
      });
    if (wrong.length > 0) throw invalid(...wrong);
    const holidays = input.holidays
      ? JSON.stringify(given.sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date))))
      : null;
    const saved = await work.one<{ id: string }>(sql`
      INSERT INTO holiday_schedule AS s (id, key, name, holidays, region, created_at, updated_at)
      VALUES (${newId(32)}, ${input.key}, ${input.name}, coalesce(${holidays}::jsonb, '[]'), ${region},
        ${work.now}, ${work.now})
      ON CONFLICT (key) DO UPDATE SET name = excluded.name,
        holidays = coalesce(${holidays}::jsonb, s.holidays),
        region = CASE WHEN ${input.region !== undefined} THEN excluded.region ELSE s.region END,
        updated_at = excluded.updated_at
      RETURNING id`);
    await mustOpen(work, (calendar) => sql`${calendar}.holiday_schedule_id = ${saved!.id}`, "input.holidays");
    const revised = await reviseCalendars(work, (calendar) => sql`${calendar}.holiday_schedule_id = ${saved!.id}`);
    await followCalendars(work, revised);
    return { schedule: saved!.id };
  });
}
