import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { invalid } from "../../platform/errors";
import { newId } from "../../platform/ids";
import { byKey, mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { followCalendars } from "../../sla/rederivation.steps";
import { mustOpen, reviseCalendars } from "../calendar.steps";
import { inWeekOrder, wrongWindows, type WrittenWindow } from "../rules";

/** What is left out of a calendar that is there stays as it is; a null schedule takes it away. */
export interface SaveBusinessCalendar {
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly aroundTheClock?: boolean | null;
  readonly hours?: readonly WrittenWindow[] | null;
  readonly holidaySchedule?: string | null;
}

interface Row {
  readonly id: string;
  readonly around_the_clock: boolean;
  readonly hours: readonly WrittenWindow[];
  readonly holiday_schedule_id: string | null;
}

/** Adds a calendar, or changes the one with this key, and open clocks with it. By SLA_MANAGE. */
export function saveBusinessCalendar(ctx: Ctx, input: SaveBusinessCalendar) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SLA_MANAGE);
    const row = await work.one<Row>(sql`
      SELECT id, around_the_clock, hours, holiday_schedule_id FROM business_calendar
      WHERE key = ${input.key} FOR NO KEY UPDATE`);
    const { aroundTheClock, hours } = opened(input, row);
    const schedule =
      input.holidaySchedule === undefined
        ? (row?.holiday_schedule_id ?? null)
        : (
            await mustExist(work, {
              schedule: input.holidaySchedule !== null && {
                ...byKey(
                  "input.holidaySchedule",
                  input.holidaySchedule,
                  "holiday schedule",
                  sql`SELECT id FROM holiday_schedule WHERE key = ${input.holidaySchedule}`,
                ),
                message: `no holiday schedule has the key \`${input.holidaySchedule}\``,
              },
            })
          ).schedule;
    const saved = await work.one<{ id: string }>(sql`
      INSERT INTO business_calendar
        (id, key, name, time_zone, around_the_clock, hours, holiday_schedule_id, created_at, updated_at)
      VALUES (${newId(33)}, ${input.key}, ${input.name}, ${input.timeZone}, ${aroundTheClock},
        ${JSON.stringify(hours)}::jsonb, ${schedule}::uuid, ${work.now}, ${work.now})
      ON CONFLICT (key) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
        around_the_clock = excluded.around_the_clock, hours = excluded.hours,
        holiday_schedule_id = excluded.holiday_schedule_id, updated_at = excluded.updated_at
      RETURNING id`);
    await mustOpen(work, (calendar) => sql`${calendar}.id = ${saved!.id}`, "input.holidaySchedule");
    await followCalendars(work, await reviseCalendars(work, (calendar) => sql`${calendar}.id = ${saved!.id}`));
    return { calendar: saved!.id };
  });
}

/** When it will be open, refused where that says two things at once, or nothing. */
function opened(
  input: SaveBusinessCalendar,
  row: Row | undefined,
): { aroundTheClock: boolean; hours: readonly WrittenWindow[] } {
  const aroundTheClock = input.aroundTheClock ?? row?.around_the_clock ?? false;
  const path = "input.hours";
  if (aroundTheClock) {
    if (input.hours?.length)
      throw invalid({ path, rule: "aroundTheClock", message: "a calendar around the clock has no windows" });
    return { aroundTheClock, hours: [] };
  }
  const hours = inWeekOrder(input.hours ?? row?.hours ?? []).map(({ weekday, opens, closes }) => ({
    weekday,
    opens,
    closes,
  }));
  if (hours.length === 0)
    throw invalid({ path, rule: "minItems", message: "at least one window, unless it is around the clock" });
  const wrong = wrongWindows(input.hours ?? [], path);
  if (wrong.length > 0) throw invalid(...wrong);
  return { aroundTheClock, hours };
}
