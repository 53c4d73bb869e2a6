import { calendarByKey } from "../../calendars/calendar.queries";
import { teamHasOpenCases } from "../../cases/case.queries";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { conflict, notFound } from "../../platform/errors";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { mustBePeople, setMembers } from "../people.steps";
import { checkTravelBuffer } from "../travelBuffer";

/** What is left out stays, null clears, a list replaces the whole list. */
export interface UpdateTeam {
  readonly name?: string;
  readonly description?: string | null;
  readonly leadId?: string | null;
  readonly memberIds?: readonly string[];
  /** By key. */
  readonly calendar?: string | null;
  /** An ISO 8601 duration. */
  readonly travelBuffer?: string | null;
  readonly active?: boolean;
}

/** Changes a team. By PEOPLE_WRITE; CONFLICT where one with open cases would be deactivated. */
export function updateTeam(ctx: Ctx, key: string, input: UpdateTeam) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    const team = await work.one<{ id: string; active: boolean }>(
      sql`SELECT id, active FROM team WHERE key = ${key} FOR UPDATE`,
    );
    if (!team) throw notFound("The team");
    const { id } = team;
    if (input.leadId != null) await mustBePeople(work, [input.leadId], () => "input.leadId");
    if (input.travelBuffer != null) checkTravelBuffer(input.travelBuffer, "input.travelBuffer");
    const calendar = input.calendar == null ? null : await calendarByKey(work, input.calendar, "input.calendar");
    if (team.active && input.active === false) {
      if (await teamHasOpenCases(work, id)) throw conflict("The team has open cases: give them to others first.");
    }
    await work.query(sql`UPDATE team SET updated_at = ${work.now},
      name = coalesce(${input.name ?? null}, name),
      active = coalesce(${input.active ?? null}, active),
      description = CASE WHEN ${input.description !== undefined} THEN ${input.description ?? null} ELSE description END,
      lead_id = CASE WHEN ${input.leadId !== undefined} THEN ${input.leadId ?? null}::uuid ELSE lead_id END,
      calendar_id = CASE WHEN ${input.calendar !== undefined} THEN ${calendar}::uuid ELSE calendar_id END,
      travel_buffer = CASE WHEN ${input.travelBuffer !== undefined} THEN ${input.travelBuffer ?? null}::interval
        ELSE travel_buffer END
      WHERE id = ${id}`);
    if (input.memberIds) await setMembers(work, id, input.memberIds, "input.memberIds");
    return { team: id };
  });
}
