import { calendarByKey } from "../../calendars/calendar.queries";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { mustBePeople } from "../people.steps";

export interface SaveBranch {
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly managerId?: string | null;
  /** By key. */
  readonly calendar?: string | null;
  readonly active?: boolean | null;
}

/** Adds a branch, or changes the one with this key. By SETTINGS_MANAGE. */
export function saveBranch(ctx: Ctx, input: SaveBranch) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.SETTINGS_MANAGE);
    if (input.managerId != null) await mustBePeople(work, [input.managerId], () => "input.managerId");
    const calendar = input.calendar == null ? null : await calendarByKey(work, input.calendar, "input.calendar");
    const row = await work.one<{ id: string }>(sql`
      INSERT INTO branch AS b (id, key, name, time_zone, manager_id, calendar_id, active, created_at, updated_at)
      VALUES (${newId(5)}, ${input.key}, ${input.name}, ${input.timeZone}, ${input.managerId ?? null},
        ${calendar}::uuid, ${input.active ?? true}, ${work.now}, ${work.now})
      ON CONFLICT (key) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
        manager_id = CASE WHEN ${input.managerId !== undefined} THEN excluded.manager_id ELSE b.manager_id END,
        calendar_id = CASE WHEN ${input.calendar !== undefined} THEN excluded.calendar_id ELSE b.calendar_id END,
        active = coalesce(${input.active ?? null}, b.active), updated_at = excluded.updated_at
      RETURNING id`);
    return { branch: row!.id };
  });
}
