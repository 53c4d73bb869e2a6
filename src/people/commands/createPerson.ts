import { calendarByKey } from "../../calendars/calendar.queries";
import { checkPassword, hashPassword } from "../../platform/access/passwords";
import { Permission } from "../../platform/access/permissions";
import { permit } from "../../platform/access/viewer";
import { newId } from "../../platform/ids";
import { byId, mustExist } from "../../platform/mustExist";
import { sql } from "../../platform/sql";
import { conflictOn, transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { branchByKey, setLinks } from "../people.steps";
import { Person } from "../person.entity";

export interface CreatePerson {
  readonly externalId?: string | null;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly title?: string | null;
  /** The branch's, else UTC, unless given. */
  readonly timeZone?: string | null;
  readonly locale?: string | null;
  readonly roles?: readonly string[] | null;
  readonly password?: string | null;
  readonly customerId?: string | null;
  readonly branch?: string | null;
  readonly calendar?: string | null;
  readonly teams?: readonly string[] | null;
  readonly skills?: readonly string[] | null;
  readonly capacity?: number | null;
}

conflictOn("person_email", "A person with this e-mail address is there already.");
conflictOn("person_external_id_key", "A person with this externalId is there already.");

/** Adds a person. By PEOPLE_WRITE; roles and a password also need ACCESS_MANAGE. */
export async function createPerson(ctx: Ctx, input: CreatePerson) {
  const roles = input.roles ?? [];
  if (ctx.viewer) {
    permit(ctx.viewer, Permission.PEOPLE_WRITE);
    if (roles.length > 0 || input.password != null) permit(ctx.viewer, Permission.ACCESS_MANAGE);
  }
  let passwordHash: string | null = null;
  if (input.password != null) {
    checkPassword(input.password, "input.password");
    passwordHash = await hashPassword(input.password);
  }
  return transact(ctx, async (work) => {
    const id = newId(2);
    const branch = input.branch == null ? null : await branchByKey(work, input.branch, "input.branch");
    const calendar = input.calendar == null ? null : await calendarByKey(work, input.calendar, "input.calendar");
    const found = await mustExist(work, {
      customer:
        input.customerId != null &&
        byId(
          "input.customerId",
          6,
          input.customerId,
          "customer",
          (key) => sql`SELECT id FROM customer WHERE id = ${key}`,
        ),
    });
    await work.insert(Person, {
      id,
      externalId: input.externalId,
      name: input.name,
      email: input.email,
      phone: input.phone,
      title: input.title,
      timeZone: input.timeZone ?? branch?.time_zone,
      locale: input.locale,
      customer: found.customer,
      branch: branch?.id,
      calendar,
      capacity: input.capacity,
      passwordHash,
      createdAt: work.now,
      updatedAt: work.now,
    });
    await setLinks(work, id, "roles", roles, "input.roles");
    await setLinks(work, id, "teams", input.teams ?? [], "input.teams");
    await setLinks(work, id, "skills", input.skills ?? [], "input.skills");
    work.record({ kind: "CREATED", type: "PERSON_CREATED", subjectId: id, data: { roles: [...roles] } });
    return { person: id };
  });
}
