import { Arg, Ctx as Context, FieldResolver, Int, Mutation, Query, Resolver } from "type-graphql";
import { RemovePayload } from "../people/access.inputs";
import { compiled, Finished, List } from "../platform/read/declare";
import { DateTimeScalar, DurationScalar } from "../platform/scalars/time";
import { sql, TRUE } from "../platform/sql";
import type { Ctx } from "../platform/work";
import { BusinessCalendar, Holiday, HolidaySchedule } from "./calendar.entity";
import {
  BusinessCalendarInput,
  BusinessCalendarPayload,
  HolidayScheduleInput,
  HolidaySchedulePayload,
  PauseInput,
} from "./calendar.inputs";
import { deleteBusinessCalendar } from "./commands/deleteBusinessCalendar";
import { deleteHolidaySchedule } from "./commands/deleteHolidaySchedule";
import { saveBusinessCalendar } from "./commands/saveBusinessCalendar";
import { saveHolidaySchedule } from "./commands/saveHolidaySchedule";
import { type DaysOffRules, listedDaysOff } from "./daysOff";
import { previewDueAt } from "./preview.queries";

@Resolver(() => BusinessCalendar)
export class CalendarResolver {
  @Query(() => [BusinessCalendar], { description: "By name." })
  @List({ of: () => BusinessCalendar, where: () => TRUE, order: (calendar) => sql`${calendar}.name, ${calendar}.key` })
  businessCalendars(): BusinessCalendar[] {
    return compiled();
  }

  @Query(() => DateTimeScalar, {
    description:
      "The instant at which `target` working time (or `days` business days) has passed since `from`, pauses left out. Used up exactly at closing time, it is that closing instant.",
  })
  previewDueAt(
    @Arg("calendar", () => String) calendar: string,
    @Arg("from", () => DateTimeScalar) from: Date,
    @Context() ctx: Ctx,
    @Arg("target", () => DurationScalar, { nullable: true }) target?: string | null,
    @Arg("days", () => Int, { nullable: true }) days?: number | null,
    @Arg("pauses", () => [PauseInput], { nullable: true }) pauses?: PauseInput[] | null,
  ) {
    return previewDueAt(ctx, { calendar, from, target, days, pauses });
  }

  @Mutation(() => BusinessCalendarPayload, {
    description: "Adds a calendar, or changes the one with this key. By SLA_MANAGE.",
  })
  saveBusinessCalendar(@Arg("input", () => BusinessCalendarInput) input: BusinessCalendarInput, @Context() ctx: Ctx) {
    return saveBusinessCalendar(ctx, input);
  }

  @Mutation(() => RemovePayload, { description: "Refused while a policy, person, team or branch uses it." })
  deleteBusinessCalendar(@Arg("key", () => String) key: string, @Context() ctx: Ctx) {
    return deleteBusinessCalendar(ctx, key);
  }
}

@Resolver(() => HolidaySchedule)
export class HolidayScheduleResolver {
  @Query(() => [HolidaySchedule], { description: "By name." })
  @List({ of: () => HolidaySchedule, where: () => TRUE, order: (schedule) => sql`${schedule}.name, ${schedule}.key` })
  holidaySchedules(): HolidaySchedule[] {
    return compiled();
  }

  @FieldResolver(() => [Holiday], {
    description: "All days off in a year, the region's included, as the clocks see them.",
  })
  @Finished({
    needs: {
      rules: (schedule) => sql`json_build_object('holidays', ${schedule}.holidays, 'region', ${schedule}.region)`,
      year: (_schedule, _scope, args) => sql`${args.year!.sql}::int`,
    },
    finish: (rows) => rows.map(({ rules, year }) => listedDaysOff(rules as DaysOffRules, year as number)),
  })
  daysOff(@Arg("year", () => Int) _year: number): Holiday[] {
    return compiled();
  }

  @Mutation(() => HolidaySchedulePayload, {
    description: "Adds a schedule of days off, or changes the one with this key. By SLA_MANAGE.",
  })
  saveHolidaySchedule(@Arg("input", () => HolidayScheduleInput) input: HolidayScheduleInput, @Context() ctx: Ctx) {
    return saveHolidaySchedule(ctx, input);
  }

  @Mutation(() => RemovePayload, { description: "Refused while a calendar uses it." })
  deleteHolidaySchedule(@Arg("key", () => String) key: string, @Context() ctx: Ctx) {
    return deleteHolidaySchedule(ctx, key);
  }
}
