import { FieldResolver, Resolver } from "type-graphql";
import { clockOfRules } from "../calendars/calendar.queries";
import { explain } from "../calendars/explanation";
import type { Pause } from "../calendars/pauses";
import { compiled, Finished } from "../platform/read/declare";
import type { Scope } from "../platform/read/scope";
import { DurationScalar, durationOf } from "../platform/scalars/time";
import { raw, type Sql, sql } from "../platform/sql";
import { SlaClock, SlaSpan } from "./slaClock.entity";

const ms = (at: Sql): Sql => sql`(extract(epoch FROM ${at}) * 1000)::float8`;

/** What a clock's working time is told from, as JSON: instants in ms, up to now or to its end. */
const course = (clock: Sql, { now }: Scope): Sql => sql`json_build_object(
  'rules', (SELECT told.rules FROM calendar_revision told
    WHERE told.calendar_id = ${clock}.calendar_id AND told.revision = ${clock}.calendar_revision),
  'from', ${ms(sql`${clock}.started_at`)},
  'until', ${ms(sql`coalesce(${clock}.met_at, ${clock}.canceled_at, ${now})`)},
  'targetMs', ${clock}.target_ms,
  'pauses', coalesce((SELECT json_agg(json_build_object('from', ${ms(raw("still.from_at"))}, 'until', ${ms(raw("still.until_at"))},
      'note', still.note) ORDER BY still.from_at)
    FROM sla_pause still JOIN sla_policy_revision under
      ON under.policy_id = ${clock}.policy_id AND under.revision = ${clock}.policy_revision
    WHERE still.case_id = ${clock}.case_id
      AND (still.kind = 'FINISHED' OR ${clock}.kind = 'RESOLUTION' AND under.pause_on_hold)), '[]'))`;

interface Course {
  readonly rules: string;
  readonly from: number;
  readonly until: number;
  readonly targetMs: number;
  readonly pauses: readonly Pause[];
}

const told = <T>(of: (course: Course) => T) => ({
  needs: { course },
  finish: (rows: readonly Record<string, unknown>[]) => rows.map((row) => of(row.course as Course)),
});

const elapsed = ({ rules, from, until, pauses }: Course): number => clockOfRules(rules).elapsed(from, until, pauses);

/** What of a clock only its calendar can tell. */
@Resolver(() => SlaClock)
export class SlaClockResolver {
  @FieldResolver(() => DurationScalar, { nullable: true, description: "Working time left, negative when overdue." })
  @Finished(told((course) => durationOf(course.targetMs - elapsed(course))))
  remaining(): string | null {
    return compiled();
  }

  @FieldResolver(() => DurationScalar)
  @Finished(told((course) => durationOf(elapsed(course))))
  elapsed(): string {
    return compiled();
  }

  @FieldResolver(() => DurationScalar, { description: "Working time spent on hold." })
  @Finished(told(({ rules, from, until, pauses }) => durationOf(clockOfRules(rules).paused(from, until, pauses))))
  pausedFor(): string {
    return compiled();
  }

  @FieldResolver(() => [SlaSpan], { description: "How the clock walked from its start to now, or to its end." })
  @Finished(
    told(({ rules, from, until, pauses }) =>
      explain(clockOfRules(rules), from, until, pauses).map((span) => ({
        ...span,
        from: new Date(span.from).toISOString(),
        until: new Date(span.until).toISOString(),
      })),
    ),
  )
  explanation(): SlaSpan[] {
    return compiled();
  }
}
