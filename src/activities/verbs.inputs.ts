import { ArrayMaxSize, MaxLength } from "class-validator";
import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { Priority } from "../cases/settings.entity";
import { EmailAddressScalar } from "../platform/scalars/text";
import { DateTimeScalar, DurationScalar } from "../platform/scalars/time";
import { Lasting, Line, NotNull, Words } from "../platform/validate";
import { AppointmentPurpose, Direction } from "./activity.entity";
import type { NewActivity } from "./adding.steps";
import type { CreateTask } from "./commands/createTask";
import type { LogEmail } from "./commands/logEmail";
import type { LogPhoneCall } from "./commands/logPhoneCall";
import type { ScheduleAppointment } from "./commands/scheduleAppointment";
import type { UpdateActivity } from "./commands/updateActivity";

/** Time put in is told in hours; more than this is a slip of the pen. */
const MOST_HOURS = 10_000;

@InputType()
abstract class AnyActivityInput implements Omit<NewActivity, "dueAt"> {
  @Field(() => ID, { nullable: true })
  readonly caseId?: string | null;

  @Field(() => ID, { nullable: true, description: "The case's unless given." })
  readonly customerId?: string | null;

  @Field(() => String, { description: "1 to 255 characters." })
  @Words(255)
  readonly subject!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(100_000)
  readonly description?: string | null;

  @Field(() => Priority, { defaultValue: Priority.NORMAL })
  readonly priority!: Priority;

  @Field(() => ID, { nullable: true })
  readonly assigneeId?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly team?: string | null;

  @Field(() => String, { nullable: true, description: "By key." })
  readonly queue?: string | null;
}

@InputType()
abstract class DueActivityInput extends AnyActivityInput {
  @Field(() => DateTimeScalar, { nullable: true })
  readonly dueAt?: Date | null;
}

@InputType({ description: "Something to do, on a case or by itself." })
export class TaskInput extends DueActivityInput implements CreateTask {}

@InputType({ description: "A call, in or out, that is still to be made unless `completed`." })
export class PhoneCallInput extends DueActivityInput implements LogPhoneCall {
  @Field(() => Direction)
  readonly direction!: Direction;

  @Field(() => ID, { nullable: true })
  readonly withPersonId?: string | null;

  @Field(() => String, { nullable: true })
  @Line(100)
  readonly phone?: string | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: "How long they talked: the time put in, unless more is said.",
  })
  @Lasting(MOST_HOURS)
  readonly duration?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "It has taken place. One that went out is an answer to its case's customer.",
  })
  readonly completed!: boolean;

  @Field(() => [ID], { nullable: true, description: "Fresh uploads." })
  readonly uploadIds?: string[] | null;
}

@InputType({ description: "A mail, in or out: recorded, not sent." })
export class EmailInput extends DueActivityInput implements LogEmail {
  @Field(() => Direction)
  readonly direction!: Direction;

  @Field(() => EmailAddressScalar, { nullable: true })
  readonly from?: string | null;

  @Field(() => [EmailAddressScalar], { nullable: true, description: "100 at most." })
  @ArrayMaxSize(100)
  readonly to?: string[] | null;

  @Field(() => [EmailAddressScalar], { nullable: true, description: "100 at most." })
  @ArrayMaxSize(100)
  readonly cc?: string[] | null;

  @Field(() => String, { nullable: true, description: "The mail's Message-ID." })
  @Line(998)
  readonly messageId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "It was sent, or read. One that went out is an answer to its case's customer.",
  })
  readonly completed!: boolean;

  @Field(() => [ID], { nullable: true, description: "Fresh uploads." })
  readonly uploadIds?: string[] | null;
}

@InputType({ description: "A visit or remote appointment; SCHEDULE_CONFLICT where its assignee has another then." })
export class AppointmentInput extends AnyActivityInput implements ScheduleAppointment {
  @Field(() => DateTimeScalar)
  readonly startsAt!: Date;

  @Field(() => DateTimeScalar, { description: "After it begins, by 31 days at most." })
  readonly endsAt!: Date;

  @Field(() => AppointmentPurpose, { defaultValue: AppointmentPurpose.SERVICE })
  readonly purpose!: AppointmentPurpose;

  @Field(() => String, { nullable: true })
  @Words(1000)
  readonly location?: string | null;

  @Field(() => ID, { nullable: true, description: "Whom to meet or call." })
  readonly contactId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly workOrderId?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Books over another appointment of the assignee.",
  })
  readonly allowOverlap!: boolean;
}

@InputType({
  description:
    "What is left out stays as it is, null clears it. Purpose, location, contact and work order are an appointment's, the person talked to, phone and duration a call's.",
})
export class UpdateActivityInput implements UpdateActivity {
  @Field(() => String, { nullable: true })
  @NotNull()
  @Words(255)
  readonly subject?: string;

  @Field(() => String, { nullable: true })
  @MaxLength(100_000)
  readonly description?: string | null;

  @Field(() => Priority, { nullable: true })
  @NotNull()
  readonly priority?: Priority;

  @Field(() => DateTimeScalar, { nullable: true })
  readonly dueAt?: Date | null;

  @Field(() => ID, { nullable: true, description: "Puts it on another case; null: on none." })
  readonly caseId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly customerId?: string | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: "Null: a call's duration or an appointment's length again.",
  })
  @Lasting(MOST_HOURS)
  readonly timeSpent?: string | null;

  @Field(() => AppointmentPurpose, { nullable: true })
  @NotNull()
  readonly purpose?: AppointmentPurpose;

  @Field(() => String, { nullable: true })
  @Words(1000)
  readonly location?: string | null;

  @Field(() => ID, { nullable: true })
  readonly contactId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly workOrderId?: string | null;

  @Field(() => ID, { nullable: true })
  readonly withPersonId?: string | null;

  @Field(() => String, { nullable: true })
  @Line(100)
  readonly phone?: string | null;

  @Field(() => DurationScalar, { nullable: true })
  @Lasting(MOST_HOURS)
  readonly duration?: string | null;
}

@ArgsType()
export class UpdateActivityArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => UpdateActivityInput)
  readonly input!: UpdateActivityInput;

  @Field(() => Int, { nullable: true })
  readonly expectedVersion?: number | null;
}

@ArgsType()
export class RescheduleAppointmentArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => DateTimeScalar)
  readonly startsAt!: Date;

  @Field(() => DateTimeScalar, { description: "After it begins, by 31 days at most." })
  readonly endsAt!: Date;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason?: string | null;
}

@ArgsType()
export class HandBackActivityArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason!: string;
}

@ArgsType()
export class CompleteActivityArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @Words(10_000)
  readonly note?: string | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: "What it took; a call's duration or an appointment's length unless given.",
  })
  @Lasting(MOST_HOURS)
  readonly timeSpent?: string | null;
}

@ArgsType()
export class CancelActivityArgs {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => String, { nullable: true, description: "At most 10,000 characters." })
  @Words(10_000)
  readonly reason?: string | null;
}
