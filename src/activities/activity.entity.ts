import { Field, Int, ID, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Case } from "../cases/case.entity";
import { Priority } from "../cases/settings.entity";
import { WorkOrder } from "../orders/workOrder.entity";
import { Customer } from "../people/customer.entity";
import { Person } from "../people/person.entity";
import { Team } from "../people/team.entity";
import { Computed } from "../platform/read/declare";
import { Node } from "../platform/read/node";
import { EmailAddressScalar } from "../platform/scalars/text";
import { DateTimeScalar, DurationScalar } from "../platform/scalars/time";
import { sql } from "../platform/sql";

export enum ActivityKind {
  TASK = "TASK",
  PHONE_CALL = "PHONE_CALL",
  EMAIL = "EMAIL",
  APPOINTMENT = "APPOINTMENT",
}
registerEnumType(ActivityKind, { name: "ActivityKind", description: "What kind of work an activity is." });

export enum ActivityState {
  OPEN = "OPEN",
  COMPLETED = "COMPLETED",
  CANCELED = "CANCELED",
}
registerEnumType(ActivityState, { name: "ActivityState", description: "Whether an activity is still to be done." });

export enum Direction {
  INCOMING = "INCOMING",
  OUTGOING = "OUTGOING",
}
registerEnumType(Direction, { name: "Direction", description: "Which way a call or a mail went." });

export enum AppointmentPurpose {
  SERVICE = "SERVICE",
  INSTALLATION = "INSTALLATION",
  MAINTENANCE = "MAINTENANCE",
  INSPECTION = "INSPECTION",
  OTHER = "OTHER",
}
registerEnumType(AppointmentPurpose, { name: "AppointmentPurpose", description: "What an appointment is for." });

/** One table for the four kinds; each kind's own columns are null in the others' rows. */
@Entity("activity")
@InterfaceType({
  implements: Node,
  description:
    "Work done, or to do, on a case. A case cannot be resolved over an open one unless those are canceled with it.",
})
export class Activity implements Node {
  @Field(() => ID)
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Column({ type: "text" })
  readonly kind!: ActivityKind;

  @Field(() => String)
  @Column({ type: "text" })
  readonly subject!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  readonly description!: string | null;

  @Field(() => ActivityState)
  @Column({ type: "text", default: ActivityState.OPEN })
  readonly state!: ActivityState;

  @Field(() => Priority)
  @Column({ type: "enum", enum: Priority, enumName: "priority", default: Priority.NORMAL })
  readonly priority!: Priority;

  @Field(() => Case, { nullable: true })
  @ManyToOne(() => Case, { nullable: true })
  @JoinColumn()
  readonly case!: Case | null;

  @Field(() => Customer, { nullable: true })
  @ManyToOne(() => Customer, { nullable: true })
  @JoinColumn()
  readonly customer!: Customer | null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly assignee!: Person | null;

  @Field(() => Team, { nullable: true })
  @ManyToOne(() => Team, { nullable: true })
  @JoinColumn()
  readonly team!: Team | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly dueAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Being worked on since; null before that." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly startedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly completedAt!: Date | null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly completedBy!: Person | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly canceledAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "The note left at its completion, or the reason of its cancellation.",
  })
  @Column({ type: "text", nullable: true })
  readonly outcome!: string | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: "Time put in: what was said at completion, else a call's duration or an appointment's length.",
  })
  @Computed(
    (activity) =>
      sql`coalesce(${activity}.time_spent, ${activity}.duration, ${activity}.ends_at - ${activity}.starts_at)`,
  )
  @Column({ type: "interval", nullable: true })
  readonly timeSpent!: string | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly createdAt!: Date;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly createdBy!: Person | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly updatedAt!: Date;

  @Field(() => Int, {
    description: "Grows by one with every change; send it back as expectedVersion to refuse a lost update.",
  })
  @Column({ type: "int", default: 1 })
  readonly version!: number;

  @Column({ type: "text", nullable: true })
  readonly direction!: Direction | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly withPerson!: Person | null;

  @Column({ type: "text", nullable: true })
  readonly phone!: string | null;

  @Column({ type: "interval", nullable: true })
  readonly duration!: string | null;

  @Column({ type: "text", name: "from_address", nullable: true })
  readonly from!: string | null;

  @Column({ type: "text", name: "to_addresses", array: true, default: [] })
  readonly to!: string[];

  @Column({ type: "text", name: "cc_addresses", array: true, default: [] })
  readonly cc!: string[];

  @Column({ type: "text", nullable: true })
  readonly messageId!: string | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly startsAt!: Date | null;

  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly endsAt!: Date | null;

  @Column({ type: "text", nullable: true })
  readonly purpose!: AppointmentPurpose | null;

  @Column({ type: "text", nullable: true })
  readonly location!: string | null;

  @ManyToOne(() => Person, { nullable: true })
  @JoinColumn()
  readonly contact!: Person | null;

  @ManyToOne(() => WorkOrder, { nullable: true })
  @JoinColumn()
  readonly workOrder!: WorkOrder | null;

  @Column({ type: "int", default: 0 })
  readonly rescheduleCount!: number;

  /** Booked over other appointments on purpose. */
  @Column({ type: "boolean", default: false })
  readonly allowsOverlap!: boolean;
}

@ObjectType({ implements: Activity, description: "Something to do." })
export class Task extends Activity {}

@ObjectType({ implements: Activity, description: "A call, in or out." })
export class PhoneCall extends Activity {
  @Field(() => Direction)
  override readonly direction!: Direction;

  @Field(() => Person, { nullable: true })
  override readonly withPerson!: Person | null;

  @Field(() => String, { nullable: true })
  override readonly phone!: string | null;

  @Field(() => DurationScalar, { nullable: true })
  override readonly duration!: string | null;
}

@ObjectType({ implements: Activity, description: "A mail, in or out: recorded, not sent." })
export class Email extends Activity {
  @Field(() => Direction)
  override readonly direction!: Direction;

  @Field(() => EmailAddressScalar, { nullable: true })
  override readonly from!: string | null;

  @Field(() => [EmailAddressScalar])
  override readonly to!: string[];

  @Field(() => [EmailAddressScalar])
  override readonly cc!: string[];

  @Field(() => String, { nullable: true })
  override readonly messageId!: string | null;
}

@ObjectType({
  implements: Activity,
  description: "A visit or remote appointment: service, installation or maintenance at a place and time.",
})
export class Appointment extends Activity {
  @Field(() => DateTimeScalar)
  override readonly startsAt!: Date;

  @Field(() => DateTimeScalar)
  override readonly endsAt!: Date;

  @Field(() => AppointmentPurpose)
  override readonly purpose!: AppointmentPurpose;

  @Field(() => String, { nullable: true })
  override readonly location!: string | null;

  @Field(() => Person, { nullable: true, description: "Whom to meet or call." })
  override readonly contact!: Person | null;

  @Field(() => WorkOrder, { nullable: true, description: "What the visit is for." })
  override readonly workOrder!: WorkOrder | null;

  @Field(() => Int, { description: "How often it was moved." })
  override readonly rescheduleCount!: number;
}
