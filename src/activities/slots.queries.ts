import { isStaff, canSignIn } from "../people/rules";
import { Person } from "../people/person.entity";
import { Permission } from "../platform/access/permissions";
import { permit, signedIn } from "../platform/access/viewer";
import { invalid, type Violation } from "../platform/errors";
import { Scope } from "../platform/read/scope";
import { millisecondsOf } from "../platform/scalars/time";
import { and, raw, render, type Sql, sql, valuesOf } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { freeStretches, type Stretch } from "./freeTime";
import { bookedWithin, hoursColumns, workingHours } from "./schedule.queries";

export interface AvailableSlots {
  /** By key. */
  readonly team?: string | null;
  readonly personIds?: readonly string[] | null;
  readonly from: Date;
  readonly until: Date;
  /** ISO 8601. */
  readonly duration: string;
  /** By name; all of them are needed. */
  readonly skills?: readonly string[] | null;
  readonly first: number;
}

export interface FreeSlot {
  /** The person's id. */
  readonly person: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const DAY_MS = 86_400_000;
const LONGEST_WINDOW_MS = 31 * DAY_MS;
const MOST_SLOTS = 200;
const MOST_PEOPLE = 500;
const MINUTE_MS = 60_000;

interface PersonRow {
  readonly id: string;
  readonly rules: string | null;
  readonly buffer: number | null;
  readonly booked: readonly (readonly [number, number])[];
}

/** Free times for a visit, soonest first; of two at once, by the person's name. For staff. */
export async function availableSlots(ctx: Ctx, asked: AvailableSlots): Promise<FreeSlot[]> {
  const viewer = signedIn(ctx.viewer);
  permit(viewer, Permission.SERVICE_READ, Permission.SERVICE_WRITE);
  const wrong = wrongWith(asked);
  if (wrong.length > 0) throw invalid(...wrong);
  const ask = async <T extends object>(statement: Sql): Promise<T[]> => {
    const { text, params } = render(statement);
    return (await ctx.house.pool.query<T>(text, valuesOf(params, { viewer, variables: {} }))).rows;
  };
  const scope = new Scope(viewer.permissionClass, ctx.house.nouns);
  const named = await ask<{ team: string | null; missing: string[]; nobody: number[]; now: Date }>(sql`
    SELECT (SELECT t.id FROM team t WHERE t.key = ${asked.team ?? null}::text AND t.active) AS team,
      ARRAY(SELECT name FROM unnest(${asked.skills ?? []}::text[]) name WHERE name NOT IN (SELECT s.name FROM skill s)) AS missing,
      ARRAY(SELECT i::int - 1 FROM unnest(${asked.personIds ?? []}::uuid[]) WITH ORDINALITY given(id, i)
        WHERE NOT EXISTS (SELECT FROM person p WHERE p.id = given.id AND ${scope.visible(Person, raw("p"))})) AS nobody,
      casegraph_now() AS now`);
  const { team, missing, nobody, now } = named[0]!;
  if (asked.team != null && team === null)
    throw invalid({ path: "team", rule: "exists", message: `no active team has the key \`${asked.team}\`` });
  const absent = [
    ...missing.map((name) => ({
      path: `skills.${asked.skills!.indexOf(name)}`,
      rule: "exists",
      message: `no skill has the name \`${name}\``,
    })),
    ...nobody.map((i) => ({ path: `personIds.${i}`, rule: "exists", message: "no person has this id" })),
  ];
  if (absent.length > 0) throw invalid(...absent);
  // Nobody is visited in the past; from now on means from the next whole minute on.
  const soonest = Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const window = { from: Math.max(asked.from.getTime(), soonest), until: asked.until.getTime() };
  const people = await ask<PersonRow>(peopleWith(asked, team, window, scope));
  const length = millisecondsOf(asked.duration)!;
  return people
    .flatMap((person, order) => {
      const { clock, buffer } = workingHours(person);
      if (!clock) return [];
      const booked = person.booked.map(([from, until]): Stretch => ({ from, until }));
      return freeStretches({ clock, booked, buffer }, window, length, asked.first).map((free) => ({
        ...free,
        order,
        person: person.id,
      }));
    })
    .sort((a, b) => a.from - b.from || a.order - b.order)
    .slice(0, asked.first)
    .map(({ person, from, until }) => ({ person, startsAt: new Date(from), endsAt: new Date(until) }));
}

/** Who could come, with working hours and what is booked: booked is booked, whoever sees for what. */
function peopleWith(asked: AvailableSlots, team: string | null, window: Stretch, scope: Scope): Sql {
  const p = raw("p");
  const skills = [...new Set(asked.skills ?? [])];
  const ms = (column: string) => sql`(extract(epoch FROM ${raw(column)}) * 1000)::float8`;
  // A buffer is a day at most.
  const [from, until] = [new Date(window.from - DAY_MS), new Date(window.until + DAY_MS)];
  return sql`SELECT p.id, ${hoursColumns(p, sql`${team}`)},
      (SELECT coalesce(json_agg(json_build_array(${ms("a.starts_at")}, ${ms("a.ends_at")}) ORDER BY a.starts_at), '[]')
        ${bookedWithin(sql`p.id`, sql`${from}`, sql`${until}`)}) AS booked
    FROM person p
    WHERE ${and(
      canSignIn(p),
      isStaff(p),
      scope.visible(Person, p),
      team !== null && sql`EXISTS (SELECT FROM team_member m WHERE m.team_id = ${team} AND m.person_id = p.id)`,
      asked.personIds != null && sql`p.id = ANY (${asked.personIds}::uuid[])`,
      skills.length > 0 &&
        sql`(SELECT count(*) FROM person_skill h JOIN skill s ON s.id = h.skill_id
          WHERE h.person_id = p.id AND s.name = ANY (${skills}::text[])) = ${skills.length}::int`,
    )}
    ORDER BY p.name, p.id`;
}

function wrongWith({ personIds, from, until, duration, first }: AvailableSlots): Violation[] {
  const wrong: Violation[] = [];
  if ((personIds?.length ?? 0) > MOST_PEOPLE)
    wrong.push({ path: "personIds", rule: "maxItems", message: `at most ${MOST_PEOPLE} people` });
  const span = until.getTime() - from.getTime();
  if (span <= 0) wrong.push({ path: "until", rule: "order", message: "a window ends after it begins" });
  if (span > LONGEST_WINDOW_MS) wrong.push({ path: "until", rule: "range", message: "a window lasts 31 days at most" });
  const length = millisecondsOf(duration)!;
  if (length < MINUTE_MS || length > LONGEST_WINDOW_MS)
    wrong.push({ path: "duration", rule: "range", message: "from a minute to 31 days" });
  if (first < 1 || first > MOST_SLOTS)
    wrong.push({ path: "first", rule: "range", message: `from 1 to ${MOST_SLOTS} slots` });
  return wrong;
}
