import { calendarByKey } from "../../calendars/calendar.queries";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { mustBePeople, setMembers } from "../people.steps";
import { checkTravelBuffer } from "../travelBuffer";
import { Team } from "../team.entity";

export interface CreateTeam {
  readonly key: string;
  readonly name: string;
  readonly description?: string | null;
  readonly leadId?: string | null;
  readonly memberIds?: readonly string[] | null;
  /** By key. */
  readonly calendar?: string | null;
  /** An ISO 8601 duration. */
  readonly travelBuffer?: string | null;
}

conflictOn("team_key_key", "A team with this key is there already.");

/** Adds a team. By PEOPLE_WRITE. */
export function createTeam(ctx: Ctx, input: CreateTeam) {
  return transact(ctx, async (work) => {
    if (ctx.viewer) permit(ctx.viewer, Permission.PEOPLE_WRITE);
    if (input.leadId != null) await mustBePeople(work, [input.leadId], () => "input.leadId");
    if (input.travelBuffer != null) checkTravelBuffer(input.travelBuffer, "input.travelBuffer");
    const calendar = input.calendar == null ? null : await calendarByKey(work, input.calendar, "input.calendar");
    const id = newId(3);
    await work.insert(Team, {
      id,
      key: input.key,
      name: input.name,
      description: input.description,
      lead: input.leadId,
      calendar,
      travelBuffer: input.travelBuffer,
      createdAt: work.now,
      updatedAt: work.now,
    });
    if (input.memberIds) await setMembers(work, id, input.memberIds, "input.memberIds");
    return { team: id };
  });
}
