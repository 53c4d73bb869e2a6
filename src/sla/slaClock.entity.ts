import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Computed } from "../platform/read/declare";
import { DateTimeScalar, DurationScalar } from "../platform/scalars/time";
import { clockState, SlaKind, SlaState } from "./rules";
import { SlaPolicy } from "./slaPolicy.entity";

export enum SlaSpanKind {
  COUNTED = "COUNTED",
  OUTSIDE_HOURS = "OUTSIDE_HOURS",
  HOLIDAY = "HOLIDAY",
  PAUSED = "PAUSED",
}
registerEnumType(SlaSpanKind, { name: "SlaSpanKind", description: "Why a stretch of time counts, or does not." });

@ObjectType({ description: "A stretch of the way that a clock walked." })
export class SlaSpan {
  @Field(() => SlaSpanKind)
  readonly kind!: SlaSpanKind;

  @Field(() => DateTimeScalar)
  readonly from!: Date;

  @Field(() => DateTimeScalar)
  readonly until!: Date;

  @Field(() => String, { nullable: true, description: "The holiday's name, or why it was on hold." })
  readonly note!: string | null;
}

@ObjectType({
  description: "What is promised of a case, and how far it has come. Its instants are right to the millisecond.",
})
@Entity("sla_clock")
export class SlaClock {
  @PrimaryColumn({ type: "uuid" })
  readonly id!: string;

  @Column({ type: "uuid" })
  readonly caseId!: string;

  @Field(() => SlaKind)
  @Column({ type: "text" })
  readonly kind!: SlaKind;

  @Field(() => SlaState)
  @Computed((clock) => clockState(clock))
  readonly state!: SlaState;

  @Field(() => SlaPolicy)
  @ManyToOne(() => SlaPolicy, { nullable: false })
  @JoinColumn()
  readonly policy!: SlaPolicy;

  @Field(() => Int, { description: "The policy's revision that it runs under." })
  @Column({ type: "int" })
  readonly policyRevision!: number;

  @Field(() => DurationScalar, { nullable: true })
  @Column({ type: "interval", nullable: true })
  readonly target!: string | null;

  @Field(() => Int, { nullable: true })
  @Column({ type: "int", nullable: true })
  readonly targetDays!: number | null;

  @Field(() => DateTimeScalar)
  @Column({ type: "timestamptz", precision: 3 })
  readonly startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "Null while a hold puts it off." })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly dueAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly warnAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly pausedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly metAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readonly breachedAt!: Date | null;
}
