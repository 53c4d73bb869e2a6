import { handBackOpenWork } from "../../activities/handBack.steps";
import { calendarByKey } from "../../calendars/calendar.queries";
import { rightsChanged } from "../../platform/access/credentials";
import { Permission } from "../../platform/access/permissions";
import { can, permit } from "../../platform/access/viewer";
import { conflict, forbidden, notFound } from "../../platform/errors";
import { byId, mustExist } from "../../platform/mustExist";
import { raw, sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx, FieldChange, Work } from "../../platform/work";
import { changesOf } from "../changes";
import { branchByKey, holdAdministrators, keepAnAdministrator, setLinks, shutOut } from "../people.steps";
import { Person } from "../person.entity";

/** What is left out stays, null clears, a list replaces the whole list. */
export interface UpdatePerson {
  readonly externalId?: string | null;
  readonly name?: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly title?: string | null;
  readonly timeZone?: string;
  readonly locale?: string | null;
  readonly roles?: readonly string[];
  readonly customerId?: string | null;
  readonly branch?: string | null;
  readonly calendar?: string | null;
  readonly teams?: readonly string[];
  readonly skills?: readonly string[];
  readonly capacity?: number | null;
  readonly active?: boolean;
}

/** What everyone may change of themselves. */
const OWN: ReadonlySet<string> = new Set(["name", "phone", "title", "timeZone", "locale"]);
/** Changes of these fields are told by words that people wrote, which can be taken away later. */
const WORDS: ReadonlySet<string> = new Set(["name", "email", "phone", "title", "externalId"]);

interface Row {
  readonly version: number;
  readonly externalId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly hasRole: boolean;
  readonly isAdmin: boolean;
}

/**
 * Changes a person. Name, phone, title, time zone and locale of oneself by anyone; else by PEOPLE_WRITE. Roles, and the
 * e-mail address and activity of who has a role, need ACCESS_MANAGE: they say who signs in, and as whom.
 */
export function updatePerson(ctx: Ctx, id: string, input: UpdatePerson, expectedVersion?: number | null) {
  return transact(ctx, async (work) => {
    const row = await locked(work, id);
    allow(work, id, input, row);
    if (expectedVersion != null && expectedVersion !== row.version)
      throw conflict("The person was changed by somebody else.", { currentVersion: row.version });
    const changes = [...(await write(work, id, input, row)), ...(await relink(work, id, input, row))];
    if (changes.length > 0) {
      const plain = changes.filter((change) => !WORDS.has(change.field));
      const words = changes.filter((change) => WORDS.has(change.field));
      work.record({
        kind: "UPDATED",
        type: "PERSON_UPDATED",
        subjectId: id,
        changes: plain,
        words: { changes: words },
      });
    }
    return { person: id };
  });
}

async function locked(work: Work, id: string): Promise<Row> {
  // Before the row's own lock: two administrators that demote each other must wait for one another, not in a circle.
  const admin = await work.one(sql`SELECT FROM person_role h JOIN role r ON r.id = h.role_id AND r.key = 'admin'
    WHERE h.person_id = ${id}`);
  if (admin) await holdAdministrators(work);
  const p = raw("p");
  const row =
    await work.one<Row>(sql`SELECT p.version, p.external_id AS "externalId", p.name, p.email, p.phone, p.title,
      p.time_zone AS "timeZone", p.locale, p.active, p.customer_id AS customer, p.branch_id AS branch, p.calendar_id AS calendar,
      p.capacity,
      EXISTS (SELECT FROM person_role h WHERE h.person_id = p.id) AS "hasRole",
      EXISTS (SELECT FROM person_role h JOIN role r ON r.id = h.role_id AND r.key = 'admin'
        WHERE h.person_id = p.id) AS "isAdmin"
    FROM person p WHERE p.id = ${id} AND ${work.scope.visible(Person, p)} FOR UPDATE OF p`);
  if (!row) throw notFound("The person");
  return row;
}

function allow(work: Work, id: string, input: UpdatePerson, row: Row): void {
  const viewer = work.ctx.viewer;
  if (!viewer) return;
  const fields = Object.entries(input).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const own = viewer.personId === id && fields.every((field) => OWN.has(field));
  if (!own) permit(viewer, Permission.PEOPLE_WRITE);
  const signsIn = fields.includes("roles") || (row.hasRole && (fields.includes("email") || fields.includes("active")));
  if (signsIn && !can(viewer, Permission.ACCESS_MANAGE))
    throw forbidden("Who signs in, and as whom, is changed by ACCESS_MANAGE.");
}

async function write(work: Work, id: string, input: UpdatePerson, row: Row): Promise<FieldChange[]> {
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
  const branch = input.branch == null ? input.branch : (await branchByKey(work, input.branch, "input.branch")).id;
  const calendar =
    input.calendar == null ? input.calendar : await calendarByKey(work, input.calendar, "input.calendar");
  const values = {
    externalId: input.externalId,
    name: input.name,
    email: input.email,
    phone: input.phone,
    title: input.title,
    timeZone: input.timeZone,
    locale: input.locale,
    customer: input.customerId == null ? input.customerId : found.customer,
    branch,
    calendar,
    capacity: input.capacity,
    active: input.active,
  };
  const changes = changesOf(row as unknown as Record<string, unknown>, values);
  const links = input.roles || input.teams || input.skills;
  if (changes.length > 0 || links) await work.update(Person, { id, version: row.version }, values);
  return changes;
}

/** Roles, teams, skills and what being inactive means. */
async function relink(work: Work, id: string, input: UpdatePerson, row: Row): Promise<FieldChange[]> {
  const changes: FieldChange[] = [];
  for (const link of ["roles", "teams", "skills"] as const) {
    const words = input[link];
    if (!words) continue;
    const change = await setLinks(work, id, link, words, `input.${link}`);
    if (change) changes.push({ field: link, from: change.from.join(" "), to: change.to.join(" ") });
  }
  if (input.active === false && row.active) {
    await shutOut(work, id);
    await handBackOpenWork(work, id);
  }
  if (row.isAdmin) await keepAnAdministrator(work);
  work.afterCommit(() => rightsChanged(work.ctx.house, id));
  return changes;
}
