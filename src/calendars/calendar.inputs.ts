import { ArrayMaxSize } from "class-validator";
import { Field, InputType, ObjectType } from "type-graphql";
import { DateScalar, DateTimeScalar, LocalTimeScalar, TimeZoneScalar } from "../platform/scalars/time";
import { Key, Line } from "../platform/validate";
import { BusinessCalendar, HolidaySchedule, Weekday } from "./calendar.entity";
import type { SaveBusinessCalendar } from "./commands/saveBusinessCalendar";
import type { SaveHolidaySchedule } from "./commands/saveHolidaySchedule";

const WINDOWS = 200;
const HOLIDAYS = 1000;

@InputType({ description: "One window of a weekday, closed at its closing instant; 24:00 closes at midnight." })
export class WorkingHoursInput {
  @Field(() => Weekday)
  readonly weekday!: Weekday;

  @Field(() => LocalTimeScalar)
  readonly opens!: string;

  @Field(() => LocalTimeScalar)
  readonly closes!: string;
}

@InputType({ description: "When new: not around the clock. At least one window, unless around the clock." })
export class BusinessCalendarInput implements SaveBusinessCalendar {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => TimeZoneScalar)
  readonly timeZone!: string;

  @Field(() => Boolean, { nullable: true })
  readonly aroundTheClock?: boolean | null;

  @Field(() => [WorkingHoursInput], { nullable: true })
  @ArrayMaxSize(WINDOWS)
  readonly hours?: WorkingHoursInput[] | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly holidaySchedule?: string | null;
}

@ObjectType({ description: "The calendar as it is now." })
export class BusinessCalendarPayload {
  @Field(() => BusinessCalendar)
  readonly calendar!: BusinessCalendar;
}

@InputType({ description: "A day off, or a shut-down up to and with `until`, of 366 days at most." })
export class HolidayInput {
  @Field(() => DateScalar)
  readonly date!: string;

  @Field(() => DateScalar, { nullable: true })
  readonly until?: string | null;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => Boolean, { defaultValue: false })
  readonly yearly!: boolean;
}

@InputType({ description: "What is left out of a schedule that is there stays as it is." })
export class HolidayScheduleInput implements SaveHolidaySchedule {
  @Field(() => String)
  @Key()
  readonly key!: string;

  @Field(() => String)
  @Line(200)
  readonly name!: string;

  @Field(() => [HolidayInput], { nullable: true })
  @ArrayMaxSize(HOLIDAYS)
  readonly holidays?: HolidayInput[] | null;

  @Field(() => String, { nullable: true, description: "ISO 3166 region such as US or DE-BY." })
  @Line(20)
  readonly region?: string | null;
}

@ObjectType({ description: "The schedule as it is now." })
export class HolidaySchedulePayload {
  @Field(() => HolidaySchedule)
  readonly schedule!: HolidaySchedule;
}

@InputType({ description: "Time that does not count, up to and not including `until`." })
export class PauseInput {
  @Field(() => DateTimeScalar)
  readonly from!: Date;

  @Field(() => DateTimeScalar)
  readonly until!: Date;
}
