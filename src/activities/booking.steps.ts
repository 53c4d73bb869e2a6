import type { WarningCode } from "../cases/case.payloads";
import { ErrorCode, invalid, Refusal } from "../platform/errors";
import { raw, sql } from "../platform/sql";
import { conflictOn } from "../platform/transact";
import type { Work } from "../platform/work";
import { Activity } from "./activity.entity";
import type { LockedActivity } from "./activity.steps";
import { bookedWithin, hoursColumns, workingHours } from "./schedule.queries";

export interface Caution {
  readonly code: `${WarningCode}`;
  readonly message: string;
}

/** Takes the time of who is to do an activity: none, where it is no appointment. As `bookTime`. */
export async function bookFor(
  work: Work,
  activity: LockedActivity,
  to: { readonly assigneeId: string | null; readonly teamId: string | null },
): Promise<Caution[]> {
  const { id, startsAt, endsAt, allowsOverlap } = activity;
  return startsAt && endsAt ? bookTime(work, { ...to, id, startsAt, endsAt, allowsOverlap }) : [];
}

/** An appointment as it is about to be written. */
export interface Booking {
  readonly id: string;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly allowsOverlap: boolean;
}

const CONFLICT = "The assignee has another appointment at that time.";
// Below the look that `bookTime` takes: whoever writes, two cannot stand.
conflictOn("activity_one_at_a_time", CONFLICT, ErrorCode.SCHEDULE_CONFLICT);

/** The longest appointment, in ms: longer ones are several. */
const LONGEST_MS = 31 * 86_400_000;

/** Refuses times that are none of an appointment's. */
export function checkTimes(startsAt: Date, endsAt: Date, path: string): void {
  const length = endsAt.getTime() - startsAt.getTime();
  if (length <= 0) throw invalid({ path, rule: "order", message: "an appointment ends after it begins" });
  if (length > LONGEST_MS) throw invalid({ path, rule: "range", message: "an appointment lasts 31 days at most" });
}

/**
 * Takes the assignee's time: SCHEDULE_CONFLICT where it is booked already, unless this one may overlap. To be called right
 * before the appointment is written. Warns of overlaps that are allowed, of less than the travel buffer before or after, and
 * of times outside working hours.
 */
export async function bookTime(work: Work, booking: Booking): Promise<Caution[]> {
  const { assigneeId, startsAt, endsAt } = booking;
  if (assigneeId === null) return [];
  // Who books the same person waits here, and then sees what was booked: an exclusion constraint alone would let two who
  // write at once wait for each other.
  await work.query(sql`SELECT pg_advisory_xact_lock(7309442, hashtext(${assigneeId}))`);
  const p = raw("p");
  const row = await work.one<{ rules: string | null; buffer: number | null }>(
    sql`SELECT ${hoursColumns(p, sql`${booking.teamId}`)} FROM person p WHERE p.id = ${assigneeId}`,
  );
  const { clock, buffer } = workingHours(row!);
  const [from, until] = [startsAt.getTime(), endsAt.getTime()];
  const near = await work.query<{ id: string; from: Date; until: Date; seen: boolean }>(sql`
    SELECT a.id, a.starts_at AS "from", a.ends_at AS "until", ${work.scope.visible(Activity, raw("a"))} AS seen
    ${bookedWithin(sql`${assigneeId}`, sql`${new Date(from - buffer)}`, sql`${new Date(until + buffer)}`)}
      AND a.id <> ${booking.id} ORDER BY a.starts_at, a.id`);
  const over = near.filter((other) => other.from < endsAt && other.until > startsAt);
  if (over.length > 0 && !booking.allowsOverlap)
    throw new Refusal(ErrorCode.SCHEDULE_CONFLICT, CONFLICT, {
      activityIds: over.filter(({ seen }) => seen).map(({ id }) => id),
    });
  const cautions: Caution[] = [];
  const when = (other: { from: Date; until: Date }) => `${other.from.toISOString()} to ${other.until.toISOString()}`;
  if (over.length > 0)
    cautions.push({
      code: "OVERLAP",
      message: `Overlaps the assignee's appointment from ${over.map(when).join(", ")}.`,
    });
  else if (near.length > 0)
    cautions.push({
      code: "OVERLAP",
      message: `Leaves less than the travel buffer to the appointment from ${near.map(when).join(", ")}.`,
    });
  if (clock && clock.elapsed(from, until) < until - from)
    cautions.push({ code: "OUTSIDE_WORKING_HOURS", message: "Is not within the assignee's working hours." });
  return cautions;
}
