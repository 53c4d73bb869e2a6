import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Json } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { DateScalar, LocalTimeScalar, TimeZoneScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";

export enum Weekday {
  MONDAY = "MONDAY",
  TUESDAY = "TUESDAY",
  WEDNESDAY = "WEDNESDAY",
  THURSDAY = "THURSDAY",
  FRIDAY = "FRIDAY",
  SATURDAY = "SATURDAY",
  SUNDAY = "SUNDAY",
}
registerEnumType(Weekday, { name: "Weekday", description: "A day of the week." });

@ObjectType({ description: "One window of a weekday: open from the opening instant on, closed at the closing one." })
export class WorkingHours {
  @Field(() => Weekday)
  readonly weekday!: Weekday;

  @Field(() => LocalTimeScalar)
  readonly opens!: string;

  @Field(() => LocalTimeScalar)
  readonly closes!: string;
}

@ObjectType({ description: "A day off, or several in a row." })
export class Holiday {
  @Field(() => DateScalar)
  readonly date!: string;

  @Field(() => DateScalar, { nullable: true, description: "Last day of a shut-down; null: one day." })
  readonly until!: string | null;

  @Field(() => String)
  readonly name!: string;

  @Field(() => Boolean, { description: "Every year on this month and day." })
  readonly yearly!: boolean;
}

@ObjectType({ implements: Node, description: "Days on which calendars are closed, whatever their hours." })
@Entity("holiday_schedule")
export class HolidaySchedule implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => [Holiday])
  @Json((schedule) => sql`${schedule}.holidays`)
  @Column({ type: "jsonb" })
  holidays!: Holiday[];

  @Field(() => String, {
    nullable: true,
    description: "ISO 3166 region whose public holidays are filled in, such as US or DE-BY.",
  })
  @Column({ type: "text", nullable: true })
  region!: string | null;

  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Column({ type: "timestamptz" })
  updatedAt!: Date;
}

@ObjectType({ implements: Node, description: "When work is done, by the wall clock of a place." })
@Entity("business_calendar")
export class BusinessCalendar implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Field(() => String)
  @Column({ type: "text" })
  key!: string;

  @Field(() => String)
  @Column({ type: "text" })
  name!: string;

  @Field(() => TimeZoneScalar)
  @Column({ type: "text" })
  timeZone!: string;

  @Field(() => Boolean)
  @Column({ type: "boolean", default: false })
  aroundTheClock!: boolean;

  @Field(() => [WorkingHours], {
    description: "Several windows a day are lunch breaks; 24:00 closes at midnight.",
  })
  @Json((calendar) => sql`${calendar}.hours`)
  @Column({ type: "jsonb" })
  hours!: WorkingHours[];

  @Field(() => HolidaySchedule, { nullable: true })
  @ManyToOne(() => HolidaySchedule, { nullable: true })
  @JoinColumn()
  holidaySchedule!: HolidaySchedule | null;

  @Column({ type: "timestamptz" })
  createdAt!: Date;

  @Column({ type: "timestamptz" })
  updatedAt!: Date;
}
