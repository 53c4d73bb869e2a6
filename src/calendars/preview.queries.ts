import { signedIn } from "../platform/access/viewer";
import { invalid, type Violation } from "../platform/errors";
import { Scope } from "../platform/read/scope";
import { millisecondsOf } from "../platform/scalars/time";
import { and, render, sql, valuesOf } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { BusinessCalendar } from "./calendar.entity";
import { clockOfRules, writtenCalendars } from "./calendar.queries";
import { OutOfReach } from "./openHours";

export interface PreviewDueAt {
  /** By key. */
  readonly calendar: string;
  readonly from: Date;
  readonly target?: string | null;
  readonly days?: number | null;
  readonly pauses?: readonly { readonly from: Date; readonly until: Date }[] | null;
}

const MOST_PAUSES = 1000;
const MOST_DAYS = 36_525;

/** When a target would be used up on a calendar. For staff. */
export async function previewDueAt(ctx: Ctx, asked: PreviewDueAt): Promise<Date> {
  const wrong = wrongWith(asked);
  if (wrong.length > 0) throw invalid(...wrong);
  const scope = new Scope(signedIn(ctx.viewer).permissionClass, ctx.house.nouns);
  const { text, params } = render(
    writtenCalendars((calendar) =>
      and(sql`${calendar}.key = ${asked.calendar}`, scope.visible(BusinessCalendar, calendar)),
    ),
  );
  const { rows } = await ctx.house.pool.query<{ rules: string }>(
    text,
    valuesOf(params, { viewer: ctx.viewer, variables: {} }),
  );
  if (!rows[0])
    throw invalid({ path: "calendar", rule: "exists", message: `no calendar has the key \`${asked.calendar}\`` });
  const clock = clockOfRules(rows[0].rules);
  const from = asked.from.getTime();
  const pauses = (asked.pauses ?? []).map((pause) => ({ from: pause.from.getTime(), until: pause.until.getTime() }));
  try {
    const due =
      asked.target == null
        ? clock.dueAfterDays(from, asked.days!, pauses)
        : clock.dueAfter(from, millisecondsOf(asked.target)!, pauses);
    // Null only where a pause goes on, and these all end.
    return new Date(due!);
  } catch (error) {
    if (!(error instanceof OutOfReach)) throw error;
    const path = asked.target == null ? "days" : "target";
    throw invalid({ path, rule: "reach", message: "this is not used up within 100 years" });
  }
}

function wrongWith({ target, days, pauses }: PreviewDueAt): Violation[] {
  const wrong: Violation[] = [];
  if ((target == null) === (days == null)) {
    const both = target != null;
    wrong.push({
      path: both ? "days" : "target",
      rule: "exactlyOne",
      message: `give either target or days${both ? ", not both" : ""}`,
    });
  }
  if (target != null && millisecondsOf(target)! < 0)
    wrong.push({ path: "target", rule: "min", message: "a target is no less than nothing" });
  if (days != null && (days < 0 || days > MOST_DAYS))
    wrong.push({ path: "days", rule: "range", message: `from 0 to ${MOST_DAYS} days` });
  if ((pauses?.length ?? 0) > MOST_PAUSES)
    wrong.push({ path: "pauses", rule: "maxItems", message: `at most ${MOST_PAUSES} pauses` });
  pauses?.forEach((pause, i) => {
    if (pause.until < pause.from)
      wrong.push({ path: `pauses.${i}.until`, rule: "order", message: "a pause ends no earlier than it begins" });
  });
  return wrong;
}
